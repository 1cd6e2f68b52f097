import type { CutValues } from "./cut.js";
import { OWN } from "./own/column.js";
import type { OwnObservable } from "./own/observable.js";
import type { Search } from "./search.js";
import {
  type AnalysisState,
  cutsOn,
  type Injection,
  nominalState,
  withCut,
  withModel,
  withNominalCut,
  withOwn,
} from "./state.js";

/** What a reader may choose besides cuts, one value each. */
export type Choices = Pick<
  AnalysisState,
  "method" | "prior" | "confidenceLevel" | "correlation" | "luminosity" | "binning" | "injection"
>;

/** One thing that a reader did to the state. */
export type Change =
  | {
      readonly kind: "cut";
      readonly cut: string;
      readonly parameter: string;
      readonly value: number;
      /** Values that the cut has where the reader looks, if it was tuned window by window until now. */
      readonly from?: CutValues;
    }
  | { readonly kind: "nominal-cut"; readonly cut: string }
  | { readonly kind: "choose"; readonly choices: Partial<Choices> }
  | { readonly kind: "model"; readonly parameter: string; readonly value: number }
  | { readonly kind: "systematic"; readonly id: string; readonly scale: number }
  | { readonly kind: "own"; readonly own: OwnObservable | null }
  | { readonly kind: "throw-again" }
  | { readonly kind: "nominal" };

/**
 * The state after a change; every change of every page goes through here.
 * @throws RangeError `unknown systematic uncertainty: …`, `not a scale: …`, and those of `withCut`
 */
export function changed(search: Search, state: AnalysisState, change: Change): AnalysisState {
  switch (change.kind) {
    case "cut":
      if (change.cut === OWN && state.own && (change.parameter === "min" || change.parameter === "max"))
        return withOwn(search, state, { ...state.own, [change.parameter]: change.value });
      return withCut(search, state, change.cut, change.parameter, change.value, change.from);
    case "nominal-cut":
      if (change.cut === OWN) return { ...state, own: state.own && { ...state.own, min: null, max: null } };
      return withNominalCut(search, state, change.cut);
    case "choose":
      return { ...state, ...change.choices };
    case "model":
      return withModel(search, state, change.parameter, change.value);
    case "systematic":
      return withScale(search, state, change.id, change.scale);
    case "own":
      return withOwn(search, state, change.own);
    case "throw-again":
      return state.injection ? { ...state, injection: thrownAgain(state.injection) } : state;
    case "nominal":
      return nominalState(search);
  }
}

function withScale(search: Search, state: AnalysisState, id: string, scale: number): AnalysisState {
  const known = search.measurement.systematics.map((one) => one.id);
  if (!known.includes(id)) {
    throw new RangeError(`unknown systematic uncertainty: ${id}; known are ${known.join(", ")}`);
  }
  if (!(scale >= 0 && scale < Number.POSITIVE_INFINITY)) throw new RangeError(`not a scale: ${scale}, of ${id}`);
  return { ...state, systematics: { ...state.systematics, [id]: scale } };
}

function thrownAgain(injection: Injection): Injection {
  return { ...injection, seed: injection.seed + 1 };
}

/** What of a state is not the publication's, in words; empty at nominal. */
export function departures(search: Search, state: AnalysisState): string[] {
  const nominal = nominalState(search);
  const same = (key: keyof AnalysisState) => JSON.stringify(state[key]) === JSON.stringify(nominal[key]);
  const groups: readonly [string, readonly (keyof AnalysisState)[]][] = [
    ["cuts", ["cuts", "tuned"]],
    ["method", ["method", "prior"]],
    ["confidence level", ["confidenceLevel"]],
    ["systematics", ["systematics", "correlation"]],
    ["luminosity", ["luminosity"]],
    ["binning", ["binning"]],
    ["injected signal", ["injection"]],
    ["model", ["model"]],
  ];
  const moved = groups.filter(([, keys]) => !keys.every(same)).map(([title]) => title);
  // One that is only looked at changes no number of the publication.
  return cutsOn(state.own) ? [...moved, "cut on an own observable"] : moved;
}
