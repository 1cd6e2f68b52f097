/** A figure of merit of a selection: larger is better. `background` is expected events, `efficiency` that of the signal. */
export type FigureOfMerit = (efficiency: number, background: number) => number;

/**
 * Punzi's simple figure of merit ε/(a/2 + √B) (Punzi 2003, PHYSTAT, physics/0308063): a is the significance in σ at which
 * a discovery would be claimed or a limit set; Belle II's Z′ search takes 1.6 for 90 %.
 */
export function punzi(efficiency: number, background: number, a: number): number {
  return efficiency / (0.5 * a + Math.sqrt(background));
}

/**
 * Smallest cross-section that a search can see, Punzi's full form (eq. 9 of Belle II's dark Higgsstrahlung search;
 * smaller is better): [b²/2 + a√B + (b/2) √(b² + 4a√B + 4B)]/(ε L), for a test of significance a and a power of Φ(b).
 * Infinite without efficiency.
 *
 * @param luminosity in the inverse of the unit that the answer shall have; 1 gives produced events
 */
export function punziSensitivity(efficiency: number, background: number, a: number, b: number, luminosity = 1): number {
  const root = Math.sqrt(background);
  const events = 0.5 * b * b + a * root + 0.5 * b * Math.sqrt(b * b + 4 * a * root + 4 * background);
  return events / (efficiency * luminosity);
}

/** ε/√B. Infinite, so useless, without background: take the full Punzi form. */
export function efficiencyOverRootBackground(efficiency: number, background: number): number {
  return efficiency / Math.sqrt(background);
}

/** Punzi's full form turned over, 1/σ_min, so that it can be maximised beside the others. */
export function punziReach(a: number, b: number): FigureOfMerit {
  return (efficiency, background) => efficiency / punziSensitivity(1, background, a, b);
}
