import { examine, type LikelihoodAnswer } from "../../figures/likelihood/examine.js";
import { EXAMPLE_WORKSPACE } from "../../figures/likelihood/example.js";
import { rankingData, rankingSpec, rankingTable } from "../../figures/likelihood/ranking.js";
import { clsTable, limitsTable, strengthData, strengthSpec } from "../../figures/likelihood/strength.js";
import { fitText, slotsOf, yieldsData, yieldsSpec, yieldsTable } from "../../figures/likelihood/yields.js";
import { compileFigure, drawSvg } from "../draw.js";
import { figureHtml, tableHtml } from "../figure-html.js";
import { Html, html } from "../html.js";
import type { BuiltPage } from "../pages.js";

const LEVEL = 0.95;

function figures() {
  return {
    yields: compileFigure(yieldsSpec()),
    strength: compileFigure(strengthSpec()),
    ranking: compileFigure(rankingSpec()),
  };
}

/** The answers of one kind that `examine` gives of the example. */
function answersOf() {
  const answers = [...examine({ workspace: EXAMPLE_WORKSPACE, interpolation: "smooth", confidenceLevel: LEVEL })];
  const only = <Kind extends LikelihoodAnswer["kind"]>(kind: Kind) => {
    const found = answers.find((one): one is Extract<LikelihoodAnswer, { kind: Kind }> => one.kind === kind);
    if (!found) throw new Error(`no ${kind}: of the example of a likelihood`);
    return found;
  };
  return { yields: only("yields").yields, limits: only("limits"), impacts: only("impacts").impacts };
}

/** The page that opens published likelihoods. */
export const likelihoodsPage: BuiltPage = {
  name: "likelihoods",
  title: "Likelihoods",
  module: "src/loaders/likelihoods-page/page.ts",
  write: async () => {
    const { yields, limits, impacts } = answersOf();
    const specs = figures();
    const drawings = {
      yields: await drawSvg(specs.yields, yieldsData(yields)),
      strength: await drawSvg(specs.strength, strengthData(limits.cls, limits.limits, LEVEL)),
      ranking: await drawSvg(specs.ranking, rankingData(impacts)),
    };
    const example = "example, made up";
    return html`<article class="likelihoods">
<h1>Likelihoods</h1>
<p>A published likelihood says more than a published limit. Open a workspace of pyhf (HistFactory, JSON), with a patch or a patch set of signals beside it where it has them: fitted, tested and ranked here, in this browser. A spectrum of HEPData (zip, tar.gz, folder, YAML, JSON) opens as well: say which columns are data, background and signal, and they become templates with all their uncertainties. <strong>Nothing that you open leaves it.</strong> Limits are asymptotic CLs with q̃, the strength bounded as the workspace says; with fewer than about five events of background they are 10 to 15 % too strong.</p>
<form class="likelihood-controls" aria-label="Likelihood" autocomplete="off">
<label class="choice file">open or drop files <input type="file" multiple accept=".json,.zip,.tar,.gz,.tgz,.yaml,.yml"></label>
<label class="choice">signal <select name="signal" disabled></select></label>
<label class="choice">interpolation <select name="interpolation"><option value="smooth">smooth (code 4, 4p)</option><option value="linear">linear (code 1, 0)</option></select></label>
<label class="choice">confidence level <select name="level">${[0.9, 0.95, 0.99].map((level) => html`<option value="${level}"${level === LEVEL && new Html(" selected")}>${100 * level} %</option>`)}</select></label>
<button type="button" class="button" data-example>the example</button>
<button type="button" class="button" data-stop hidden>stop</button>
</form>
<p class="likelihood-state"><strong data-name>${example}</strong>: <span data-fit>${fitText(yields)}</span>. <progress hidden max="1" value="0" aria-label="impacts"></progress> <span class="mark" role="status" data-status>from the build</span></p>
<div class="likelihood-figures">
<section><h2>Yields</h2>
${figureHtml("yields", drawings.yields, "Events in every bin: fitted samples stacked, their sum before the fit, and what was observed", yieldsTable(yields))}
<ul class="likelihood-legend" data-legend>${slotsOf(yields).map(({ slot, name }) => html`<li data-slot="${slot}">${name}</li>`)}</ul>
<p class="note">Stacked: after the fit, signal on top. Dashed: the sum before it. Points: observed, with central intervals.</p></section>
<section data-of-strength><h2>CLs and limits</h2>
${figureHtml("strength", drawings.strength, "CLs against the signal strength: observed, expected and bands", clsTable(limits.cls))}
<p class="note">Solid: observed; dashed: expected, with ±1σ and ±2σ. Red: the confidence level, and the observed limit.</p>
${tableHtml(limitsTable(limits.limits, LEVEL))}</section>
<section class="wide" data-of-strength><h2>Pulls and impacts</h2>
${figureHtml("ranking", drawings.ranking, "Pull of every parameter with its error, and what it does to the signal strength", rankingTable(impacts))}
<p class="note">Left: (fitted − auxiliary) over the width of the constraint, the bar its error after the fit. Right: how the fitted strength moves with the parameter held one error above (blue) or below (orange).</p></section>
</div>
</article>`;
  },
  script: () => `import { mountLikelihoods } from "./components/likelihoods-page.js";

mountLikelihoods(document.querySelector(".likelihoods"), ${JSON.stringify(figures())});`,
};
