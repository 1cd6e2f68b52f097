import { InvalidInput } from "../validation.js";
import type { Measurement, Modifier, ModifierType, ParameterSettings, Workspace } from "./specification.js";

/** What an auxiliary measurement says about a parameter θ. */
export type Constraint =
  /** Gaussian in θ of width `sigma` around the auxiliary measurement. */
  | { readonly kind: "gaussian"; readonly sigma: number; readonly auxiliary: number }
  /** Auxiliary count with the expectation rate × θ. */
  | { readonly kind: "poisson"; readonly rate: number; readonly auxiliary: number };

/** One number that a fit can move. */
export interface Parameter {
  /** Name of the modifier, with `[component]` where it has one in each bin. */
  readonly name: string;
  readonly initial: number;
  readonly lower: number;
  readonly upper: number;
  /** Never moved: by the measurement, or because the template leaves nothing to move. */
  readonly fixed: boolean;
  readonly constraint?: Constraint;
}

/** Where a modifier's parameters stand: in a channel where they count by channel, in all of them otherwise. */
export type ParameterFinder = (modifier: Modifier, channel: number) => number;

/** Parameters of a model, and how to find the first one of a modifier. */
export interface ParameterTable {
  readonly parameters: readonly Parameter[];
  /** Index of the first parameter of each set, by name. */
  readonly sets: ReadonlyMap<string, { readonly start: number; readonly length: number }>;
  readonly find: ParameterFinder;
}

/** Bounds and starting values that pyhf gives where the measurement says nothing. */
const DEFAULTS = {
  normfactor: { initial: 1, lower: 0, upper: 10 },
  shapefactor: { initial: 1, lower: 0, upper: 10 },
  normsys: { initial: 0, lower: -5, upper: 5 },
  histosys: { initial: 0, lower: -5, upper: 5 },
  shapesys: { initial: 1, lower: 1e-10, upper: 10 },
  staterror: { initial: 1, lower: 1e-10, upper: 10 },
  lumi: { initial: 1, lower: 0, upper: 10 },
} as const satisfies Record<ModifierType, { initial: number; lower: number; upper: number }>;

/** Name of the interpolated systematics, which may share one parameter. */
const familyOf = (type: ModifierType) => (type === "histosys" ? "normsys" : type);

/** Relative uncertainties of a bin below this change no digit that matters: their parameters are fixed at 1. */
const SMALLEST_WIDTH = 1e-7;

const inRange = (width: number) => width > SMALLEST_WIDTH && width < 1 / SMALLEST_WIDTH;

interface Draft {
  readonly family: ModifierType;
  readonly path: string;
  /** Start of the components by channel; one entry for all channels where they are shared. */
  readonly starts: Map<number, number>;
  readonly components: { width: number; rate: number }[];
}

/**
 * Parameters of a workspace under one measurement, in the order of first appearance.
 *
 * staterror: the width in a bin is the root of the summed squares of the uncertainties over the summed yields of the
 * samples that carry the modifier (Cranmer et al., CERN-OPEN-2012-016, §"bin-by-bin"). shapesys: auxiliary count
 * (yield / uncertainty)². Bins without yield or without uncertainty are fixed at 1.
 *
 * @throws InvalidInput where modifiers of one name cannot be one parameter, or the measurement does not fit
 */
export function parameterTable(workspace: Workspace, measurement: Measurement, path = ""): ParameterTable {
  const drafts = new Map<string, Draft>();
  workspace.channels.forEach((channel, c) => {
    channel.samples.forEach((sample, s) => {
      sample.modifiers.forEach((modifier, m) => {
        const at = `${path}channels[${c}].samples[${s}].modifiers[${m}]`;
        draft(drafts, modifier, c, sample.data, at);
      });
    });
    closeStatErrors(drafts, workspace, c);
  });
  const settings = new Map(measurement.config.parameters.map((entry) => [entry.name, entry]));
  const parameters: Parameter[] = [];
  const sets = new Map<string, { start: number; length: number }>();
  for (const [name, entry] of drafts) {
    sets.set(name, { start: parameters.length, length: entry.components.length });
    parameters.push(...settle(name, entry, settings.get(name)));
  }
  const find: ParameterFinder = ({ name }, channel) => {
    const { starts } = drafts.get(name)!;
    return sets.get(name)!.start + (starts.get(channel) ?? starts.values().next().value ?? 0);
  };
  return { parameters, sets, find };
}

function draft(
  drafts: Map<string, Draft>,
  modifier: Modifier,
  channel: number,
  yields: readonly number[],
  path: string,
): void {
  const { name, type } = modifier;
  const family = familyOf(type);
  const known = drafts.get(name);
  if (known && (known.family !== family || family === "shapesys")) {
    throw new InvalidInput(`name already used by a modifier: ${name}`, path, `rename it (the other: ${known.path})`);
  }
  const entry = known ?? { family, path, starts: new Map([[channel, 0]]), components: [] };
  drafts.set(name, entry);
  if (modifier.type === "shapesys") {
    for (let b = 0; b < yields.length; b++) {
      const relative = yields[b] > 0 ? modifier.data[b] / yields[b] : 0;
      entry.components.push({ width: 0, rate: inRange(relative) ? 1 / (relative * relative) : 0 });
    }
  } else if (type === "staterror") {
    if (known && !entry.starts.has(channel)) entry.starts.set(channel, entry.components.length);
    const missing = entry.starts.get(channel)! + yields.length - entry.components.length;
    for (let b = 0; b < missing; b++) entry.components.push({ width: 0, rate: 0 });
  } else if (type === "shapefactor") {
    if (!known) for (let b = 0; b < yields.length; b++) entry.components.push({ width: 0, rate: 0 });
    if (entry.components.length !== yields.length) {
      const what = `shapefactor over channels of different lengths: ${name}`;
      throw new InvalidInput(what, path, `give it ${entry.components.length} bins, or another name`);
    }
  } else if (!known) entry.components.push({ width: 1, rate: 0 });
}

/** Relative widths of the staterrors of one channel, once all its samples are known. */
function closeStatErrors(drafts: Map<string, Draft>, workspace: Workspace, channel: number): void {
  const { samples } = workspace.channels[channel];
  for (const [name, { family, starts, components }] of drafts) {
    const start = starts.get(channel);
    if (family !== "staterror" || start === undefined) continue;
    const bins = samples[0].data.length;
    for (let b = 0; b < bins; b++) {
      let total = 0;
      let squares = 0;
      for (const sample of samples) {
        for (const modifier of sample.modifiers) {
          if (modifier.type !== "staterror" || modifier.name !== name) continue;
          total += sample.data[b];
          squares += modifier.data[b] ** 2;
        }
      }
      const width = Math.sqrt(squares) / total;
      components[start + b].width = total > 0 && inRange(width) ? width : 0;
    }
  }
}

function settle(
  name: string,
  { family, components, path }: Draft,
  settings: ParameterSettings | undefined,
): Parameter[] {
  const defaults = DEFAULTS[family];
  const wanted = components.length;
  for (const key of ["inits", "bounds", "auxdata", "factors", "sigmas"] as const) {
    const given = settings?.[key]?.length ?? wanted;
    if (given !== wanted) {
      throw new InvalidInput(
        `${given} ${key} for ${wanted} parameters: ${name}`,
        path,
        `give ${wanted} in the measurement`,
      );
    }
  }
  if (family === "lumi" && !(settings?.auxdata && settings.sigmas)) {
    throw new InvalidInput("luminosity without auxdata and sigmas", path, "add them to the measurement's parameters");
  }
  return components.map(({ width, rate }, k) => {
    const constraint = constraintOf(family, width, rate, settings, k);
    const free = family === "normfactor" || family === "shapefactor";
    const [lower, upper] = settings?.bounds?.[k] ?? [defaults.lower, defaults.upper];
    const first = settings?.inits?.[k] ?? (family === "lumi" ? constraint?.auxiliary : undefined) ?? defaults.initial;
    return {
      name: wanted > 1 || family.startsWith("shape") || family === "staterror" ? `${name}[${k}]` : name,
      // A fixed parameter stands where it was put, a free one must begin inside its bounds.
      initial: settings?.fixed ? first : Math.min(Math.max(first, lower), upper),
      lower,
      upper,
      fixed: settings?.fixed === true || lower === upper || (!free && constraint === undefined),
      ...(constraint ? { constraint } : {}),
    };
  });
}

function constraintOf(
  family: ModifierType,
  width: number,
  rate: number,
  settings: ParameterSettings | undefined,
  k: number,
): Constraint | undefined {
  if (family === "normfactor" || family === "shapefactor") return undefined;
  if (family === "shapesys") {
    const factor = settings?.factors?.[k] ?? rate;
    return rate > 0 ? { kind: "poisson", rate: factor, auxiliary: settings?.auxdata?.[k] ?? factor } : undefined;
  }
  const sigma = settings?.sigmas?.[k] ?? width;
  const centre = family === "staterror" ? 1 : 0;
  return sigma > 0 ? { kind: "gaussian", sigma, auxiliary: settings?.auxdata?.[k] ?? centre } : undefined;
}
