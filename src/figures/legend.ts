import { INK } from "./theme.js";

/** One line of a legend, drawn like what it stands for: with its dash, its marker, its opacity. */
export interface LegendEntry {
  readonly label: string;
  /** Parameter of the figure that holds the label, where it changes. */
  readonly param?: string;
  readonly kind: "line" | "area" | "point";
  readonly color: string;
  readonly dash?: readonly number[];
  readonly opacity?: number;
}

const ROW = 17;
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

function entryLayers(entry: LegendEntry, x: number, y: number) {
  const text = entry.param ? { expr: entry.param } : entry.label;
  return [
    { data: { values: [{}] }, ...symbol(entry, x, y) },
    {
      data: { values: [{}] },
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

function symbol({ kind, color, dash, opacity = 1 }: LegendEntry, x: number, y: number) {
  if (kind === "area") {
    return {
      mark: { type: "rect" as const, color, opacity },
      encoding: { x: { value: x }, x2: { value: x + SYMBOL }, y: { value: y - 5 }, y2: { value: y + 5 } },
    };
  }
  if (kind === "point") {
    return {
      mark: { type: "point" as const, shape: "diamond", size: 60, color, filled: false, strokeWidth: 2, opacity },
      encoding: { x: { value: x + SYMBOL / 2 }, y: { value: y } },
    };
  }
  return {
    mark: { type: "rule" as const, color, strokeWidth: 2, opacity, ...(dash ? { strokeDash: [...dash] } : {}) },
    encoding: { x: { value: x }, x2: { value: x + SYMBOL }, y: { value: y } },
  };
}
