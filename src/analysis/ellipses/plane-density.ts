import { type EventTable, type SampleRows, valueAt } from "../events.js";
import type { EllipseScan } from "../scan.js";
import type { PlaneDensity } from "./evaluation.js";

/** Size of a cell, in the unit of the first observable and of the root of the second. */
const CELL = 0.1;
/** Signed root below which nothing is shown. */
const LOWEST = -1.5;
/** Events of the data that are shown of each cell. */
const MOST_POINTS = 2;

/** Root of a square with its sign: how the second observable is shown. */
export const signedRoot = (square: number) => Math.sign(square) * Math.sqrt(Math.abs(square));

/** Selected events over the plane, and by macro-region. */
export function planeDensity(
  table: EventTable,
  scan: EllipseScan,
  failing: Uint32Array,
  scale: number,
  withData: boolean,
): PlaneDensity {
  const [low, high] = [scan.range[0] - CELL, scan.range[1] + CELL];
  const highest = Math.max(...Array.from({ length: 50 }, (_, i) => scan.largest(low + (i * (high - low)) / 49)));
  const x = { low, width: CELL, bins: Math.ceil((high - low) / CELL) };
  const y = { low: LOWEST, width: CELL, bins: Math.ceil((highest + 0.3 - LOWEST) / CELL) };
  const background = new Float64Array(x.bins * y.bins);
  const shown = new Uint8Array(x.bins * y.bins);
  const points = { x: [] as number[], y: [] as number[], of: 0 };
  const regions = scan.regions.map(({ id, title }) => ({
    id,
    title,
    yields: {} as Record<string, number>,
    counted: withData ? 0 : null,
  }));
  const visit = (rows: SampleRows, found: (cell: number, px: number, py: number, region: number) => void) => {
    for (let row = rows.start; row < rows.end; row++) {
      if (failing[row] !== 0) continue;
      const px = valueAt(table, scan.x, row);
      const square = valueAt(table, scan.y, row);
      const py = signedRoot(square);
      const [i, j] = [Math.floor((px - x.low) / CELL), Math.floor((py - y.low) / CELL)];
      if (i < 0 || i >= x.bins || j < 0 || j >= y.bins) continue;
      found(j * x.bins + i, px, py, px < scan.range[1] ? scan.regions.findIndex((one) => one.holds(px, square)) : -1);
    }
  };
  for (const rows of table.samples) {
    const { kind, id, weight } = rows.sample;
    if (kind === "background") {
      for (const region of regions) region.yields[id] = 0;
      visit(rows, (cell, _x, _y, region) => {
        background[cell] += weight * scale;
        if (region >= 0) regions[region].yields[id] += weight * scale;
      });
    } else if (kind === "data" && withData) {
      visit(rows, (cell, px, py, region) => {
        points.of++;
        const counting = regions[region];
        if (counting) counting.counted = (counting.counted ?? 0) + 1;
        if (shown[cell] >= MOST_POINTS) return;
        shown[cell]++;
        points.x.push(px);
        points.y.push(py);
      });
    }
  }
  return { x, y, background: Array.from(background), points, regions };
}
