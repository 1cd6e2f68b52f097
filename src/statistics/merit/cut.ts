import type { FigureOfMerit } from "./figures.js";

/** A sample as columns: the variable to cut on and the weight of each event. */
export interface WeightedColumn {
  readonly values: ArrayLike<number>;
  /** Signal: any common weight. Background: expected events each stands for. 1 where absent. */
  readonly weights?: ArrayLike<number>;
}

/** The best threshold on one variable. */
export interface BestCut {
  /** Half-way between the last event kept and the first one dropped; ±Infinity keeps all. */
  readonly threshold: number;
  /** Kept share of the weight of the signal. */
  readonly efficiency: number;
  /** Kept weight of the background. */
  readonly background: number;
  readonly merit: number;
}

/** Order of the events by rising value. */
function risingOrder(values: Float64Array): Uint32Array {
  return Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
}

/**
 * Threshold that makes a figure of merit largest: every one between two events is tried. A figure that is not finite (ε/√B
 * without background) does not count. The chosen cut flatters its own sample: optimise on one half of the simulation and
 * count on the other.
 *
 * @param keep which side of the threshold passes
 * @returns undefined where no threshold has a finite figure of merit
 */
export function optimiseCut(
  signal: WeightedColumn,
  background: WeightedColumn,
  merit: FigureOfMerit,
  keep: "below" | "above",
): BestCut | undefined {
  const signals = signal.values.length;
  const size = signals + background.values.length;
  const sign = keep === "below" ? 1 : -1;
  const values = new Float64Array(size);
  for (let i = 0; i < size; i++) values[i] = sign * (i < signals ? signal.values[i] : background.values[i - signals]);
  const order = risingOrder(values);
  let total = 0;
  for (let i = 0; i < signals; i++) total += signal.weights?.[i] ?? 1;
  if (!(total > 0)) return undefined;

  let kept = 0;
  let passed = 0;
  let best: BestCut | undefined;
  for (let k = 0; k < size; k++) {
    const i = order[k];
    if (i < signals) kept += signal.weights?.[i] ?? 1;
    else passed += background.weights?.[i - signals] ?? 1;
    const next = k + 1 < size ? values[order[k + 1]] : Number.POSITIVE_INFINITY;
    // Events with the same value stay together.
    if (next === values[i]) continue;
    const figure = merit(kept / total, passed);
    if (Number.isFinite(figure) && !(best && figure <= best.merit)) {
      best = {
        threshold: sign * 0.5 * (values[i] + next),
        efficiency: kept / total,
        background: passed,
        merit: figure,
      };
    }
  }
  return best;
}
