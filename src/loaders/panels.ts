import type * as vega from "vega";
import type { Analysis } from "../analysis/evaluate.js";
import type { Evaluation, Wanted } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import { type Ranking, systematicsRanking } from "../analysis/systematics-ranking.js";
import type { PanelContext } from "../figures/panels/panel.js";
import { panels } from "../figures/panels/panels.js";
import { compileFigure, drawSvg } from "./draw.js";
import { figureHtml, takenTableHtml } from "./figure-html.js";
import { Html, html } from "./html.js";

/** One part below the stage, with its tab. */
export interface Detail {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** Everything that any panel asks for, at one mass. */
export function everythingWanted(mass: number): Wanted {
  return Object.assign({}, ...panels.map((panel) => panel.wanted?.(mass) ?? {}));
}

/** The effect of each systematic uncertainty, where there are any. */
export function rankingOf(
  search: Search,
  state: AnalysisState,
  analysis: Analysis,
  { scan }: Evaluation,
  mass: number,
): Ranking | null {
  if (search.measurement.systematics.length === 0) return null;
  const index = scan.findIndex(({ hypothesis }) => hypothesis.mass === mass);
  return systematicsRanking(search, state, index, (other, wanted) =>
    analysis.evaluate(other, { fast: true, ...wanted }),
  );
}

/** The panels of a search as HTML, and the compiled specifications that the page draws them with again. */
export async function panelDetails(
  context: PanelContext,
): Promise<{ details: Detail[]; specs: Record<string, vega.Spec> }> {
  const specs: Record<string, vega.Spec> = {};
  const details: Detail[] = [];
  for (const panel of panels) {
    const contents = panel.contents(context);
    if (!contents) continue;
    const figures: Html[] = [];
    for (const { name, description, spec, data, table, brush } of contents.figures) {
      specs[name] = compileFigure(spec);
      figures.push(figureHtml(name, await drawSvg(specs[name], data), description, table, { brush }));
    }
    const { drawing } = contents;
    if (drawing)
      figures.push(figureHtml(panel.id, drawing.svg, drawing.description, drawing.table, { hasSpec: false }));
    const body = html`<div data-panel="${panel.id}"><p>${panel.about}</p>
<div data-notes>${contents.notes.map((note) => html`<p>${note}</p>`)}</div>
${panel.choice && html`<p><label>${panel.choice.title} <input type="range" data-view="choice" data-choice-of="${panel.id}" min="0" max="${panel.choice.count - 1}" step="1" value="0"></label></p>`}
${contents.tables.map(takenTableHtml)}
<div class="panel-figures">${figures}</div></div>`;
    details.push({ id: panel.id, title: panel.title, body: new Html(body.text) });
  }
  return { details, specs };
}
