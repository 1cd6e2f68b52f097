import { maximise1d } from "../../numerics/optimise1d.js";
import { gaussLegendre } from "../../numerics/quadrature.js";
import { findRoot } from "../../numerics/roots.js";

const NODES = 12;
const FIRST_PANELS = 16;
const DEEPEST = 12;
/** Panels from which on none is halved again: a likelihood that its own rounding ruffles never settles. */
const MOST_PANELS = 400;
const GRID = 64;
/** −ln of likelihoods so small that their own rounding would be the answer. */
const DEEP = 1e9;

interface Panel {
  readonly from: number;
  readonly to: number;
  readonly integral: number;
}

/**
 * The s above which lies the fraction `tail` of the density ∝ likelihood(s)/s on [low, high]. The integral runs in
 * ln s, by panels that are halved until two halves agree with the whole to 1e-9 of the total.
 * `undefined` when the likelihood is (next to) zero on the range, or all of it at the upper end.
 */
export function logarithmicQuantile(
  lnLikelihood: (s: number) => number,
  low: number,
  high: number,
  tail: number,
): number | undefined {
  const from = Math.log(low);
  const to = Math.log(high);
  const top = highest((u) => lnLikelihood(Math.exp(u)), from, to);
  if (!(top > -DEEP)) return undefined;
  const step = (to - from) / FIRST_PANELS;
  // All of the posterior at the very end of the range: the range excludes what the data favour.
  if (lnLikelihood(high) - lnLikelihood(Math.exp(to - 0.05 * step)) > 40) return undefined;
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
  const first = Array.from({ length: FIRST_PANELS }, (_, i) => {
    const a = from + i * step;
    return { from: a, to: a + step, integral: integral(a, a + step) };
  });
  const tolerance = 1e-9 * first.reduce((sum, panel) => sum + panel.integral, 0);
  const panels: Panel[] = [];
  let total = 0;
  const settle = (panel: Panel, depth: number) => {
    const middle = 0.5 * (panel.from + panel.to);
    const left = { from: panel.from, to: middle, integral: integral(panel.from, middle) };
    const right = { from: middle, to: panel.to, integral: integral(middle, panel.to) };
    const both = left.integral + right.integral;
    if (
      Math.abs(both - panel.integral) <= tolerance + 1e-9 * total ||
      depth >= DEEPEST ||
      panels.length >= MOST_PANELS
    ) {
      panels.push(left, right);
      total += both;
    } else {
      settle(left, depth + 1);
      settle(right, depth + 1);
    }
  };
  for (const panel of first) settle(panel, 0);
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

/** Greatest value of a function with one maximum: the best of a coarse grid, refined between its neighbours. */
function highest(f: (u: number) => number, from: number, to: number): number {
  const step = (to - from) / GRID;
  let best = 0;
  let value = Number.NEGATIVE_INFINITY;
  for (let i = 0; i <= GRID; i++) {
    const here = f(from + i * step);
    if (here > value) {
      value = here;
      best = i;
    }
  }
  const low = from + Math.max(0, best - 1) * step;
  const high = from + Math.min(GRID, best + 1) * step;
  return Math.max(value, maximise1d(f, low, high, { relative: 1e-5, absolute: 1e-5 }).value);
}
