import { describe, expect, it } from "vitest";
import { changed } from "../../src/analysis/change.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable } from "../../src/analysis/events.js";
import type { SampleSummary } from "../../src/analysis/sample.js";
import type { ScanPoint } from "../../src/analysis/scan-point.js";
import { nominalState } from "../../src/analysis/state.js";
import { systematicsRanking } from "../../src/analysis/systematics-ranking.js";
import { boundsAt, excludedRanges, limitAt } from "../../src/catalogue/b-mesogenesis/mesogenesis.js";
import { extraEnergy, lambdaMomentum, tagMass } from "../../src/catalogue/b-mesogenesis/observables.js";
import { OFF_RESONANCE_DATA, SIGNAL_MASSES, signalId } from "../../src/catalogue/b-mesogenesis/samples.js";
import { simulation } from "../../src/catalogue/b-mesogenesis/simulation.js";
import { systematics } from "../../src/catalogue/b-mesogenesis/systematics.js";
import { windowOf } from "../../src/catalogue/b-mesogenesis/windows.js";
import { bMesogenesis as search } from "../../src/catalogue/b-mesogenesis.js";
import { controlSummary } from "../../src/figures/control-samples.js";
import { generatorOf, runTask } from "../../src/loaders/simulation-task.js";
import { randomStream } from "../../src/numerics/random.js";
import { clsUpperLimit } from "../../src/statistics/counting/cls.js";
import { onOffClsLimit } from "../../src/statistics/counting/on-off-cls.js";

const TRIALS = 4096;
const run = (sample: string) =>
  runTask(simulation, { search: search.id, sample, purpose: "estimate", seed: 5, block: 0, trials: TRIALS }).observed;

/** Trials of the data below the Υ(4S): many more than in 89 fb⁻¹, so that shapes can be compared. */
const OFF_TRIALS = 2000;

/** Momentum of the Λ in the frame of the B⁰, GeV: two-body kinematics, computed elsewhere. */
const LAMBDA_MOMENTUM: Readonly<Record<number, number>> = {
  1: 2.4181,
  1.5: 2.287,
  2: 2.1011,
  2.5: 1.8564,
  3: 1.5446,
  3.5: 1.1436,
  3.75: 0.8881,
  3.9: 0.7004,
};

function summaryOf(id: string): SampleSummary {
  const declared = search.samples.find((one) => one.id === id);
  if (!declared) throw new Error(`no sample: ${id}`);
  const { kind, label, hypothesis, correction } = declared;
  const base = { id, kind, label, ...(hypothesis ? { hypothesis } : {}) };
  if (kind === "data" || kind === "control-data") return { ...base, crossSection: null, trials: 0, weight: 1 };
  const { maximum } = generatorOf(simulation, id);
  return {
    ...base,
    crossSection: { value: maximum, sigma: 0 },
    trials: TRIALS,
    weight: (711 * maximum * correction) / TRIALS,
  };
}

function pseudoData(): ReturnType<typeof run> {
  const stream = randomStream("test", "b-mesogenesis", "data");
  const bb = run("bb");
  const rows = Array.from({ length: 15 }, () => stream.integer(bb.length));
  const values = Object.fromEntries(
    Object.entries(bb.values).map(([id, column]) => [id, Float64Array.from(rows, (row) => column[row])]),
  );
  return { length: rows.length, passed: [], values };
}

const observed = Object.fromEntries(
  ["bb", "continuum", "rare", ...SIGNAL_MASSES.map(signalId)].map((id) => [id, run(id)]),
);
observed[OFF_RESONANCE_DATA] = runTask(simulation, {
  search: search.id,
  sample: OFF_RESONANCE_DATA,
  purpose: "pseudo-data",
  seed: 5,
  block: 0,
  trials: OFF_TRIALS,
}).observed;
const table = makeTable(
  search.observables,
  search.samples.map(({ id }) => ({ sample: summaryOf(id), blocks: [id === "data" ? pseudoData() : observed[id]] })),
);
const analysis = new Analysis(search, table);
const nominal = nominalState(search);
const evaluation = analysis.evaluate(nominal, { fast: true });

const constant =
  (limit: number) =>
  (mass: number): ScanPoint => ({
    ...evaluation.scan[0],
    hypothesis: { mass },
    limits: {
      branchingFraction: { unit: "", observed: limit, expected: [limit, limit, limit, limit, limit], status: "ok" },
    },
  });
const observedLimit = (point: ScanPoint) => point.limits.branchingFraction.observed;

describe("simulation of B⁰ → Λψ", () => {
  it("finds the Λ at its two-body momentum in the frame of the signal B", () => {
    for (const [mass, momentum] of Object.entries(LAMBDA_MOMENTUM)) {
      const { values, length } = observed[signalId(Number(mass))];
      // Wrong tags give the wrong frame: their M_bc is lower.
      const right = Array.from(values[lambdaMomentum.id].subarray(0, length)).filter(
        (_, i) => values[tagMass.id][i] > 5.277,
      );
      right.sort((a, b) => a - b);
      expect(Math.abs(right[right.length >> 1] - momentum)).toBeLessThan(0.012);
    }
  });

  it("says where kinematics have it, to the digits computed elsewhere, and how well it is measured", () => {
    const { resolution = [] } = analysis.evaluate(nominal, { fast: true, resolution: true });
    expect(resolution.map(({ mass }) => mass)).toEqual(SIGNAL_MASSES);
    for (const { mass, expected, median, medianSigma, halfWidth, halfWidthSigma } of resolution) {
      expect(expected).toBeCloseTo(LAMBDA_MOMENTUM[mass], 4);
      expect(Math.abs(median - expected)).toBeLessThan(4 * medianSigma + 0.01);
      expect(halfWidth).toBeGreaterThan(0.002);
      expect(halfWidth).toBeLessThan(0.25);
      expect(halfWidthSigma).toBeLessThan(0.2 * halfWidth);
    }
  });

  it("leaves little energy beside a signal, much in backgrounds", () => {
    const below = (id: string) => {
      const { values, length } = observed[id];
      return values[extraEnergy.id].filter((energy) => energy < 0.6).length / length;
    };
    expect(below(signalId(2))).toBeGreaterThan(0.8);
    expect(below("bb")).toBeLessThan(0.45);
  });

  it("has an efficiency of the order that the published limits imply", () => {
    for (const { efficiency } of evaluation.scan) {
      expect(efficiency).toBeGreaterThan(1.5e-4);
      expect(efficiency).toBeLessThan(4.5e-4);
    }
  });
});

describe("the measurement", () => {
  it("has the published boundaries and uncertainties", () => {
    expect(windowOf(1)).toEqual({ min: 0, max: 0.57 });
    expect(windowOf(3.9).max).toBeCloseTo(0.74, 12);
    const onSignal = systematics.filter(({ on }) => on !== "background").map(({ relative }) => relative);
    // 10.5 % with all smallest values, 12.2 % with all largest ones.
    expect(Math.hypot(...onSignal)).toBeGreaterThan(0.105);
    expect(Math.hypot(...onSignal)).toBeLessThan(0.122);
  });

  it("makes a limit on the branching fraction of one on events: 1.918 × 10⁵ events a unit at ε = 4 × 10⁻⁴", () => {
    const [interpretation] = search.interpretations;
    const crossSection = interpretation.crossSection(1, { mass: 2 });
    expect(((crossSection ?? 0) * 711 * 4e-4) / 1.918e5).toBeCloseTo(1, 3);
    expect(interpretation.coupling(crossSection ?? 0, { mass: 2 })).toBeCloseTo(1, 12);
  });

  it("takes the on/off likelihood, each systematic by its share, and CLs by toys for what it prints", () => {
    const off = Object.fromEntries(systematics.map(({ id }) => [id, 0]));
    const state = { ...nominal, systematics: { ...off, "branching-fractions": 1 } };
    const [point] = analysis.evaluate(state).scan;
    const rows = (id: string) => {
      const { values, length } = observed[id];
      let passing = 0;
      for (let i = 0; i < length; i++) {
        const at = (name: string) => values[name][i];
        if (
          at("extra_energy") <= 0.5704 &&
          at("tag_beam_constrained_mass") >= 5.26995 &&
          Math.abs(at("tag_delta_energy")) <= 0.1005 &&
          at("lambda_mass") >= 1.11395 &&
          at("lambda_mass") <= 1.11755 &&
          at("lambda_flight") >= 0.495
        )
          passing++;
      }
      return passing * summaryOf(id).weight;
    };
    const yields = ["bb", "continuum", "rare"].map(rows);
    const mean = yields.reduce((a, b) => a + b);
    expect(point.background!.value / mean).toBeCloseTo(1, 1);
    const b = point.background!.value;
    const input = {
      observed: point.observed!,
      simulated: 6 * b,
      ratio: 6,
      kappaBackground: 1 + (0.5 * yields[0]) / mean,
      kappaSignal: [],
    };
    const events = onOffClsLimit(input, 0.9, 500, randomStream("test", "other throws")).value!;
    const found = point.limits.branchingFraction.observed! * 4.795e8 * point.efficiency;
    expect(Math.abs(found / events - 1)).toBeLessThan(0.03);
  });

  it("shows asymptotic CLs beside, and in place of toys where it is to be fast", () => {
    for (const point of evaluation.scan) {
      expect(point.limits.branchingFraction.observed).toBe(point.beside![0].observed);
      expect(point.beside!.map(({ method }) => method)).toEqual([
        "CLs, asymptotic",
        "profile likelihood",
        "Bayesian, flat",
      ]);
    }
    const [slow] = analysis.evaluate(nominal).scan;
    expect(slow.limits.branchingFraction.expected[2]!).toBeGreaterThan(slow.beside![0].expected!);
  });

  it("has a global p-value of the same background as the local ones: above the least, below eight of them", () => {
    const injection = { hypothesis: { mass: 2 }, coupling: 4e-5, seed: 5 };
    const off = Object.fromEntries(systematics.map(({ id }) => [id, 0]));
    // Without systematic uncertainties the off region alone is uncertain, by a quarter.
    for (const scales of [nominal.systematics, off]) {
      const state = { ...nominal, injection, systematics: scales };
      const found = analysis.evaluate(state, { fast: true, globalPValue: 40_000 });
      const local = Math.min(...found.scan.map(({ localPValue }) => localPValue!));
      expect(local).toBeLessThan(0.02);
      // The smallest window has three quarters of the events of the largest: far from eight trials, whatever is uncertain.
      expect(found.globalPValue! / local).toBeGreaterThan(1.3);
      expect(found.globalPValue! / local).toBeLessThan(2.3);
    }
  });

  it("compares the methods for n = 0 … 5: asymptotic CLs below toys, least so where more is counted", () => {
    const { byCount } = analysis.evaluate(nominal, { byCount: 2 });
    expect(byCount!.rows.map(({ count }) => count)).toEqual([0, 1, 2, 3, 4, 5]);
    const known = byCount!.background;
    for (const { count: observed, toys, asymptotic, profile, bayesian, known: exact } of byCount!.rows) {
      expect(asymptotic! / toys!).toBeGreaterThan(0.84);
      expect(asymptotic! / toys!).toBeLessThan(0.99);
      expect(profile!).toBeLessThan(asymptotic!);
      expect(bayesian!).toBeGreaterThan(toys!);
      expect(exact! / clsUpperLimit(observed, known, 0.9).value!).toBeCloseTo(1, 9);
    }
    const [none, , , , , five] = byCount!.rows;
    expect(none.known!).toBeCloseTo(Math.LN10, 6);
    expect(none.asymptotic! / none.toys!).toBeLessThan(five.asymptotic! / five.toys!);
  });

  it("projects: more data and half the uncertainty of branching fractions both help", () => {
    const median = (state: typeof nominal) =>
      analysis.evaluate(state, { fast: true }).scan[4].limits.branchingFraction.expected[2]!;
    const many = changed(search, nominal, { kind: "choose", choices: { luminosity: 50_000 } });
    const half = changed(search, many, { kind: "systematic", id: "branching-fractions", scale: 0.5 });
    const now = median(nominal);
    expect(median(many)).toBeLessThan(now);
    expect(median(half)).toBeLessThan(0.95 * median(many));
    expect(analysis.evaluate(many, { fast: true }).scan[4].limits.branchingFraction).toMatchObject({
      observed: null,
      status: "expected-only",
    });
  });

  it("adds a signal between the simulated masses at the momentum of its Λ, and none to its left-over energy", () => {
    const injected = (mass: number) =>
      analysis.evaluate({ ...nominal, injection: { hypothesis: { mass }, coupling: 0.01, seed: 1 } }, { fast: true });
    const bins = (one: ReturnType<typeof injected>, id: string) =>
      one.spectra.find(({ spectrum }) => spectrum === id)!.counts.data;
    const [there, near] = [injected(2.7), injected(2.5)];
    const momenta = bins(there, "lambda-momentum");
    // √λ(m_B², m_Λ², 2.7²)/(2 m_B) = 1.740 GeV, in bins of 0.1 GeV.
    expect(momenta.indexOf(Math.max(...momenta))).toBe(17);
    expect(bins(there, "extra-energy")).toEqual(bins(near, "extra-energy"));
  });

  it("shows wrong tags beside right ones: a cut on the tag leaves its own spectrum and slices the other", () => {
    const spectrum = (one: typeof evaluation, id: string) => one.spectra.find(({ spectrum }) => spectrum === id)!;
    const tight = analysis.evaluate(
      changed(search, nominal, { kind: "cut", cut: "tag-mass", parameter: "min", value: 5.279 }),
      { fast: true },
    );
    // 28 bins of 2.5 MeV below 5.27 GeV, where ARGUS puts most of the continuum.
    const { continuum } = spectrum(evaluation, "tag-mass").counts;
    const sum = (bins: readonly number[]) => bins.reduce((a, b) => a + b, 0);
    expect(sum(continuum.slice(0, 28))).toBeGreaterThan(2 * sum(continuum.slice(28)));
    expect(spectrum(tight, "tag-mass")).toEqual(spectrum(evaluation, "tag-mass"));
    const slice = (one: typeof evaluation) => sum(spectrum(one, "tag-energy").counts.continuum);
    expect(slice(tight)).toBeLessThan(0.7 * slice(evaluation));
  });

  it("moves with its cuts", () => {
    const tight = changed(search, nominal, { kind: "cut", cut: "lambda-momentum", parameter: "min", value: 2 });
    const scan = analysis.evaluate(tight, { fast: true }).scan;
    expect(scan[0].efficiency).toBeGreaterThan(0.8 * evaluation.scan[0].efficiency);
    expect(scan[5].efficiency).toBeLessThan(0.1 * evaluation.scan[5].efficiency);
    expect(scan[0].background!.value).toBeLessThan(0.5 * evaluation.scan[0].background!.value);
  });
});

/** Whether event i of a sample passes all cuts but those on E(ECL), as the rounded columns have it. */
function passes(id: string, i: number): boolean {
  const at = (name: string) => observed[id].values[name][i];
  return (
    at("tag_beam_constrained_mass") >= 5.26995 &&
    Math.abs(at("tag_delta_energy")) <= 0.1005 &&
    at("lambda_mass") >= 1.11395 &&
    at("lambda_mass") <= 1.11755 &&
    at("lambda_flight") >= 0.495
  );
}

describe("the boundary of the signal region", () => {
  const { boundary } = analysis.evaluate(nominal, { fast: true, boundary: 2 });
  const half = (id: string, end: number, parity: number) => {
    const { values, length } = observed[id];
    let count = 0;
    for (let i = parity; i < length; i += 2) if (passes(id, i) && values[extraEnergy.id][i] < end + 0.0005) count++;
    return count;
  };

  it("is found on every other event, at the highest figure of merit", () => {
    const curve = boundary!.curve!;
    const { best, fixed } = boundary!.points.find(({ mass }) => mass === 2)!;
    expect(fixed.boundary).toBeCloseTo(windowOf(2).max, 2);
    expect(best.found).toBe(Math.max(...curve.found));
    for (const [k, merit] of curve.found.entries()) {
      if (k % 29 !== 0) continue;
      const end = curve.boundaries[k];
      const b = ["bb", "continuum", "rare"].reduce((sum, id) => sum + 2 * summaryOf(id).weight * half(id, end, 0), 0);
      const signal = summaryOf(signalId(2));
      const efficiency = (2 * half(signal.id, end, 0) * signal.weight) / (711 * signal.crossSection!.value);
      expect(merit / (efficiency / (0.8 + Math.sqrt(b)))).toBeCloseTo(1, 2);
    }
  });

  it("is tried the other way round too, because which belongs to which mass is not published", () => {
    const ends = boundary!.points.map(({ other }) => other!.boundary);
    expect([ends[0], ends[7]].map((end) => end.toFixed(2))).toEqual(["0.74", "0.57"]);
    const [first] = boundary!.points;
    expect(first.other!.efficiency).toBeGreaterThan(first.fixed.efficiency);
    expect(first.other!.background).toBeGreaterThan(first.fixed.background);
    expect(first.other!.expected! / first.fixed.expected!).toBeCloseTo(1, 0);
  });

  it("is counted on those between, with limits of that half", () => {
    for (const { mass, best, fixed } of boundary!.points) {
      const b = ["bb", "continuum", "rare"].reduce(
        (sum, id) => sum + 2 * summaryOf(id).weight * half(id, best.boundary, 1),
        0,
      );
      expect(best.background / b).toBeCloseTo(1, 2);
      const window = evaluation.scan.find(({ hypothesis }) => hypothesis.mass === mass)!;
      expect(fixed.efficiency / window.efficiency).toBeCloseTo(1, 1);
      expect(fixed.expected! / window.limits.branchingFraction.expected[2]!).toBeCloseTo(1, 0);
    }
  });
});

describe("projections", () => {
  it("keep τ where the simulation grows with the data, and let it fall where it does not", () => {
    const { projections = [] } = analysis.evaluate(nominal, { fast: true, projections: true });
    expect(projections).toHaveLength(10);
    const find = (luminosity: number, scale: number, grows: boolean) =>
      projections.find((one) => one.luminosity === luminosity && one.scale === scale && one.grows === grows)!;
    expect(find(50_000, 1, true).ratio).toBe(6);
    expect(find(50_000, 1, false).ratio).toBeCloseTo((6 * 711) / 50_000, 12);
    const median = (...of: Parameters<typeof find>) => find(...of).points[4].expected!;
    expect(median(711, 1, true)).toBe(evaluation.scan[4].asimov);
    expect(median(50_000, 0.5, true)).toBeLessThan(0.95 * median(50_000, 1, true));
    expect(median(50_000, 1, false)).toBeGreaterThan(median(50_000, 1, true));
    const many = changed(search, nominal, { kind: "choose", choices: { luminosity: 50_000 } });
    const there = analysis.evaluate(many, { fast: true }).scan[4];
    expect(median(50_000, 1, true)).toBe(there.asimov);
    // With hundreds of events the median count says the same.
    expect(there.asimov! / there.limits.branchingFraction.expected[2]!).toBeCloseTo(1, 1);
  });
});

describe("the ranking of systematic uncertainties", () => {
  it("gains from every one that is switched off, the branching fractions and the tag most", () => {
    const { sources, asymptotic } = systematicsRanking(search, nominal, 2, (state, wanted) =>
      analysis.evaluate(state, { fast: true, ...wanted }),
    );
    expect(asymptotic).toBe(true);
    expect(sources).toHaveLength(14);
    for (const { effect } of sources) expect(effect).toBeGreaterThan(0);
    expect(sources[0].id).toBe("branching-fractions");
    expect(sources[1].id).toBe("tag");
  });
});

describe("control samples", () => {
  const scale = (89 / 711) * (10.58 / 10.52) ** 2;

  it("hold the data below the Υ(4S), in no spectrum, window or cut flow", () => {
    const counts = evaluation.controls.find(({ control }) => control === "off-resonance")!.counts;
    const { values, length } = observed[OFF_RESONANCE_DATA];
    let inside = 0;
    for (let i = 0; i < length; i++) {
      const at = (name: string) => values[name][i];
      const isLambda = at("lambda_mass") >= 1.11395 && at("lambda_mass") <= 1.11755 && at("lambda_flight") >= 0.495;
      if (isLambda && at(extraEnergy.id) < 3) inside++;
    }
    const sum = (bins: readonly number[]) => bins.reduce((a, b) => a + b, 0);
    expect(sum(counts[OFF_RESONANCE_DATA]) / inside).toBeCloseTo(1, 2);
    expect(Object.keys(evaluation.cutFlow[0].samples)).not.toContain(OFF_RESONANCE_DATA);
    expect(Object.keys(evaluation.spectra[0].counts)).not.toContain(OFF_RESONANCE_DATA);
    // Shape: both are one parametrisation, from streams of their own.
    const [off, on] = [counts[OFF_RESONANCE_DATA], counts.continuum];
    const chi2 = off.reduce((total, n, k) => {
      const expected = (sum(off) * on[k]) / sum(on);
      return total + (n - expected) ** 2 / (expected * (1 + sum(off) / sum(on)));
    }, 0);
    expect(chi2).toBeLessThan(11 + 4 * Math.sqrt(22));
  });

  it("say how large the continuum is, whether its shape is right, and what that does to the limits", () => {
    const { correction } = analysis.evaluate(nominal, { fast: true, correction: true });
    const counts = evaluation.controls.find(({ control }) => control === "off-resonance")!.counts;
    const sum = (bins: readonly number[]) => bins.reduce((a, b) => a + b, 0);
    const expected = sum(counts.continuum) * summaryOf("continuum").weight * scale;
    expect(correction!.factor * expected).toBeCloseTo(sum(counts[OFF_RESONANCE_DATA]), 6);
    expect(correction!.sigma / correction!.factor).toBeCloseTo(1 / Math.sqrt(correction!.counted), 9);
    // Thrown from the same shape.
    expect(correction!.shapePValue).toBeGreaterThan(1e-3);
    for (const [k, point] of correction!.points.entries()) {
      const { continuum, bb, rare } = evaluation.scan[k].composition!;
      expect(point.background / (continuum + bb + rare)).toBeCloseTo(1, 9);
      expect(point.corrected / (correction!.factor * continuum + bb + rare)).toBeCloseTo(1, 9);
      // The data below the resonance here are many times those of 89 fb⁻¹.
      expect(point.expectedCorrected!).toBeGreaterThan(point.expected!);
    }
  });

  it("have so many events as the published uncertainty of the correction of the continuum implies", () => {
    const counts = evaluation.controls.find(({ control }) => control === "off-resonance")!.counts;
    const expected = counts.continuum.reduce((a, b) => a + b, 0) * summaryOf("continuum").weight * scale;
    expect(1 / Math.sqrt(expected)).toBeGreaterThan(0.21);
    expect(1 / Math.sqrt(expected)).toBeLessThan(0.269);
  });

  it("compare them with the continuum alone, by luminosity and 1/s, and count other data nowhere there", () => {
    const samples = table.samples.map(({ sample }) => sample);
    const table2 = controlSummary(search.controls!, evaluation, samples);
    const [below, sideband] = table2.values;
    const continuum = evaluation.controls[0].counts.continuum.reduce((a, b) => a + b, 0);
    expect(Number(below[2]) / (continuum * summaryOf("continuum").weight * scale)).toBeCloseTo(1, 8);
    expect(below[1]).toBe(evaluation.controls[0].counts[OFF_RESONANCE_DATA].reduce((a, b) => a + b, 0));
    expect(sideband[1]).toBe(evaluation.controls[1].counts.data.reduce((a, b) => a + b, 0));
  });
});

describe("B-Mesogenesis", () => {
  it("is bounded as computed elsewhere", () => {
    expect(boundsAt(1, 1).pole / 1e-4).toBeCloseTo(0.035, 3);
    expect(boundsAt(2.5, 2).pole / 1e-4).toBeCloseTo(0.385, 3);
    expect(boundsAt(3, 2).least / 1e-4).toBeCloseTo(0.382, 3);
    expect(boundsAt(3, 2).largest).toBe(1e-4);
  });

  it("is excluded for O² and O³ above 3 GeV by the published weakest limit, at the weaker edge", () => {
    const scan = SIGNAL_MASSES.map(constant(3.8e-5));
    const ranges = excludedRanges(scan, observedLimit, (mass) => boundsAt(mass, 2).least);
    expect(ranges).toHaveLength(1);
    expect(ranges[0][0]).toBeCloseTo(3, 1);
    expect(ranges[0][1]).toBeCloseTo(3.9, 10);
    const [first, second] = search.readings!(scan);
    expect(first).toContain("O¹");
    expect(second).toContain("excludes 3.00 to 3.90 GeV whatever");
    expect(search.readings!(SIGNAL_MASSES.map(constant(2e-4)))[0]).toContain("excludes nothing");
  });

  it("has limits between the masses that are linear", () => {
    const scan = SIGNAL_MASSES.map((mass) => constant(mass * 1e-5)(mass));
    expect(limitAt(scan, 3.2, observedLimit)).toBeCloseTo(3.2e-5, 12);
    expect(limitAt(scan, 1, observedLimit)).toBeCloseTo(1e-5, 12);
    expect(limitAt(scan, 4, observedLimit)).toBeNull();
  });
});
