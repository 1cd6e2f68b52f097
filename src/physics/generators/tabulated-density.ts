/**
 * Draws a variable from a density known only up to its size, by bins of equal probability: the density is constant
 * within a bin, so that the weight f/density is nearly 1 everywhere and exact whatever the table.
 */
export class TabulatedDensity {
  /** ∫ f over the range, by the trapezoidal rule of the table: a guide, not a result. */
  readonly integral: number;
  /** Normalised density at the value that `at` gave last. */
  density = 0;
  readonly #edges: Float64Array;

  /**
   * @param f non-negative function, finite on the closed range
   * @param points at how many equidistant points f is taken
   * @throws RangeError where f is nowhere positive
   */
  constructor(f: (x: number) => number, low: number, high: number, bins = 1024, points = 4 * bins) {
    const step = (high - low) / points;
    const cumulative = new Float64Array(points + 1);
    let previous = f(low);
    for (let i = 1; i <= points; i++) {
      const next = f(low + i * step);
      cumulative[i] = cumulative[i - 1] + 0.5 * (previous + next) * step;
      previous = next;
    }
    const total = cumulative[points];
    if (!(total > 0) || !Number.isFinite(total)) throw new RangeError(`density: integral ${total}, expected positive`);
    this.integral = total;
    // A small flat part keeps every bin finite where f vanishes.
    const floor = (0.01 * total) / (high - low);
    const edges = new Float64Array(bins + 1);
    const all = 1.01 * total;
    let i = 0;
    for (let j = 0; j < bins; j++) {
      const target = (j / bins) * all;
      while (i < points && cumulative[i + 1] + (i + 1) * step * floor <= target) i++;
      const below = cumulative[i] + i * step * floor;
      const above = cumulative[i + 1] + (i + 1) * step * floor;
      edges[j] = low + step * (i + (target - below) / (above - below));
    }
    edges[0] = low;
    edges[bins] = high;
    this.#edges = edges;
  }

  /** The value at `u` in (0, 1) of the cumulative distribution; sets `density`. */
  at(u: number): number {
    const edges = this.#edges;
    const bins = edges.length - 1;
    const scaled = u * bins;
    const j = Math.floor(scaled);
    const width = edges[j + 1] - edges[j];
    this.density = 1 / (bins * width);
    return edges[j] + (scaled - j) * width;
  }
}
