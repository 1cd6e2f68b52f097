import { type BestCut, optimiseCut } from "./cut.js";
import type { FigureOfMerit } from "./figures.js";

/** A sample as two columns and the weight of each event, as in `WeightedColumn`. */
export interface WeightedPlane {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

/** The best half-plane: events with a·x + b·y ≤ threshold pass. */
export interface BestLine extends BestCut {
  readonly a: number;
  readonly b: number;
}

/** Standard deviation, 1 for a constant. */
function spread(column: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < column.length; i++) mean += column[i] / column.length;
  let squares = 0;
  for (let i = 0; i < column.length; i++) squares += (column[i] - mean) ** 2 / column.length;
  return squares > 0 ? Math.sqrt(squares) : 1;
}

function projection({ x, y, weights }: WeightedPlane, a: number, b: number) {
  return { values: Float64Array.from({ length: x.length }, (_, i) => a * x[i] + b * y[i]), weights };
}

/**
 * Half-plane that makes a figure of merit largest: directions all around, each with its best threshold, then finer ones
 * around the best. Directions are even in units of the spread of the signal, so that no unit is favoured.
 *
 * @param directions of the first round, over the full circle
 * @returns undefined where no half-plane has a finite figure of merit
 */
export function optimiseLine(
  signal: WeightedPlane,
  background: WeightedPlane,
  merit: FigureOfMerit,
  directions = 72,
): BestLine | undefined {
  const scaleX = spread(signal.x);
  const scaleY = spread(signal.y);
  let best: BestLine | undefined;
  let bestAngle = 0;
  const attempt = (angle: number) => {
    const a = Math.cos(angle) / scaleX;
    const b = Math.sin(angle) / scaleY;
    const cut = optimiseCut(projection(signal, a, b), projection(background, a, b), merit, "below");
    if (cut && !(best && cut.merit <= best.merit)) {
      best = { ...cut, a, b };
      bestAngle = angle;
    }
  };
  let step = (2 * Math.PI) / directions;
  for (let i = 0; i < directions; i++) attempt(i * step);
  for (let round = 0; round < 3 && best; round++) {
    const centre = bestAngle;
    step /= 4;
    for (let i = -3; i <= 3; i++) if (i !== 0) attempt(centre + i * step);
  }
  return best;
}
