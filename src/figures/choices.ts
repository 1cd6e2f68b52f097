import { hypothesisText } from "../analysis/hypothesis-text.js";
import { type Interpretation, type ModelParameter, parametersOf, type Systematic } from "../analysis/measurement.js";
import type { Hypothesis } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState, LimitMethod } from "../analysis/state.js";
import { formatNumber } from "./numbers.js";

/** Methods as printed. */
export const METHODS: Readonly<Record<LimitMethod, string>> = {
  bayesian: "Bayesian",
  "feldman-cousins": "Feldman–Cousins",
  cls: "CLs",
  profile: "profile likelihood",
  template: "template fit of the spectrum",
};

/** Priors of the Bayesian method as printed. */
export const PRIORS: Readonly<Record<AnalysisState["prior"], string>> = {
  flat: "flat in the signal",
  "log-flat": "flat in its logarithm",
};

/** Confidence levels on offer. */
export const CONFIDENCE_LEVELS = [0.68, 0.9, 0.95, 0.99] as const;

/** Largest factor on a systematic uncertainty. */
export const LARGEST_SCALE = 3;

/** Steps of the luminosity slider a decade. */
const STEPS = 50;

/** "276 pb⁻¹", "50 fb⁻¹", "50 ab⁻¹". */
export function luminosityText(inverseFemtobarn: number): string {
  if (inverseFemtobarn < 1) return `${formatNumber(1000 * inverseFemtobarn, 3)} pb⁻¹`;
  if (inverseFemtobarn < 1000) return `${formatNumber(inverseFemtobarn, 3)} fb⁻¹`;
  return `${formatNumber(inverseFemtobarn / 1000, 3)} ab⁻¹`;
}

/** Place of a luminosity on its logarithmic slider; 0 is that of the data. */
export function luminosityStep(search: Search, inverseFemtobarn: number | null): number {
  const published = search.luminosity?.inverseFemtobarn;
  if (inverseFemtobarn === null || !published) return 0;
  return Math.round(STEPS * Math.log10(inverseFemtobarn / published));
}

/** Luminosity (fb⁻¹) at a place of the slider, to three digits; null where it is that of the data. */
export function luminosityAt(search: Search, step: number): number | null {
  const published = search.luminosity?.inverseFemtobarn;
  return step === 0 || !published ? null : Number((published * 10 ** (step / STEPS)).toPrecision(3));
}

/** Steps of a model parameter's slider. */
const MODEL_STEPS = 200;

/** Place of a value on the slider of a model's parameter, 0 … 200. */
export function modelStep({ low, high, scale }: ModelParameter, value: number): number {
  const part = scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(MODEL_STEPS * part);
}

/** Value at a place of the slider, to three digits. */
export function modelAt({ low, high, scale }: ModelParameter, step: number): number {
  const part = Math.min(1, Math.max(0, step / MODEL_STEPS));
  const value = scale === "log" ? low * (high / low) ** part : low + part * (high - low);
  return Math.min(high, Math.max(low, Number(value.toPrecision(3))));
}

/** Values of some of the model's parameters, all if absent: "α_D = 0.1"; "" where there are none. */
export function modelText(
  { measurement }: Search,
  { model }: Pick<AnalysisState, "model">,
  some?: readonly string[],
): string {
  return parametersOf(measurement)
    .filter(({ id }) => some?.includes(id) ?? true)
    .map(({ id, symbol }) => `${symbol} = ${Number(model[id].toPrecision(3))}`)
    .join(", ");
}

/** Symbol of a quantity, with what it is given for: "ε (α_D = 0.1)". */
export function symbolIn(search: Search, { symbol, given = [] }: Interpretation, state: AnalysisState): string {
  const text = modelText(search, state, given);
  return text ? `${symbol} (${text})` : symbol;
}

/** Last place of such a slider. */
export const LAST_MODEL_STEP = MODEL_STEPS;

/** Hypotheses of which a signal can be added to the data: those that are simulated, where the data are not real. */
export function injectionHypotheses(search: Search): Hypothesis[] {
  // Signals of which each event weighs otherwise cannot be thrown.
  if (search.data !== "pseudo" || search.measurement.kind === "lifetime") return [];
  const pairs = search.scan.ellipses !== undefined;
  return search.samples
    .flatMap(({ kind, hypothesis }) =>
      kind === "signal" && hypothesis && (pairs || hypothesis.mass !== undefined) ? [hypothesis] : [],
    )
    .sort((a, b) => (a.mass ?? 0) - (b.mass ?? 0));
}

/** "3 GeV", or of a mass pair "6 and 1.145 GeV". */
export function hypothesisWords(hypothesis: Hypothesis): string {
  return `${hypothesisText(hypothesis).replace(",", " and ")} GeV`;
}

/** "90 %". */
export function levelText(confidenceLevel: number): string {
  return `${Number((100 * confidenceLevel).toPrecision(3))} %`;
}

/** "Bayesian 90 %", with the prior where it is not the flat one. */
export function methodText({ method, prior, confidenceLevel }: AnalysisState): string {
  const log = method === "bayesian" && prior === "log-flat" ? ", log-flat" : "";
  return `${METHODS[method]}${log} ${levelText(confidenceLevel)}`;
}

/** The signal that is added, in words. */
export function injectionText(search: Search, { injection }: AnalysisState): string {
  if (!injection) return "none";
  const { symbol } = search.interpretations[0];
  return `${hypothesisWords(injection.hypothesis)}, ${symbol} = ${formatNumber(injection.coupling)}`;
}

/** How many sources are as published, off, or scaled. */
export function systematicsText(systematics: readonly Systematic[], scales: AnalysisState["systematics"]): string {
  const values = systematics.map(({ id }) => scales[id] ?? 1);
  const off = values.filter((scale) => scale === 0).length;
  const scaled = values.filter((scale) => scale !== 0 && scale !== 1).length;
  if (off + scaled === 0) return "as published";
  return [off > 0 ? `${off} off` : "", scaled > 0 ? `${scaled} scaled` : ""].filter(Boolean).join(", ");
}
