import { asOneSample } from "../analysis/limit-methods.js";
import type { ScanPoint, WindowModel } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import { backgroundModel } from "../statistics/counting/model.js";
import type { Channel, Modifier, ParameterSettings, Workspace } from "../statistics/likelihood/specification.js";
import { workspaceOf } from "../statistics/likelihood/write.js";
import type { TakenResult } from "./taken.js";

/** Largest value of a free parameter, over the one it starts from. */
const REACH = 1e4;

/** A background as a sample of the window, and what else measures it. */
interface BackgroundPart {
  readonly data: number;
  readonly modifiers: readonly Modifier[];
  readonly channels: readonly Channel[];
  readonly observed: Readonly<Record<string, readonly number[]>>;
  readonly parameters: readonly ParameterSettings[];
}

/**
 * A simulated background is one event times a free factor b, which a channel "simulation" of ratio · b expected events
 * measures: exact also where nothing was simulated. One that is believed Gaussian carries a `staterror`.
 */
function backgroundPart({ background }: WindowModel): BackgroundPart {
  const model = backgroundModel(asOneSample(background));
  if (model.kind === "gaussian")
    return {
      data: model.mean,
      modifiers: model.sigma > 0 ? [{ name: "background_window", type: "staterror", data: [model.sigma] }] : [],
      channels: [],
      observed: {},
      parameters: [],
    };
  const [{ simulated, weight }] = model.samples;
  const free: Modifier = { name: "b", type: "normfactor", data: null };
  const kappa = 1 + model.relative;
  const start = Math.max(simulated * weight, weight);
  const systematic: Modifier[] =
    model.relative > 0 ? [{ name: "background_systematic", type: "normsys", data: { lo: 1 / kappa, hi: kappa } }] : [];
  return {
    data: 1,
    modifiers: [free, ...systematic],
    channels: [{ name: "simulation", samples: [{ name: "background", data: [1 / weight], modifiers: [free] }] }],
    observed: { simulation: [simulated] },
    parameters: [{ name: "b", inits: [start], bounds: [[0, REACH * start]] }],
  };
}

function signalModifiers({ relative, constraint }: WindowModel): {
  modifiers: Modifier[];
  parameters: ParameterSettings[];
} {
  if (!(relative > 0)) return { modifiers: [], parameters: [] };
  if (constraint === "log-normal") {
    const kappa = 1 + relative;
    return {
      modifiers: [{ name: "signal_systematic", type: "normsys", data: { lo: 1 / kappa, hi: kappa } }],
      parameters: [],
    };
  }
  // pyhf's luminosity is a factor with a Gaussian constraint: here of efficiency and luminosity together.
  return {
    modifiers: [{ name: "lumi", type: "lumi", data: null }],
    parameters: [
      {
        name: "lumi",
        auxdata: [1],
        sigmas: [relative],
        inits: [1],
        bounds: [[Math.max(1e-3, 1 - 8 * relative), 1 + 8 * relative]],
        fixed: false,
      },
    ],
  };
}

/** What a search measures, as the unit of the workspace's signal strength. */
export function unitOfStrength(search: Search): string {
  const { kind } = search.measurement;
  if (kind === "sidebands" || kind === "lifetime") return "1 event";
  const corrections = search.measurement.kind === "counting" && search.measurement.corrections;
  return corrections ? "1 fb of efficiency × cross-section" : "1 fb";
}

/** Why a result has no workspace; null where it has one. */
export function whyNoWorkspace(search: Search, point: ScanPoint | undefined): string | null {
  if (search.measurement.kind === "peak-fits")
    return "peaks are fitted over a polynomial, which HistFactory does not know";
  if (search.measurement.kind === "lifetime" && point?.background && !point.model)
    return "the whole spectrum is fitted; choose a counting method";
  if (!point?.model) return "nothing is known of the background of this hypothesis";
  if (point.observed === null) return "nothing is observed here";
  return point.model.perUnit > 0 ? null : "no signal is expected here";
}

/** What the page's limit is besides the likelihood of the workspace; null where that alone makes it. */
export function beyondWorkspace(search: Search, { method }: AnalysisState): string | null {
  if (method === "profile") return null;
  if (search.measurement.kind === "on-off" && method === "cls")
    return "the page's limit is CLs by toys of this likelihood; the asymptotic one is strong by some per cent for few events";
  const other = {
    bayesian: "integrates over the uncertainties, those of simulated samples one by one",
    "feldman-cousins": "orders counts by likelihood ratio, averaged over the uncertainties",
    cls: "is CLs of exact counting, averaged over the uncertainties",
    template: "is that of a fit of the whole spectrum",
  };
  return `the page's limit ${other[method]}; of this likelihood the page's "profile likelihood" is made`;
}

/**
 * The likelihood of one hypothesis as a pyhf workspace. The signal strength `mu` counts units of what the search measures
 * (`unitOfStrength`). Normalisation systematics are log-normal under pyhf's default interpolation (code1).
 *
 * @throws RangeError `no workspace: …`
 */
export function workspaceOfResult({ search, evaluation, state, hypothesis, imprint }: TakenResult): Workspace {
  const point = evaluation.scan[hypothesis];
  const why = whyNoWorkspace(search, point);
  if (why !== null || !point.model || point.observed === null)
    throw new RangeError(`no workspace: ${search.id}, ${why}; take HEPData or CSV`);
  const { model } = point;
  const background = backgroundPart(model);
  const signal = signalModifiers(model);
  const limit = Object.values(point.limits).find(({ unit }) => unit === "fb" || unit === "events")?.observed;
  const most = REACH * Math.max(limit ?? 0, (point.observed + 1) / model.perUnit);
  const strength: Modifier = { name: "mu", type: "normfactor", data: null };
  const hypothesisText = Object.entries(point.hypothesis).map(([name, value]) => `${name} ${value}`);
  const words = [
    `${imprint.title}, ${hypothesisText.join(", ")}, mu = 1 is ${unitOfStrength(search)}`,
    beyondWorkspace(search, state) ?? "the page's limit is where -2 ln of its ratio rises by z²",
    imprint.events,
    imprint.state,
    `Darkroom ${imprint.version}, ${imprint.made}`,
    imprint.link,
    ...imprint.basis,
  ];
  return workspaceOf({
    channels: [
      {
        name: "window",
        samples: [
          { name: "signal", data: [model.perUnit], modifiers: [strength, ...signal.modifiers] },
          { name: "background", data: [background.data], modifiers: background.modifiers },
        ],
      },
      ...background.channels,
    ],
    observed: { window: [point.observed], ...background.observed },
    parameters: [{ name: "mu", inits: [0], bounds: [[0, most]] }, ...signal.parameters, ...background.parameters],
    measurement: words.join("; "),
  });
}
