import { describe, expect, it } from "vitest";
import { nominalSelection } from "../../src/analysis/cut.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable } from "../../src/analysis/events.js";
import { LifetimeEfficiency } from "../../src/analysis/lifetime/efficiency.js";
import { excludedBetween, LEAST_EFFECTIVE_SIGNAL } from "../../src/analysis/lifetime/excluded.js";
import { LifetimeTemplates } from "../../src/analysis/lifetime/templates.js";
import { nominalView, readLink } from "../../src/analysis/link.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { type AnalysisState, nominalState, withCut, withModel } from "../../src/analysis/state.js";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { STUDY_RATIO } from "../../src/catalogue/inelastic-dark-matter/configurations.js";
import { GENERATED, inelasticModel, RADII } from "../../src/catalogue/inelastic-dark-matter/model.js";
import { radius } from "../../src/catalogue/inelastic-dark-matter/observables.js";
import { reconstruct } from "../../src/catalogue/inelastic-dark-matter/reconstruction.js";
import { signalId } from "../../src/catalogue/inelastic-dark-matter/samples.js";
import { signalGenerator, simulation } from "../../src/catalogue/inelastic-dark-matter/simulation.js";
import { inelasticDarkMatter as search } from "../../src/catalogue/inelastic-dark-matter.js";
import { trackPoints } from "../../src/figures/panels/event-picture.js";
import { randomStream } from "../../src/numerics/random.js";
import { BELLE_II, toLaboratory } from "../../src/physics/beams.js";
import { ALPHA } from "../../src/physics/constants.js";
import type { EventBlock } from "../../src/physics/events.js";
import { fly } from "../../src/physics/generators/flight.js";
import { coannihilationCrossSection, relicMixing } from "../../src/physics/theory/coannihilation.js";
import { darkPhotonWidth } from "../../src/physics/theory/dark-photon.js";
import { chi2DecayLengthWithPions } from "../../src/physics/theory/inelastic-dark-matter.js";

const { measurement } = search;
if (measurement.kind !== "lifetime") throw new Error("expected a lifetime measurement");
const { crossSection, decayLength, modelAt, peakEnergy } = inelasticModel(2.5);
const nominal = nominalState(search);
const luminosity = 100;

/** A table of signal samples as the pipeline makes them. */
function signalTable(
  signals: readonly { readonly mass: number; readonly splitting: number; readonly trials: number }[],
) {
  return makeTable(
    search.observables,
    signals.map(({ mass, splitting, trials }) => {
      const generator = signalGenerator(STUDY_RATIO, mass, splitting);
      const block = generator.generate(trials, randomStream("test", "idm", "signal", mass, splitting));
      const sample = {
        id: signalId(mass, splitting),
        kind: "signal" as const,
        label: "signal",
        hypothesis: { mass, chi1Mass: mass, splitting },
        crossSection: generator.survey,
        trials,
        weight: (luminosity * generator.maximum) / trials,
      };
      return {
        sample,
        blocks: [simulation.observe(block, randomStream("test", "idm", "detector", mass, splitting))],
      };
    }),
  );
}

const table = signalTable([{ mass: 1, splitting: 0.4, trials: 60_000 }]);
const [
  {
    sample: { weight },
  },
] = table.samples;
const generated = signalGenerator(STUDY_RATIO, 1, 0.4).generate(120_000, randomStream("test", "idm", "again"));

/** Events of exponential flights at a lifetime, reconstructed: what reweighting stands in for. */
function regenerated(length: number): { radii: Float64Array; weight: number } {
  const flown: EventBlock = fly(
    toLaboratory(generated, BELLE_II),
    [{ products: ["chi1 of chi2", "l-", "l+"], decayLength: length }],
    randomStream("test", "idm", "fly", length),
  );
  const observed = reconstruct(flown, randomStream("test", "idm", "detector", length));
  const sample = { id: "again", kind: "signal" as const, label: "", crossSection: null, trials: 1, weight: 1 };
  const found = makeTable(search.observables, [{ sample, blocks: [observed] }]);
  const selection = new SelectionState(found, search.selection);
  selection.apply(nominalSelection(search.selection));
  const radii = Array.from(found.columns[radius.id], (steps) => steps * radius.step);
  return {
    radii: Float64Array.from(radii.filter((_, row) => selection.failing[row] === 0)),
    weight: (luminosity * signalGenerator(STUDY_RATIO, 1, 0.4).maximum) / 120_000,
  };
}

describe("signal of one mass", () => {
  it("has an efficiency with its error, a resolution, and is extracted from a count as it is injected", () => {
    const beside = { ...table.samples[0].sample, id: "muons", kind: "background" as const, weight: 1e4 };
    const analysis = new Analysis(search, {
      ...table,
      samples: [...table.samples, { ...table.samples[0], sample: beside }],
    });
    const { signals, resolutions, linearity, scan } = analysis.evaluate(nominal, { resolutions: true, linearity: 1 });
    const [signal] = signals;
    expect([signals.length, signal.mass]).toEqual([1, 1]);
    const near = scan.filter(({ hypothesis }) => Math.abs(hypothesis.mass - 1) < 0.1).map((one) => one.efficiency);
    expect(signal.efficiency).toBeGreaterThan(Math.min(...near));
    expect(signal.efficiency).toBeLessThan(Math.max(...near));
    expect(signal.sigma / signal.efficiency).toBeCloseTo(1 / Math.sqrt(signal.rows), 9);
    // The declared resolution of the photon energy, half of a window of four.
    expect((resolutions?.[0].sigma ?? 0) / (resolutions?.[0].ofWindow ?? 1)).toBeGreaterThan(0.7);
    expect((resolutions?.[0].sigma ?? 0) / (resolutions?.[0].ofWindow ?? 1)).toBeLessThan(1.4);
    const points = linearity?.points ?? [];
    expect(points).toHaveLength(7);
    // Next to no background is expected, whatever stands beside the signal region: √60 events are 13 % of the strongest.
    expect(points[6].sigma / points[6].injected).toBeLessThan(0.05);
    for (const { injected, extracted, sigma } of points)
      expect(Math.abs(extracted - injected)).toBeLessThan(4 * sigma + 1e-12);
  });
});

describe("kinematics and rates of inelastic dark matter", () => {
  it("puts the photon where the A′ recoils", () => {
    expect(peakEnergy(1)).toBeCloseTo(4.9946, 4);
    expect(peakEnergy(8 / 2.5)).toBeCloseTo(2.265425, 6);
  });

  it("ends the reach of a threshold of 2 GeV at 3.34 GeV", () => {
    expect(peakEnergy(3.33)).toBeGreaterThan(2);
    expect(peakEnergy(3.34)).toBeLessThan(2);
  });

  it("takes the decay length of the exact integral, whatever ε and α_D", () => {
    const values = { epsilon: 3e-4, alphaD: 0.5, splitting: 0.4 };
    const exact = chi2DecayLengthWithPions(modelAt({ chi1Mass: 2 }, values));
    expect(decayLength({ chi1Mass: 2 }, values) / exact).toBeCloseTo(1, 10);
    expect(decayLength({ chi1Mass: 1 }, { epsilon: 1e-3, alphaD: 0.1, splitting: 0.4 })).toBeCloseTo(1.3973, 3);
  });

  it("generates the branching fraction into leptons of the cross-section that it is quoted for", () => {
    const born = crossSection({ chi1Mass: 1 }, GENERATED);
    // Beams that radiate meet at lower s, where more A′ are made: by a quarter, as in dark Higgsstrahlung.
    const ratio = signalGenerator(STUDY_RATIO, 1, 0.4).survey.value / born;
    expect(ratio).toBeGreaterThan(1.15);
    expect(ratio).toBeLessThan(1.35);
    expect(STUDY_RATIO.ratio.value).toBe(2.5);
  });
});

describe("the relic density", () => {
  const heavy = { chi1Mass: 1, chi2Mass: 1.000001, darkPhotonMass: 30, alphaD: 0.1 };

  it("takes σv = 16παα_D m²/(M² − 4m²)² for each light lepton far below the resonance", () => {
    const v = 0.02;
    const energy = 2 / Math.sqrt(1 - v ** 2 / 4);
    const channels = darkPhotonWidth(energy, 1) / ((ALPHA * energy) / 3);
    const known = (16 * Math.PI * ALPHA * 0.1) / (30 ** 2 - 4) ** 2;
    expect((coannihilationCrossSection(heavy, energy) * v) / (known * channels)).toBeCloseTo(1, 1);
  });

  it("asks for as much more mixing as χ₂ is rarer", () => {
    const near = { chi1Mass: 1, chi2Mass: 1.1, darkPhotonMass: 30, alphaD: 0.1 };
    // σ_eff ∝ 2r₁r₂, whose average over freeze-out goes about as e^(−xΔ).
    const ratio = relicMixing(near) / relicMixing(heavy);
    expect(ratio).toBeGreaterThan(Math.exp((20 * 0.1) / 2) * 0.8);
    expect(ratio).toBeLessThan(Math.exp((20 * 0.1) / 2) * 1.5);
  });

  it("needs little of it near the resonance", () => {
    const resonant = { chi1Mass: 1, chi2Mass: 1.2, darkPhotonMass: 2.3, alphaD: 0.1 };
    expect(relicMixing(resonant)).toBeLessThan(relicMixing({ ...resonant, darkPhotonMass: 4 }) / 3);
  });
});

describe("the picture of an event", () => {
  it("bends a track of 0.45 GeV/c by a circle of a metre, to the right of its flight if positive", () => {
    const track = { momentum: 0.2998 * 1.5, azimuth: 0 } as const;
    const positive = trackPoints(10, { ...track, charge: 1 });
    expect(positive.length).toBeGreaterThan(20);
    for (const [x, y] of positive) expect(Math.hypot(x - 10, y + 100)).toBeCloseTo(100, 6);
    expect(positive[10][1]).toBeLessThan(0);
    expect(trackPoints(10, { ...track, charge: -1 })[10][1]).toBeGreaterThan(0);
  });
});

describe("weights of the lifetime", () => {
  it("sum to the probability of a decay within the radii", () => {
    // One transverse decay length λ for all: the mean weight is e^(−R₁/λ) − e^(−R₂/λ).
    const { minimum, maximum } = RADII;
    const span = Math.log(maximum / minimum);
    for (const lambda of [0.05, 1, 30, 500]) {
      const n = 20_000;
      let sum = 0;
      for (let i = 0; i < n; i++)
        sum += LifetimeEfficiency.weight(Math.log(minimum) + (span * (i + 0.5)) / n, lambda, RADII);
      expect(sum / n / (Math.exp(-minimum / lambda) - Math.exp(-maximum / lambda))).toBeCloseTo(1, 4);
    }
  });

  it.each([1 / 3, 1, 3])("agree with events generated at %f times the lifetime", (factor) => {
    const length = 1.3973 * factor;
    const epsilon = 1e-3 / Math.sqrt(factor);
    const state = withModel(search, nominal, "epsilon", epsilon);
    const analysis = new Analysis(search, table);
    const scale = (epsilon / 1e-3) ** 2;
    const selection = new SelectionState(table, search.selection);
    selection.apply(state.cuts);
    const weightOf = LifetimeEfficiency.weights(table, measurement, length);
    const edges = [0.2, 0.5, 0.9, 2, 4, 8, 17, 60];
    const expected = new Float64Array(edges.length - 1);
    const variance = new Float64Array(edges.length - 1);
    for (let row = 0; row < table.length; row++) {
      if (selection.failing[row] !== 0) continue;
      const r = table.columns[radius.id][row] * radius.step;
      const bin = edges.findLastIndex((edge) => edge <= r);
      if (bin < 0 || bin >= expected.length) continue;
      const w = weight * weightOf(row);
      expected[bin] += w;
      variance[bin] += w * w;
    }
    const again = regenerated(length);
    let chi2 = 0;
    let bins = 0;
    for (let bin = 0; bin < expected.length; bin++) {
      const counts = again.radii.filter((r) => r >= edges[bin] && r < edges[bin + 1]).length;
      if (counts < 10) continue;
      chi2 += (counts * again.weight - expected[bin]) ** 2 / (variance[bin] + counts * again.weight ** 2);
      bins++;
    }
    expect(bins).toBeGreaterThan(2);
    // 1e-4 of the χ² distribution: 21 for 4 bins, 30 for 7.
    expect(chi2).toBeLessThan(10 + 3 * bins);
    // The table of cells says the same as the sum over rows.
    const [point] = analysis.evaluate(state).scan.filter(({ hypothesis }) => Math.abs(hypothesis.mass - 0.9942) < 1e-3);
    const sum = expected.reduce((total, one) => total + one, 0) * scale;
    // So much of the peak lies within ± 2σ: the rest is its radiative tail.
    expect((point.lifetime?.shown.events ?? 0) / sum).toBeGreaterThan(0.7);
    expect((point.lifetime?.shown.events ?? 0) / sum).toBeLessThan(0.95);
  });
});

describe("efficiencies between the simulated masses and splittings", () => {
  const efficiencies = (of: ReturnType<typeof signalTable>) => {
    const selection = new SelectionState(of, search.selection);
    selection.apply(nominal.cuts);
    return new LifetimeEfficiency(search, measurement, of).after(selection.failing);
  };
  const stored = efficiencies(
    signalTable(
      [0.1, 0.2].flatMap((splitting) => [1, 1.5].map((mass) => ({ mass, splitting, trials: 20_000 / splitting }))),
    ),
  );
  const [mass, splitting] = [1.2, 0.14];
  const again = efficiencies(signalTable([{ mass, splitting, trials: 150_000 }]));
  const hypothesis = { mass, chi1Mass: mass };

  it.each([0.1, 1, 10, 100])("are those of events generated there, or a little less, at cτ = %f cm", (length) => {
    const unit = decayLength(hypothesis, { epsilon: 1, alphaD: 0.1, splitting });
    const values = { epsilon: Math.sqrt(unit / length), alphaD: 0.1, splitting };
    const [between, there] = [stored, again].map((one) => one(hypothesis, values));
    expect(there.effective).toBeGreaterThan(100);
    const error = Math.sqrt(1 / between.effective + 1 / there.effective);
    // Means in place of powers of the splitting are a quarter too high and more.
    expect(between.value / there.value).toBeLessThan(1 + 2.5 * error);
    expect(between.value / there.value).toBeGreaterThan(0.75 - 2.5 * error);
  });

  it("rest on as many effective events between the steps of the decay length as at them", () => {
    // A quarter of a step of 0.02 in the logarithm at a time: nothing jumps.
    const found = Array.from({ length: 41 }, (_, k) => {
      const unit = decayLength(hypothesis, { epsilon: 1, alphaD: 0.1, splitting });
      const epsilon = Math.sqrt(unit / (3 * Math.exp(0.005 * k)));
      return stored(hypothesis, { epsilon, alphaD: 0.1, splitting }).effective;
    });
    const steps = found.slice(1).map((one, k) => one / found[k]);
    expect(Math.max(...steps.map((one) => Math.abs(one - 1)))).toBeLessThan(0.02);
  });

  it("are none where one of the splittings leaves nothing", () => {
    // Pairs of at most 28 and 56 MeV, of which more than 30 are asked for.
    const light = efficiencies(
      signalTable([0.2, 0.4].map((kept) => ({ mass: 0.14, splitting: kept, trials: 30_000 }))),
    );
    const at = (kept: number) => light({ mass: 0.14, chi1Mass: 0.14 }, { ...nominal.model, splitting: kept }).value;
    expect([at(0.2), at(0.28)]).toEqual([0, 0]);
    expect(at(0.4)).toBeGreaterThan(0);
  });
});

describe("the template fit", () => {
  const analysis = new Analysis(search, table);
  const at = (state: AnalysisState) => {
    const { scan } = analysis.evaluate(state, { only: INDEX });
    return scan[INDEX];
  };
  const INDEX = search.scan.windows.findIndex(({ hypothesis }) => Math.abs(hypothesis.mass - 0.9942) < 1e-3);
  const counted = at(nominal);
  const fitted = at({ ...nominal, method: "template" });
  const intervalOf = (point: typeof counted) => point.limits.epsilon.excluded?.expected[2] ?? [];

  it("excludes as many events as counting where none is seen, to a per cent", () => {
    const [events, window] = [fitted, counted].map(({ limits }) => limits.yield.expected[2] ?? 0);
    expect(events / window).toBeGreaterThan(0.99);
    expect(events / window).toBeLessThan(1.01);
    expect(events).toBeGreaterThan(Math.log(10));
  });

  it("closes the interval on both sides and begins a little lower than counting", () => {
    expect(intervalOf(fitted)).toHaveLength(1);
    const [[[low, high]], [[from, to]]] = [intervalOf(fitted), intervalOf(counted)];
    // Of the signal 70 to 95 % lie in the window: a rate ∝ ε² and the lifetime together make that 3 to 15 % in ε.
    expect(low / from).toBeLessThan(0.97);
    expect(low / from).toBeGreaterThan(0.85);
    expect(high / to).toBeGreaterThan(1);
    expect(low < 1e-3 && high > 1e-3).toBe(true);
  });

  it("moves the peak of simulated masses to that of the hypothesis", () => {
    if (!measurement.template) throw new Error("expected a template fit");
    const templates = new LifetimeTemplates(search, measurement, measurement.template, table);
    const { edges } = search.spectra[0];
    const mean = (shape: readonly number[]) =>
      shape.reduce(
        (sum, share, i) => sum + (0.5 * share * (edges[i] + edges[i + 1])) / shape.reduce((a, b) => a + b),
        0,
      );
    const failing = new Uint32Array(table.length);
    const [one, three] = [1, 3].map((mass) => templates.signal({ mass, chi1Mass: mass }, 0.4, failing));
    if (!one || !three) throw new Error("expected two templates");
    const moved = peakEnergy(3) / peakEnergy(1);
    // Each is known to its bins of 0.1 GeV, whose rounding the mean over the peak all but loses.
    expect(mean(three.nominal) / mean(one.nominal) / moved).toBeCloseTo(1, 1.7);
    const [down, up] = one.moved["place of the peak"];
    expect(mean(up) - mean(down)).toBeGreaterThan(0.003 * peakEnergy(1));
    expect(mean(up) - mean(down)).toBeLessThan(0.009 * peakEnergy(1));
  });

  it("is offered by this search alone", () => {
    expect(readLink(search, "?v=1&method=template", { first: nominalView(search, 0) }).state.method).toBe("template");
    const other = findSearch("zprime-invisible");
    expect(() => readLink(other, "?v=1&method=template", { first: nominalView(other, 0) })).toThrow("template");
  });
});

describe("the regions of the radius", () => {
  it("hold all that is selected, and before the cut what it rejects", () => {
    const { regions, reaching, cutFlow } = new Analysis(search, table).evaluate(nominal, { reaching: true });
    const id = signalId(1, 0.4);
    const selected = regions?.selected[id] ?? [];
    expect(selected).toHaveLength(4);
    // The prompt one is not counted; the others are all that passes.
    const kept = selected.slice(1).reduce((sum, one) => sum + one, 0);
    expect(kept / (cutFlow[cutFlow.length - 1].samples[id].events ?? 0)).toBeCloseTo(1, 10);
    const before = regions?.reaching[id] ?? [];
    expect(before.filter((count, k) => !(count > selected[k]))).toEqual([]);
    const flow = cutFlow.find(({ cut }) => cut === "radius")?.samples[id].events ?? 0;
    expect(before.slice(1).reduce((sum, one) => sum + one, 0) / flow).toBeCloseTo(1, 10);
    const momentum = reaching?.find(({ cut }) => cut === "v0-momentum")?.counts[id] ?? [];
    expect(momentum.reduce((sum, one) => sum + one, 0) / flow).toBeCloseTo(1, 10);
  });
});

describe("excluded couplings", () => {
  const analysis = new Analysis(search, table);
  const at = (state = nominal) =>
    analysis.evaluate(state).scan.find(({ hypothesis }) => Math.abs(hypothesis.mass - 0.9942) < 1e-3);

  it("lie in an interval around 10⁻³ that begins above 1.4 × 10⁻⁴", () => {
    const [interval, ...others] = at()?.limits.epsilon.excluded?.expected[2] ?? [];
    expect(others).toHaveLength(0);
    expect(interval[0]).toBeGreaterThan(1.4e-4);
    expect(interval[0]).toBeLessThan(3e-4);
    expect(interval[1]).toBeGreaterThan(3e-3);
  });

  it("end where as many events are expected as the limit allows", () => {
    const point = at();
    const [[low]] = point?.limits.epsilon.excluded?.expected[2] ?? [[0, 0]];
    const there = at(withModel(search, nominal, "epsilon", low));
    expect((there?.lifetime?.shown.events ?? 0) / (point?.lifetime?.upper.expected[2] ?? 0)).toBeCloseTo(1, 3);
  });

  it("stay closed in y, by its own formula", () => {
    const [[low, high]] = at()?.limits.epsilon.excluded?.expected[2] ?? [[0, 0]];
    const [[from, to]] = at()?.limits.y.excluded?.expected[2] ?? [[0, 0]];
    expect(from / ((low ** 2 * 0.1) / 2.5 ** 4)).toBeCloseTo(1, 10);
    expect(to / ((high ** 2 * 0.1) / 2.5 ** 4)).toBeCloseTo(1, 10);
  });

  it("are none without a trigger", () => {
    const none = withCut(search, nominal, "trigger", "trigger_cluster", 0);
    expect(at(none)?.limits.epsilon.excluded?.expected[2]).toEqual([]);
  });

  it("are not claimed from fewer than 100 effective events", () => {
    const couplings = [1, 2, 4, 8];
    const signal = (effective: number) => () => ({ events: 10, effective });
    const of = (effective: number) =>
      excludedBetween(couplings, couplings.map(signal(effective)), signal(effective), 3);
    expect(of(LEAST_EFFECTIVE_SIGNAL)).toEqual([[1, 8]]);
    expect(of(LEAST_EFFECTIVE_SIGNAL - 1)).toEqual([]);
  });

  it("reach less far by one trigger, in one region, or with less luminosity than with all", () => {
    const curves = analysis.evaluate(nominal, { reach: true }).reach ?? [];
    const spans = (group: string) =>
      curves
        .filter((one) => one.group === group)
        .map(({ label, scan }) => {
          const [point] = scan.filter(({ hypothesis }) => Math.abs(hypothesis.mass - 0.9942) < 1e-3);
          return { label, span: point.limits.epsilon.excluded?.expected[2][0] ?? [1, 0] };
        });
    for (const group of ["trigger", "region"]) {
      const found = spans(group);
      const all = found[found.length - 1].span;
      expect(found).toHaveLength(4);
      for (const { span } of found.slice(0, 3)) {
        expect(span[0]).toBeGreaterThanOrEqual(all[0]);
        expect(span[1]).toBeLessThanOrEqual(all[1]);
      }
      expect(new Set(found.map(({ span }) => span[0])).size).toBeGreaterThan(2);
    }
    // Decays inside of the beam pipe are left at the upper end.
    const [pipe, ...others] = spans("region");
    for (const { span } of others.slice(0, 2)) expect(span[1]).toBeLessThan(pipe.span[1]);
    const [least, own, most, clean] = spans("luminosity");
    expect([least, own, most, clean].map(({ label }) => label)).toEqual([
      "20 fb⁻¹",
      "100 fb⁻¹",
      "50 ab⁻¹",
      "50 ab⁻¹, no background",
    ]);
    // N ∝ L ε⁴ where few decay inside, L ε² where all do.
    for (const [from, to, factor] of [
      [least, own, 5],
      [own, most, 500],
    ] as const) {
      const ratio = from.span[0] / to.span[0];
      expect(ratio).toBeGreaterThan(0.98 * factor ** 0.25);
      expect(ratio).toBeLessThan(factor ** 0.5);
    }
    expect(clean.span[0] / most.span[0]).toBeCloseTo(1, 6);
  });

  it("may be several apart", () => {
    const couplings = [1, 2, 3, 4, 5, 6, 7];
    const events = (coupling: number) => ({ events: 3 + 2 * Math.cos(Math.PI * coupling), effective: 1000 });
    const found = excludedBetween(couplings, couplings.map(events), events, 3);
    expect(found).toHaveLength(3);
    expect(found[0][0]).toBeCloseTo(1.5, 6);
    expect(found[0][1]).toBeCloseTo(2.5, 6);
  });
});
