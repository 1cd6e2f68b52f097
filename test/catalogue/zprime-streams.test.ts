import { expect, it } from "vitest";
import { simulation as muons } from "../../src/catalogue/zprime-invisible/simulation.js";
import { simulation as electronMuon } from "../../src/catalogue/zprime-lepton-flavour-violating/simulation.js";
import { runTask, type SimulationTask } from "../../src/loaders/simulation-task.js";

/** Squared recoil masses of the events that are kept, full precision: what two events do not share by chance. */
function events(simulation: typeof muons, purpose: SimulationTask["purpose"], seed: number): number[] {
  const task = { search: simulation.search, sample: "tautau", purpose, seed, block: 0, trials: 3000 };
  return Array.from(runTask(simulation, task).observed.values.recoil_mass_squared);
}

it.each([
  ["μμ", muons],
  ["eμ", electronMuon],
] as const)("cuts are tuned, backgrounds estimated and pseudo-data thrown on different events: %s", (_, simulation) => {
  const samples = (["tuning", "estimate", "pseudo-data"] as const).map((purpose) => events(simulation, purpose, 1));
  for (const sample of samples) expect(sample.length).toBeGreaterThan(20);
  const all = samples.flat();
  expect(new Set(all).size).toBe(all.length);
  // The same name gives the same events: that is what would be found if two of them shared one.
  expect(events(simulation, "tuning", 1)).toEqual(samples[0]);
  expect(events(simulation, "tuning", 2)).not.toEqual(samples[0]);
});
