import { optimiseCut } from "../statistics/merit/cut.js";
import { punzi } from "../statistics/merit/figures.js";
import type { CutValues, LineCut, RangeCut } from "./cut.js";
import type { EventTable, SampleRows } from "./events.js";
import { valueAt } from "./events.js";
import { stepBounds } from "./observable.js";
import type { ScanWindow } from "./scan.js";
import type { Search, TunedCuts as TunedDeclaration } from "./search.js";
import { SelectionState } from "./selection.js";
import { nominalState } from "./state.js";
import type { Tuning } from "./tuned-cuts.js";

/**
 * Background events that a window and its neighbours on both sides hold, so that no line follows single events, as far as
 * neighbours lie within the reach (GeV): of 4000 some tens are left by cuts against τ pairs, which fixes √B within some
 * per cent. On events of another seed the figure of merit is 5 % worse with 150, the same from 1000 to 8000.
 */
const FEWEST_BACKGROUND = 4000;
const MOST_REACH = 0.5;
/** Signal events that are looked at for each window: their density is smooth. */
const MOST_SIGNAL = 1000;
/** Slopes that are tried, in all, and rounds of threshold and line in turn. */
const SLOPES = 26;
const ROUNDS = 2;
/** Digits of the tuned values: finer ones would be noise. */
const ROUNDING = 100;

/** Events in the plane of the line and the observable beside it. */
interface Points {
  readonly x: number[];
  readonly y: number[];
  readonly threshold: number[];
  readonly weights: number[];
}

interface Declared {
  readonly line: LineCut;
  readonly threshold: RangeCut;
  readonly about: TunedDeclaration;
}

/**
 * Values of the tuned cuts in every window of the scan that make ε/(a/2 + √B) largest, on simulated events that are
 * counted nowhere else. The other cuts are nominal; line and threshold are found in turn.
 *
 * Where a window holds few background events its neighbours on both sides are taken too, each with its share.
 * Signal is that of the two generated masses beside the hypothesis, by their nearness.
 *
 * @param table simulated background and signal of the tuning alone
 * @throws Error `nothing to tune: …` if the search declares no tuned cuts
 */
export function tuneCuts(search: Search, table: EventTable): Tuning {
  const declared = declarationOf(search);
  const { line, threshold, about } = declared;
  const selection = new SelectionState(table, search.selection);
  selection.apply(nominalState(search).cuts);
  const bits = [line, threshold].reduce((sum, cut) => sum | (1 << search.selection.indexOf(cut)), 0);
  const column = table.columns[search.scan.observable.id];
  const pass = (row: number) => (selection.failing[row] & ~bits) === 0;
  const rowsIn = (rows: SampleRows, min: number, max: number) => {
    const { lowest, highest } = stepBounds(search.scan.observable, min, max);
    const found: number[] = [];
    for (let i = rows.start; i < rows.end; i++)
      if (column[i] >= lowest && column[i] <= highest && pass(i)) found.push(i);
    return found;
  };
  const backgrounds = table.samples.filter(({ sample }) => sample.kind === "background");
  const signals = table.samples
    .filter(({ sample }) => sample.kind === "signal")
    .map((rows) => {
      const mass = rows.sample.hypothesis?.mass ?? 0;
      const window = search.scan.windowOf({ mass });
      return { mass, rows: thinned(rowsIn(rows, window.min, window.max), MOST_SIGNAL), share: 0 };
    })
    .sort((a, b) => a.mass - b.mass);
  const inWindow = search.scan.windows.map(({ window }) =>
    backgrounds.map((rows) => rowsIn(rows, window.min, window.max)),
  );
  const points = (parts: readonly { rows: readonly number[]; weight: number }[]): Points => {
    const out: Points = { x: [], y: [], threshold: [], weights: [] };
    for (const { rows, weight } of parts) {
      for (const row of rows) {
        out.x.push(valueAt(table, line.x, row));
        out.y.push(valueAt(table, line.y, row));
        out.threshold.push(valueAt(table, threshold.observable, row));
        out.weights.push(weight);
      }
    }
    return out;
  };
  const found = search.scan.windows.map(({ hypothesis: { mass } }, w) => {
    if (mass > about.below) return null;
    const pooled = neighbourhood(search.scan.windows, inWindow, w);
    const background = points(
      backgrounds.map(({ sample }, s) => ({
        rows: pooled.flatMap((v) => inWindow[v][s]),
        weight: sample.weight / pooled.length,
      })),
    );
    const signal = points(
      nearestSignals(signals, mass).map(({ rows, share }) => ({ rows, weight: share / rows.length })),
    );
    return tuneWindow(declared, signal, background);
  });
  return {
    [line.id]: found.map((one) => one?.line ?? null),
    [threshold.id]: found.map((one) => one?.threshold ?? null),
  };
}

function declarationOf({ id, tuning, selection }: Search): Declared {
  const line = selection.find((cut) => cut.id === tuning?.line);
  const threshold = selection.find((cut) => cut.id === tuning?.threshold);
  if (!tuning || line?.kind !== "line" || threshold?.kind !== "range") throw new Error(`nothing to tune: ${id}`);
  return { line, threshold, about: tuning };
}

/** Windows around w, as many on both sides as it takes to hold enough background, none farther away than the reach. */
function neighbourhood(
  windows: readonly ScanWindow[],
  inWindow: readonly (readonly (readonly number[])[])[],
  w: number,
): number[] {
  const away = (v: number) => Math.abs(windows[v].hypothesis.mass - windows[w].hypothesis.mass);
  let pooled = [w];
  for (let reach = 1; ; reach++) {
    const events = pooled.reduce((sum, v) => sum + inWindow[v].reduce((n, rows) => n + rows.length, 0), 0);
    const beside = [w - reach, w + reach].filter((v) => v in windows && away(v) <= MOST_REACH);
    if (events >= FEWEST_BACKGROUND || beside.length === 0) return pooled;
    pooled = [...pooled, ...beside];
  }
}

/** Every so manieth of some rows, so that at most `most` are left. */
function thinned(rows: readonly number[], most: number): number[] {
  const stride = Math.max(1, Math.ceil(rows.length / most));
  return rows.filter((_, i) => i % stride === 0);
}

type GeneratedSignal = { mass: number; rows: readonly number[]; share: number };

/** The generated signals beside a mass with their linear shares. */
function nearestSignals(signals: readonly GeneratedSignal[], mass: number): GeneratedSignal[] {
  const above = signals.findIndex((one) => one.mass >= mass);
  if (above <= 0) return [{ ...signals[above < 0 ? signals.length - 1 : 0], share: 1 }];
  const [a, b] = [signals[above - 1], signals[above]];
  const share = (mass - a.mass) / (b.mass - a.mass);
  return [
    { ...a, share: 1 - share },
    { ...b, share },
  ];
}

/** Line and threshold in turn, from the nominal threshold. */
function tuneWindow({ line, threshold, about }: Declared, signal: Points, background: Points) {
  const merit = (efficiency: number, b: number) => punzi(efficiency, b, about.sigmas);
  let least = threshold.parameters[0].nominal;
  let best = { intercept: Number.NEGATIVE_INFINITY, slope: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    const above = (points: Points) => kept(points, (i) => points.threshold[i] >= least);
    best = bestLine(line, above(signal), above(background), merit) ?? best;
    const beyond = (points: Points) => kept(points, (i) => points.y[i] >= best.intercept + best.slope * points.x[i]);
    const [s, b] = [beyond(signal), beyond(background)];
    const found = optimiseCut(
      { values: s.threshold, weights: s.weights },
      { values: b.threshold, weights: b.weights },
      merit,
      "above",
    );
    const { low, high } = threshold.parameters[0];
    least = rounded(Math.min(high, Math.max(low, found?.threshold ?? least)));
  }
  const { low, high } = line.parameters[0];
  return {
    line: { intercept: Math.min(high, Math.max(low, best.intercept)), slope: best.slope } as CutValues,
    threshold: { min: least } as CutValues,
  };
}

function bestLine(
  line: LineCut,
  signal: Points,
  background: Points,
  merit: (efficiency: number, background: number) => number,
): { intercept: number; slope: number } | undefined {
  const { low, high } = line.parameters[1];
  let best: { intercept: number; slope: number; merit: number } | undefined;
  for (let k = 0; k < SLOPES; k++) {
    const slope = rounded(low + (k * (high - low)) / (SLOPES - 1));
    const height = ({ x, y }: Points) => y.map((value, i) => value - slope * x[i]);
    const found = optimiseCut(
      { values: height(signal), weights: signal.weights },
      { values: height(background), weights: background.weights },
      merit,
      "above",
    );
    if (found && !(best && found.merit <= best.merit))
      best = { intercept: rounded(found.threshold), slope, merit: found.merit };
  }
  return best;
}

function kept({ x, y, threshold, weights }: Points, keep: (i: number) => boolean): Points {
  const filter = (values: number[]) => values.filter((_, i) => keep(i));
  return { x: filter(x), y: filter(y), threshold: filter(threshold), weights: filter(weights) };
}

function rounded(value: number): number {
  return Math.round(value * ROUNDING) / ROUNDING;
}
