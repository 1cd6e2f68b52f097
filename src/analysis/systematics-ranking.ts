import type { Evaluation, Wanted } from "./result.js";
import type { ScanPoint } from "./scan-point.js";
import type { Search } from "./search.js";
import type { AnalysisState } from "./state.js";
import { eachInSteps, finish, type Steps } from "./steps.js";

/** Median expected limit of one hypothesis, in the first interpretation, as it is and with one source switched off. */
export interface RankedSource {
  readonly id: string;
  readonly title: string;
  readonly relative: number;
  readonly on: string;
  /** Limit with the source off; null where there is none. */
  readonly without: number | null;
  /** 1 − limit without over limit with: the part of the limit that the source costs. */
  readonly effect: number;
}

/** Effect of every systematic uncertainty at one hypothesis, the largest first. */
export interface Ranking {
  /** Whether the limits are asymptotic, of Asimov data, where the measurement sets them by toys. */
  readonly asymptotic: boolean;
  readonly mass: number;
  readonly limit: number | null;
  /** With all of them off. */
  readonly statistical: number | null;
  readonly sources: readonly RankedSource[];
}

/** What is ranked by: the first quantity of a search; of a closed interval the number of events that it rests on. */
export function rankedQuantity({ measurement, interpretations }: Search): { id: string; symbol: string; unit: string } {
  return measurement.kind === "lifetime" ? { id: "yield", symbol: "events", unit: "" } : interpretations[0];
}

/** What a limit on the median expectation needs of an evaluation. */
type Evaluate = (state: AnalysisState, wanted: Wanted) => Pick<Evaluation, "scan">;

/**
 * Switches every systematic uncertainty off in turn and sets the limits again.
 * @param hypothesis index in the scan
 */
export function systematicsRanking(
  search: Search,
  state: AnalysisState,
  hypothesis: number,
  evaluate: Evaluate,
): Ranking {
  return finish(rankInSteps(search, state, hypothesis, evaluate));
}

/** As `systematicsRanking`, a step after each source. */
export function* rankInSteps(
  search: Search,
  state: AnalysisState,
  hypothesis: number,
  evaluate: Evaluate,
): Steps<Ranking> {
  const { id } = rankedQuantity(search);
  const { systematics } = search.measurement;
  const pointWith = (scales: AnalysisState["systematics"]) =>
    evaluate({ ...state, systematics: scales }, { only: hypothesis }).scan[hypothesis];
  const expected = (one: ScanPoint | undefined) => one?.asimov ?? one?.limits[id]?.expected[2] ?? null;
  const median = (scales: AnalysisState["systematics"]) => expected(pointWith(scales));
  const point = pointWith(state.systematics);
  const limit = expected(point);
  const sources = yield* eachInSteps(systematics, (source): RankedSource => {
    const without =
      (state.systematics[source.id] ?? 1) === 0 ? limit : median({ ...state.systematics, [source.id]: 0 });
    const effect = limit !== null && without !== null && limit > 0 ? 1 - without / limit : 0;
    return { id: source.id, title: source.title, relative: source.relative, on: source.on, without, effect };
  });
  return {
    asymptotic: search.measurement.kind === "on-off" && state.method === "cls",
    mass: (search.scan.ellipses ? point : search.scan.windows[hypothesis])?.hypothesis.mass ?? 0,
    limit,
    statistical: median(Object.fromEntries(systematics.map((one) => [one.id, 0]))),
    sources: sources.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  };
}
