import type { ScanWindow, Window } from "../../analysis/scan.js";
import { BELLE_II } from "../../physics/beams.js";
import { energyResolution } from "../../physics/detector/calorimeter.js";
import { DETECTOR } from "../alp-photon/detector.js";
import { recoilEnergy } from "../alp-photon/masses.js";
import { atSevenDigits } from "../seven-digits.js";

const { sqrtS } = BELLE_II;

/** Half the width of a window, and the distance of neighbours, in σ(E*γ). */
const HALF_WIDTH = 2;
const STEP = 1;
/** Lightest and heaviest mass (GeV): of the mono-photon limits there are, and where the photon has 1.6 GeV. */
const LIGHTEST = 1e-3;
const HEAVIEST = 8.8;
/** Masses a decade below those that σ(E*γ) tells apart: all of them have one window, but not one lifetime. */
const PER_DECADE = 4;

/** σ(E*γ) in GeV: that of a photon of the same energy, as the boost changes both alike. */
const sigmaAt = (energy: number) => energy * energyResolution(DETECTOR.calorimeter, energy);

/** Window in E*γ around (s − m²)/(2√s), m in GeV. */
export function windowOf(mass: number): Window {
  const energy = recoilEnergy(mass);
  const half = HALF_WIDTH * sigmaAt(energy);
  return { min: energy - half, max: energy + half };
}

/** Masses in GeV, rising: a few for each decade, then in steps of the energy resolution. */
function masses(): number[] {
  const apart: number[] = [];
  let energy = recoilEnergy(0);
  const last = recoilEnergy(HEAVIEST);
  for (energy -= STEP * sigmaAt(energy); energy > last; energy -= STEP * sigmaAt(energy)) {
    apart.push(Math.sqrt(sqrtS * sqrtS - 2 * sqrtS * energy));
  }
  const count = Math.floor(PER_DECADE * Math.log10(apart[0] / LIGHTEST));
  const light = Array.from({ length: count + 1 }, (_, i) => LIGHTEST * 10 ** (i / PER_DECADE));
  return [...light, ...apart, HEAVIEST].map(atSevenDigits);
}

export const windows: readonly ScanWindow[] = masses().map((mass) => ({
  hypothesis: { mass },
  window: windowOf(mass),
}));
