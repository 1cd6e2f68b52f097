import { describe, expect, it } from "vitest";
import { countingLimits } from "../../src/analysis/counting/limits.js";
import { columnsOf, nominalSelection } from "../../src/analysis/cut.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable } from "../../src/analysis/events.js";
import { combinedSystematics } from "../../src/analysis/measurement.js";
import { nominalState } from "../../src/analysis/state.js";
import { finish } from "../../src/analysis/steps.js";
import { simulation as muonSimulation } from "../../src/catalogue/zprime-invisible/simulation.js";
import { zprimeInvisible } from "../../src/catalogue/zprime-invisible.js";
import { electrons } from "../../src/catalogue/zprime-lepton-flavour-violating/observables.js";
import { simulation } from "../../src/catalogue/zprime-lepton-flavour-violating/simulation.js";
import { zprimeLeptonFlavourViolating as search } from "../../src/catalogue/zprime-lepton-flavour-violating.js";
import { runTask } from "../../src/loaders/simulation-task.js";
import { sampleSummary } from "../analysis/fixtures.js";

const TRIALS = 8192;
const run = (which: typeof simulation, sample: string) =>
  runTask(which, { search: which.search, sample, purpose: "estimate", seed: 3, block: 0, trials: TRIALS });
const signal = run(simulation, "signal-3").observed;

describe("the lepton-flavour-violating channel", () => {
  it("shares windows, cuts and their values with the μμ channel", () => {
    expect(search.scan.windows).toEqual(zprimeInvisible.scan.windows);
    expect(search.scan.windowOf({ mass: 2.2 })).toEqual(zprimeInvisible.scan.windowOf({ mass: 2.2 }));
    const { electrons: own, ...shared } = nominalSelection(search.selection);
    expect(own).toEqual({ max: 1 });
    expect(shared).toEqual(nominalSelection(zprimeInvisible.selection));
    expect(search.tuning).toEqual({ ...zprimeInvisible.tuning, of: "zprime-invisible" });
  });

  it("cuts on columns of its own", () => {
    const columns = new Set(search.observables.map(({ id }) => id));
    for (const cut of search.selection) {
      const used = columnsOf(cut);
      for (const { id } of [...used, cut.when?.observable ?? used[0]]) expect(columns).toContain(id);
    }
    expect(columns).not.toContain("dimuon_pt");
    expect(Object.keys(signal.values).sort()).toEqual([...columns].sort());
  });

  it("has combined systematic uncertainties of 5.8 % on the signal, 15.0 % in the μμ channel", () => {
    const emu = combinedSystematics(search.measurement.systematics, {});
    expect(Math.hypot(emu.signal, emu.luminosity)).toBeCloseTo(0.058, 3);
    expect(emu.background).toBeCloseTo(Math.hypot(0.22, 0.02, 0.01, 0.04, 0.04), 10);
    const mumu = combinedSystematics(zprimeInvisible.measurement.systematics, {});
    expect(Math.hypot(mumu.signal, mumu.luminosity)).toBeCloseTo(0.1503, 3);
  });

  it("takes an electron and a muon, no pair of muons and, for the control sample alone, pairs of electrons", () => {
    expect(signal.length).toBeGreaterThan(1000);
    expect(new Set(signal.values[electrons.id])).toEqual(new Set([1]));
    // The same reconstruction as before, given muons: the generator of the other channel.
    const muons = muonSimulation.samples.find(({ sample }) => sample === "signal-3");
    if (!muons) throw new Error("no signal of 3 GeV");
    const swapped = { ...simulation, search: "swapped", samples: [muons] };
    const mistaken = run(swapped, "signal-3").observed;
    const triggered = simulation.steps.indexOf("two tracks, trigger");
    expect(mistaken.passed[triggered]).toBeLessThan(0.2 * signal.passed[triggered]);
    expect(mistaken.length).toBe(0);
    const bhabha = run(simulation, "ee").observed;
    expect(bhabha.length).toBeGreaterThan(50);
    expect(new Set(bhabha.values[electrons.id])).toContain(2);
    expect(bhabha.values[electrons.id].filter((count) => count === 1).length).toBeLessThan(5);
  });

  it("loses events from cut to cut, and more of τ pairs than of signal", () => {
    const tau = run(simulation, "tautau").observed;
    const table = makeTable(search.observables, [
      { sample: { ...sampleSummary("signal-3", "signal"), hypothesis: { mass: 3 } }, blocks: [signal] },
      { sample: sampleSummary("tautau", "background"), blocks: [tau] },
    ]);
    const { cutFlow } = new Analysis(search, table).evaluate({ ...nominalState(search), tuned: [] });
    const events = (id: string) => cutFlow.map(({ samples }) => samples[id].events);
    for (const id of ["signal-3", "tautau"]) {
      const flow = events(id);
      for (let k = 1; k < flow.length; k++) expect(flow[k]).toBeLessThanOrEqual(flow[k - 1]);
      expect(flow.at(-1)).toBeGreaterThan(0);
    }
    const share = (id: string) => (events(id).at(-1) ?? 0) / events(id)[0];
    expect(share("signal-3")).toBeGreaterThan(2 * share("tautau"));
  });
});

describe("an injected signal", () => {
  it("is as many events as its ε·σ says, whatever the efficiency of the model", () => {
    const table = makeTable(search.observables, [
      { sample: { ...sampleSummary("signal-3", "signal"), hypothesis: { mass: 3 } }, blocks: [signal] },
      { sample: sampleSummary("data", "data"), blocks: [] },
    ]);
    const analysis = new Analysis(search, table);
    const injection = { hypothesis: { mass: 3 }, coupling: 4000, seed: 1 };
    const { scan } = analysis.evaluate({ ...nominalState(search), injection });
    const { min, max } = search.scan.windowOf({ mass: 3 });
    const near = scan.filter(({ region }) => region.max > min && region.min < max);
    const found = near.reduce((sum, { observed }) => sum + (observed ?? 0), 0);
    const expected = 4000 * 0.276 * 0.96 * 0.9;
    // The windows that touch that of 3 GeV hold the tails too.
    expect(found).toBeGreaterThan(expected - 5 * Math.sqrt(expected));
    expect(found).toBeLessThan(1.3 * expected);
  });
});

describe("pairs of electrons", () => {
  it("add nothing to what the windows expect", () => {
    const backgroundWith = (ids: readonly string[]) => {
      const none = { ...signal, length: 0 };
      const parts = ids.map((id) => ({ sample: sampleSummary(id, "background"), blocks: [none] }));
      const { scan } = new Analysis(search, makeTable(search.observables, parts)).evaluate(nominalState(search));
      return scan[0].background?.value ?? 0;
    };
    expect(backgroundWith(["tautau", "ee"])).toBe(backgroundWith(["tautau"]));
    expect(backgroundWith(["tautau", "eemumu"])).toBeGreaterThan(1.5 * backgroundWith(["tautau"]));
  });
});

describe("the limit on efficiency times cross-section", () => {
  const [{ hypothesis, window }] = search.scan.windows;
  const limitOf = (observed: number, systematics: Record<string, number>, efficiency = 0.05) => {
    const state = { ...nominalState(search), systematics };
    const counted = { hypothesis, window, observed, background: { value: 0, sigma: 0 }, efficiency };
    const [point] = finish(countingLimits(search, state, [{ ...counted, effectiveEvents: null, tuned: {} }]));
    return point.limits.efficiencyCrossSection.observed ?? Number.NaN;
  };
  const none = Object.fromEntries(search.measurement.systematics.map(({ id }) => [id, 0]));

  it("is 2.303 events over luminosity and corrections where nothing is counted or uncertain", () => {
    expect(limitOf(0, none)).toBeCloseTo(Math.log(10) / (0.276 * 0.96 * 0.9), 4);
    // Poisson upper limit of 3 events at 90 %, 6.681.
    expect(limitOf(3, none)).toBeCloseTo(6.681 / (0.276 * 0.96 * 0.9), 2);
  });

  it("does not ask for the efficiency of a model, and grows a little with the uncertainties", () => {
    expect(limitOf(0, none, 0.01)).toBe(limitOf(0, none, 0.09));
    const ratio = limitOf(0, {}) / limitOf(0, none);
    expect(ratio).toBeGreaterThan(1.001);
    expect(ratio).toBeLessThan(1.02);
  });
});
