import type { ScanWindow, Window } from "../../analysis/scan.js";
import { ENERGY_RESOLUTION, peakEnergy } from "./model.js";

/** Half the width of a window in σ(E*γ). */
const HALF_WIDTH = 2;

/** Masses of χ₁ in GeV: even in the logarithm up to 2 GeV, then in steps that follow the threshold of the trigger. */
export const MASSES: readonly number[] = [
  ...Array.from({ length: 31 }, (_, i) => Number((0.1 * 20 ** (i / 30)).toPrecision(4))),
  ...Array.from({ length: 30 }, (_, i) => Number((2.07 + 0.07 * i).toFixed(2))),
];

/** Window in E*γ around the energy that recoils against the A′ of a mass of χ₁. */
export function windowOf(chi1Mass: number): Window {
  const energy = peakEnergy(chi1Mass);
  const half = HALF_WIDTH * ENERGY_RESOLUTION.value * energy;
  return { min: energy - half, max: energy + half };
}

export const windows: readonly ScanWindow[] = MASSES.map((mass) => ({
  hypothesis: { mass, chi1Mass: mass },
  window: windowOf(mass),
}));
