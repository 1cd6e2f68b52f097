import { randomStream } from "../numerics/random.js";
import { normalTail } from "../numerics/special.js";
import { eulerDensities, eulerGlobal } from "../statistics/look-elsewhere/euler.js";
import { globalFromToys, sidak } from "../statistics/look-elsewhere/toys.js";
import type { EllipseAnalysis } from "./ellipse-analysis.js";
import type { LookElsewhere } from "./ellipse-evaluation.js";
import { EllipseSignificances, meanEuler, planeToys, type ToyRows } from "./ellipse-toys.js";
import type { EventTable } from "./events.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";
import type { Steps } from "./steps.js";

/**
 * Every simulated row is thrown at some places about its own, so that no gap between rows is empty: at so many that none
 * stands for more expected events than this. They lie within the resolution over √(1 + k), with the k simulated events of
 * the ellipse there: where many were simulated their places are known, and moving them would smear what limits believe.
 */
const MOST_AT_A_PLACE = 0.1;

/** Significances at which the distribution of the largest one is given. */
const LEVELS = [2.5, 3, 3.5, 4, 4.5, 5] as const;

/** Most toys: a data set of the plane takes some milliseconds. */
export const MOST_PLANE_TOYS = 2500;

/**
 * The look-elsewhere effect of a plane: how often background alone gives, anywhere, a local significance as large as the
 * largest one seen, by toys that throw events in the plane; beside it what the Euler characteristic of the toys and as
 * many independent windows would say.
 */
export function* lookElsewhere(
  search: Search,
  analysis: EllipseAnalysis,
  table: EventTable,
  state: AnalysisState,
  failing: Uint32Array,
  observed: ArrayLike<number>,
  wanted: number,
): Steps<LookElsewhere> {
  const { counts } = analysis;
  const { lattice } = counts;
  const { length } = lattice.ellipses;
  const backgrounds = counts.backgrounds(failing, 1);
  const significances = new EllipseSignificances({
    ...backgrounds,
    background: analysis.systematics(state).background,
  });
  let best = 0;
  for (let e = 1; e < length; e++) {
    if (significances.at(e, observed[e]) > significances.at(best, observed[best])) best = e;
  }
  const z = significances.at(best, observed[best]);
  const toys = yield* planeToys(
    lattice,
    toyRows(search, analysis, table, failing, backgrounds.simulated),
    significances,
    Math.min(wanted, MOST_PLANE_TOYS),
    randomStream(search.id, "global-p-value", 1),
  );
  const maxima = toys.map(({ largest }) => largest);
  const densities = eulerDensities(...meanEuler(toys));
  const { p, sigma } = globalFromToys(z, maxima);
  return {
    toys: toys.length,
    ellipse: best,
    z,
    global: { p, sigma },
    euler: eulerGlobal(z, densities).p,
    independent: sidak(z, length).p,
    expectedAbove3: length * normalTail(3),
    levels: LEVELS.map((level) => ({
      z: level,
      toys: maxima.filter((one) => one >= level).length / toys.length,
      euler: eulerGlobal(level, densities).p,
      independent: sidak(level, length).p,
    })),
  };
}

/** Every selected background row at its places. */
function toyRows(
  search: Search,
  { counts }: EllipseAnalysis,
  table: EventTable,
  failing: Uint32Array,
  simulated: Float64Array,
): ToyRows[] {
  const { x, y, weight } = counts.backgroundPoints(table, failing);
  const { ellipses } = counts.lattice;
  const found = new Uint16Array(ellipses.length);
  const stream = randomStream(search.id, "global-p-value", "places");
  return [...new Set(weight)].map((one) => {
    const [px, py]: [number[], number[]] = [[], []];
    const places = Math.max(1, Math.ceil(one / MOST_AT_A_PLACE));
    for (let i = 0; i < x.length; i++) {
      if (weight[i] !== one) continue;
      const near = counts.index.find(x[i], y[i], found) > 0 ? found[0] : -1;
      const width = near < 0 ? 0 : 1 / Math.sqrt(1 + simulated[near]);
      for (let k = 0; k < places; k++) {
        const [u, v] = [width * stream.normal(), width * stream.normal()];
        const rho = near < 0 ? 0 : ellipses.correlation[near];
        px.push(x[i] + (near < 0 ? 0 : ellipses.sigmaX[near] * u));
        py.push(y[i] + (near < 0 ? 0 : ellipses.sigmaY[near] * (rho * u + Math.sqrt(1 - rho * rho) * v)));
      }
    }
    return { weight: one, places, members: counts.index.members(px, py) };
  });
}
