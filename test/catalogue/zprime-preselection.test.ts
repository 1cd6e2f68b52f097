import { describe, expect, it } from "vitest";
import { makeTable } from "../../src/analysis/events.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { nominalState } from "../../src/analysis/state.js";
import { isMuon } from "../../src/catalogue/zprime-invisible/leptons.js";
import { pairObservables } from "../../src/catalogue/zprime-invisible/observables.js";
import { observeChannel, rowsWithinReach } from "../../src/catalogue/zprime-invisible/preselection.js";
import { GENERATED_COUPLING, MANY_TWO_PHOTON_ABOVE, signalId } from "../../src/catalogue/zprime-invisible/samples.js";
import { simulation } from "../../src/catalogue/zprime-invisible/simulation.js";
import { zprimeInvisible as search } from "../../src/catalogue/zprime-invisible.js";
import { randomStream } from "../../src/numerics/random.js";
import { BELLE_II } from "../../src/physics/beams.js";
import { BRANCHING_FRACTION } from "../../src/physics/constants.js";
import { pickEvents } from "../../src/physics/events.js";
import { ditau } from "../../src/physics/generators/ditau.js";
import type { Generator } from "../../src/physics/generators/generator.js";
import { twoPhoton } from "../../src/physics/generators/two-photon.js";
import { sampleSummary } from "../analysis/fixtures.js";

const TRIALS = 40_000;
const collision = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };
const stream = () => randomStream("test", "detector");

function declared(sample: string) {
  const found = simulation.samples.find((one) => one.sample === sample);
  if (!found) throw new Error(`no sample: ${sample}`);
  return found;
}
const eventsOf = (sample: string, trials = TRIALS) =>
  declared(sample).makeGenerator().generate(trials, randomStream("test", sample));

/** The channel, with every event taken through the detector. */
const observeAll = observeChannel({
  trigger: "twoTracks",
  isWanted: ({ columns }, k) =>
    isMuon(columns.negativeCluster[k], columns.negativeEnergyOverMomentum[k]) &&
    isMuon(columns.positiveCluster[k], columns.positiveEnergyOverMomentum[k]),
  observables: pairObservables,
});

describe("what is left out before the detector", () => {
  it.each(["mumu", "tautau", "eemumu", "signal-0.1"])("would not have been near-selected: %s", (sample) => {
    const block = eventsOf(sample);
    const near = new Set(rowsWithinReach(block));
    const rest = pickEvents(
      block,
      Array.from({ length: block.length }, (_, i) => i).filter((i) => !near.has(i)),
    );
    expect(rest.length).toBeGreaterThan(0.2 * block.length);
    expect(near.size).toBeGreaterThan(100);
    const { length } = observeAll(rest, stream());
    expect(length).toBe(0);
  });
});

describe("samples of one process", () => {
  it("share out the events: those with a photon seen, and recoils on either side of 7 GeV", () => {
    for (const [sample, ...parts] of [
      ["mumu", "mumu", "mumu-photon"],
      ["eemumu-beyond", "eemumu", "eemumu-beyond"],
    ]) {
      const block = eventsOf(sample);
      const counts = parts.map((part) => declared(part).observe?.(block, stream()).length ?? 0);
      for (const count of counts) expect(count).toBeGreaterThan(5);
      expect(counts[0] + counts[1]).toBe(simulation.observe(block, stream()).length);
    }
  });

  it("keep out of the windows what control samples alone are made of, however loose the cuts on photons", () => {
    const observed = declared("mumu-photon").observe?.(eventsOf("mumu-photon"), stream());
    if (!observed) throw new Error("no events");
    const table = makeTable(search.observables, [
      { sample: sampleSummary("mumu-photon", "background"), blocks: [observed] },
    ]);
    const selection = new SelectionState(table, search.selection);
    const { cuts } = nominalState(search);
    const loosest = Object.fromEntries(
      search.selection.flatMap((cut) =>
        cut.id.includes("photon")
          ? [[cut.id, { ...cuts[cut.id], ...Object.fromEntries(cut.parameters.map(loosestOf)) }]]
          : [],
      ),
    );
    expect(Object.keys(loosest)).toEqual(["photon-recoil-angle", "extra-photon-energy"]);
    selection.apply({ ...cuts, ...loosest });
    const bits = search.selection.reduce((sum, { id }, k) => (id in loosest ? sum | (1 << k) : sum), 0);
    expect(table.length).toBeGreaterThan(300);
    expect(Array.from(selection.failing).filter((failing) => (failing & bits) === 0)).toHaveLength(0);
  });

  it("are as many, where two-photon pairs are forced", () => {
    const options = { ...collision, leastPairMass: 1 };
    const rate = (generator: Generator, trials: number) => {
      const block = generator.generate(trials, randomStream("test", "forced", trials));
      const { length, values } = simulation.observe(block, stream());
      const low = Array.from({ length }, (_, k) => values.recoil_mass_squared[k]).filter(
        (m2) => m2 < MANY_TWO_PHOTON_ABOVE,
      ).length;
      const scale = generator.maximum / trials;
      return { value: low * scale, sigma: Math.sqrt(low) * scale, low };
    };
    const whole = rate(twoPhoton(options), 500_000);
    const forced = rate(declared("eemumu").makeGenerator() as ReturnType<typeof twoPhoton>, 200_000);
    expect(forced.low).toBeGreaterThan(1.2 * whole.low);
    expect(Math.abs(forced.value - whole.value)).toBeLessThan(4 * Math.hypot(whole.sigma, forced.sigma));
  });
});

describe("cross-sections", () => {
  const crossSection = (sample: string, trials?: number) => {
    const block = eventsOf(sample, trials);
    return (declared(sample).makeGenerator().maximum * block.length) / block.trials;
  };

  it("of the backgrounds are those that Belle II simulates, 1.148 and 0.919 nb, within 2 %", () => {
    const { tauToMuon, tauToPion, tauToRho } = BRANCHING_FRACTION;
    const kept = (tauToMuon.value + tauToPion.value + tauToRho.value) ** 2;
    expect(Math.abs(crossSection("mumu") / 1.148e6 - 1)).toBeLessThan(0.02);
    expect(Math.abs(crossSection("tautau") / (0.919e6 * kept) - 1)).toBeLessThan(0.02);
  });

  it("at the limit on g′ are the limit on the Born cross-section: 2025 g′² fb at 5 GeV, α at zero momentum", () => {
    const [gPrime, , crossSection] = search.interpretations;
    const coupling = gPrime.coupling(400, { mass: 5 }) ?? 0;
    const limit = crossSection.coupling(400, { mass: 5 }) ?? 0;
    // The specification's value of the one-dimensional integral.
    expect(limit / (2025.237 * coupling ** 2)).toBeCloseTo(1, 3);
  });

  it("behind g′ are those of the simulated signal, radiation of the beams included", () => {
    for (const mass of [0.5, 6.9]) {
      const behind = search.interpretations[0].crossSection(GENERATED_COUPLING, { mass }) ?? 0;
      expect(Math.abs(crossSection(signalId(mass)) / behind - 1)).toBeLessThan(0.02);
    }
  });
});

describe("τ pairs among the muons", () => {
  it("are half as many again with pions that cross the calorimeter, or more", () => {
    const rate = (decays: "muon" | "muon-or-pion") => {
      const generator = ditau({ ...collision, decays: [decays, decays] });
      const block = generator.generate(TRIALS, randomStream("test", decays));
      return (generator.maximum * simulation.observe(block, stream()).length) / TRIALS;
    };
    expect(rate("muon-or-pion")).toBeGreaterThan(1.5 * rate("muon"));
  });
});

/** The end of a control that lets most pass: the lower for a lower bound, the upper for an upper one. */
function loosestOf({ id, low, high }: { id: string; low: number; high: number }): [string, number] {
  return [id, id === "min" ? low : high];
}
