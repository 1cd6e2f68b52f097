/*
 * HistFactory models in the vocabulary of pyhf's JSON (schema 1.0.0): a workspace holds channels of samples with
 * modifiers, the observed counts, and measurements that name the parameter of interest.
 */

/** One systematic or free parameter that acts on a sample. Equal names share the parameter. */
export type Modifier =
  /** Free scale factor. */
  | { readonly name: string; readonly type: "normfactor"; readonly data: null }
  /** Scale with a Gaussian constraint: the yield is multiplied by `lo` at −1σ and `hi` at +1σ. */
  | { readonly name: string; readonly type: "normsys"; readonly data: { readonly lo: number; readonly hi: number } }
  /** Shape with a Gaussian constraint: the template is `lo_data` at −1σ and `hi_data` at +1σ. */
  | {
      readonly name: string;
      readonly type: "histosys";
      readonly data: { readonly lo_data: readonly number[]; readonly hi_data: readonly number[] };
    }
  /** Uncorrelated Poisson-constrained factor in each bin; `data` are absolute uncertainties. */
  | { readonly name: string; readonly type: "shapesys"; readonly data: readonly number[] }
  /** Gaussian-constrained factor in each bin for all samples of the name together; absolute uncertainties. */
  | { readonly name: string; readonly type: "staterror"; readonly data: readonly number[] }
  /** Luminosity: Gaussian constraint with centre and width from the measurement. */
  | { readonly name: string; readonly type: "lumi"; readonly data: null }
  /** Free factor in each bin. */
  | { readonly name: string; readonly type: "shapefactor"; readonly data: null };

export type ModifierType = Modifier["type"];

/** Expected events in each bin of a channel from one process. */
export interface Sample {
  readonly name: string;
  readonly data: readonly number[];
  readonly modifiers: readonly Modifier[];
}

export interface Channel {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** Observed events in each bin of the channel of that name; real for Asimov data. */
export interface Observation {
  readonly name: string;
  readonly data: readonly number[];
}

/** What a measurement says about one set of parameters; arrays have one entry a component. */
export interface ParameterSettings {
  readonly name: string;
  readonly inits?: readonly number[];
  readonly bounds?: readonly (readonly [number, number])[];
  /** Auxiliary measurements: centres of Gaussian, counts of Poisson constraints. */
  readonly auxdata?: readonly number[];
  /** Rates per unit of the parameter of Poisson constraints. */
  readonly factors?: readonly number[];
  /** Widths of Gaussian constraints. */
  readonly sigmas?: readonly number[];
  readonly fixed?: boolean;
}

export interface Measurement {
  readonly name: string;
  readonly config: {
    /** Name of the parameter of interest; empty in a workspace of backgrounds alone. */
    readonly poi: string;
    readonly parameters: readonly ParameterSettings[];
  };
}

export interface Workspace {
  readonly channels: readonly Channel[];
  readonly observations: readonly Observation[];
  readonly measurements: readonly Measurement[];
  readonly version: "1.0.0";
}

/**
 * How a systematic known at −1σ, 0 and +1σ goes between and beyond: exponential (code1) or sixth-order polynomial
 * inside ±1σ (code4) for scales; straight lines (code0) or polynomial inside ±1σ (code4p) for shapes.
 */
export interface Interpolation {
  readonly normsys: "code1" | "code4";
  readonly histosys: "code0" | "code4p";
}

/** What ROOT's HistFactory began with, and pyhf's default. */
export const LINEAR_INTERPOLATION: Interpolation = { normsys: "code1", histosys: "code0" };
/** What the published ATLAS workspaces are meant for. */
export const SMOOTH_INTERPOLATION: Interpolation = { normsys: "code4", histosys: "code4p" };
