import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CouplingPlane, nominalParameters } from "../../catalogue/planes/plane.js";
import { planes } from "../../catalogue/planes/planes.js";
import { planeData, planeSpec, planeTable } from "../../figures/coupling-plane.js";
import { formatNumber } from "../../figures/numbers.js";
import { type ComparedResults, curvesOf, firstCurves, type PlaneCurve } from "../../figures/plane-curves.js";
import { compileFigure, drawSvg } from "../draw.js";
import { figureHtml } from "../figure-html.js";
import { recipe } from "../freshness.js";
import { Html, html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { cacheFolder } from "../paths.js";
import { resultHashes } from "../results.js";
import { writeOutput } from "../store.js";
import { comparedResults } from "./results.js";

/** The file that the page fetches when it comes alive: results, and a compiled figure for each plane. */
export const comparePath = join(cacheFolder, "loaders", "compare.json");

/** A curve as its line in the key: drawn as it is drawn in the plane. */
function keySymbol({ kind, color, dash }: PlaneCurve): Html {
  const line = (y: number, pattern: readonly number[]) =>
    html`<line x1="0" x2="30" y1="${y}" y2="${y}" stroke="${color}" stroke-width="2"${pattern.length > 0 && new Html(` stroke-dasharray="${pattern.join(" ")}"`)}></line>`;
  const drawn = {
    limit: () => html`${line(4, [])}${line(10, [6, 4])}`,
    curve: () => line(7, dash),
    points: () => html`<path d="M15 1l5 6-5 6-5-6z" fill="none" stroke="${color}" stroke-width="2"></path>`,
    band: () => html`<rect width="30" height="14" fill="${color}" opacity="0.35"></rect>`,
    above: () => html`<rect width="30" height="14" fill="${color}" opacity="0.35"></rect>`,
  }[kind]();
  return html`<svg class="key" width="30" height="14" viewBox="0 0 30 14" aria-hidden="true">${drawn}</svg>`;
}

function curveHtml(plane: CouplingPlane, curve: PlaneCurve): Html {
  const label = curve.search ? html`${curve.label} <a href="/searches/${curve.search}">page</a>` : html`${curve.label}`;
  return html`<li><label><input type="checkbox" data-curve="${curve.id}" data-plane="${plane.id}"${curve.first && new Html(" checked")}>${keySymbol(curve)}<span>${label}</span></label><p class="note">${curve.source}</p></li>`;
}

function parameterHtml(plane: CouplingPlane): Html[] {
  return plane.parameters.map(({ id, symbol, title, unit, low, high, nominal, scale }) => {
    const name = `${plane.id}-${id}`;
    const place = (value: number) => (scale === "log" ? Math.log10(value) : value);
    const step = scale === "log" ? 0.05 : (high - low) / 100;
    return html`<div class="slider"><label for="${name}">${symbol}: ${title}</label><output for="${name}">${[formatNumber(nominal), unit].filter(Boolean).join(" ")}</output><input type="range" id="${name}" data-parameter="${id}" data-plane="${plane.id}" min="${place(low)}" max="${place(high)}" step="${step}" value="${place(nominal)}"></div>`;
  });
}

async function sectionHtml(plane: CouplingPlane, results: ComparedResults): Promise<Html> {
  const curves = curvesOf(plane, results, nominalParameters(plane));
  const first = firstCurves(curves);
  const chosen = curves.filter(({ id }) => first.has(id));
  const drawing = await drawSvg(compileFigure(planeSpec(plane, curves)), planeData(chosen));
  const label = `Upper limits on ${plane.title} against ${plane.abscissa.title}: ${chosen.map((one) => one.label).join("; ")}`;
  return html`<section id="${plane.id}" class="plane" data-plane-section="${plane.id}"><h2>${plane.title}</h2>
<div class="plane-stage"><div>${figureHtml(`plane-${plane.id}`, drawing, label, planeTable(plane, chosen))}
<p class="figure-numbers"><span class="mark" data-mark role="status">from the build</span></p></div>
<form class="controls" aria-label="Curves of the plane of ${plane.symbol}" autocomplete="off">${parameterHtml(plane)}<ul class="curves">${curves.map((curve) => curveHtml(plane, curve))}</ul></form></div>
${plane.notes.map((note) => html`<p class="note">${note}</p>`)}</section>`;
}

/** Several searches and published curves in one plane that the reader chooses. */
export const comparePage: BuiltPage = {
  name: "compare",
  title: "Compare",
  module: "src/loaders/compare-page/page.ts",
  inputs: resultHashes,
  write: async (size) => {
    const results = comparedResults();
    const figures = Object.fromEntries(
      planes.map((plane) => [
        plane.id,
        compileFigure(planeSpec(plane, curvesOf(plane, results, nominalParameters(plane)))),
      ]),
    );
    const made = await recipe(["src/loaders/compare-page/page.ts"], { ...size, inputs: resultHashes() });
    await writeOutput(comparePath, made, (path) => writeFileSync(path, JSON.stringify({ results, figures })));
    return html`<article class="compare">
<h1>Compare</h1>
<p>Several searches, and what others have published, in one plane. Choose the plane, then the curves. Observed limits are solid and their median expectations dashed; what is published is drawn in other styles, each with its citation. Limits of different confidence levels stand side by side as they are.</p>
<form class="import" data-import aria-label="Curves of yours" autocomplete="off">
<label class="choice file">open or drop tables of HEPData <input type="file" multiple accept=".zip,.tar,.gz,.tgz,.yaml,.yml,.json"></label>
<label class="choice file">or a folder of them <input type="file" webkitdirectory></label>
<p class="note">A submission (zip, tar.gz, folder), a YAML file or the JSON of a table: choose a column, and it joins a plane. <strong>Nothing that you open leaves this browser.</strong> <span role="status" data-import-status></span></p>
</form>
<nav class="tabs" aria-label="Planes">${planes.map(({ id, symbol }) => html`<a href="#${id}">${symbol}</a>`)}</nav>
${await Promise.all(planes.map((plane) => sectionHtml(plane, results)))}
</article>`;
  },
  script: () => `import { mountCompare } from "./components/compare-page.js";

mountCompare(document.querySelector("article.compare"), FileAttachment("./loaders/compare.json"));`,
};
