/** Fraction of a parameter's scale that balances truncation against rounding in a central difference: ε^(1/3). */
const FRACTION = 6e-6;

/**
 * Gradient by central differences with steps ε^(1/3) × `scale`; cut at the bounds, where they become one-sided.
 * For functions without an analytic gradient only.
 */
export function numericGradient(
  f: (x: Float64Array) => number,
  x: Float64Array,
  scale: ArrayLike<number>,
  lower: ArrayLike<number>,
  upper: ArrayLike<number>,
  out: Float64Array,
): void {
  const probe = x.slice();
  for (let i = 0; i < x.length; i++) {
    const h = Math.max(FRACTION * scale[i], 1e-14 * Math.abs(x[i]));
    const above = Math.min(x[i] + h, upper[i]);
    const below = Math.max(x[i] - h, lower[i]);
    if (!(above > below)) {
      out[i] = 0;
      continue;
    }
    probe[i] = above;
    const fAbove = f(probe);
    probe[i] = below;
    const fBelow = f(probe);
    probe[i] = x[i];
    out[i] = (fAbove - fBelow) / (above - below);
  }
}
