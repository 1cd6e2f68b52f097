import type { Shape } from "./shape.js";

const NOTHING = (out: Float64Array) => out.fill(0);

/**
 * Histogram as a shape without parameters: constant over each bin, 0 outside. `contents` are counts (or weights) ≥ 0 a
 * bin of `edges`; integrals over other bins are exact for it.
 */
export function template(edges: ArrayLike<number>, contents: ArrayLike<number>): Shape {
  const bins = contents.length;
  const bounds = Float64Array.from(edges);
  if (bounds.length !== bins + 1) throw new RangeError(`template edges: ${bounds.length}, needs ${bins + 1}`);
  const cumulative = new Float64Array(bins + 1);
  for (let i = 0; i < bins; i++) {
    if (!(contents[i] >= 0)) throw new RangeError(`template content of bin ${i}: ${contents[i]}, needs 0 or more`);
    cumulative[i + 1] = cumulative[i] + contents[i];
  }
  /** Bin that holds x, by bisection. */
  const binOf = (x: number) => {
    let low = 0;
    let high = bins;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (bounds[middle] <= x) low = middle;
      else high = middle;
    }
    return low;
  };
  const below = (x: number) => {
    if (x <= bounds[0]) return 0;
    if (x >= bounds[bins]) return cumulative[bins];
    const i = binOf(x);
    return cumulative[i] + (contents[i] * (x - bounds[i])) / (bounds[i + 1] - bounds[i]);
  };
  return {
    parameters: [],
    value(x) {
      if (x < bounds[0] || x >= bounds[bins]) return 0;
      const i = binOf(x);
      return contents[i] / (bounds[i + 1] - bounds[i]);
    },
    integral: (a, b) => below(b) - below(a),
    valueGradient: (_x, _p, out) => NOTHING(out),
    integralGradient: (_a, _b, _p, out) => NOTHING(out),
  };
}
