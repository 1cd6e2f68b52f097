import { randomStream } from "../../numerics/random.js";
import { normalTail } from "../../numerics/special.js";
import { type EulerPoint, eulerDensities, eulerGlobal } from "../../statistics/look-elsewhere/euler.js";
import { globalFromToys, sidak } from "../../statistics/look-elsewhere/toys.js";
import type { EventTable } from "../events.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import type { Steps } from "../steps.js";
import type { EllipseAnalysis } from "./analysis.js";
import type { LookElsewhere } from "./evaluation.js";
import { EllipseSignificances, meanEuler, planeToys, type ToyRows } from "./toys.js";

/**
 * Where few events were simulated a row is thrown at some places about its own, so that no gap between rows is empty: at so
 * many that none stands for more expected events than this. At fewer places events gather that belong apart: with 0.1 the
 * largest significance passes 3.5σ in 0.54 of all toys, with 0.02 in 0.46, with 0.005 and with 0.001 in 0.43. The places lie
 * within the resolution over √(1 + k), with the k simulated events of the ellipse there.
 */
const MOST_AT_A_PLACE = 0.005;

/** With more simulated events in its ellipse a row is thrown where it is: moving it would smear what limits believe. */
const DENSE = 30;

/** Significances at which the distribution of the largest one is given, and islands of the toys are counted. */
const LEVELS = [2.5, 3, 3.5, 4, 4.5, 5];

/** Those that the Euler characteristic is extrapolated from: counts of few events reach lower ones less often than a smooth field. */
const EXTRAPOLATED = [3, 3.5] as const;

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
    LEVELS,
    Math.min(wanted, MOST_PLANE_TOYS),
    randomStream(search.id, "global-p-value", 1),
  );
  const maxima = toys.map(({ largest }) => largest);
  const islands = meanEuler(toys);
  const point = (level: number): EulerPoint => [level * level, islands[LEVELS.indexOf(level)]];
  const densities = eulerDensities(point(EXTRAPOLATED[0]), point(EXTRAPOLATED[1]));
  const { p, sigma } = globalFromToys(z, maxima);
  return {
    toys: toys.length,
    ellipse: best,
    z,
    global: { p, sigma },
    euler: eulerGlobal(z, densities).p,
    independent: sidak(z, length).p,
    expectedAbove3: length * normalTail(3),
    levels: LEVELS.map((level, k) => ({
      z: level,
      toys: maxima.filter((one) => one >= level).length / toys.length,
      islands: islands[k],
      euler: eulerGlobal(level, densities).p,
      independent: sidak(level, length).p,
    })),
  };
}

/** Every selected background row at its places, of one weight and one number of places together. */
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
  const groups = new Map<string, { weight: number; places: number; px: number[]; py: number[] }>();
  for (let i = 0; i < x.length; i++) {
    // Beside all ellipses it is counted in none.
    if (counts.index.find(x[i], y[i], found) === 0) continue;
    const near = found[0];
    const isDense = simulated[near] > DENSE;
    const places = isDense ? 1 : Math.max(1, Math.ceil(weight[i] / MOST_AT_A_PLACE));
    const width = isDense ? 0 : 1 / Math.sqrt(1 + simulated[near]);
    const key = `${weight[i]} ${places}`;
    const group = groups.get(key) ?? { weight: weight[i], places, px: [], py: [] };
    groups.set(key, group);
    const rho = ellipses.correlation[near];
    for (let k = 0; k < places; k++) {
      const [u, v] = [width * stream.normal(), width * stream.normal()];
      group.px.push(x[i] + ellipses.sigmaX[near] * u);
      group.py.push(y[i] + ellipses.sigmaY[near] * (rho * u + Math.sqrt(1 - rho * rho) * v));
    }
  }
  return Array.from(groups.values(), (one) => ({
    weight: one.weight,
    places: one.places,
    members: counts.index.members(one.px, one.py),
  }));
}
