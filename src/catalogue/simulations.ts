import type { Simulation } from "../analysis/simulation.js";

/** Simulations by search, each loaded only where it is run. */
const loaders: Readonly<Record<string, () => Promise<Simulation>>> = {
  "zprime-invisible": async () => (await import("./zprime-invisible/simulation.js")).simulation,
  "zprime-lepton-flavour-violating": async () =>
    (await import("./zprime-lepton-flavour-violating/simulation.js")).simulation,
  "dark-higgsstrahlung": async () => (await import("./dark-higgsstrahlung/simulation.js")).simulation,
  "b-mesogenesis": async () => (await import("./b-mesogenesis/simulation.js")).simulation,
  "inelastic-dark-matter": async () => (await import("./inelastic-dark-matter/simulation.js")).simulation,
  "inelastic-dark-matter-ratio-3": async () =>
    (await import("./inelastic-dark-matter-ratio-3/simulation.js")).simulation,
  "alp-photon": async () => (await import("./alp-photon/simulation.js")).simulation,
  "alp-invisible": async () => (await import("./alp-invisible/simulation.js")).simulation,
};

/** Module that the simulation of a search is declared in, relative to the project's root; for the hash of its code. */
export function simulationModule(search: string): string {
  return `src/catalogue/${search}/simulation.ts`;
}

/** Whether the events of a search can be simulated; if not, it exists only with samples from files. */
export function hasSimulation(search: string): boolean {
  return Object.hasOwn(loaders, search);
}

/**
 * The simulation of a search.
 * @throws RangeError `no simulation: …`
 */
export async function simulationOf(search: string): Promise<Simulation> {
  const load = loaders[search];
  if (!load) throw new RangeError(`no simulation: ${search}`);
  return load();
}
