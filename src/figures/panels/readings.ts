import { abscissaOf } from "../figures.js";
import { limitData, limitParams, limitSpec } from "../limit.js";
import { limitTable } from "../tables.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** The exclusion plot of one of the further quantities, which has a plane to compare in of its own. */
function figureOf(context: PanelContext, k: number): PanelFigure {
  const { search, evaluation, heading, state } = context;
  const interpretation = search.interpretations[k];
  const view = { interpretation, state };
  const { scan } = evaluation;
  return {
    name: `readings-${interpretation.id}`,
    description: `Upper limit on ${interpretation.title} against ${search.scan.abscissa.title}`,
    spec: limitSpec(
      search,
      view,
      scan,
      heading,
      abscissaOf(
        search.scan,
        scan.map(({ hypothesis }) => hypothesis.mass),
      ),
    ),
    data: limitData(search, view, scan),
    params: limitParams(search, scan, view, heading),
    table: { ...limitTable(search, interpretation, scan), id: `readings-${interpretation.id}` },
  };
}

/** What the limits exclude, in words, with the plots it is read off. */
export const readings: Panel = {
  id: "excluded",
  title: "Excluded",
  about:
    "What the limit means for the model, read off by this page, between the hypotheses linearly. The bounds are ours to compute: whoever cites them should say so.",
  contents(context) {
    const { search, evaluation } = context;
    if (!search.readings) return null;
    const further = search.interpretations.map((_, k) => k).slice(1);
    return { figures: further.map((k) => figureOf(context, k)), tables: [], notes: search.readings(evaluation.scan) };
  },
};
