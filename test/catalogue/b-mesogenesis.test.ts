import { describe, expect, it } from "vitest";
import { changed } from "../../src/analysis/change.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable } from "../../src/analysis/events.js";
import type { ScanPoint } from "../../src/analysis/result.js";
import type { SampleSummary } from "../../src/analysis/sample.js";
import { nominalState } from "../../src/analysis/state.js";
import { boundsAt, excludedRanges, limitAt } from "../../src/catalogue/b-mesogenesis/mesogenesis.js";
import { extraEnergy, lambdaMomentum, tagMass } from "../../src/catalogue/b-mesogenesis/observables.js";
import { SIGNAL_MASSES, signalId } from "../../src/catalogue/b-mesogenesis/samples.js";
import { simulation } from "../../src/catalogue/b-mesogenesis/simulation.js";
import { systematics } from "../../src/catalogue/b-mesogenesis/systematics.js";
import { windowOf } from "../../src/catalogue/b-mesogenesis/windows.js";
import { bMesogenesis as search } from "../../src/catalogue/b-mesogenesis.js";
import { generatorOf, runTask } from "../../src/loaders/simulation-task.js";
import { randomStream } from "../../src/numerics/random.js";
import { onOffClsLimit } from "../../src/statistics/counting/on-off-cls.js";

const TRIALS = 4096;
const run = (sample: string) =>
  runTask(simulation, { search: search.id, sample, purpose: "estimate", seed: 5, block: 0, trials: TRIALS }).observed;

/** Momentum of the Λ in the frame of the B⁰, GeV: two-body kinematics, computed elsewhere. */
const LAMBDA_MOMENTUM: Readonly<Record<number, number>> = {
  1: 2.4181,
  1.5: 2.287,
  2: 2.1011,
  2.5: 1.8564,
  3: 1.5446,
  3.5: 1.1436,
  3.9: 0.7004,
};

function summaryOf(id: string): SampleSummary {
  const declared = search.samples.find((one) => one.id === id);
  if (!declared) throw new Error(`no sample: ${id}`);
  const { kind, label, hypothesis, correction } = declared;
  const base = { id, kind, label, ...(hypothesis ? { hypothesis } : {}) };
  if (kind === "data") return { ...base, crossSection: null, trials: 0, weight: 1 };
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

  it("moves with its cuts", () => {
    const tight = changed(search, nominal, { kind: "cut", cut: "lambda-momentum", parameter: "min", value: 2 });
    const scan = analysis.evaluate(tight, { fast: true }).scan;
    expect(scan[0].efficiency).toBeGreaterThan(0.8 * evaluation.scan[0].efficiency);
    expect(scan[5].efficiency).toBeLessThan(0.1 * evaluation.scan[5].efficiency);
    expect(scan[0].background!.value).toBeLessThan(0.5 * evaluation.scan[0].background!.value);
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
