/**
 * Variance of a Gaussian in two dimensions over that of the same one cut at dᵀ C⁻¹ d ≤ k², the same in all directions.
 * With t = k²/2 the cut one has (1 − (1 + t) e^{−t})/(1 − e^{−t}) of it.
 */
export function wholeCovariance(reach: number): number {
  const t = 0.5 * reach * reach;
  return -Math.expm1(-t) / (1 - (1 + t) * Math.exp(-t));
}
