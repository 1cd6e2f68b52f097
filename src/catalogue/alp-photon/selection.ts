import { type Cut, range } from "../../analysis/cut.js";
import { BELLE_II } from "../../physics/beams.js";
import { largestAngle, separation, smallestAngle, smallestEnergy, threePhotonMass, timing } from "./observables.js";

const PRL = "PRL 125, 161806";
const RECALLED = `${PRL}, remembered and not read again`;

/** Up to this mass (GeV) of the ALP the harder threshold is asked for. */
export const HARD_UP_TO = 4;
/** Cut that binds hypotheses up to that mass alone. */
export const HARD_THRESHOLD = "photon-energy-light";

/** Events further off in time than this, in Δt₉₉, are not kept. */
export const LATEST = 20;

/** √s in GeV, to the step of the observable. */
const ofSqrtS = (part: number) => Number((part * BELLE_II.sqrtS).toFixed(3));

/** The selection of three photons, in the order of the cut flow. */
export const selection: readonly Cut[] = [
  range(
    smallestAngle,
    { min: 37.3, max: 123.7, highest: largestAngle },
    {
      id: "photon-polar-angle",
      title: "photon polar angle",
      why: "All three photons in the barrel of the calorimeter, where background of the beams is low and energies are measured best.",
      origin: "recalled",
      source: RECALLED,
      control: { low: 32.5, high: 128.5, step: 0.1 },
    },
  ),
  range(
    smallestEnergy,
    { min: 0.65 },
    {
      id: "photon-energy",
      title: "photon energy",
      why: "Each of the three photons, in the laboratory; for ALPs heavier than 4 GeV this threshold alone.",
      origin: "published",
      source: PRL,
      control: { low: 0.5, high: 3, step: 0.05 },
    },
  ),
  range(
    threePhotonMass,
    { min: ofSqrtS(0.88), max: ofSqrtS(1.03) },
    {
      id: "three-photon-mass",
      title: "mass of the three photons",
      why: "Nothing may be missing: the three photons carry the energy of the collision.",
      origin: "recalled",
      source: `${RECALLED}: 0.88 to 1.03 √s`,
      control: { low: 9, high: 11.4, step: 0.001 },
    },
  ),
  range(
    separation,
    { min: 1 },
    {
      id: "photon-separation",
      title: "separation of the photons",
      why: "Every two photons are apart by 0.014 rad in θ or 0.400 rad in φ, so that two clusters are two photons; in units of these angles.",
      origin: "recalled",
      source: RECALLED,
      control: { low: 0, high: 10, step: 0.1 },
    },
  ),
  range(
    timing,
    { max: 10 },
    {
      id: "photon-timing",
      title: "photon timing",
      why: "All three photons at the time of the collision, in units within which 99 % of its photons lie: clusters of the beams come at any time.",
      origin: "recalled",
      source: `${RECALLED}: 10; that it was varied by 1 is published`,
      control: { low: 1, high: LATEST, step: 0.5 },
    },
  ),
  range(
    smallestEnergy,
    { min: 1 },
    {
      id: HARD_THRESHOLD,
      title: "photon energy, light ALP",
      why: "For ALPs of up to 4 GeV each photon must have this energy; heavier ones do without, as they recoil against a soft photon.",
      origin: "published",
      source: PRL,
      control: { low: 0.5, high: 3, step: 0.05 },
    },
  ),
];
