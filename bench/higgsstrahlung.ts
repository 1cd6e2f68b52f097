import { EllipseCounts } from "../src/analysis/ellipses/counts.js";
import { EllipseIndex } from "../src/analysis/ellipses/ellipse.js";
import { Analysis } from "../src/analysis/evaluate.js";
import { nominalState, withCut } from "../src/analysis/state.js";
import { randomStream } from "../src/numerics/random.js";
import { plane, planeTable, search } from "../test/analysis/plane-fixture.js";
import { type BenchmarkRow, keepRaw, processorTime, quantile } from "./row.js";

const EVENTS = 1_000_000;
/** As many as the page throws; their places are laid once. */
const TOYS = 400;

/** Milliseconds of processor time of each run, after one that warms up. */
function milliseconds(repetitions: number, run: (k: number) => void): number[] {
  return Array.from({ length: repetitions + 1 }, (_, k) => {
    const start = processorTime();
    run(k);
    return 1e-3 * (processorTime() - start);
  }).slice(1);
}

/**
 * The plane of dark Higgsstrahlung on made-up events: counting into nine thousand ellipses against a look at every ellipse
 * for every event (on a hundredth of them), limits everywhere, toys of the plane, and a cut that moves.
 */
export function benchmark(): BenchmarkRow[] {
  const table = planeTable(1);
  const { lattice } = new EllipseCounts(search, plane, table);
  const index = new EllipseIndex(lattice.ellipses, plane.reach);
  const stream = randomStream("bench", "plane");
  const px = Float64Array.from({ length: EVENTS }, () => 1.6 + 8.9 * stream.uniform());
  const py = px.map(() => 28 * stream.uniform());
  const counting = milliseconds(7, () => index.count(px, py));
  const few = EVENTS / 100;
  const { x, y, sigmaX, sigmaY, correlation, length } = lattice.ellipses;
  const everyEllipse = milliseconds(3, () => {
    const counts = new Uint32Array(length);
    for (let i = 0; i < few; i++) {
      for (let e = 0; e < length; e++) {
        const u = (px[i] - x[e]) / sigmaX[e];
        const v = (py[i] - y[e]) / sigmaY[e];
        const rho = correlation[e];
        if (u * u - 2 * rho * u * v + v * v <= 4 * (1 - rho * rho)) counts[e]++;
      }
    }
    return counts;
  }).map((time) => time * (EVENTS / few));
  const state = nominalState(search);
  // A new analysis each time: limits are remembered.
  const scan = milliseconds(5, () => new Analysis(search, table).evaluate(state));
  const laying = milliseconds(5, () => new Analysis(search, table));
  const analysis = new Analysis(search, table);
  const moved = milliseconds(9, (k) =>
    analysis.evaluate(withCut(search, state, "energy-asymmetry", "max", 0.8 - 0.01 * k)),
  );
  const toys = milliseconds(3, () => analysis.evaluate(state, { globalPValue: TOYS }));
  const still = milliseconds(3, () => analysis.evaluate(state));
  keepRaw("higgsstrahlung", { counting, everyEllipse, scan, laying, moved, toys, still });
  const median = (values: readonly number[]) => quantile(values, 0.5);
  return [
    { name: `${EVENTS} events into ${length} ellipses`, value: median(counting), unit: "ms" },
    { name: "speed over a look at every ellipse", value: median(everyEllipse) / median(counting), unit: "×" },
    { name: "counts and limits in all ellipses, nothing remembered", value: median(scan) - median(laying), unit: "ms" },
    { name: "the same after a cut has moved", value: median(moved), unit: "ms" },
    { name: "toys of the whole plane", value: (1000 * TOYS) / (median(toys) - median(still)), unit: "/s" },
  ];
}
