import { describe, expect, it } from "vitest";
import { ControlSamples } from "../../src/analysis/control-sample.js";
import { nominalSelection } from "../../src/analysis/cut.js";
import { EllipseCounts } from "../../src/analysis/ellipses/counts.js";
import { coreSpread, distanceSquared, ellipseContent } from "../../src/analysis/ellipses/ellipse.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable, type ValueColumns } from "../../src/analysis/events.js";
import { hypothesisOf, hypothesisText } from "../../src/analysis/hypothesis-text.js";
import { markFailing } from "../../src/analysis/mark.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { nominalState, withModel } from "../../src/analysis/state.js";
import { belle2, configurations, kloe } from "../../src/catalogue/dark-higgsstrahlung/configurations.js";
import { signalId } from "../../src/catalogue/dark-higgsstrahlung/samples.js";
import { simulation } from "../../src/catalogue/dark-higgsstrahlung/simulation.js";
import { limitParams } from "../../src/figures/limit.js";
import { workspaceOfResult } from "../../src/formats/workspace.js";
import { randomStream } from "../../src/numerics/random.js";
import { significanceOfP } from "../../src/numerics/special.js";
import { BELLE_II } from "../../src/physics/beams.js";
import { darkHiggsstrahlung as generator } from "../../src/physics/generators/dark-higgsstrahlung.js";
import {
  darkHiggsstrahlungCrossSection,
  darkHiggsstrahlungRadiativeCrossSection,
} from "../../src/physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../../src/physics/theory/dark-photon.js";
import { budgeted } from "../../src/statistics/likelihood/hypothesis-test.js";
import { compileModel } from "../../src/statistics/likelihood/model.js";
import { ProfileLikelihood } from "../../src/statistics/likelihood/profile.js";
import { readWorkspace } from "../../src/statistics/likelihood/workspace.js";
import { plane, planeTable, SELECTED, search, spreadAt } from "../analysis/plane-fixture.js";

const table = planeTable(1);
const analysis = new Analysis(search, table);
const state = nominalState(search);
const evaluation = analysis.evaluate(state, { globalPValue: 150 });
const ellipses = evaluation.ellipses ?? raise("no ellipses");
const found = evaluation.lookElsewhere ?? raise("no global p-value");

function raise(message: string): never {
  throw new Error(message);
}

/** Ellipse nearest to a mass pair. */
function nearest(first: number, second: number): number {
  const away = (e: number) => Math.hypot(ellipses.first[e] - first, ellipses.second[e] - second);
  return ellipses.first.reduce((best, _, e) => (away(e) < away(best) ? e : best), 0);
}

describe("the ellipses of dark Higgsstrahlung", () => {
  it("number about 9000 and fill the triangle", () => {
    expect(Math.abs(ellipses.first.length - 9000)).toBeLessThan(90);
    const outside = ellipses.second.filter((second, e) => !(second > 0 && second < plane.largest(ellipses.first[e])));
    expect(outside).toEqual([]);
    expect(Math.min(...ellipses.first)).toBe(1.65);
    expect(Math.max(...ellipses.first)).toBeGreaterThan(10.4);
    expect(Math.max(...ellipses.first)).toBeLessThanOrEqual(10.51);
  });

  it("are as wide as the simulated signal", () => {
    for (const [first, second] of [
      [4, 1],
      [7, 2],
      [9, 0.5],
    ]) {
      const e = nearest(first, second);
      const true_ = spreadAt(ellipses.first[e], ellipses.second[e]);
      expect(Math.abs(ellipses.sigmaX[e] / true_.sigmaX - 1)).toBeLessThan(0.1);
      expect(Math.abs(ellipses.sigmaY[e] / true_.sigmaY - 1)).toBeLessThan(0.1);
    }
  });

  it("have the efficiency of the signal times the content of an ellipse", () => {
    const expected = SELECTED * 0.79 * ellipseContent(plane.reach);
    const mean = ellipses.efficiency.reduce((a, b) => a + b, 0) / ellipses.efficiency.length;
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.03);
  });

  it("expect what is counted", () => {
    const { counted, background } = ellipses;
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(Math.abs(sum(counted ?? []) / sum(background) - 1)).toBeLessThan(0.06);
  });

  it("close from the limit on ε²α_D to the cross-section", () => {
    const points = evaluation.scan.filter(({ limits }) => limits.epsilonSquaredAlphaD.observed !== null);
    expect(points.length).toBeGreaterThan(100);
    for (const { hypothesis, limits } of points.slice(0, 40)) {
      const { darkPhotonMass, darkHiggsMass } = hypothesis;
      const coupling = limits.epsilonSquaredAlphaD.observed ?? 0;
      const sigma =
        darkHiggsstrahlungRadiativeCrossSection(darkPhotonMass, darkHiggsMass, coupling, { sqrtS: BELLE_II.sqrtS }) *
        darkPhotonBranchingFraction(darkPhotonMass, "muons");
      expect(sigma / (limits.crossSection.observed ?? 0)).toBeCloseTo(1, 6);
      expect((limits.epsilon.observed ?? 0) ** 2 * 0.1).toBeCloseTo(coupling, 12);
    }
  });

  it("give ε alone for whatever α_D is chosen, and nothing else another value", () => {
    const [point] = evaluation.scan;
    const moved = analysis.evaluate(withModel(search, state, "alphaD", 0.4)).scan[0];
    const [before, after] = [point.limits.epsilon.expected[2] ?? 0, moved.limits.epsilon.expected[2] ?? 0];
    expect(before).toBeGreaterThan(0);
    expect(after / before).toBeCloseTo(0.5, 9);
    expect(moved.limits.epsilonSquaredAlphaD).toEqual(point.limits.epsilonSquaredAlphaD);
    expect(() => withModel(search, state, "alphaD", 2)).toThrow("out of range: 2, of alphaD");
    const view = { interpretation: search.interpretations[2], state: withModel(search, state, "alphaD", 0.4) };
    const heading = { label: "", conditions: "" };
    expect(limitParams(search, evaluation.scan, view, heading).level).toBe("90 % CL, α_D = 0.4");
  });

  it.each([
    [4, 1, 2.1e-7],
    [9, 0.5, 1.9e-8],
  ])(
    "put 2.3 events at 12 % efficiency, without radiation, at the published strength: (%s, %s) GeV",
    (first, second, reference) => {
      const crossSection = 2.3 / ((search.luminosity?.inverseFemtobarn ?? 0) * 0.12);
      expect(crossSection).toBeCloseTo(2.3, 1);
      const born = darkHiggsstrahlungCrossSection(first, second, 1) * darkPhotonBranchingFraction(first, "muons");
      // Two digits, and a branching fraction that rests on R: tables of it differ by some per cent.
      expect(Math.abs(crossSection / born / reference - 1)).toBeLessThan(0.1);
    },
  );

  it("are likelihoods of counts whose profile limit is the one that is shown, as workspaces too", () => {
    const z = significanceOfP(0.1);
    const only = [5, 100, 200];
    const imprint = { title: "", citation: "", events: "", state: "", version: "", code: "", made: "", basis: [] };
    for (const index of only) {
      const profile = { ...state, method: "profile" as const };
      const taken = {
        ...{ search, evaluation: analysis.evaluate(profile, { only: index }), state: profile, hypothesis: index },
        ...{ samples: [], quantity: "crossSection", imprint: { ...imprint, link: "" }, provenance: undefined as never },
      };
      const model = compileModel(readWorkspace(workspaceOfResult(taken)));
      const limit = taken.evaluation.scan[index].limits.crossSection.observed ?? raise("no limit");
      expect(new ProfileLikelihood(budgeted(model), model.observed).statistic("q", limit).q).toBeCloseTo(z * z, 3);
    }
  });

  it("make the limit 2.30 events over exposure where nothing is counted", () => {
    const none = ellipses.first.findIndex(
      (first, e) => ellipses.counted?.[e] === 0 && first < 9 && ellipses.efficiency[e] > 0.3,
    );
    const events = (ellipses.crossSection.observed[none] ?? 0) * ellipses.efficiency[none] * 8.34;
    // The 1 % on the signal adds a little.
    expect(events / Math.LN10).toBeGreaterThan(1);
    expect(events / Math.LN10).toBeLessThan(1.001);
  });
});

describe("the look-elsewhere effect of the plane", () => {
  it("is smaller than that of as many independent windows", () => {
    const level = found.levels.find(({ z }) => z === 3.5) ?? raise("no level");
    expect(level.toys).toBeLessThan(level.independent);
    expect(found.global.p).toBeLessThan(found.independent);
    expect(found.global.p).toBeGreaterThan(0);
  });

  it("goes at a high level as the Euler characteristic says", () => {
    const level = found.levels.find(({ z }) => z === 4) ?? raise("no level");
    const error = Math.sqrt((level.toys * (1 - level.toys) + 1 / found.toys) / found.toys);
    expect(Math.abs(level.toys - level.euler)).toBeLessThan(4 * error + 0.15 * level.euler);
    // Islands that are counted there, not extrapolated: a toy that has any has at least one.
    expect(level.islands).toBeGreaterThanOrEqual(level.toys);
    expect(level.islands).toBeLessThan(1.3 * level.toys + error);
  });
});

describe("an injected signal", () => {
  it("is counted where it belongs, as often as efficiency and luminosity say", () => {
    const e = nearest(6, 2.3);
    const hypothesis = { darkPhotonMass: ellipses.first[e], darkHiggsMass: ellipses.second[e] };
    const crossSection = 400;
    const coupling = search.interpretations[0].coupling(crossSection, hypothesis) ?? 0;
    const { ellipses: with_ } = analysis.evaluate({ ...state, injection: { hypothesis, coupling, seed: 3 } });
    const more = (with_?.counted?.[e] ?? 0) - (ellipses.counted?.[e] ?? 0);
    const expected = crossSection * ellipses.efficiency[e] * 8.34;
    expect(expected).toBeGreaterThan(500);
    expect(Math.abs(more - expected)).toBeLessThan(4 * Math.sqrt(expected) + 0.03 * expected);
    const far = nearest(8, 1);
    expect(with_?.counted?.[far]).toBe(ellipses.counted?.[far]);
  });

  it("is extracted linearly", () => {
    const line = { held: "second", at: 2.3 } as const;
    const points = analysis.evaluate(state, { linearity: 6, line }).linearity?.points ?? [];
    expect(points.length).toBeGreaterThan(3);
    const last = points[points.length - 1];
    expect(Math.abs(last.extracted - last.injected)).toBeLessThan(4 * last.sigma + 0.03 * last.injected);
  });
});

describe("simulated signal", () => {
  const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: false };
  const sample = (darkPhotonMass: number, darkHiggsMass: number) => {
    const made = generator({ ...collision, darkPhotonMass, darkHiggsMass, epsilonSquaredAlphaD: 1e-6 });
    const block = made.generate(16_000, randomStream("test", signalId({ darkPhotonMass, darkHiggsMass })));
    return simulation.observe(block, randomStream("test", "detector", darkPhotonMass, darkHiggsMass)).values;
  };

  it("without radiation fills its ellipse as a Gaussian does, within some per cent", () => {
    for (const [first, second] of [
      [5, 1.5],
      [8, 0.6],
    ]) {
      const { dimuon_mass: x, recoil_mass_squared: y } = sample(first, second);
      const spread = coreSpread(x, y, plane.centre(first, second)) ?? raise("no covariance");
      const inside = x.filter((px, i) => distanceSquared(px - first, y[i] - second * second, spread) <= 4).length;
      expect(x.length).toBeGreaterThan(1000);
      // The resolution differs from event to event: the sum of such Gaussians has more in its tails than one.
      expect(ellipseContent(2) - inside / x.length).toBeGreaterThan(-0.01);
      expect(ellipseContent(2) - inside / x.length).toBeLessThan(0.045);
    }
  });

  it("of a light h′ has squared recoil masses of both signs", () => {
    const { recoil_mass_squared: y } = sample(6, 0.2);
    const negative = y.filter((value) => value < 0).length / y.length;
    expect(negative).toBeGreaterThan(0.3);
    expect(negative).toBeLessThan(0.6);
  });
});

describe("the control samples of the publication", () => {
  const made = (id: string, events: number) => {
    const one = simulation.samples.find(({ sample }) => sample === id) ?? raise(`no sample: ${id}`);
    const generator = one.makeGenerator();
    const block = generator.generate(events, randomStream("test", id));
    const observed = (one.observe ?? simulation.observe)(block, randomStream("test", id, "detector"));
    return { ...observed, perLuminosity: (generator.maximum * observed.length) / block.trials };
  };
  const tableOf = (values: ValueColumns) =>
    makeTable(search.observables, [
      {
        sample: { id: "one", kind: "background", label: "", crossSection: null, trials: 0, weight: 1 },
        blocks: [values],
      },
    ]);

  it("have an electron and a muon of τ pairs twice as often as two muons, and none in the selection", () => {
    const [both, muons] = [made("tautau-emu", 24_000), made("tautau", 12_000)];
    expect(muons.length).toBeGreaterThan(600);
    // 2 B(τ → e) / B(τ → μ), and what identification makes of it.
    expect(both.perLuminosity / muons.perLuminosity).toBeGreaterThan(1.8);
    expect(both.perLuminosity / muons.perLuminosity).toBeLessThan(2.3);
    const events = tableOf(both);
    const selected = new SelectionState(events, search.selection);
    selected.apply(nominalSelection(search.selection));
    expect(selected.failing.filter((bits) => bits === 0)).toHaveLength(0);
    const [emu] = new ControlSamples(
      search.controls?.filter(({ id }) => id === "emu") ?? [],
      search.selection,
      events,
      selected,
    ).count();
    const counted = emu.counts.one.reduce((sum, one) => sum + one, 0);
    expect(counted / both.length).toBeGreaterThan(0.3);
  });

  it("have a photon at the recoil that no setting of the veto lets pass, and recoil against nothing", () => {
    const seen = made("mumu-photon", 40_000);
    expect(seen.length).toBeGreaterThan(300);
    const loosest = search.selection.find(({ id }) => id === "photon-recoil-angle") ?? raise("no cut");
    const events = tableOf(seen);
    const failing = new Uint32Array(events.length);
    markFailing(loosest, { min: loosest.parameters[0].low }, events, failing, 1);
    expect(failing.filter((bits) => bits === 0)).toHaveLength(0);
    const m2 = Array.from(seen.values.recoil_mass_squared).sort((a, b) => a - b);
    expect(Math.abs(m2[m2.length >> 1])).toBeLessThan(0.3);
  });
});

it("refuses a table without signal", () => {
  const empty = { ...table, samples: table.samples.filter(({ sample }) => sample.kind !== "signal") };
  expect(() => new EllipseCounts(search, plane, empty)).toThrow("no signal: dark-higgsstrahlung");
});

describe("the optimisation of the background suppression", () => {
  const merits = (events: typeof table) =>
    new Analysis(search, events).evaluate(state, { cutMerits: true }).cutMerits ?? raise("no optimisation");

  it("averages ε/(a/2 + √B) over the ellipses of a macro-region", () => {
    const tau = merits(table).find(({ cut }) => cut === "helicity-tau") ?? raise("no such cut");
    const inside = ellipses.first.flatMap((first, e) => {
      const [x, y] = plane.centre(first, ellipses.second[e]);
      return first >= 3 && plane.regions.find((one) => one.holds(x, y))?.id === "tau" ? [e] : [];
    });
    expect(inside.length).toBeGreaterThan(1000);
    const sum = inside.reduce((all, e) => all + ellipses.efficiency[e] / (0.8 + Math.sqrt(ellipses.background[e])), 0);
    expect(tau.merit / (sum / inside.length)).toBeCloseTo(1, 9);
  });

  it("prefers a cut between a signal and a background that differ", () => {
    const columns = { ...table.columns, cos_helicity: table.columns.cos_helicity.slice() };
    for (const { sample, start, end } of table.samples)
      if (sample.kind === "background") columns.cos_helicity.fill(160, start, end);
    const found = merits({ ...table, columns });
    const tau = found.find(({ cut }) => cut === "helicity-tau") ?? raise("no such cut");
    const [first, last] = [tau.merits[1], tau.merits[tau.merits.length - 1]];
    // The signal has 0.3, the background 0.8.
    expect(tau.values.filter((value, i) => value < 0.79 && Math.abs(tau.merits[i] / first - 1) > 0.05)).toEqual([]);
    expect(first / last).toBeGreaterThan(1.2);
  });
});

describe("KLOE, as a second configuration of the search", () => {
  it("has the production of the specification at its energy", () => {
    for (const [darkPhotonMass, darkHiggsMass, reference] of [
      [0.4, 0.1, 8.46514],
      [0.6, 0.3, 13.1115],
      [0.8, 0.1, 49.7158],
    ] as const) {
      const born = darkHiggsstrahlungCrossSection(darkPhotonMass, darkHiggsMass, 1e-9, { sqrtS: kloe.sqrtS });
      expect(born / reference).toBeCloseTo(1, 5);
      const radiated = 1e-9 * kloe.crossSection({ darkPhotonMass, darkHiggsMass });
      const ratio = radiated / (born * darkPhotonBranchingFraction(darkPhotonMass, "muons"));
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.35);
    }
  });

  it("is declared as the search itself is, which comes first", () => {
    expect(configurations[0]).toBe(belle2);
    expect(belle2.sqrtS).toBe(search.sqrtS);
    expect(belle2.luminosity.value).toBe(search.luminosity?.inverseFemtobarn);
    expect(belle2.masses).toEqual(plane.range);
    const pair = { darkPhotonMass: 6, darkHiggsMass: 1 };
    expect(search.interpretations[0].coupling(belle2.crossSection(pair), pair)).toBeCloseTo(1, 12);
  });

  it("would produce some events for the limits that it set", () => {
    // 90 % limits of nothing but background are a few events over the efficiency, which is not known here.
    const pairs = [0.3, 0.5, 0.7].flatMap((darkPhotonMass) =>
      [0.1, 0.5].map((part) => ({ darkPhotonMass, darkHiggsMass: part * kloe.largest(darkPhotonMass) })),
    );
    const events = pairs.map((pair) => kloe.limits[1] * kloe.luminosity.value * kloe.crossSection(pair));
    expect(Math.min(...events)).toBeGreaterThan(2.3);
    const strongest = pairs.map((pair) => kloe.limits[0] * kloe.luminosity.value * kloe.crossSection(pair));
    expect(Math.min(...strongest)).toBeLessThan(50);
  });
});

describe("a mass pair in a link", () => {
  it("is read as it was written", () => {
    const hypothesis = { darkPhotonMass: 6, darkHiggsMass: 1.145 };
    expect(hypothesisText(hypothesis)).toBe("6,1.145");
    expect(hypothesisOf(search, "6,1.145")).toEqual(hypothesis);
  });

  it("outside the plane is refused", () => {
    expect(() => hypothesisOf(search, "6,5")).toThrow("not in the plane: 6,5");
    expect(() => hypothesisOf(search, "6")).toThrow("not two masses: 6");
    expect(() => hypothesisOf(search, "1,0.5")).toThrow("not in the plane");
  });
});
