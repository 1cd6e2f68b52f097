/**
 * Signed significance of a fitted yield, S = sign(N) √(2 ln(L_{S+B}/L_B)) (Belle II, PRL 125, 161806, eq. 4).
 *
 * @param yieldBest fitted signal yield, may be negative
 * @param nllBest −ln L at the best fit
 * @param nllBackground −ln L of the best fit without signal; a hair below `nllBest` by rounding counts as equal
 */
export function likelihoodRatioSignificance(yieldBest: number, nllBest: number, nllBackground: number): number {
  const s = Math.sqrt(2 * Math.max(0, nllBackground - nllBest));
  return yieldBest < 0 && s > 0 ? -s : s;
}
