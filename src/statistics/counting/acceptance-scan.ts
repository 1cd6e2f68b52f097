import type { Status } from "../status.js";

/** Feldman–Cousins interval of a signal mean. */
export interface FeldmanCousinsInterval {
  readonly lower: number;
  readonly upper: number;
  readonly status: Status;
  /** The accepted means are not one interval; the ends are those of their union. */
  readonly gaps: boolean;
}

/** Whether the observation lies in the acceptance region of a signal mean. */
export type Acceptance = (signal: number) => boolean;

/** Length beyond the last accepted mean over which a further accepted stretch is looked for, in events. */
const REACH = 3;
/** Halvings of an edge between an accepted and a rejected mean. */
const HALVINGS = 40;

/**
 * Interval of accepted signal means around `best`, the mean that the observation favours.
 *
 * Discreteness makes the acceptance of an observation flicker at the ends, on the scale of one event: from the first
 * edge the scan goes on in steps of `step` until nothing was accepted over `REACH` events, then the outermost edge is
 * bisected. The union of what is accepted is kept; `gaps` says whether it has holes.
 */
export function scanAcceptance(accept: Acceptance, best: number, width: number, step: number): FeldmanCousinsInterval {
  const start = accept(best) ? best : firstAccepted(accept, best, step);
  if (start === undefined) return { lower: best, upper: best, status: "ok", gaps: true };
  let far = width;
  while (accept(start + far)) far *= 2;
  const up = outermost(accept, edge(accept, start, start + far), step, Number.POSITIVE_INFINITY);
  if (start === 0 || accept(0)) return { lower: 0, upper: up.at, status: "ok", gaps: up.gaps };
  const down = outermost(accept, edge(accept, start, 0), -step, 0);
  return { lower: down.at, upper: up.at, status: "ok", gaps: up.gaps || down.gaps };
}

function firstAccepted(accept: Acceptance, best: number, step: number): number | undefined {
  for (let d = step; d <= REACH; d += step) {
    if (accept(best + d)) return best + d;
    if (best - d >= 0 && accept(best - d)) return best - d;
  }
  return undefined;
}

/** Edge between an accepted and a rejected mean, on the accepted side. */
function edge(accept: Acceptance, inside: number, outside: number): number {
  let good = inside;
  let bad = outside;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = 0.5 * (good + bad);
    if (accept(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function outermost(accept: Acceptance, first: number, step: number, bound: number): { at: number; gaps: boolean } {
  let gaps = false;
  let last = first;
  for (let x = first + step; Math.abs(x - last) <= REACH && (step > 0 ? x <= bound : x >= bound); x += step) {
    if (!accept(x)) continue;
    last = x;
    gaps = true;
  }
  return { at: gaps ? edge(accept, last, Math.max(0, last + step)) : first, gaps };
}
