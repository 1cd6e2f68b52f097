/**
 * Integrals of the Legendre polynomials P₀ … P_order over the bins of a range, as columns of a linear model. Legendre
 * rather than powers because they are orthogonal: the columns of a nearly flat spectrum hardly correlate. The first
 * column sums to 1 and the others to 0, so that its coefficient is the number of events under the polynomial.
 *
 * @param edges bin edges, rising; the range mapped onto [−1, 1] is theirs
 * @returns column k at out[k·bins … (k + 1)·bins − 1]
 */
export function legendreColumns(edges: ArrayLike<number>, order: number): Float64Array {
  const bins = edges.length - 1;
  const middle = 0.5 * (edges[0] + edges[bins]);
  const half = 0.5 * (edges[bins] - edges[0]);
  const out = new Float64Array((order + 1) * bins);
  // (2k + 1) ∫ P_k dt = P_{k+1} − P_{k−1}, with P_{−1} = 1 so that k = 0 fits in; ½ normalises the first column.
  const at = (t: number, values: Float64Array) => {
    values[0] = 1;
    values[1] = t;
    for (let k = 1; k <= order; k++) values[k + 1] = ((2 * k + 1) * t * values[k] - k * values[k - 1]) / (k + 1);
  };
  let low = new Float64Array(order + 2);
  let high = new Float64Array(order + 2);
  at(-1, low);
  for (let i = 0; i < bins; i++) {
    at((edges[i + 1] - middle) / half, high);
    out[i] = 0.5 * (high[1] - low[1]);
    for (let k = 1; k <= order; k++) {
      out[k * bins + i] = (0.5 * (high[k + 1] - low[k + 1] - high[k - 1] + low[k - 1])) / (2 * k + 1);
    }
    [low, high] = [high, low];
  }
  return out;
}
