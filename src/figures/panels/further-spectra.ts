import type { Spectrum } from "../../analysis/search.js";
import { describeSpectrum, LOG_FLOOR, type SpectrumView, spectrumData, spectrumSpec, windowData } from "../spectrum.js";
import { spectrumTable } from "../tables.js";
import type { FigureData } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

function figureOf(spectrum: Spectrum, context: PanelContext): PanelFigure[] {
  const { search, evaluation, samples, eventsHeading: heading, point } = context;
  const counts = evaluation.spectra.find((one) => one.spectrum === spectrum.id);
  if (!counts) return [];
  const view: SpectrumView = {
    scale: "log",
    floor: LOG_FLOOR.simulation,
    ...(search.overlay ? { signal: search.overlay } : {}),
  };
  const data = spectrumData(spectrum, counts, samples, view);
  return [
    {
      name: `further-${spectrum.id}`,
      description: describeSpectrum(search, spectrum),
      spec: spectrumSpec(search, spectrum, view, heading),
      data: {
        ...data,
        data: data.data.filter(({ x }) => isOpen(spectrum, Number(x), context)),
        ...(spectrum.without === undefined ? windowData(spectrum, point.region) : keptData(spectrum, context)),
      },
      params: { ...heading },
      table: spectrumTable(spectrum, counts, samples),
    },
  ];
}

/** What the cut that a spectrum leaves out would keep, in the place of the window. */
function keptData({ without, edges }: Spectrum, { state }: PanelContext): FigureData {
  const { min = edges[0], max = edges[edges.length - 1] } = state.cuts[without ?? ""] ?? {};
  return { window: [{ x0: min, x1: max }] };
}

/** Whether the cuts on the observable itself leave a place open: beyond them no count of zero means anything. */
function isOpen({ observable, toObservable, without }: Spectrum, x: number, { search, state }: PanelContext): boolean {
  const value = toObservable?.(x) ?? x;
  return search.selection.every((cut) => {
    if (cut.kind !== "range" || cut.observable !== observable || cut.id === without || cut.highest || cut.when)
      return true;
    const { min = value, max = value } = state.cuts[cut.id];
    return value >= min && value <= max;
  });
}

/** Spectra beside the one of the stage. */
export const furtherSpectra: Panel = {
  id: "spectra",
  title: "Spectra",
  about:
    "The spectra that the stage has no room for, with the same events, cuts and signal; shaded: the region of the hypothesis, where it is sought in them. A spectrum that a cut on its own observable would empty is drawn without that cut; shaded there: what it keeps.",
  contents(context) {
    const { spectra, samples } = context.search;
    if (spectra.length < 2 || !samples.some(({ kind }) => kind === "background")) return null;
    return { figures: spectra.slice(1).flatMap((spectrum) => figureOf(spectrum, context)), tables: [], notes: [] };
  },
};
