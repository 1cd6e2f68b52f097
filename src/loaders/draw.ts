import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { FigureData } from "../figures/theme.js";

/**
 * A Vega-Lite specification compiled for the page: Vega's own, with axes repeated on the far sides, so that the page
 * needs neither Vega-Lite nor eval.
 */
export function compileFigure(spec: TopLevelSpec): vega.Spec {
  const compiled = compile(spec, { logger: quiet }).spec as vega.Spec;
  mirrorAxes(compiled);
  return compiled;
}

/** Vega-Lite warns of a domain of one colour on an empty data set and the like; a mistake shows as an error instead. */
const quiet = vega.logger(vega.Error);

/** Ticks on all four sides: every axis with ticks is drawn again, bare, on the opposite side. */
function mirrorAxes(scope: { axes?: vega.Axis[]; marks?: vega.Mark[] }): void {
  const opposite = { left: "right", bottom: "top" } as const;
  const axes = scope.axes ?? [];
  for (const axis of axes.slice()) {
    if (axis.grid || (axis.orient !== "left" && axis.orient !== "bottom")) continue;
    const { title: _, encode: __, ...bare } = axis;
    axes.push({ ...bare, orient: opposite[axis.orient], labels: false, aria: false });
  }
  for (const mark of scope.marks ?? []) if (mark.type === "group") mirrorAxes(mark);
}

/** Puts rows into the named data sets of a compiled figure. */
export function withData(spec: vega.Spec, data: FigureData): vega.Spec {
  return {
    ...spec,
    data: spec.data?.map((one) => {
      const rows = data[one.name];
      return rows ? ({ ...one, values: rows } as vega.Data) : one;
    }),
  };
}

/** Draws a compiled figure as SVG text. */
export async function drawSvg(spec: vega.Spec, data: FigureData): Promise<string> {
  const view = new vega.View(vega.parse(withData(spec, data)), { renderer: "none", logger: quiet });
  try {
    const svg = await view.toSVG();
    // Figures that come alive beside this one number their clips from 1 too, and one that is hidden clips nothing.
    return svg.replaceAll(/(id="|url\(#)clip(\d+)/g, "$1built-clip$2");
  } finally {
    view.finalize();
  }
}
