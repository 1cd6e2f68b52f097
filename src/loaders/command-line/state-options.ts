import type { ParseArgsConfig } from "node:util";
import { type Change, type Choices, changed } from "../../analysis/change.js";
import { CHOICE_TEXTS, finite } from "../../analysis/choice-text.js";
import type { Cut } from "../../analysis/cut.js";
import type { Search } from "../../analysis/search.js";
import type { AnalysisState } from "../../analysis/state.js";
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
  correlation: { type: "string" as const },
  inject: { type: "string" as const },
  model: { type: "string" as const, multiple: true as const, default: [] as string[] },
} satisfies ParseArgsConfig["options"];

/** Their values as `parseArgs` gives them. */
type Values = { readonly [name in "cut" | "systematic" | "model"]: readonly string[] } & {
  readonly [name in keyof typeof CHOICE_TEXTS]?: string;
};

/**
 * The state that options ask for.
 * @throws WrongCall with one line
 */
export function stateOf(search: Search, values: Values): AnalysisState {
  const choices: Partial<Choices> = Object.assign(
    {},
    ...Object.entries(CHOICE_TEXTS).map(([name, { read }]) => {
      const text = values[name as keyof typeof CHOICE_TEXTS];
      return text === undefined ? {} : known(() => read(search, text));
    }),
  );
  if (choices.prior && (choices.method ?? search.measurement.method) !== "bayesian")
    throw new WrongCall(`no prior: method ${choices.method} has none; leave --prior out`);
  const scales = values.systematic.map((text): Change => {
    const [id, scale, ...rest] = text.split("=");
    if (!id || scale === undefined || rest.length > 0)
      throw new WrongCall(`not a systematic uncertainty: ${text}; write --systematic id=scale, 0 is off`);
    return { kind: "systematic", id, scale: toNumber(scale) };
  });
  const model = values.model.map((text): Change => {
    const [parameter, value, ...rest] = text.split("=");
    if (!parameter || value === undefined || rest.length > 0)
      throw new WrongCall(`not a model parameter: ${text}; write --model name=value`);
    return { kind: "model", parameter, value: toNumber(value) };
  });
  const changes: Change[] = [{ kind: "choose", choices }, ...scales, ...model];
  const chosen = changes.reduce((state, change) => known(() => changed(search, state, change)), nominalState(search));
  return values.cut.reduce((state, text) => withCutText(search, state, text), chosen);
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
  return known(() => finite(text));
}
