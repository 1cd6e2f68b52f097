import { BAND_PROBABILITIES, type Band } from "../status.js";

/**
 * Band of an ensemble of background-only results (limits of toys): quantiles at Φ(−2) … Φ(2), interpolated linearly between
 * the ordered values. 500 toys give the outer ones to about a tenth of σ.
 */
export function bandOfToys(values: ArrayLike<number>): Band<number> {
  const sorted = Float64Array.from(values).sort();
  const quantile = (p: number) => {
    const position = Math.min(Math.max(p * sorted.length - 0.5, 0), sorted.length - 1);
    const i = Math.floor(position);
    const next = sorted[Math.min(i + 1, sorted.length - 1)];
    return sorted[i] + (position - i) * (next - sorted[i]);
  };
  const [a, b, c, d, e] = BAND_PROBABILITIES;
  return [quantile(a), quantile(b), quantile(c), quantile(d), quantile(e)];
}

/**
 * Band of the one-sided profile limit for a yield that is measured with a Gaussian error: where (ŝ = kσ) the limit with the
 * best yield bounded at 0 is. From (s − ŝ)² − ŝ_{<0}² = z²σ². For the fit of an Asimov spectrum, whose Hesse error σ is.
 *
 * @param sigma error of the yield, background only
 * @param z Φ⁻¹(CL)
 */
export function gaussianBand(sigma: number, z: number): Band<number> {
  const at = (k: number) => sigma * (k >= 0 ? k + z : k + Math.sqrt(k * k + z * z));
  return [at(-2), at(-1), at(0), at(1), at(2)];
}
