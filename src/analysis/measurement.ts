import type { Observable } from "./observable.js";
import type { Origin, Sourced } from "./origin.js";
import type { Hypothesis } from "./sample.js";
import type { Comparison } from "./search.js";

/** What a systematic uncertainty acts on. */
export type SystematicTarget = "signal" | "background" | "both" | "luminosity";

/** A relative systematic uncertainty of the publication, or one of ours. */
export interface Systematic {
  readonly id: string;
  readonly title: string;
  /** Relative size, e.g. 0.06. */
  readonly relative: number;
  readonly on: SystematicTarget;
  /** Background sample that it acts on, if not on all. */
  readonly sample?: string;
  /** Hypotheses that it binds, if not all. */
  binds?(hypothesis: Hypothesis): boolean;
  readonly origin: Origin;
  readonly source: string;
}

/** Counting in windows: n ~ Poisson(σ L ε + b), with b from simulated events. */
export interface CountingMeasurement {
  readonly kind: "counting";
  readonly method: "bayesian";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /**
   * Where the answer is efficiency × cross-section x = εσ in fb, n ~ Poisson(x L c + b): the efficiencies whose product
   * is c, which the simulation does not know and counts are corrected for. Absent: the answer is the cross-section.
   */
  readonly corrections?: readonly Sourced[];
  /** What couplings depend on besides the cross-section, where they do. */
  readonly parameters?: readonly ModelParameter[];
}

/** What divides a count besides the luminosity: the corrections where they alone are asked for, or the efficiency. */
export function dividingEfficiency(measurement: Measurement, efficiency: number): number {
  const corrections = measurement.kind === "counting" ? measurement.corrections : undefined;
  return corrections?.reduce((product, one) => product * one.value, 1) ?? efficiency;
}

/**
 * Counting in windows of data alone: n ~ Poisson(N ε + b), with b interpolated from the bins beside the window by
 * exp(polynomial) and N the number of events of a narrow peak. Nothing is simulated.
 */
export interface SidebandMeasurement {
  readonly kind: "sidebands";
  readonly method: "bayesian";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /** Edges of the bins that sidebands are made of, rising, in the unit of the scan's observable. */
  readonly edges: readonly number[];
  /** The logarithm of the event density is a polynomial of this order in the observable, or in its logarithm. */
  readonly order: number;
  readonly variable: "linear" | "logarithm";
  /** Share of a narrow peak's events that lies in its window. */
  readonly containment: Sourced;
}

/** Upper boundaries of a signal region to be tried, in the unit of the scan's observable, and a of ε/(a/2 + √B). */
export interface BoundaryRange {
  readonly low: number;
  readonly high: number;
  readonly step: number;
  readonly sigmas: Sourced;
  /** Where the publication leaves open which boundary is whose: the other way to read it, in words and by mass (GeV). */
  readonly other?: { readonly title: string; boundary(mass: number): number };
}

/**
 * Counting with the background from a sample of `ratio` times the data: n ~ Poisson(σ L ε + b), n_off ~ Poisson(τ b₀),
 * every systematic uncertainty a log-normal constraint. The limit is CLs by toys.
 */
export interface OnOffMeasurement {
  readonly kind: "on-off";
  readonly method: "cls";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /** τ, the size of the background sample over that of the data. */
  readonly ratio: Sourced;
  /** What makes signal events of a unit of the first quantity, beside the efficiency: their product. */
  readonly yield: readonly { readonly id: string; readonly title: string; readonly number: Sourced }[];
  /** Evenly spread toys behind each CLs. */
  readonly toys: number;
  /** Where the boundary of the signal region is looked for, if it is. */
  readonly boundary?: BoundaryRange;
  /** The background that data of a control sample correct, by the ids of both. */
  readonly correction?: { readonly control: string; readonly sample: string };
  /** The systematic uncertainty that more data may improve, and the factor on it. */
  readonly improving?: { readonly systematic: string; readonly scale: number };
}

/** A variable in which peaks are fitted, one hypothesis after the other. */
export interface PeakVariable {
  readonly id: string;
  /** Symbol for tables, e.g. "M²γγ". */
  readonly symbol: string;
  /** One column a combination of the event's particles; all of them are candidates. */
  readonly observables: readonly Observable[];
  /** Hypotheses in GeV, rising. */
  readonly masses: readonly number[];
  /** What the width of a peak is about proportional to, so that their ratio may be interpolated, at a mass (GeV). */
  scale(mass: number): number;
  /** Side of the tail of the peak. */
  readonly tail: "low" | "high";
  /** Ends of the fit, in widths below and above the peak, and where the variable ends. */
  readonly below: number;
  readonly above: number;
  readonly clip: readonly [number, number];
  /** Nominal order of the polynomial of the background at a mass. */
  order(mass: number): number;
}

/**
 * Binned fits of a peak over a polynomial, each under variations of its range and order, of which the smallest
 * significance and the least stringent one-sided profile limit count. The signal, right and wrong combinations, comes
 * from simulation; the background from the data of the fit itself.
 */
export interface PeakFitMeasurement {
  readonly kind: "peak-fits";
  readonly method: "profile";
  readonly prior: "flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /** Ids of the systematic uncertainties that are a nuisance each: of the efficiency, and of the width of the peak. */
  readonly efficiencyUncertainty: string;
  readonly widthUncertainty: string;
  /** Factor on the uncertainty of the efficiency at a mass (GeV). */
  efficiencyFactor(mass: number): number;
  /** In the order of the scan's hypotheses. */
  readonly variables: readonly PeakVariable[];
  /** Column that says which combination of a simulated signal is the right one, 1 the first; 0 none. */
  readonly rightCombination: Observable;
  readonly bins: number;
  /** Ends move by so many widths and the order by so much, both ways. */
  readonly widening: number;
  readonly orderStep: number;
  /** Cuts that do not bind the hypothesis of a mass (GeV). */
  leftOut(mass: number): readonly string[];
  readonly toys: PeakToysSize;
}

/** How many toys tell about fits of peaks, and where. */
export interface PeakToysSize {
  /** Background-only toys behind the expected band of every so-manieth mass, and at how many masses. */
  readonly ensemble: number;
  readonly step: number;
  /** Simulated masses (GeV) at which signals are thrown and found, and in how many toys. */
  readonly recovered: readonly number[];
  readonly recoveries: number;
  /** Yield of the injected signals in errors of a fit of background alone. */
  readonly strength: number;
  /** Toys of the whole scan, and luminosities of simulation that they are drawn from. */
  readonly scans: number;
  readonly luminosities: number;
}

/**
 * Binned fits of a narrow peak of known Gaussian width over a polynomial, in a window of data that slides with the
 * hypothesis: one fit each, its one-sided profile limit on the number of events, background alone as the reference.
 * Nothing is simulated.
 */
export interface BumpHuntMeasurement {
  readonly kind: "bump-hunt";
  readonly method: "profile";
  readonly prior: "flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  /** Edges of equal bins, rising, in the unit of the scan's observable. */
  readonly edges: readonly number[];
  /** Cut on the scanned observable whose ends no window crosses. */
  readonly rangeCut: string;
  /** Full width of a window, in the unit of the observable. */
  readonly window: number;
  /** Order of the polynomial. */
  readonly order: number;
  /** Standard deviation of a peak at a mass (GeV), in the unit of the observable. */
  width(mass: number): number;
}

/** A parameter of a model that the reader may move. */
export interface ModelParameter {
  readonly id: string;
  readonly symbol: string;
  readonly title: string;
  /** What moves with it, in a sentence. */
  readonly about: string;
  readonly nominal: number;
  readonly low: number;
  readonly high: number;
  /** Steps of its control are even in the value or in its logarithm. */
  readonly scale: "linear" | "log";
  /** Values of note, which its control jumps to. */
  readonly marks?: readonly number[];
}

/** Values of a model's parameters, by id. */
export type ModelValues = Readonly<Record<string, number>>;

/** Parameters of the model of a measurement; none of most. */
export function parametersOf(measurement: Measurement): readonly ModelParameter[] {
  const { kind } = measurement;
  return kind === "lifetime" || kind === "counting" ? (measurement.parameters ?? []) : [];
}

/** Fit of a spectrum with templates from simulation, another method than counting in windows. */
export interface TemplateFit {
  /** Spectrum whose bins are fitted. */
  readonly spectrum: string;
  /** Cuts left out for the shapes of backgrounds, of which too few simulated events pass all. */
  readonly loosened: readonly string[];
  /** Relative uncertainties of the place of the peak and of its width. */
  readonly place: Sourced;
  readonly width: Sourced;
}

/**
 * Counting in windows for a signal whose coupling sets its rate and its lifetime: a hypothesis is excluded between two
 * couplings, and weaker and stronger ones are not. Signals are stored with decays drawn evenly in the logarithm of the
 * radius, so that the same events serve every lifetime by their weights.
 */
export interface LifetimeMeasurement {
  readonly kind: "lifetime";
  readonly method: "bayesian";
  readonly prior: "flat" | "log-flat";
  readonly confidenceLevel: number;
  readonly systematics: readonly Systematic[];
  readonly parameters: readonly ModelParameter[];
  /** Id of the parameter that is scanned, and the values that it is scanned at, rising, evenly in the logarithm. */
  readonly coupling: string;
  readonly couplings: readonly number[];
  /** Id of the parameter that signals are simulated at some values of; logarithms of efficiencies are interpolated in its. */
  readonly category: string;
  /** Values of the parameters that signals were generated with; the category is that of the sample. */
  readonly generated: ModelValues;
  /** Column with the logarithm of the proper flight (cm). */
  readonly flight: Observable;
  /** Column with the density of decays evenly drawn in the logarithm of the radius over that of those drawn there. */
  readonly evenness: Observable;
  /** Radii in cm between which decays were drawn. */
  readonly radii: { readonly minimum: number; readonly maximum: number };
  /** Mean proper decay length in cm. */
  decayLength(hypothesis: Hypothesis, values: ModelValues): number;
  /** Momentum over mass of what flies, about: decay lengths in space go with it from one simulated signal to the next. */
  boost(hypothesis: Hypothesis, values: ModelValues): number;
  /** Cross-section in fb that efficiencies refer to; it does not depend on the category. */
  crossSection(hypothesis: Hypothesis, values: ModelValues): number;
  /** The spectrum may be fitted too, by the method "template". */
  readonly template?: TemplateFit;
  /** What a coupling is in each interpretation, by its id. */
  readonly convert: Readonly<Record<string, (hypothesis: Hypothesis, values: ModelValues) => number>>;
  /** What stands beside the excluded region, where it depends on the parameters. */
  beside?(values: ModelValues): readonly Comparison[];
}

/** How counts become a limit. */
export type Measurement =
  | CountingMeasurement
  | SidebandMeasurement
  | OnOffMeasurement
  | PeakFitMeasurement
  | BumpHuntMeasurement
  | LifetimeMeasurement;

/** Whether a peak is fitted at each hypothesis, rather than events counted. */
export function fitsPeaks({ kind }: Measurement): boolean {
  return kind === "peak-fits" || kind === "bump-hunt";
}

/** Whether data alone are measured, so that no simulated sample is of use. */
export function takesDataAlone({ kind }: Measurement): boolean {
  return kind === "sidebands" || kind === "bump-hunt";
}

/**
 * Relative systematic uncertainties added in quadrature, for the signal, the background and the luminosity.
 * @param scales factor on each of them by id; 1 where there is none
 * @param hypothesis leaves out those that do not bind it
 */
export function combinedSystematics(
  systematics: readonly Systematic[],
  scales: Readonly<Record<string, number>>,
  hypothesis?: Hypothesis,
): { signal: number; background: number; luminosity: number } {
  const bound = hypothesis ? systematics.filter((one) => one.binds?.(hypothesis) ?? true) : systematics;
  const sum = (on: readonly SystematicTarget[]) =>
    Math.hypot(...bound.filter((one) => on.includes(one.on)).map((one) => one.relative * (scales[one.id] ?? 1)));
  return { signal: sum(["signal", "both"]), background: sum(["background", "both"]), luminosity: sum(["luminosity"]) };
}

/** How what the search measures (a cross-section in fb, or a number of events) becomes a coupling, and back. */
export interface Interpretation {
  /** Key of `limits` in a result: "gPrime", "epsilonSquaredAlphaD", … */
  readonly id: string;
  readonly title: string;
  readonly tex: string;
  readonly symbol: string;
  readonly unit: string;
  /** Of a quantity that is shown again beside something else, e.g. "bound of O¹": beside what. */
  readonly beside?: string;
  /** Ids of the measurement's parameters that it depends on. */
  readonly given?: readonly string[];
  /**
   * Coupling at which the cross-section is `crossSection` fb (or the measured quantity is that); null where the model
   * gives none. Of a bump hunt the hypothesis also has `density`, events of background a GeV at the peak.
   * @param values of the measurement's parameters; nominal if absent
   */
  coupling(crossSection: number, hypothesis: Hypothesis, values?: ModelValues): number | null;
  /** Cross-section in fb at a coupling; null where the model gives none. */
  crossSection(coupling: number, hypothesis: Hypothesis, values?: ModelValues): number | null;
}

/** The usual case: the cross-section is `unitCrossSection(hypothesis, values)` × coupling^power. */
export function powerLaw(
  about: Pick<Interpretation, "id" | "title" | "tex" | "symbol" | "unit" | "given">,
  power: number,
  unitCrossSection: (hypothesis: Hypothesis, values?: ModelValues) => number,
): Interpretation {
  return {
    ...about,
    coupling(crossSection, hypothesis, values) {
      const unit = unitCrossSection(hypothesis, values);
      return unit > 0 ? (crossSection / unit) ** (1 / power) : null;
    },
    crossSection(coupling, hypothesis, values) {
      const unit = unitCrossSection(hypothesis, values);
      return unit > 0 ? unit * coupling ** power : null;
    },
  };
}

/** Where the measured quantity itself is the answer: a number of events, or a cross-section. */
export function asMeasured(about: {
  id: string;
  title: string;
  tex: string;
  symbol: string;
  unit: string;
}): Interpretation {
  return powerLaw(about, 1, () => 1);
}
