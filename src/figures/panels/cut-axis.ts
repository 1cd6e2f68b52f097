import type { NMinusOneSpectrum } from "../../analysis/studies.js";
import type { PanelContext, PanelFigure } from "./panel.js";

/** Values at which something stands, e.g. material. */
export function landmarksOf(one: NMinusOneSpectrum, { search }: PanelContext): number[] {
  const cut = search.selection.find(({ id }) => id === one.cut);
  if (cut?.kind !== "range") return [];
  return (search.landmarks ?? []).flatMap(({ observable, at }) => (observable === cut.observable.id ? [at] : []));
}

/** The range that may be drawn: none of a line, of a cut tuned window by window, or with each end on a column of its own. */
export function brushOf(one: NMinusOneSpectrum, { search }: PanelContext, second: boolean): Pick<PanelFigure, "brush"> {
  const cut = search.selection.find(({ id }) => id === one.cut);
  if (cut?.kind !== "range" || search.tuning?.threshold === cut.id) return {};
  const has = (id: string, here: boolean) =>
    here && cut.parameters.some((parameter) => parameter.id === id) ? id : null;
  const low = has("min", !second);
  const high = has("max", second || !cut.highest);
  const domain = [one.edges[0], one.edges[one.edges.length - 1]] as const;
  return { brush: { cut: cut.id, title: cut.title, low, high, domain, unit: one.unit } };
}
