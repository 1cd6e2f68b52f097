import { normalCdf, normalTail } from "../../numerics/special.js";
import { type Envelope, envelope } from "../../statistics/fits/envelope.js";
import type { PeakFit } from "../../statistics/fits/peak-fit.js";
import { countSorted } from "../../statistics/fits/variations.js";
import { equalBins } from "../../statistics/shapes/shape.js";
import type { EventTable } from "../events.js";
import type { FitTarget } from "../fit-linearity.js";
import type { PeakFitMeasurement, PeakVariable } from "../measurement.js";
import type { SignalPoint } from "../result.js";
import type { FittedPeak, Limit, LimitStatus, ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import { type AnalysisState, isExpectation, luminosityOf } from "../state.js";
import type { Steps } from "../steps.js";
import { expectations, expectedBand, fitAll, NO_BAND, scaled } from "./expectation.js";
import { type FitSpectrum, fitSpectrum } from "./fit-spectrum.js";
import { type AddedRows, type HypothesisModels, PeakModels } from "./models.js";
import type { SimulatedPeak } from "./shapes.js";
import { bandFactors, describedFactors, type PeakToys } from "./toys.js";

/** Fits a peak at every hypothesis of a search. */
export class PeakScan {
  readonly #search: Search;
  readonly #measurement: PeakFitMeasurement;
  readonly #models: PeakModels;
  readonly #blinded: boolean;
  readonly #toys: PeakToys | undefined;
  /** The whole scan that was fitted last, and what for. */
  #last: { readonly key: string; readonly points: ScanPoint[] } | undefined;

  constructor(search: Search, measurement: PeakFitMeasurement, table: EventTable) {
    this.#search = search;
    this.#measurement = measurement;
    this.#models = new PeakModels(search, measurement, table);
    this.#toys = table.toys;
    this.#blinded = !table.samples.some(({ sample }) => sample.kind === "data");
  }

  /**
   * Limits, yields and significances of every hypothesis. Away from the luminosity of the data nothing is observed: the
   * background that the data fit, scaled, is fitted again.
   *
   * @param failing bits of failed cuts of every row
   * @param added a signal that was added to the data
   * @param only index of the one hypothesis that is fitted; the others then have no limit
   */
  *fit(state: AnalysisState, failing: Uint32Array, added?: AddedRows, only?: number): Steps<ScanPoint[]> {
    const key = only === undefined ? JSON.stringify(state) : "";
    if (this.#last && key === this.#last.key) return this.#last.points;
    this.#models.select(failing, added);
    const { variables } = this.#measurement;
    const all = variables.reduce((sum, { masses }) => sum + masses.length, 0);
    const points: ScanPoint[] = [];
    for (const variable of variables) {
      let before: readonly PeakFit[] = [];
      for (const mass of variable.masses) {
        const skipped = only !== undefined && points.length !== only;
        const made = this.#blinded || skipped ? undefined : this.#models.at(variable, mass, state);
        if (!made) {
          points.push(this.#nothing(variable, mass, this.#blinded ? "blinded" : undefined));
          continue;
        }
        const data = fitAll(made.models, before, state.confidenceLevel);
        const luminosities = this.#luminosities(state);
        const expected = expectations(made.models, data, luminosities);
        const asimov = fitAll(expected, scaled(data, luminosities), state.confidenceLevel);
        before = data;
        points.push(this.#point(variable, mass, state, made, envelope(data), asimov));
        yield points.length / all;
      }
    }
    this.#last = { key, points };
    return points;
  }

  /** The nominal fit at a mass (GeV) bin by bin, of the selection that `fit` was called with last. */
  spectrum(state: AnalysisState, mass: number): FitSpectrum | null {
    const variable = this.#measurement.variables.find(({ masses }) => masses.includes(mass));
    const made = variable && this.#models.at(variable, mass, state);
    if (!variable || !made || this.#blinded) return null;
    if (!isExpectation(this.#search, state)) return fitSpectrum(variable, mass, made);
    const fits = fitAll(made.models, [], state.confidenceLevel);
    const models = expectations(made.models, fits, this.#luminosities(state));
    return fitSpectrum(variable, mass, { ...made, models });
  }

  /**
   * The nominal fit at the simulated mass nearest to one of the scan (GeV), of the selection that `fit` was called with
   * last, with what data expect of background and simulated events of signal; undefined without either.
   */
  target(state: AnalysisState, mass: number): FitTarget | undefined {
    const variable = this.#measurement.variables.find(({ masses }) => masses.includes(mass));
    if (!variable || this.#blinded) return undefined;
    const { masses } = variable;
    const away = (peak: SimulatedPeak) => Math.abs(Math.log(peak.mass / mass));
    const peak = this.#models
      .simulated(variable, mass)
      .filter((one) => one.mass >= masses[0] && one.mass <= masses[masses.length - 1])
      .reduce<SimulatedPeak | undefined>((best, one) => (best && away(best) <= away(one) ? best : one), undefined);
    const made = peak && this.#models.at(variable, peak.mass, state);
    if (!made) return undefined;
    const [model] = made.models;
    const [{ from, to }] = made.variations;
    const fits = fitAll([model], [], state.confidenceLevel);
    const [expected] = expectations([model], fits, 1);
    const [{ error }] = fitAll([expected], fits, state.confidenceLevel);
    const edges = equalBins(from, to, model.counts.length);
    return {
      mass: peak.mass,
      model,
      background: expected.counts,
      signal: countSorted(this.#models.signalCandidates(variable, peak), edges).map((count) => count / peak.events),
      error: error ?? 1,
      exposure: luminosityOf(this.#search, state) * peak.efficiency,
      unit: "fb",
    };
  }

  /** Efficiencies of the simulated masses, each after the cuts that bind it, with binomial errors. */
  signals(): SignalPoint[] {
    const masses = new Set<number>();
    return this.#measurement.variables.flatMap((variable) =>
      variable.masses.flatMap((mass) =>
        this.#models.simulated(variable, mass).flatMap((peak): SignalPoint[] => {
          if (masses.has(peak.mass) || this.#models.mask(peak.mass) !== this.#models.mask(mass)) return [];
          masses.add(peak.mass);
          const { sample, efficiency, events, relativeWidth: relative, relativeWidthError: error } = peak;
          const sigma = efficiency * Math.sqrt((1 - Math.min(1, efficiency)) / events);
          const width = { variable: variable.id, relative, error };
          return [{ sample, mass: peak.mass, efficiency, sigma, rows: events, width }];
        }),
      ),
    );
  }

  /** Luminosities of the data that a state asks about. */
  #luminosities(state: AnalysisState): number {
    return luminosityOf(this.#search, state) / (this.#search.luminosity?.inverseFemtobarn ?? 1);
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
    const away = isExpectation(this.#search, state);
    const ok = nominal.status === "ok" && !away;
    const exposure = luminosityOf(this.#search, state) * shape.efficiency;
    const factors = away ? describedFactors(this.#toys, variable.id) : bandFactors(this.#toys, variable.id, mass);
    const band = expectedBand(asimov, state.confidenceLevel).map((value, k) => value && value * factors[k]);
    const upper = away ? ({ value: null, status: "expected-only" } as const) : found.upper;
    const limits = this.#limits(mass, exposure, upper, band);
    const near = { min: shape.mean - 2 * shape.width, max: shape.mean + 2 * shape.width };
    const peak: FittedPeak = {
      variable: variable.id,
      yield: ok ? nominal.yield : null,
      error: ok ? nominal.error : null,
      nominalSignificance: ok ? nominal.significance : null,
      significance: away ? null : found.significance,
      width: shape.width,
      candidates: models[0].counts.reduce((a, b) => a + b, 0),
      deviance: nominal.deviance,
      degrees: models[0].counts.length - models[0].background.length / models[0].counts.length - 1,
      variations: variations.map((one, i) => ({
        ...one,
        significance: found.fits[i].status === "ok" && !away ? found.fits[i].significance : null,
        upper: away ? asimov[i].upper.value : found.fits[i].upper.value,
      })),
    };
    return {
      hypothesis: { mass },
      region: { observable: variable.observables[0].id, ...near, unit: variable.observables[0].unit },
      observed: null,
      background: null,
      efficiency: shape.efficiency,
      localPValue: away || found.significance === null ? null : pValue(found.significance),
      limits,
      effectiveEvents: null,
      tuned: {},
      peak,
    };
  }

  #limits(
    mass: number,
    exposure: number,
    upper: { readonly value: number | null; readonly status: LimitStatus },
    band: readonly (number | null)[],
  ): Readonly<Record<string, Limit>> {
    const hypothesis = { mass };
    const { status } = upper;
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
      region: {
        observable: variable.observables[0].id,
        min: mass * mass,
        max: mass * mass,
        unit: variable.observables[0].unit,
      },
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
export function pValue(significance: number): number {
  return significance > 0 ? normalTail(significance) : 1 - normalCdf(significance);
}
