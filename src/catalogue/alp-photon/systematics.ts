import type { Systematic } from "../../analysis/measurement.js";

const PRL = "PRL 125, 161806";

/** Relative uncertainty of the efficiency above 0.5 GeV, and at the lightest mass. Published. */
const EFFICIENCY = { above: 0.055, lightest: 0.08, from: 0.5, to: 0.2 } as const;

/** Factor on the uncertainty of the efficiency: 1 above 0.5 GeV, rising linearly in the mass to the lightest. */
export function efficiencyFactor(mass: number): number {
  const { above, lightest, from, to } = EFFICIENCY;
  const part = Math.min(1, Math.max(0, (from - mass) / (from - to)));
  return 1 + part * (lightest / above - 1);
}

/** Systematic uncertainties, a nuisance of every fit each. */
export const systematics: readonly Systematic[] = [
  {
    id: "efficiency",
    title: "selection efficiency",
    relative: EFFICIENCY.above,
    on: "signal",
    origin: "published",
    source: `${PRL}: about 5.5 % above 0.5 GeV, rising to about 8 % at the lightest mass; the rise is taken linear in the mass`,
  },
  {
    id: "width",
    title: "width of the peak",
    relative: 0.075,
    on: "signal",
    origin: "assumption",
    source: `half the difference of data and simulation is published as the method (${PRL}); the difference is our 15 %`,
  },
  {
    id: "luminosity",
    title: "luminosity",
    relative: 3 / 445,
    on: "luminosity",
    origin: "published",
    source: `${PRL}: 445 ± 3 pb⁻¹`,
  },
];
