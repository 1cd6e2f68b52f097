import type { EventTable } from "../events.js";
import type { Evaluation, Wanted } from "../result.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import type { Steps } from "../steps.js";
import { OWN, type OwnColumn, ownColumn, ownCut, ownCutValues, ownSpectrum, withOwnColumn } from "./column.js";
import { checkExpression, type OwnHistogram, type OwnObservable } from "./observable.js";

/** What evaluates a state of a search. */
interface Evaluates {
  evaluateInSteps(state: AnalysisState, wanted: Wanted): Steps<Evaluation>;
}

/**
 * Analyses of a search with a reader's observable: it is one column, one cut and one histogram more, so that counts,
 * limits and fits of any search follow it. The last one is kept, until expression or range change.
 */
export class OwnAnalysis {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #analyse: (search: Search, table: EventTable) => Evaluates;
  #made: { readonly key: string; readonly column: OwnColumn; readonly analysis: Evaluates } | undefined;

  constructor(search: Search, table: EventTable, analyse: (search: Search, table: EventTable) => Evaluates) {
    this.#search = search;
    this.#table = table;
    this.#analyse = analyse;
  }

  *evaluateInSteps(state: AnalysisState, own: OwnObservable, wanted: Wanted): Steps<Evaluation> {
    const { column, analysis } = this.#of(own);
    const cuts = { ...state.cuts, [OWN]: ownCutValues(column, own) };
    const evaluation = yield* analysis.evaluateInSteps({ ...state, cuts, own: null }, wanted);
    return shown(evaluation, column, own);
  }

  #of(own: OwnObservable) {
    const key = JSON.stringify([own.expression, own.range, own.bins]);
    if (this.#made?.key !== key) {
      const column = ownColumn(checkExpression(this.#search.observables, own.expression), own, this.#table);
      const { observables, selection, spectra } = this.#search;
      const search = {
        ...this.#search,
        observables: [...observables, column.observable],
        selection: [...selection, ownCut(column)],
        spectra: [...spectra, ownSpectrum(column)],
      };
      this.#made = { key, column, analysis: this.#analyse(search, withOwnColumn(this.#table, column)) };
    }
    return this.#made;
  }
}

/** The evaluation as a page of the search shows it: with the histogram beside its spectra. */
function shown(evaluation: Evaluation, { observable, edges }: OwnColumn, own: OwnObservable): Evaluation {
  const { unit } = observable;
  const counted = evaluation.spectra.find(({ spectrum }) => spectrum === OWN)?.counts ?? {};
  const of = (pick: (counts: readonly number[]) => number) =>
    Object.fromEntries(Object.entries(counted).map(([sample, counts]) => [sample, pick(counts)]));
  const histogram: OwnHistogram = {
    ...{ expression: own.expression, unit, edges },
    counts: Object.fromEntries(Object.entries(counted).map(([sample, counts]) => [sample, counts.slice(2, -1)])),
    missing: of((counts) => counts[0]),
    below: of((counts) => counts[1]),
    above: of((counts) => counts[counts.length - 1]),
  };
  const open = own.min === null && own.max === null;
  return {
    ...evaluation,
    spectra: evaluation.spectra.filter(({ spectrum }) => spectrum !== OWN),
    cutFlow: open ? evaluation.cutFlow.filter(({ cut }) => cut !== OWN) : evaluation.cutFlow,
    ...(evaluation.nMinusOne ? { nMinusOne: evaluation.nMinusOne.filter(({ cut }) => cut !== OWN) } : {}),
    own: histogram,
  };
}
