import type { ParseArgsConfig } from "node:util";
import type { Change, Choices } from "../../analysis/change.js";
import { changed } from "../../analysis/change.js";
import type { Cut } from "../../analysis/cut.js";
import type { Search } from "../../analysis/search.js";
import type { AnalysisState, Injection } from "../../analysis/state.js";
import { nominalState, withCut } from "../../analysis/state.js";
import { WrongCall } from "./wrong-call.js";

/** Options of a command that say what of the publication is changed. */
export const stateOptions = {
  cut: { type: "string" as const, multiple: true as const, default: [] as string[] },
  systematic: { type: "string" as const, multiple: true as const, default: [] as string[] },
  method: { type: "string" as const },
  prior: { type: "string" as const },
  cl: { type: "string" as const },
  luminosity: { type: "string" as const },
  binning: { type: "string" as const },
  inject: { type: "string" as const },
} satisfies ParseArgsConfig["options"];

/** Their values as `parseArgs` gives them. */
type Values = { readonly cut: readonly string[]; readonly systematic: readonly string[] } & {
  readonly [name in "method" | "prior" | "cl" | "luminosity" | "binning" | "inject"]?: string;
};

/** Most that one call may ask for: fb⁻¹ of a luminosity, a thousand times the goal of the experiment. */
const MOST_LUMINOSITY = 5e7;

/**
 * The state that options ask for.
 * @throws WrongCall with one line
 */
export function stateOf(search: Search, values: Values): AnalysisState {
  const choices: Partial<Choices> = {
    ...(values.method === undefined ? {} : { method: choice("method", values.method, METHODS) }),
    ...(values.prior === undefined ? {} : { prior: choice("prior", values.prior, PRIORS) }),
    ...(values.cl === undefined ? {} : { confidenceLevel: levelOf(values.cl) }),
    ...(values.luminosity === undefined ? {} : { luminosity: luminosityOf(search, values.luminosity) }),
    ...(values.binning === undefined ? {} : { binning: binningOf(search, values.binning) }),
    ...(values.inject === undefined ? {} : { injection: injectionOf(search, values.inject) }),
  };
  if (choices.prior && (choices.method ?? search.measurement.method) !== "bayesian")
    throw new WrongCall(`no prior: method ${choices.method} has none; leave --prior out`);
  const scales = values.systematic.map((text): Change => {
    const [id, scale, ...rest] = text.split("=");
    if (!id || scale === undefined || rest.length > 0)
      throw new WrongCall(`not a systematic uncertainty: ${text}; write --systematic id=scale, 0 is off`);
    return { kind: "systematic", id, scale: toNumber(scale) };
  });
  const changes: Change[] = [{ kind: "choose", choices }, ...scales];
  const chosen = changes.reduce((state, change) => known(() => changed(search, state, change)), nominalState(search));
  return values.cut.reduce((state, text) => withCutText(search, state, text), chosen);
}

const METHODS = ["bayesian", "feldman-cousins", "cls", "profile"] as const;
const PRIORS = ["flat", "log-flat"] as const;
const BINNINGS = ["published", "shifted"] as const;

function choice<T extends string>(what: string, text: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === text);
  if (!found) throw new WrongCall(`unknown ${what}: ${text}; give one of ${choices.join(", ")}`);
  return found;
}

function levelOf(text: string): number {
  const level = toNumber(text);
  if (!(level > 0 && level < 1)) throw new WrongCall(`not a confidence level: ${text}; give one between 0 and 1`);
  return level;
}

function luminosityOf(search: Search, text: string): number {
  const luminosity = toNumber(text);
  if (!search.luminosity || search.measurement.kind !== "counting")
    throw new WrongCall(`no luminosity: ${search.id} does not scale with it`);
  if (!(luminosity > 0 && luminosity <= MOST_LUMINOSITY))
    throw new WrongCall(`not a luminosity: ${text}; give fb⁻¹ above 0, at most ${MOST_LUMINOSITY}`);
  return luminosity;
}

function binningOf(search: Search, text: string): AnalysisState["binning"] {
  const binning = choice("binning", text, BINNINGS);
  if (binning === "shifted" && !search.scan.shifted) throw new WrongCall(`no second binning: ${search.id} has one`);
  return binning;
}

/** "3:0.5:1": mass in GeV, coupling, seed; of the range of the scan, and of a whole number. */
function injectionOf(search: Search, text: string): Injection {
  const parts = text.split(":");
  if (parts.length !== 3)
    throw new WrongCall(`not an injection: ${text}; write --inject mass:coupling:seed, e.g. 3:0.3:1`);
  const [mass, coupling, seed] = parts.map(toNumber);
  const masses = search.scan.windows.map(({ hypothesis }) => hypothesis.mass);
  const [low, high] = [Math.min(...masses), Math.max(...masses)];
  if (!search.samples.some(({ kind }) => kind === "signal"))
    throw new WrongCall(`nothing to inject: ${search.id} has no simulated signal`);
  if (!(mass >= low * 0.999 && mass <= high * 1.01))
    throw new WrongCall(`not a mass: ${parts[0]}; give ${low.toPrecision(2)} to ${high.toPrecision(2)} GeV`);
  if (!(coupling >= 0 && coupling <= 10)) throw new WrongCall(`not a coupling: ${parts[1]}; give 0 to 10`);
  if (!Number.isInteger(seed)) throw new WrongCall(`not a seed: ${parts[2]}; give a whole number`);
  return { hypothesis: { mass }, coupling, seed };
}

/** Turns what a lookup throws into a wrong call. */
export function known<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    throw new WrongCall((error as Error).message);
  }
}

/** "dimuon-pt=1.5:" or "muon-polar-angle=37:120": an empty end keeps its nominal value; other parameters by name, "tau-suppression=slope:1". */
function withCutText(search: Search, state: AnalysisState, text: string): AnalysisState {
  const [id, range] = text.split("=");
  const ends = range?.split(":");
  if (!id || ends?.length !== 2)
    throw new WrongCall(`not a cut: ${text}; write --cut name=min:max, an empty end keeps its value`);
  const cut = search.selection.find((one) => one.id === id);
  if (!cut)
    throw new WrongCall(`unknown cut: ${id}; ${search.id} has ${search.selection.map((one) => one.id).join(", ")}`);
  return parametersOf(cut, ends as [string, string]).reduce(
    (sum, [parameter, value]) => known(() => withCut(search, sum, id, parameter, value)),
    state,
  );
}

function parametersOf(cut: Cut, [first, second]: [string, string]): [string, number][] {
  const named = cut.parameters.find((one) => one.id === first);
  if (named) return [[first, toNumber(second)]];
  const ids = cut.kind === "range" ? ["min", "max"] : cut.parameters.map((one) => one.id);
  return [first, second].flatMap((end, k) => (end === "" ? [] : [[ids[k], toNumber(end)] as [string, number]]));
}

/** @throws WrongCall `not a number: …` */
export function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new WrongCall(`not a number: ${text}`);
  return value;
}
