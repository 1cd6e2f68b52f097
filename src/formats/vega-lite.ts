import type { TopLevelSpec } from "vega-lite";
import { type FigureData, type FigureParams, HATCH, INK } from "../figures/theme.js";
import { type Imprint, imprintLines } from "./imprint.js";

/** What the page's theme gives a drawing, for one that leaves it: ink, hatch and fonts. */
const OUTSIDE: Readonly<Record<string, string>> = {
  [INK]: "#1c1e21",
  [HATCH]: "rgba(28, 30, 33, 0.25)",
  "var(--sans, sans-serif)": "Helvetica, Arial, sans-serif",
};

/** Every text of a specification that means something on the page alone, replaced. */
function settled(value: unknown): unknown {
  if (typeof value === "string") return OUTSIDE[value] ?? value;
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, settled(inside)]));
}

/**
 * A figure as a Vega-Lite specification that stands alone: its data sets inside, its parameters as drawn, the colours
 * of paper, and its imprint in `usermeta`.
 */
export function vegaLiteOf(spec: TopLevelSpec, data: FigureData, params: FigureParams, made: Imprint): TopLevelSpec {
  const declared = (spec as { params?: readonly { name: string }[] }).params ?? [];
  return {
    ...(settled(spec) as TopLevelSpec),
    background: "white",
    params: declared.map((one) => (Object.hasOwn(params, one.name) ? { ...one, value: params[one.name] } : one)),
    datasets: data,
    usermeta: { ...made, lines: imprintLines(made) },
  } as unknown as TopLevelSpec;
}
