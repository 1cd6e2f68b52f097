import { fitPeak, type PeakFit } from "../../statistics/fits/peak-fit.js";
import type { PeakModel } from "../../statistics/fits/peak-model.js";
import { gaussian } from "../../statistics/shapes/gaussian.js";
import { legendreColumns } from "../../statistics/shapes/legendre.js";
import type { EventTable, SampleRows } from "../events.js";
import type { FitTarget } from "../fit-linearity.js";
import { findBins } from "../histogram.js";
import type { BumpHuntMeasurement } from "../measurement.js";
import { expectations, expectedBand, NO_BAND } from "../peaks/expectation.js";
import type { FitSpectrum } from "../peaks/fit-spectrum.js";
import { pValue } from "../peaks/scan.js";
import type { FittedPeak, Limit, ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import type { SelectionState } from "../selection.js";
import type { AnalysisState } from "../state.js";
import { eachInSteps, type Steps } from "../steps.js";
import { BinTally } from "../tally.js";
import { BumpToys } from "./toys.js";

/** The window of one hypothesis: its bins [first, end), and the model of their counts. */
export interface BumpWindow {
  readonly mass: number;
  readonly first: number;
  readonly end: number;
  readonly model: PeakModel;
}

/** A window with its fits: to the data, and to what they say of the background alone. */
interface FittedWindow extends BumpWindow {
  readonly data: PeakFit;
  readonly asimov: PeakFit;
  /** Expected background a bin, from the fit without signal. */
  readonly background: Float64Array;
}

/** Fewest events of a window for each parameter of its fit: fewer do not tell a polynomial from a peak. */
const FEWEST_EVENTS = 10;

/** Fits a narrow peak at every hypothesis of a search, in sliding windows of data alone. */
export class BumpHunt {
  readonly #search: Search;
  readonly #measurement: BumpHuntMeasurement;
  readonly #data: SampleRows | undefined;
  readonly #inBins: BinTally;
  /** Columns of the polynomial by the number of bins of a window. */
  readonly #columns = new Map<number, Float64Array>();
  #windows: readonly FittedWindow[] = [];

  /** @param selection of the rows of the table, which the counts follow */
  constructor(search: Search, measurement: BumpHuntMeasurement, table: EventTable, selection: SelectionState) {
    this.#search = search;
    this.#measurement = measurement;
    this.#data = table.samples.find(({ sample }) => sample.kind === "data");
    const { edges } = measurement;
    const bins = findBins(table, { observable: search.scan.observable, edges });
    this.#inBins = new BinTally(selection, this.#data ? [this.#data] : [], [bins], edges.length - 1);
  }

  /**
   * Yields, limits and significances of every hypothesis.
   *
   * @param only index of the one hypothesis that is fitted; the others then have no limit
   */
  *fit(state: AnalysisState, only?: number): Steps<ScanPoint[]> {
    const { edges, rangeCut } = this.#measurement;
    const [counts = new Float64Array(edges.length - 1)] = this.#inBins.counts;
    const { min = edges[0], max = edges[edges.length - 1] } = state.cuts[rangeCut] ?? {};
    const fitted: FittedWindow[] = [];
    const points = yield* eachInSteps(this.#search.scan.windows, ({ hypothesis: { mass } }, i): ScanPoint => {
      const window = only === undefined || only === i ? this.#window(mass, counts, [min, max]) : null;
      if (!window || !this.#data) return this.#nothing(mass);
      const done = fitWindow(window, fitted.at(-1), state.confidenceLevel);
      fitted.push(done);
      return this.#point(done, state);
    });
    if (only === undefined) this.#windows = fitted;
    return points;
  }

  /**
   * Probability that background alone shows a peak as significant as the largest one of the last whole scan, by toys
   * of the fitted background; null without a fit.
   */
  globalPValue(scan: readonly ScanPoint[], toys: number): number | null {
    const found = scan.flatMap(({ peak }) => peak?.significance ?? []);
    if (found.length === 0 || this.#windows.length === 0) return null;
    return new BumpToys(this.#windows, this.#measurement.edges.length - 1).globalPValue(
      Math.max(...found),
      toys,
      this.#search.id,
    );
  }

  /** The fit at a mass with what it expects of background alone; undefined where there is none. */
  target(mass: number): FitTarget | undefined {
    const window = this.#windows.find((one) => one.mass === mass);
    if (!window) return undefined;
    const { model, background, asimov } = window;
    const error = asimov.error ?? 1;
    return { mass, model, background, signal: model.signal, error, exposure: 1, unit: "events" };
  }

  /** The fit at a mass bin by bin, bins joined so that an eye can follow; null where there is none. */
  spectrum(mass: number): FitSpectrum | null {
    const window = this.#windows.find((one) => one.mass === mass);
    return window ? joinedSpectrum(this.#search, this.#measurement.edges, window) : null;
  }

  /** The window of a mass, moved inwards where it would cross an end of the range; null where the range is too short, or the events too few. */
  #window(mass: number, counts: Float64Array, [min, max]: readonly [number, number]): BumpWindow | null {
    const { edges, window, order, width } = this.#measurement;
    const size = (edges[edges.length - 1] - edges[0]) / (edges.length - 1);
    const inside = (edge: number) => Math.round((edge - edges[0]) / size);
    const bins = Math.round(window / size);
    const lowest = Math.max(0, inside(min));
    const highest = Math.min(edges.length - 1, inside(max));
    if (highest - lowest < bins || mass < edges[lowest] || mass > edges[highest]) return null;
    const first = Math.min(highest - bins, Math.max(lowest, inside(mass - window / 2)));
    const inWindow = counts.slice(first, first + bins);
    if (inWindow.reduce((a, b) => a + b, 0) < FEWEST_EVENTS * (order + 2)) return null;
    const background =
      this.#columns.get(bins) ??
      legendreColumns(
        Array.from({ length: bins + 1 }, (_, i) => i),
        order,
      );
    this.#columns.set(bins, background);
    const sigma = width(mass);
    const shape = Float64Array.of(mass, sigma);
    const norm = sigma * Math.sqrt(2 * Math.PI);
    const signal = Float64Array.from(
      { length: bins },
      (_, i) => gaussian.integral(edges[first + i], edges[first + i + 1], shape) / norm,
    );
    return {
      mass,
      first,
      end: first + bins,
      model: { counts: inWindow, signal, background },
    };
  }

  #point(
    { mass, first, model, data, asimov, background }: FittedWindow,
    { confidenceLevel }: AnalysisState,
  ): ScanPoint {
    const { edges, order, width } = this.#measurement;
    const ok = data.status === "ok";
    const size = (edges[edges.length - 1] - edges[0]) / (edges.length - 1);
    const at = Math.min(background.length - 1, Math.max(0, Math.floor((mass - edges[first]) / size)));
    const sigma = width(mass);
    const bins = model.counts.length;
    const peak: FittedPeak = {
      variable: this.#search.scan.observable.id,
      yield: ok ? data.yield : null,
      error: ok ? data.error : null,
      nominalSignificance: ok ? data.significance : null,
      significance: ok ? data.significance : null,
      width: sigma,
      candidates: model.counts.reduce((a, b) => a + b, 0),
      deviance: data.deviance,
      degrees: bins - order - 2,
      variations: [
        {
          from: edges[first],
          to: edges[first + bins],
          order,
          significance: ok ? data.significance : null,
          upper: data.upper.value,
        },
      ],
    };
    return {
      ...this.#nothing(mass),
      localPValue: ok ? pValue(data.significance) : null,
      limits: this.#limits({ mass, density: background[at] / size }, data, expectedBand([asimov], confidenceLevel)),
      peak,
    };
  }

  #region(mass: number): ScanPoint["region"] {
    const { id, unit } = this.#search.scan.observable;
    const sigma = this.#measurement.width(mass);
    return { observable: id, min: mass - 2 * sigma, max: mass + 2 * sigma, unit };
  }

  #limits(
    hypothesis: Readonly<Record<string, number>>,
    { upper }: PeakFit,
    band: readonly (number | null)[],
  ): Readonly<Record<string, Limit>> {
    return Object.fromEntries(
      this.#search.interpretations.map(({ id, unit, coupling }) => {
        const convert = (events: number | null) => (events === null ? null : coupling(events, hypothesis));
        return [id, { unit, observed: convert(upper.value), expected: band.map(convert), status: upper.status }];
      }),
    );
  }

  /** A hypothesis without a window, or one that was not asked for. */
  #nothing(mass: number): ScanPoint {
    return {
      hypothesis: { mass },
      region: this.#region(mass),
      observed: null,
      background: null,
      efficiency: 1,
      localPValue: null,
      limits: Object.fromEntries(
        this.#search.interpretations.map(({ id, unit }) => [
          id,
          { unit, observed: null, expected: NO_BAND, status: "no-sensitivity" as const },
        ]),
      ),
      effectiveEvents: null,
      tuned: {},
    };
  }
}

function fitWindow(window: BumpWindow, before: FittedWindow | undefined, confidenceLevel: number): FittedWindow {
  const start = (fit: PeakFit | undefined) => (fit?.status === "ok" ? { start: fit.backgroundOnly } : {});
  const data = fitPeak(window.model, { confidenceLevel, ...start(before?.data) });
  const [expected] = expectations([window.model], [data], 1);
  const asimov = fitPeak(expected, { confidenceLevel, ...start(data) });
  return { ...window, data, asimov, background: expected.counts };
}

/** Bins of a shown fit, about. */
const SHOWN = 61;

function joinedSpectrum(
  { scan: { observable } }: Search,
  edges: readonly number[],
  { mass, first, model, data }: FittedWindow,
): FitSpectrum {
  const bins = model.counts.length;
  const join = Math.max(1, Math.round(bins / SHOWN));
  const shown = Math.floor(bins / join);
  const joined = (value: (bin: number) => number) =>
    Array.from({ length: shown }, (_, k) => {
      let sum = 0;
      for (let i = k * join; i < (k + 1) * join; i++) sum += value(i);
      return sum;
    });
  const polynomial = (coefficients: Float64Array) =>
    joined((i) => coefficients.reduce((sum, value, k) => sum + value * model.background[k * bins + i], 0));
  return {
    mass,
    variable: observable.id,
    symbol: observable.symbol,
    unit: observable.unit,
    edges: Array.from({ length: shown + 1 }, (_, k) => edges[first + k * join]),
    counts: joined((i) => model.counts[i]),
    background: polynomial(data.background),
    peak: joined((i) => data.yield * model.signal[i]),
    others: joined(() => 0),
    backgroundOnly: polynomial(data.backgroundOnly),
    yield: data.yield,
    error: data.error,
    significance: data.significance,
    scalePull: 0,
    shapePull: 0,
    status: data.status,
  };
}
