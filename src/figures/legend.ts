import { HATCH, INK } from "./theme.js";

/** One line of a legend, drawn like what it stands for: with its dash, its marker, its opacity. */
export interface LegendEntry {
  readonly label: string;
  /** Parameter of the figure that holds the label, where it changes. */
  readonly param?: string;
  /** Dataset of the figure with a row that holds the `label`, or with none where there is nothing to tell. */
  readonly rows?: string;
  readonly kind: "line" | "area" | "hatch" | "point" | "counts";
  readonly color: string;
  readonly dash?: readonly number[];
  readonly opacity?: number;
}

/** Where the first row of a legend stands below a frame with an axis title, px. */
export const BELOW_FRAME = 62;
const ROW = 19;
const SYMBOL = 26;

/**
 * Layers that draw a legend inside the frame, its last row at `y`, because Vega-Lite's own legends show neither dashes
 * nor bands as they are drawn.
 */
export function legendLayers(entries: readonly LegendEntry[], corner: { readonly x: number; readonly y: number }) {
  return entries.flatMap((entry, i) => entryLayers(entry, corner.x, corner.y - (entries.length - 1 - i) * ROW));
}

/** Layers that draw a legend in columns, its first row at `y`: below a frame that has no room for one. */
export function legendBelow(
  entries: readonly LegendEntry[],
  corner: { readonly x: number; readonly y: number },
  columns: readonly number[],
) {
  const rows = Math.ceil(entries.length / columns.length);
  return entries.flatMap((entry, i) =>
    entryLayers(entry, corner.x + columns[Math.floor(i / rows)], corner.y + (i % rows) * ROW),
  );
}

/** Height of a legend below a frame, px. */
export function legendHeight(entries: number, columns: number): number {
  return Math.ceil(entries / columns) * ROW;
}

function entryLayers(entry: LegendEntry, x: number, y: number) {
  const data = entry.rows ? { name: entry.rows } : { values: [{}] };
  const text = entry.rows ? { expr: "datum.label" } : entry.param ? { expr: entry.param } : entry.label;
  return [
    ...symbol(entry, x, y).map((layer) => ({ data, ...layer })),
    {
      data,
      mark: {
        type: "text" as const,
        text,
        align: "left" as const,
        baseline: "middle" as const,
        color: INK,
        fontSize: 12,
      },
      encoding: { x: { value: x + SYMBOL + 6 }, y: { value: y } },
    },
  ];
}

function symbol({ kind, color, dash, opacity = 1 }: LegendEntry, x: number, y: number): object[] {
  const middle = { x: { value: x + SYMBOL / 2 }, y: { value: y } };
  const box = { x: { value: x }, x2: { value: x + SYMBOL }, y: { value: y - 5 }, y2: { value: y + 5 } };
  if (kind === "area") return [{ mark: { type: "rect", color, opacity }, encoding: box }];
  if (kind === "hatch") return [{ mark: { type: "rect", fill: HATCH, color }, encoding: box }];
  if (kind === "point")
    return [
      {
        mark: { type: "point", shape: "diamond", size: 60, color, filled: false, strokeWidth: 2, opacity },
        encoding: middle,
      },
    ];
  if (kind === "counts")
    return [
      { mark: { type: "rule", color }, encoding: { ...middle, y: { value: y - 6 }, y2: { value: y + 6 } } },
      { mark: { type: "point", color, fill: color, size: 14, opacity: 1 }, encoding: middle },
    ];
  return [
    {
      mark: { type: "rule", color, strokeWidth: 2, opacity, ...(dash ? { strokeDash: [...dash] } : {}) },
      encoding: { x: { value: x }, x2: { value: x + SYMBOL }, y: { value: y } },
    },
  ];
}
