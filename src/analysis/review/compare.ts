import type { InputNumber } from "../numbers.js";
import type { ScanPoint } from "../scan-point.js";
import type { Reviewed } from "./reviewed.js";

/** One quantity at one hypothesis, before and after. */
export interface CurveChange {
  /** Key of the limit: "gPrime", …; or "efficiency", "background". */
  readonly quantity: string;
  /** "observed", "expected", or empty. */
  readonly kind: string;
  /** Mass of the hypothesis in GeV, the first one where it has several; and all of it in words. */
  readonly mass: number;
  readonly at: string;
  readonly before: number | null;
  readonly after: number | null;
  /** After over before; null where either is missing or nothing. */
  readonly ratio: number | null;
}

/** A yield of one sample after one cut, before and after. */
export interface YieldChange {
  readonly cut: string;
  readonly sample: string;
  readonly before: number | null;
  readonly after: number | null;
  /**
   * Difference over its statistical error, as if the two were independent: with the same seed they share events, and
   * it is too small. Null where either is missing or both are certain.
   */
  readonly significance: number | null;
}

/** Something told in words or numbers that differs: an assumption, an input, a version. */
export interface Difference {
  readonly what: "assumption" | "state" | "input" | "package" | "simulation" | "code" | "data" | "hypotheses";
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Everything that two results of one search differ in. */
export interface Review {
  readonly search: string;
  /** Whose events were counted in either, and the confidence levels, in words. */
  readonly data: readonly [before: string, after: string];
  readonly levels: readonly [before: string, after: string];
  readonly curves: readonly CurveChange[];
  readonly yields: readonly YieldChange[];
  readonly differences: readonly Difference[];
}

const ratioOf = (before: number | null, after: number | null) =>
  before === null || after === null || !(before > 0) || !(after > 0) ? null : after / before;

/** Hypotheses in the order of the first result, by all their parameters. */
const keyOf = ({ hypothesis, region }: ScanPoint) => JSON.stringify([region?.observable, hypothesis]);

const massOf = ({ hypothesis }: ScanPoint) => hypothesis.mass ?? Object.values(hypothesis)[0];

/** "3.00 GeV", or "darkPhotonMass 3.00, darkHiggsMass 1.00 GeV". */
function wordsOf({ hypothesis }: ScanPoint): string {
  const masses = Object.entries(hypothesis);
  const text = masses.map(([name, value]) => (masses.length > 1 ? `${name} ` : "") + value.toPrecision(4));
  return `${text.join(", ")} GeV`;
}

function curveChanges(before: Reviewed, after: Reviewed): CurveChange[] {
  const twins = new Map(after.scan.map((point) => [keyOf(point), point]));
  return before.scan.flatMap((point) => {
    const twin = twins.get(keyOf(point));
    if (!twin) return [];
    const mass = massOf(point);
    const at = wordsOf(point);
    const change = (quantity: string, kind: string, a: number | null | undefined, b: number | null | undefined) => ({
      ...{ quantity, kind, mass, at, before: a ?? null, after: b ?? null },
      ratio: ratioOf(a ?? null, b ?? null),
    });
    const limits = Object.keys({ ...point.limits, ...twin.limits }).flatMap((id) => [
      change(id, "observed", point.limits[id]?.observed, twin.limits[id]?.observed),
      change(id, "expected", point.limits[id]?.expected[2], twin.limits[id]?.expected[2]),
    ]);
    return [
      ...limits,
      change("efficiency", "", point.efficiency, twin.efficiency),
      change("background", "", point.background?.value, twin.background?.value),
      change("events counted", "", point.observed, twin.observed),
    ];
  });
}

/** Statistical error of a yield of so many events that all weigh the same; of none, that of one. */
function errorOf({ events, yield: value }: { events: number; yield: number }, weight: number): number {
  return events > 0 ? value / Math.sqrt(events) : weight;
}

function yieldChanges(before: Reviewed, after: Reviewed): YieldChange[] {
  const cuts = [...new Set([...before.cutFlow, ...after.cutFlow].map(({ cut }) => cut))];
  const rows = (of: Reviewed) => new Map(of.cutFlow.map((row) => [row.cut, row]));
  const [a, b] = [rows(before), rows(after)];
  const weightOf = (of: Reviewed, sample: string) => {
    const found = of.cutFlow.map(({ samples }) => samples[sample]).find((one) => one && one.events > 0);
    return found ? found.yield / found.events : 0;
  };
  return cuts.flatMap((cut) => {
    const samples = Object.keys({ ...a.get(cut)?.samples, ...b.get(cut)?.samples });
    return samples.map((sample): YieldChange => {
      const [one, two] = [a.get(cut)?.samples[sample], b.get(cut)?.samples[sample]];
      const change = { cut, sample, before: one?.yield ?? null, after: two?.yield ?? null };
      if (!one || !two) return { ...change, significance: null };
      const error = Math.hypot(errorOf(one, weightOf(before, sample)), errorOf(two, weightOf(after, sample)));
      return { ...change, significance: error > 0 ? (two.yield - one.yield) / error : null };
    });
  });
}

const NONE = "–";
const shown = (value: unknown) => (value === undefined || value === null ? NONE : String(value));
const told = ({ value, unit, origin, source }: InputNumber) => `${value}${unit && ` ${unit}`} (${origin}: ${source})`;

function between(
  what: Difference["what"],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference[] {
  return Object.keys({ ...before, ...after })
    .filter((name) => shown(before[name]) !== shown(after[name]))
    .map((name) => ({ what, name, before: shown(before[name]), after: shown(after[name]) }));
}

function differencesOf(before: Reviewed, after: Reviewed): Difference[] {
  const numbers = (of: Reviewed) => Object.fromEntries(of.numbers.map((one) => [one.name, told(one)]));
  const masses = (of: Reviewed) => new Set(of.scan.map(keyOf));
  const [a, b] = [masses(before), masses(after)];
  const lost = [...a].filter((key) => !b.has(key)).length;
  const won = [...b].filter((key) => !a.has(key)).length;
  return [
    ...between("data", { data: before.data }, { data: after.data }),
    ...between("assumption", numbers(before), numbers(after)),
    // A file that does not tell its state is nominal: what it does not tell does not differ.
    ...between("state", before.state, after.state).filter((one) => one.before !== NONE && one.after !== NONE),
    ...(lost + won > 0
      ? [{ what: "hypotheses" as const, name: "scan", before: `${lost} only here`, after: `${won} only here` }]
      : []),
    ...between("simulation", before.size, after.size),
    ...between("input", before.inputs, after.inputs),
    ...between("package", before.packages, after.packages),
    ...between(
      "code",
      { "SHA-256": before.code, commit: before.commit },
      { "SHA-256": after.code, commit: after.commit },
    ),
  ];
}

const DATA: Readonly<Record<string, string>> = {
  pseudo: "simulation and pseudo-data",
  real: "data",
  blinded: "blinded",
};
const wordsOfData = ({ data }: Reviewed) => DATA[data] ?? data;
function levelOf({ state: { confidenceLevel }, numbers }: Reviewed): string {
  const level = confidenceLevel ?? numbers.find(({ name }) => name === "confidence level")?.value;
  return typeof level === "number" ? `${Number((100 * level).toPrecision(3))} %` : "not told";
}

/**
 * Compares two results of one search.
 * @throws Error `two searches: …`
 */
export function compareResults(before: Reviewed, after: Reviewed): Review {
  if (before.search !== after.search)
    throw new Error(`two searches: ${before.search} and ${after.search}; give two results of one`);
  return {
    search: before.search,
    data: [wordsOfData(before), wordsOfData(after)],
    levels: [levelOf(before), levelOf(after)],
    curves: curveChanges(before, after),
    yields: yieldChanges(before, after),
    differences: differencesOf(before, after),
  };
}

/** How far a ratio is from one, either way; what came or went is infinitely far. */
export function distance({ before, after, ratio }: CurveChange): number {
  if (before === after) return 0;
  // To nine digits: what moved alike stays in its order.
  return ratio === null ? Number.POSITIVE_INFINITY : Number(Math.abs(Math.log(ratio)).toFixed(9));
}

/** The changes that moved most, the largest first, one a quantity and kind; nothing that did not move. */
export function movedMost({ curves }: Review): CurveChange[] {
  const most = new Map<string, CurveChange>();
  for (const change of curves) {
    const key = `${change.quantity} ${change.kind}`;
    const known = most.get(key);
    if (!known || distance(change) > distance(known)) most.set(key, change);
  }
  return [...most.values()].filter((change) => distance(change) > 0).sort((a, b) => distance(b) - distance(a));
}
