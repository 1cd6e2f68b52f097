import { contours } from "d3";
import { Analysis } from "../src/analysis/evaluate.js";
import type { LifetimeMeasurement } from "../src/analysis/measurement.js";
import type { Search } from "../src/analysis/search.js";
import { nominalState, withCut, withModel } from "../src/analysis/state.js";
import { findSearch } from "../src/catalogue/catalogue.js";
import { contourRings, exclusionField } from "../src/figures/closed-limit.js";
import { ensureSnapshot, nominalSize, readEvents } from "../src/loaders/events.js";
import { type BenchmarkRow, clock, keepRaw, quantile } from "./row.js";

const SEARCH = "inelastic-dark-matter";
const REPETITIONS = 20;
/** Side of the grid of limits. */
const SIDE = 100;

/**
 * The way from a moved parameter to all distributions and the contour, and a grid of limits, each beside a plain loop
 * that weighs every signal row anew for every point.
 */
export async function benchmark(): Promise<BenchmarkRow[]> {
  const search = findSearch(SEARCH);
  const { measurement } = search;
  if (measurement.kind !== "lifetime") throw new Error(`no lifetime: ${SEARCH}`);
  await ensureSnapshot(search, nominalSize());
  const { table } = await readEvents(search);
  const analysis = new Analysis(search, table);
  const nominal = nominalState(search);
  let turn = 0;
  const draw = (evaluation: ReturnType<Analysis["evaluate"]>) =>
    contourRings(evaluation.scan, exclusionField(evaluation.scan, 2), 0).length;
  const model = await clock(REPETITIONS, () =>
    draw(analysis.evaluate(withModel(search, nominal, "epsilon", 1e-4 * 1.1 ** (turn++ % 20)), { nMinusOne: true })),
  );
  const cut = await clock(REPETITIONS, () =>
    draw(
      analysis.evaluate(withCut(search, nominal, "v0-momentum", "max", 1 + 0.05 * (turn++ % 20)), { nMinusOne: true }),
    ),
  );
  const fine = gridded(search, measurement);
  const grid = new Analysis(fine, table);
  const limits = await clock(5, () => draw(grid.evaluate(nominal)));
  const loop = await clock(3, () => plainGrid(measurement, table));
  const field = Array.from({ length: SIDE * SIDE }, (_, i) => Math.hypot((i % SIDE) - 50, i / SIDE - 50) - 30);
  const contour = await clock(REPETITIONS, () => contours().size([SIDE, SIDE]).contour(field, 0));
  keepRaw("idm", { events: table.length, model, cut, limits, loop, contour });
  const p50 = (times: readonly number[]) => quantile(times, 0.5);
  return [
    {
      name: `${table.length} events: ε moved to all distributions and the contour, p50`,
      value: p50(model),
      unit: "ms",
    },
    { name: "the same, p90", value: quantile(model, 0.9), unit: "ms" },
    { name: "a cut moved to all distributions and the contour, p50", value: p50(cut), unit: "ms" },
    { name: "the same, p90", value: quantile(cut, 0.9), unit: "ms" },
    { name: `${SIDE} × ${SIDE} grid of limits with bands and contour, p50`, value: p50(limits), unit: "ms" },
    { name: "plain loop over rows for the same expected events / that", value: p50(loop) / p50(limits), unit: "ratio" },
    { name: `d3 contour of ${SIDE} × ${SIDE}, p50`, value: p50(contour), unit: "ms" },
  ];
}

/** The search with as many masses and couplings. */
function gridded(search: Search, measurement: LifetimeMeasurement): Search {
  const masses = Array.from({ length: SIDE }, (_, i) => 0.1 * 41 ** (i / (SIDE - 1)));
  return {
    ...search,
    scan: {
      ...search.scan,
      windows: masses.map((mass) => {
        const hypothesis = { mass, chi1Mass: mass };
        return { hypothesis, window: search.scan.windowOf(hypothesis) };
      }),
    },
    measurement: {
      ...measurement,
      couplings: Array.from({ length: SIDE }, (_, i) => 10 ** (-6 + (5 * i) / (SIDE - 1))),
    },
  };
}

/** Σ of weights of one simulated signal for every point of the grid, row by row. */
function plainGrid(
  { flight }: LifetimeMeasurement,
  table: {
    columns: Readonly<Record<string, ArrayLike<number>>>;
    samples: readonly { sample: { id: string }; start: number; end: number }[];
  },
): number {
  const rows = table.samples.find(({ sample }) => sample.id === "signal-1-0.4");
  const column = table.columns[flight.id];
  let sum = 0;
  for (let point = 0; point < SIDE * SIDE; point++) {
    const length = 10 ** (-3 + (6 * (point % SIDE)) / SIDE);
    for (let row = rows?.start ?? 0; row < (rows?.end ?? 0); row++) {
      const ratio = Math.exp(column[row] * flight.step) / length;
      sum += ratio * Math.exp(-ratio);
    }
  }
  return sum;
}
