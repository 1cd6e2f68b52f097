import { gaussLegendre } from "../../numerics/quadrature.js";
import { findRoot } from "../../numerics/roots.js";

const NODES = 12;
const FIRST_PANELS = 24;
const DEEPEST = 24;

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly integral: number;
}

/**
 * The s above which lies the fraction `tail` of the density ∝ likelihood(s)/s on [low, high]. The integral runs in
 * ln s, by panels that are halved until two halves agree with the whole to 1e-9 of the total.
 * `undefined` when the likelihood is zero or not finite on the range.
 */
export function logarithmicQuantile(
  lnLikelihood: (s: number) => number,
  low: number,
  high: number,
  tail: number,
): number | undefined {
  const from = Math.log(low);
  const to = Math.log(high);
  let top = Number.NEGATIVE_INFINITY;
  const scan = 400;
  for (let i = 0; i <= scan; i++) top = Math.max(top, lnLikelihood(Math.exp(from + ((to - from) * i) / scan)));
  if (!Number.isFinite(top)) return undefined;
  const integral = (a: number, b: number) => {
    const { nodes, weights } = gaussLegendre(NODES);
    const half = 0.5 * (b - a);
    let sum = 0;
    for (let i = 0; i < NODES; i++) {
      const value = lnLikelihood(Math.exp(0.5 * (a + b) + half * nodes[i])) - top;
      sum += weights[i] * Math.exp(value);
    }
    return sum * half;
  };
  const panels: Panel[] = [];
  let total = 0;
  const settle = (panel: Panel, depth: number) => {
    const middle = 0.5 * (panel.from + panel.to);
    const left = { from: panel.from, to: middle, integral: integral(panel.from, middle) };
    const right = { from: middle, to: panel.to, integral: integral(middle, panel.to) };
    const difference = Math.abs(left.integral + right.integral - panel.integral);
    if (difference <= 1e-10 * (total + left.integral + right.integral) || depth >= DEEPEST) {
      panels.push(left, right);
      total += left.integral + right.integral;
    } else {
      settle(left, depth + 1);
      settle(right, depth + 1);
    }
  };
  const step = (to - from) / FIRST_PANELS;
  for (let i = 0; i < FIRST_PANELS; i++) {
    const a = from + i * step;
    settle({ from: a, to: a + step, integral: integral(a, a + step) }, 0);
  }
  if (!(total > 0 && Number.isFinite(total))) return undefined;
  let remaining = tail * total;
  for (let i = panels.length - 1; i >= 0; i--) {
    const panel = panels[i];
    if (panel.integral < remaining) {
      remaining -= panel.integral;
      continue;
    }
    const u = findRoot((x) => integral(x, panel.to) - remaining, panel.from, panel.to, { relative: 1e-11 });
    return u === undefined ? undefined : Math.exp(u);
  }
  return low;
}
