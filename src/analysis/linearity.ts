import { type RandomStream, randomStream } from "../numerics/random.js";
import { backgroundModel, backgroundMoments } from "../statistics/counting/model.js";
import type { SimulatedWindows } from "./counting/simulated-windows.js";
import type { EventTable, SampleRows } from "./events.js";
import { throwSignal } from "./injection.js";
import type { Hypothesis } from "./sample.js";
import { countPassing, findWindowRows } from "./scan.js";
import type { Search } from "./search.js";
import { SelectionState } from "./selection.js";
import { type AnalysisState, luminosityOf } from "./state.js";
import type { Linearity } from "./studies.js";
import type { TunedCuts } from "./tuned-cuts.js";

/** Throws of each injected signal, and number of signals from none to the largest. */
export const THROWS = 25;
export const SIGNALS = 7;
/** Expected signal events in the window of the largest injected signal. */
const MOST_EVENTS = 60;

/** Where a signal is injected and looked for again. */
export interface InjectionTarget {
  readonly generated: SampleRows;
  readonly hypothesis: Hypothesis;
  readonly efficiency: number;
  /** Expected events. */
  readonly background: number;
  /** Selected events of a thrown signal that lie in the region. */
  count(thrown: EventTable, failing: Uint32Array): number;
}

/**
 * Cross-sections extracted, (n − b)/(ε L), from pseudo-data with a known signal: background thrown by Poisson with the
 * expectation of the window, signal thrown from generated events and cut as data are. Mean of some throws and its error,
 * which is that of the counts alone: linear with slope 1 where the efficiency in the window is right.
 *
 * @param target where the signal is looked for; undefined where nothing can be injected
 */
export function injectionLinearity(
  search: Search,
  table: EventTable,
  state: AnalysisState,
  target: InjectionTarget | undefined,
  tuned?: TunedCuts,
): Linearity | undefined {
  if (!target) return undefined;
  const { generated, hypothesis, efficiency, background } = target;
  return countingLinearity(
    { search: search.id, mass: hypothesis.mass, background, events: efficiency * luminosityOf(search, state) },
    (crossSection, k, i) => {
      const thrown = throwSignal(search, table, generated, {
        hypothesis,
        crossSection,
        seed: `linearity ${k} ${i}`,
      });
      const selection = new SelectionState(thrown, search.selection, tuned);
      selection.apply(state.cuts, state.tuned);
      return target.count(thrown, selection.failing);
    },
  );
}

/** A count into which signals are injected: expected background, and expected signal events of one fb. */
export interface CountTarget {
  readonly search: string;
  /** GeV. */
  readonly mass: number;
  readonly background: number;
  readonly events: number;
}

/**
 * Cross-sections extracted from a count, (n − b) over the events of one fb.
 * @param throwCount counted events of a signal of a cross-section (fb), in throw i of signal k
 */
export function countingLinearity(
  { search, mass, background, events }: CountTarget,
  throwCount: (crossSection: number, k: number, i: number, stream: RandomStream) => number,
): Linearity | undefined {
  if (!(events > 0)) return undefined;
  const points = Array.from({ length: SIGNALS }, (_, k) => {
    const injected = (k * MOST_EVENTS) / (SIGNALS - 1) / events;
    const extracted = Array.from({ length: THROWS }, (_, i) => {
      const stream = randomStream(search, "linearity", k, i);
      return (stream.poisson(background) + throwCount(injected, k, i, stream) - background) / events;
    });
    const average = extracted.reduce((sum, one) => sum + one, 0) / THROWS;
    const variance = extracted.reduce((sum, one) => sum + (one - average) ** 2, 0) / (THROWS - 1);
    return { injected, extracted: average, sigma: Math.sqrt(variance / THROWS) };
  });
  return { mass, unit: "fb", points };
}

/** The window of the generated signal nearest to a mass (GeV), as a place to inject into. */
export function targetWindow(
  search: Search,
  state: AnalysisState,
  simulated: SimulatedWindows,
  mass: number,
): InjectionTarget | undefined {
  const windows = simulated.count(state);
  const generated = simulated.efficiency.nearest({ mass });
  if (!generated || windows.length === 0) return undefined;
  // Of other masses the efficiency is interpolated: events of this one would test that, too.
  const made = generated.sample.hypothesis?.mass ?? mass;
  const distance = (one: (typeof windows)[number]) => Math.abs(one.hypothesis.mass - made);
  const { hypothesis, window, background, efficiency } = windows.reduce((best, one) =>
    distance(one) < distance(best) ? one : best,
  );
  if (background === null) return undefined;
  return {
    generated,
    hypothesis,
    efficiency,
    background: backgroundMoments(backgroundModel(background)).mean,
    count: (thrown, bits) => countPassing(findWindowRows(thrown, search.scan.observable, [window]), bits)[0],
  };
}
