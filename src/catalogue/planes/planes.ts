import { crossSectionPlane } from "./cross-section.js";
import { darkCouplingPlane } from "./dark-coupling.js";
import { gaugeCouplingPlane } from "./gauge-coupling.js";
import { higgsMixingPlane } from "./higgs-mixing.js";
import { kineticMixingPlane } from "./kinetic-mixing.js";
import { photonCouplingPlane } from "./photon-coupling.js";
import type { CouplingPlane } from "./plane.js";

/** Every plane that results are compared in, in the order of the page. */
export const planes: readonly CouplingPlane[] = [
  gaugeCouplingPlane,
  kineticMixingPlane,
  darkCouplingPlane,
  photonCouplingPlane,
  higgsMixingPlane,
  crossSectionPlane,
];

/**
 * The plane of a name.
 * @throws RangeError `unknown plane: …`
 */
export function findPlane(id: string): CouplingPlane {
  const found = planes.find((plane) => plane.id === id);
  if (!found) throw new RangeError(`unknown plane: ${id}; known are ${planes.map((plane) => plane.id).join(", ")}`);
  return found;
}
