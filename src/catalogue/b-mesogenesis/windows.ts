import type { ScanWindow, Window } from "../../analysis/scan.js";
import { NUMBERS } from "./assumptions.js";
import { SIGNAL_MASSES } from "./samples.js";

const LOWEST = SIGNAL_MASSES[0];
const HIGHEST = SIGNAL_MASSES[SIGNAL_MASSES.length - 1];

/** Signal region in E_ECL of a mass (GeV): its boundary rises linearly between the two published ones (assumed). */
export function windowOf(mass: number): Window {
  const { boundaryAtLowest, boundaryAtHighest } = NUMBERS;
  const part = Math.min(1, Math.max(0, (mass - LOWEST) / (HIGHEST - LOWEST)));
  return { min: 0, max: boundaryAtLowest.value + part * (boundaryAtHighest.value - boundaryAtLowest.value) };
}

/** The eight hypotheses with their signal regions. */
export const windows: readonly ScanWindow[] = SIGNAL_MASSES.map((mass) => ({
  hypothesis: { mass },
  window: windowOf(mass),
}));

/** The other way to order the published ends: that it falls as the mass rises is as possible for all we know. */
export const falling = {
  title: "falling with the mass from 0.74 to 0.57 GeV",
  boundary: (mass: number) => windowOf(LOWEST + HIGHEST - mass).max,
} as const;
