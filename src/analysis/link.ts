import { changed } from "./change.js";
import { CHOICE_TEXTS, finite } from "./choice-text.js";
import { firstLine, type PlaneLine } from "./ellipses/row.js";
import { OWN } from "./own/column.js";
import { OWN_BINS, type OwnObservable } from "./own/observable.js";
import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";
import { type AnalysisState, nominalState, withCut } from "./state.js";

/** Version of links: one that means something else gets another number. */
export const LINK_VERSION = "1";

/** Longest link that is read: no one's reaches a tenth of it. */
const LONGEST = 20_000;

/** What a page shows of a state. */
export interface PageView {
  /** Id of the interpretation that the exclusion plot is of. */
  readonly quantity: string;
  readonly scale: "log" | "linear";
  /** Line through a plane of two masses that limits are shown along; null where the scan is of none. */
  readonly line: PlaneLine | null;
  /** Index in the scan, or along the line, of the hypothesis that the page speaks of. */
  readonly hypothesis: number;
  /** Of panels that show one of several things: which one, from 0, by panel. */
  readonly choices: Readonly<Record<string, number>>;
  /** Chosen names among comparisons, by what they are a choice of. */
  readonly comparisons: Readonly<Record<string, string>>;
}

/** Everything that a link carries, but for the open panel, which is its fragment. */
export interface PageState {
  readonly state: AnalysisState;
  readonly view: PageView;
}

/** "mass 1.16" of a hypothesis with one parameter or several: "1.16", "chi1Mass:0.5,lifetime:2". */
function hypothesisText(hypothesis: Hypothesis): string {
  const entries = Object.entries(hypothesis);
  return entries.length === 1 ? String(entries[0][1]) : entries.map(([name, value]) => `${name}:${value}`).join(",");
}

/** What a page links into: what it shows at first, and its hypotheses, along a line where there are lines. */
export interface LinkedPage {
  readonly first: PageView;
  /** Those of the search's windows, if absent. */
  readonly scanned?: ((line: PlaneLine | null) => readonly Hypothesis[]) | undefined;
}

/**
 * What a page shows at first, but for the hypothesis, which the build chose.
 * @param panels ids of those that show one of several things
 */
export function nominalView(search: Search, hypothesis: number, panels: readonly string[] = []): PageView {
  const comparisons: Record<string, string> = {};
  for (const { choice } of search.comparisons) if (choice) comparisons[choice.of] ??= choice.name;
  const { ellipses } = search.scan;
  return {
    quantity: search.interpretations[0].id,
    scale: "log",
    line: ellipses ? firstLine(ellipses) : null,
    hypothesis,
    choices: Object.fromEntries(panels.map((id) => [id, 0])),
    comparisons,
  };
}

/** Lines of a search by their text in a link: "darkHiggsMass:0.5". */
function linesOf({ scan: { ellipses } }: Search): ReadonlyMap<string, PlaneLine> {
  if (!ellipses) return new Map();
  const { first, second, rows, columns } = ellipses;
  return new Map<string, PlaneLine>([
    ...rows.map((at) => [`${second.key}:${at}`, { held: "second", at }] as const),
    ...columns.map((at) => [`${first.key}:${at}`, { held: "first", at }] as const),
  ]);
}

function lineText(search: Search, line: PlaneLine | null): string | undefined {
  for (const [text, { held, at }] of linesOf(search)) if (held === line?.held && at === line.at) return text;
  return undefined;
}

/** Hypotheses that the page's slider goes through. */
function scannedOn(search: Search, { scanned }: LinkedPage, line: PlaneLine | null): readonly Hypothesis[] {
  return scanned?.(line) ?? search.scan.windows.map(({ hypothesis }) => hypothesis);
}

/**
 * A page's state as the query of its address: "?v=1&cut.dimuon-pt.min=2&method=cls", what is not as published alone, in
 * a fixed order; "" where everything is.
 */
export function writeLink(search: Search, { state, view }: PageState, page: LinkedPage): string {
  const { first } = page;
  const nominal = nominalState(search);
  const parts: [string, string][] = [];
  for (const { id, parameters } of search.selection) {
    const untuned = nominal.tuned.includes(id) && !state.tuned.includes(id);
    for (const { id: parameter, nominal: published } of parameters) {
      const value = state.cuts[id][parameter];
      if (untuned || value !== published) parts.push([`cut.${id}.${parameter}`, String(value)]);
    }
  }
  for (const [name, { write }] of Object.entries(CHOICE_TEXTS))
    if (write(state) !== write(nominal)) parts.push([name, write(state)]);
  for (const { id } of search.measurement.systematics)
    if (state.systematics[id] !== 1) parts.push([`systematic.${id}`, String(state.systematics[id])]);
  for (const [id, value] of Object.entries(state.model))
    if (value !== nominal.model[id]) parts.push([`model.${id}`, String(value)]);
  parts.push(...ownParts(state.own));
  if (view.quantity !== first.quantity) parts.push(["quantity", view.quantity]);
  if (view.scale !== first.scale) parts.push(["scale", view.scale]);
  const line = lineText(search, view.line);
  const isMoved = line !== lineText(search, first.line);
  if (line !== undefined && isMoved) parts.push(["line", line]);
  const chosen = scannedOn(search, page, view.line)[view.hypothesis];
  if (chosen && (isMoved || view.hypothesis !== first.hypothesis)) parts.push(["hypothesis", hypothesisText(chosen)]);
  for (const [panel, choice] of Object.entries(view.choices))
    if (choice !== first.choices[panel]) parts.push([`panel.${panel}`, String(choice)]);
  for (const [of, name] of Object.entries(view.comparisons))
    if (name !== first.comparisons[of]) parts.push([`compare.${of}`, name]);
  if (parts.length === 0) return "";
  return `?${[["v", LINK_VERSION], ...parts].map(([key, value]) => `${encoded(key)}=${encoded(value)}`).join("&")}`;
}

/** An own observable as parts of a link: the expression, and of the rest what is not as it begins. */
function ownParts(own: OwnObservable | null): [string, string][] {
  if (!own) return [];
  const { expression, range, bins, min, max } = own;
  return [
    [OWN, expression],
    ...(range ? [[`${OWN}.range`, range.join(":")] as [string, string]] : []),
    ...(bins === OWN_BINS.first ? [] : [[`${OWN}.bins`, String(bins)] as [string, string]]),
    ...(min === null ? [] : [[`${OWN}.min`, String(min)] as [string, string]]),
    ...(max === null ? [] : [[`${OWN}.max`, String(max)] as [string, string]]),
  ];
}

/** One part of an own observable put into force; the expression comes first. */
function withOwnPart(search: Search, state: AnalysisState, part: string | undefined, value: string): AnalysisState {
  const { own } = state;
  if (part === undefined)
    return changed(search, state, {
      kind: "own",
      own: { expression: value, range: null, bins: OWN_BINS.first, min: null, max: null },
    });
  if (!own) throw new RangeError(`no expression: ${OWN}.${part} stands before ${OWN}, or without it`);
  const to = (given: Partial<OwnObservable>) => changed(search, state, { kind: "own", own: { ...own, ...given } });
  if (part === "bins" || part === "min" || part === "max") return to({ [part]: finite(value) });
  const ends = value.split(":");
  if (part !== "range" || ends.length !== 2) throw new RangeError(`unknown part: ${OWN}.${part}=${value}`);
  return to({ range: [finite(ends[0]), finite(ends[1])] });
}

/** Escapes what means something in a query, and leaves colons and commas to be read. */
function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("%3A", ":").replaceAll("%2C", ",");
}

/**
 * The state that the query of an address asks for.
 * @param query with its question mark, or ""
 * @throws RangeError with one line; nothing of a link that is wrong anywhere is to be believed
 */
export function readLink(search: Search, query: string, page: LinkedPage): PageState {
  const { first } = page;
  if (query.length > LONGEST) throw new RangeError(`link too long: ${query.length} characters`);
  const seen = new Set<string>();
  const entries = query
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const [key, value] = [part.split("=", 1)[0], part.slice(part.indexOf("=") + 1)].map(decoded);
      if (!part.includes("=")) throw new RangeError(`no value: ${key}`);
      if (seen.has(key)) throw new RangeError(`given twice: ${key}`);
      seen.add(key);
      return [key, value] as const;
    });
  if (entries.length === 0) return { state: nominalState(search), view: first };
  const version = entries.find(([key]) => key === "v")?.[1];
  if (version !== LINK_VERSION)
    throw new RangeError(`unknown version: ${version ?? "none"}; this page reads ${LINK_VERSION}`);
  // A hypothesis is one of the line's: that comes first, wherever it stands.
  const isLine = ([key]: readonly [string, string]) => key === "line";
  return [...entries.filter(isLine), ...entries.filter((entry) => !isLine(entry))]
    .filter(([key]) => key !== "v")
    .reduce((sum, [key, value]) => withPart(search, page, sum, key, value), {
      state: nominalState(search),
      view: first,
    } as PageState);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new RangeError(`not readable: ${text}`);
  }
}

/** One part of a link put into force; a state that `changed` would not make is refused. */
function withPart(search: Search, page: LinkedPage, { state, view }: PageState, key: string, value: string): PageState {
  const [kind, id, parameter, ...rest] = key.split(".");
  if (kind === "cut" && parameter !== undefined && rest.length === 0)
    return { state: withLinkedCut(search, state, id, parameter, value), view };
  if (kind === "systematic" && id !== undefined && parameter === undefined)
    return { state: changed(search, state, { kind: "systematic", id, scale: finite(value) }), view };
  if (kind === "model" && id !== undefined && parameter === undefined)
    return { state: changed(search, state, { kind: "model", parameter: id, value: finite(value) }), view };
  if (kind === OWN && rest.length === 0 && parameter === undefined)
    return { state: withOwnPart(search, state, id, value), view };
  if (kind === "compare" && id !== undefined) {
    const of = key.slice(kind.length + 1);
    const names = search.comparisons.flatMap(({ choice }) => (choice?.of === of ? [choice.name] : []));
    return { state, view: { ...view, comparisons: { ...view.comparisons, [of]: known(key, value, names) } } };
  }
  if (kind === "panel" && id !== undefined && parameter === undefined) {
    if (!Object.hasOwn(view.choices, id))
      throw new RangeError(`unknown panel: ${id}; known are ${Object.keys(view.choices).join(", ") || "none"}`);
    if (!/^\d{1,6}$/.test(value)) throw new RangeError(`not a choice: ${value}, of panel ${id}; give 0, 1, …`);
    return { state, view: { ...view, choices: { ...view.choices, [id]: Number(value) } } };
  }
  if (key === "quantity") {
    const quantities = search.interpretations.map((one) => one.id);
    return { state, view: { ...view, quantity: known(key, value, quantities) } };
  }
  if (key === "scale") return { state, view: { ...view, scale: known(key, value, ["log", "linear"]) } };
  if (key === "line") {
    const lines = linesOf(search);
    return { state, view: { ...view, line: lines.get(known(key, value, [...lines.keys()])) ?? null } };
  }
  if (key === "hypothesis") {
    const scanned = scannedOn(search, page, view.line);
    return { state, view: { ...view, hypothesis: hypothesisOf(scanned, value) } };
  }
  if (!Object.hasOwn(CHOICE_TEXTS, key)) throw new RangeError(`unknown part: ${key}`);
  const choices = CHOICE_TEXTS[key as keyof typeof CHOICE_TEXTS].read(search, value);
  return { state: changed(search, state, { kind: "choose", choices }), view };
}

/** A cut of a link, within what its control reaches. */
function withLinkedCut(search: Search, state: AnalysisState, id: string, parameter: string, text: string) {
  const value = finite(text);
  const next = withCut(search, state, id, parameter, value);
  const control = search.selection.find((cut) => cut.id === id)?.parameters.find((one) => one.id === parameter);
  if (control && !(value >= control.low && value <= control.high))
    throw new RangeError(`not in range: ${text}, of cut ${id} ${parameter}; give ${control.low} to ${control.high}`);
  return next;
}

function known<T extends string>(what: string, text: string, names: readonly T[]): T {
  const found = names.find((one) => one === text);
  if (found === undefined) throw new RangeError(`unknown ${what}: ${text}; known are ${names.join(", ") || "none"}`);
  return found;
}

/** Index of the hypothesis of that text; of the nearest one where only one parameter is scanned. */
function hypothesisOf(scanned: readonly Hypothesis[], text: string): number {
  const exact = scanned.findIndex((hypothesis) => hypothesisText(hypothesis) === text);
  if (exact >= 0) return exact;
  const value = finite(text);
  const away = (hypothesis: Hypothesis) => Math.abs(Object.values(hypothesis)[0] - value);
  const [low, high] = [scanned[0], scanned[scanned.length - 1]];
  const ends = [low, high].map((one) => Object.values(one)[0]);
  const reach = 0.05 * (Math.max(...ends) - Math.min(...ends));
  if (Object.keys(low).length > 1 || !(value >= Math.min(...ends) - reach && value <= Math.max(...ends) + reach))
    throw new RangeError(`unknown hypothesis: ${text}; the scan has ${ends.join(" to ")}`);
  return scanned.reduce((best, one, i) => (away(one) < away(scanned[best]) ? i : best), 0);
}
