import { ControlSamples } from "./control-sample.js";
import { CountedSpectra } from "./counted-spectra.js";
import type { Engine } from "./engine.js";
import type { EventTable } from "./events.js";
import { localPValuesOf } from "./local-p-values.js";
import { makeEngine } from "./make-engine.js";
import { NMinusOne } from "./n-minus-one.js";
import { OwnAnalysis } from "./own/analysis.js";
import { planeOf } from "./plane.js";
import { regionCounts } from "./region-counts.js";
import { resolutionOf } from "./resolution.js";
import type { Counts, Evaluation, Wanted } from "./result.js";
import type { ScanPoint } from "./scan-point.js";
import type { Search } from "./search.js";
import { SelectionState } from "./selection.js";
import { type AnalysisState, isNominalSelection } from "./state.js";
import { finish, type Steps } from "./steps.js";
import { TunedCuts } from "./tuned-cuts.js";

/**
 * A search on a table of events, ready to be evaluated again and again: what does not depend on the cuts (which
 * window and which bin an event lies in) is found once. The loader and the page run this same code.
 */
export class Analysis {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #tuned: TunedCuts | undefined;
  readonly #selection: SelectionState;
  readonly #counted: CountedSpectra;
  readonly #controls: ControlSamples;
  readonly #engine: Engine;
  readonly #own: OwnAnalysis;
  #nMinusOne: NMinusOne | undefined;

  constructor(search: Search, table: EventTable) {
    this.#search = search;
    this.#table = table;
    this.#tuned = table.tuning && new TunedCuts(search, table.tuning);
    this.#selection = new SelectionState(table, search.selection, this.#tuned);
    this.#counted = new CountedSpectra(search, table, this.#selection);
    this.#own = new OwnAnalysis(search, table, (more, columns) => new Analysis(more, columns));
    this.#controls = new ControlSamples(search.controls ?? [], search.selection, table, this.#selection);
    this.#engine = makeEngine({ search, table, selection: this.#selection, tuned: this.#tuned }, this.#controls);
  }

  /**
   * What is counted of a state, which takes a part of the time that limits take; undefined where weights or a column
   * would have to be found first.
   */
  count(state: AnalysisState): Counts | undefined {
    if (state.own || this.#engine.weights) return undefined;
    this.#apply(state);
    return this.#counted.count(this.#engine.injected?.counts);
  }

  /** Counts again and sets limits again; what takes longer only where it is wanted. */
  evaluate(state: AnalysisState, wanted: Wanted = {}): Evaluation {
    return finish(this.evaluateInSteps(state, wanted));
  }

  /** As `evaluate`, a step after each hypothesis. Only the last that was begun may go on. */
  *evaluateInSteps(state: AnalysisState, wanted: Wanted = {}): Steps<Evaluation> {
    if (state.own) return yield* this.#own.evaluateInSteps(state, state.own, wanted);
    this.#apply(state);
    const engine = this.#engine;
    const { failing } = this.#selection;
    const scanned = yield* engine.scan(state, wanted);
    const weights = engine.weights?.(state);
    const global =
      wanted.globalPValue && engine.lookElsewhere && (yield* engine.lookElsewhere(state, scanned, wanted.globalPValue));
    return {
      ...scanned,
      ...(wanted.fast ? { fast: true } : {}),
      ...(wanted.unseen?.length ? { unseen: wanted.unseen } : {}),
      ...this.#counted.count(engine.injected?.counts, weights),
      controls: wanted.unseen?.includes("controls")
        ? []
        : this.#controls.count(isNominalSelection(this.#search, state)),
      signals: engine.signals?.(state) ?? [],
      localPValues: this.#localPValues(state, scanned.scan, wanted),
      globalPValue: null,
      ...global,
      ...(wanted.nMinusOne ? { nMinusOne: this.#cutSpectra.spectra(state, failing, weights) } : {}),
      ...(wanted.reaching
        ? {
            reaching: this.#cutSpectra.reaching(state, failing, weights),
            regions: regionCounts(this.#search, this.#table, failing, weights),
          }
        : {}),
      ...(wanted.plane === undefined
        ? {}
        : { plane: planeOf(this.#search, this.#table, state, failing, wanted.plane, this.#tuned) }),
      ...(wanted.resolution ? { resolution: resolutionOf(this.#search, this.#table, failing) } : {}),
      ...(this.#table.toys ? { toys: this.#table.toys } : {}),
      ...(wanted.linearity === undefined
        ? {}
        : { linearity: engine.linearity?.({ ...state, luminosity: null, injection: null }, wanted.linearity, wanted) }),
      ...(engine.further ? yield* engine.further(state, scanned, wanted) : {}),
    };
  }

  /** Puts the cuts of a state into force, and its signal among the data. */
  #apply(state: AnalysisState): void {
    this.#selection.apply(state.cuts, state.tuned);
    this.#engine.injected?.apply(state);
  }

  /** Local p-values of both binnings; that of the state's comes with its limits. */
  #localPValues(state: AnalysisState, scan: readonly ScanPoint[], { unseen }: Wanted): Evaluation["localPValues"] {
    const here = localPValuesOf(scan);
    const there = unseen?.includes("other-binning") ? [] : (this.#engine.otherBinning?.(state) ?? []);
    return state.binning === "published" ? { published: here, shifted: there } : { published: there, shifted: here };
  }

  get #cutSpectra(): NMinusOne {
    this.#nMinusOne ??= new NMinusOne(this.#search, this.#table, this.#tuned);
    return this.#nMinusOne;
  }
}
