import { normalCdf, normalQuantile, normalTail } from "../numerics/special.js";
import { gaussianBand } from "../statistics/fits/band.js";
import { type Envelope, envelope } from "../statistics/fits/envelope.js";
import { fitPeak, type PeakFit } from "../statistics/fits/peak-fit.js";
import type { PeakModel } from "../statistics/fits/peak-model.js";
import { type BinnedSignal, countSorted, peakVariations } from "../statistics/fits/variations.js";
import { crystalBall } from "../statistics/shapes/crystal-ball.js";
import type { EventTable } from "./events.js";
import type { PeakFitMeasurement, PeakVariable } from "./measurement.js";
import { type PeakShape, peakShapeAt, type SimulatedPeak, samplesBetween, simulatedPeak } from "./peak-shapes.js";
import type { FittedPeak, Limit, LimitStatus, ScanPoint } from "./result.js";
import type { Search } from "./search.js";
import { type AnalysisState, luminosityOf } from "./state.js";

/** Models of one hypothesis: every variation, the nominal one first, and where each stands. */
interface HypothesisModels {
  readonly models: readonly PeakModel[];
  readonly variations: readonly { readonly from: number; readonly to: number; readonly order: number }[];
  readonly shape: PeakShape;
}

/** Candidates and simulated peaks of one variable after the cuts of one mask. */
interface Selected {
  readonly candidates: Float64Array;
  readonly peaks: readonly SimulatedPeak[];
}

const NO_BAND = [null, null, null, null, null] as const;

/** Fits a peak at every hypothesis of a search. */
export class PeakScan {
  readonly #search: Search;
  readonly #measurement: PeakFitMeasurement;
  readonly #table: EventTable;

  constructor(search: Search, measurement: PeakFitMeasurement, table: EventTable) {
    this.#search = search;
    this.#measurement = measurement;
    this.#table = table;
  }

  /**
   * Limits, yields and significances of every hypothesis.
   *
   * @param failing bits of failed cuts of every row
   * @param only index of the one hypothesis that is fitted; the others then have no limit
   */
  fit(state: AnalysisState, failing: Uint32Array, only?: number): ScanPoint[] {
    const blinded = !this.#table.samples.some(({ sample }) => sample.kind === "data");
    let index = -1;
    return this.#measurement.variables.flatMap((variable) => {
      const known = new Map<number, Selected>();
      let before: { data: readonly PeakFit[]; asimov: readonly PeakFit[] } = { data: [], asimov: [] };
      return variable.masses.map((mass) => {
        index++;
        if (blinded) return this.#nothing(variable, mass, "blinded");
        if (only !== undefined && index !== only) return this.#nothing(variable, mass);
        const mask = this.#mask(mass);
        const selected = known.get(mask) ?? this.#select(variable, failing, mask);
        known.set(mask, selected);
        if (selected.peaks.length === 0) return this.#nothing(variable, mass);
        const made = this.#models(variable, mass, state, selected);
        const data = fitAll(made.models, before.data, state.confidenceLevel);
        const expected = expectations(made.models, data);
        const asimov = fitAll(expected, data, state.confidenceLevel);
        before = { data, asimov };
        return this.#point(variable, mass, state, made, envelope(data), asimov);
      });
    });
  }

  /** Bits of the cuts that bind a mass. */
  #mask(mass: number): number {
    const left = this.#measurement.leftOut(mass);
    return this.#search.selection.reduce(
      (mask, { id }, k) => (left.includes(id) ? mask & ~(1 << k) : mask),
      0xffffffff,
    );
  }

  #select(variable: PeakVariable, failing: Uint32Array, mask: number): Selected {
    const table = this.#table;
    const columns = variable.observables.map(({ id }) => table.columns[id]);
    const { step } = variable.observables[0];
    const values: number[] = [];
    for (const { sample, start, end } of table.samples) {
      if (sample.kind !== "data") continue;
      for (let i = start; i < end; i++) {
        if ((failing[i] & mask) === 0) for (const column of columns) values.push(column[i] * step);
      }
    }
    const masses = variable.masses.filter((mass) => this.#mask(mass) === mask);
    const signals = table.samples.filter(({ sample }) => sample.kind === "signal");
    const luminosity = this.#search.luminosity?.inverseFemtobarn ?? 0;
    const peaks = samplesBetween(signals, Math.min(...masses), Math.max(...masses)).flatMap(
      (rows) => simulatedPeak(this.#measurement, variable, table, rows, failing, mask, luminosity) ?? [],
    );
    return { candidates: Float64Array.from(values).sort(), peaks };
  }

  #models(variable: PeakVariable, mass: number, state: AnalysisState, selected: Selected): HypothesisModels {
    const { bins, widening, orderStep, systematics, efficiencyUncertainty, widthUncertainty } = this.#measurement;
    const size = (id: string) =>
      (systematics.find((one) => one.id === id)?.relative ?? 0) * (state.systematics[id] ?? 1);
    const luminosity = systematics.filter(({ on }) => on === "luminosity").map(({ id }) => size(id));
    const shape = peakShapeAt(variable, selected.peaks, mass);
    const { width, mean } = shape;
    const order = variable.order(mass);
    const widenings = [0, -widening * width, widening * width];
    const orders = [order, order - orderStep, order + orderStep];
    const range = [mean - variable.below * width, mean + variable.above * width] as const;
    const models = peakVariations(
      { range, clip: variable.clip, widenings, orders, bins },
      (edges) => countSorted(selected.candidates, edges),
      (edges) => signalIn(shape, edges, size(widthUncertainty)),
      Math.hypot(size(efficiencyUncertainty) * this.#measurement.efficiencyFactor(mass), ...luminosity),
    );
    const variations = widenings.flatMap((by) =>
      orders.map((one) => ({
        from: Math.max(range[0] - by, variable.clip[0]),
        to: Math.min(range[1] + by, variable.clip[1]),
        order: one,
      })),
    );
    return { models, variations, shape };
  }

  #point(
    variable: PeakVariable,
    mass: number,
    state: AnalysisState,
    { models, variations, shape }: HypothesisModels,
    found: Envelope,
    asimov: readonly PeakFit[],
  ): ScanPoint {
    const [nominal] = found.fits;
    const ok = nominal.status === "ok";
    const exposure = luminosityOf(this.#search, state) * shape.efficiency;
    const limits = this.#limits(mass, exposure, found, expectedBand(asimov, state.confidenceLevel));
    const near = { min: shape.mean - 2 * shape.width, max: shape.mean + 2 * shape.width };
    const peak: FittedPeak = {
      variable: variable.id,
      yield: ok ? nominal.yield : null,
      error: ok ? nominal.error : null,
      nominalSignificance: ok ? nominal.significance : null,
      significance: found.significance,
      width: shape.width,
      candidates: models[0].counts.reduce((a, b) => a + b, 0),
      deviance: nominal.deviance,
      degrees: models[0].counts.length - models[0].background.length / models[0].counts.length - 1,
      variations: variations.map((one, i) => ({
        ...one,
        significance: found.fits[i].status === "ok" ? found.fits[i].significance : null,
        upper: found.fits[i].upper.value,
      })),
    };
    return {
      hypothesis: { mass },
      region: { observable: variable.id, ...near, unit: variable.observables[0].unit },
      observed: null,
      background: null,
      efficiency: shape.efficiency,
      localPValue: found.significance === null ? null : pValue(found.significance),
      limits,
      effectiveEvents: null,
      tuned: {},
      peak,
    };
  }

  #limits(
    mass: number,
    exposure: number,
    { upper }: Envelope,
    band: readonly (number | null)[],
  ): Readonly<Record<string, Limit>> {
    const hypothesis = { mass };
    const status: LimitStatus = upper.status;
    return Object.fromEntries(
      this.#search.interpretations.map((interpretation) => {
        const convert = (events: number | null) =>
          events === null || !(exposure > 0) ? null : interpretation.coupling(events / exposure, hypothesis);
        return [
          interpretation.id,
          { unit: interpretation.unit, observed: convert(upper.value), expected: band.map(convert), status },
        ];
      }),
    );
  }

  /** A hypothesis whose signal leaves too little behind the cuts to know its shape. */
  #nothing(variable: PeakVariable, mass: number, status: LimitStatus = "no-sensitivity"): ScanPoint {
    return {
      hypothesis: { mass },
      region: { observable: variable.id, min: mass * mass, max: mass * mass, unit: variable.observables[0].unit },
      observed: null,
      background: null,
      efficiency: 0,
      localPValue: null,
      limits: Object.fromEntries(
        this.#search.interpretations.map(({ id, unit }) => [id, { unit, observed: null, expected: NO_BAND, status }]),
      ),
      effectiveEvents: null,
      tuned: {},
    };
  }
}

/** One-sided p-value of a signed significance: 1 − Φ(S). */
function pValue(significance: number): number {
  return significance > 0 ? normalTail(significance) : 1 - normalCdf(significance);
}

function fitAll(models: readonly PeakModel[], before: readonly PeakFit[], confidenceLevel: number): PeakFit[] {
  return models.map((model, i) => {
    const start = before[i]?.status === "ok" ? { start: before[i].backgroundOnly } : {};
    return fitPeak(model, { confidenceLevel, ...start });
  });
}

/** The same models with what each expects of background alone, as its own fit without signal found it (Asimov data). */
function expectations(models: readonly PeakModel[], fits: readonly PeakFit[]): PeakModel[] {
  return models.map((model, v) => {
    const coefficients = fits[v].backgroundOnly;
    const bins = model.counts.length;
    const counts = new Float64Array(bins);
    for (let k = 0; k < coefficients.length; k++) {
      for (let i = 0; i < bins; i++) counts[i] += coefficients[k] * model.background[k * bins + i];
    }
    return { ...model, counts: counts.map((mean) => Math.max(mean, 0)) };
  });
}

/**
 * Expected limits on the yield at −2σ … +2σ: in each variation those of a Gaussian yield with the width that its Asimov
 * limit tells, of which the largest counts, as for the observed one.
 */
function expectedBand(asimov: readonly PeakFit[], confidenceLevel: number): readonly (number | null)[] {
  const z = normalQuantile(confidenceLevel);
  const bands = asimov.flatMap(({ upper }) => (upper.value === null ? [] : [gaussianBand(upper.value / z, z)]));
  if (bands.length === 0) return NO_BAND;
  return NO_BAND.map((_, k) => Math.max(...bands.map((band) => band[k])));
}

/** Candidates of a yield of one event in bins, and their change for a peak wider by `uncertainty`. */
function signalIn(shape: PeakShape, edges: Float64Array, uncertainty: number): BinnedSignal {
  const { nearest, share } = shape;
  const peak = peakIn(shape, shape.width, edges);
  const { density, others } = nearest;
  const signal = peak.map(
    (p, i) => share * p + (density ? others * density.integral(edges[i], edges[i + 1], NONE) : 0),
  );
  if (!(uncertainty > 0)) return { signal };
  const wider = peakIn(shape, shape.width * (1 + uncertainty), edges);
  return { signal, signalSlope: wider.map((p, i) => share * (p - peak[i])) };
}

const NONE = new Float64Array(0);
/** The peak is normalised within so many widths, beyond which its tail is nothing. */
const WHOLE = 12;

function peakIn({ mean, alpha, n }: PeakShape, width: number, edges: Float64Array): Float64Array {
  const p = Float64Array.of(mean, width, alpha, n);
  const [from, to] = [mean - WHOLE * width, mean + WHOLE * width];
  const whole = crystalBall.integral(from, to, p);
  return Float64Array.from({ length: edges.length - 1 }, (_, i) => {
    const low = Math.max(from, edges[i]);
    const high = Math.min(to, edges[i + 1]);
    return low < high ? crystalBall.integral(low, high, p) / whole : 0;
  });
}
