import katex from "katex";
import type { Provenance } from "../analysis/provenance.js";
import type { Evaluation } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import { controlFigure, controlSummary, controlTable } from "../figures/control-samples.js";
import { factsText } from "../figures/facts.js";
import { trace } from "../figures/panels/trace.js";
import { firstPoint, readoutAt } from "../figures/readout.js";
import { describeSpectrum, drawingRules } from "../figures/spectrum.js";
import { cutFlowTable, limitTable, spectrumTable, type Table } from "../figures/tables.js";
import { resultFormats } from "../formats/result-formats.js";
import { controlsHtml } from "./controls.js";
import { shownSearches } from "./events.js";
import { figureHtml, HATCH_PATTERN, tableHtml, takenTableHtml } from "./figure-html.js";
import { Html, html, withSubscripts } from "./html.js";
import { ownObservableDetail } from "./own-observable.js";
import type { Detail } from "./panels.js";
import { whereFrom } from "./where-from.js";

export { tableHtml };

/** What the first view is made of besides the search. */
export interface FirstView {
  readonly evaluation: Evaluation;
  readonly samples: readonly SampleSummary[];
  /** Figures as SVG text, by name. */
  readonly drawings: Readonly<Record<string, string>>;
  /** Tables about the simulation that do not move with the cuts. */
  readonly preselection: Table;
  /** Panels that live. */
  readonly panels: readonly Detail[];
  readonly provenance: Provenance;
}

/** TeX as MathML: needs no fonts, styles or scripts. */
function math(tex: string): Html {
  return new Html(katex.renderToString(tex, { output: "mathml", throwOnError: true }).replaceAll("\n", ""));
}

/** What the symbols stand for, and how finely the columns are stored. */
function observablesHtml(search: Search): Html {
  return html`<table><caption>Observables: the columns of the snapshot, stored as whole steps</caption>
<thead><tr><th scope="col">symbol</th><th scope="col">what it is</th><th scope="col">unit</th><th scope="col">step</th><th scope="col">column</th></tr></thead>
<tbody>${search.observables.map((one) => html`<tr><th scope="row">${math(one.tex)}</th><td>${one.name}</td><td>${one.unit}</td><td data-number>${one.step}</td><td><code>${one.id}</code></td></tr>`)}</tbody></table>`;
}

const HIDDEN = new Html(" hidden");

/** Which of some alternatives the exclusion plot compares with. */
function alternativesHtml(search: Search): Html[] {
  const choices = new Map<string, Set<string>>();
  for (const { choice } of search.comparisons) {
    if (choice) choices.set(choice.of, (choices.get(choice.of) ?? new Set()).add(choice.name));
  }
  return Array.from(choices, ([of, names]) => {
    const title = search.comparisons.find(({ choice }) => choice?.of === of)?.title.split(" ")[0];
    return html`<label class="scale">${title} <select data-view="comparison" data-comparison="${of}">${Array.from(names, (name) => html`<option>${name}</option>`)}</select></label>`;
  });
}

/** Lines through a plane of two masses that limits may be shown along. */
function linesHtml({ scan: { ellipses } }: Search): Html | false {
  if (!ellipses) return false;
  const { first, second, rows, columns } = ellipses;
  return html`<label class="scale"><span class="visually-hidden">along</span> <select data-view="line" aria-label="Mass that is held in the exclusion plot">${rows.map((at) => html`<option value="second ${at}">${second.symbol} = ${at} GeV</option>`)}${columns.map((at) => html`<option value="first ${at}">${first.symbol} = ${at} GeV</option>`)}</select></label>`;
}

/** What the exclusion plot does not draw, in words. */
function remarksHtml({ remarks = [], radiation }: Search): Html {
  const shown = new Set(shownSearches().map(({ id }) => id));
  const all = [...remarks, { title: "Born or with radiation", ...radiation }];
  return html`<details class="remarks"><summary>What else is known</summary><dl>${all.map(
    ({ title, text, origin, citation, page }) =>
      html`<dt>${title}</dt><dd>${text} ${page && shown.has(page.id) && html`<a href="/searches/${page.id}">${page.title}</a>`} <cite>${citation}</cite>${origin !== "published" && ` (${origin})`}</dd>`,
  )}</dl></details>`;
}

/** Of a blinded search: why, and what is open all the same; of an opened one: who opened it. */
function blindingHtml({ blinding, unblinding, controls = [] }: Search): Html | false {
  if (unblinding)
    return html`<p class="note" data-blinding="opened">Unblinded by ${unblinding.by} on ${unblinding.on}: ${unblinding.reason}.</p>`;
  if (!blinding) return false;
  const titles = controls.filter(({ id }) => blinding.open.includes(id)).map(({ title }) => title);
  const open =
    titles.length > 0
      ? `Open are the control samples ${titles.join(", ")}, with the cuts as published.`
      : "Control samples are closed too.";
  return html`<p class="note" data-blinding="blinded">Blinded: ${blinding.reason}. Expectations only; no event of the signal region is in any file of this site. ${open}</p>`;
}

/** Samples that were read from files: whose they are, and what was noticed in reading them. */
function givenDetail(samples: readonly SampleSummary[]): Detail[] {
  const given = samples.flatMap(({ source }) => source ?? []);
  if (given.length === 0) return [];
  const items = given.map(
    ({ label, conditions, citation, notices }) =>
      html`<li>${[label, conditions, citation].filter(Boolean).join(", ")}<ul>${notices.map((notice) => html`<li>${notice}</li>`)}</ul></li>`,
  );
  return [{ id: "samples", title: "Samples", body: html`<p>Read from files:</p><ul>${items}</ul>` }];
}

/** Data against simulation beside the signal region. */
function controlDetail(search: Search, { evaluation, samples, drawings }: FirstView): Detail[] {
  const { controls = [] } = search;
  if (controls.length === 0) return [];
  const caution =
    search.data === "pseudo" &&
    "Pseudo-data are thrown from this very simulation: here the ratio can differ from one by chance alone. With data from files it is a test.";
  const figures = controls.map(
    (
      control,
    ) => html`<section class="control-sample"><h3>${control.title}</h3><p>${control.about}${search.blinding && !search.blinding.open.includes(control.id) && " Blinded: its data are closed."}</p>
${figureHtml(controlFigure(control), drawings[controlFigure(control)], `Control sample ${control.title}: ${describeSpectrum(search, control.spectrum)}`, controlTable(control, evaluation, samples))}</section>`,
  );
  return [
    {
      id: "control-samples",
      title: "Control samples",
      body: html`<p>Events beside the signal region, from the same snapshot; the cuts that are not named hold as they are set above. ${caution}</p>
${takenTableHtml(controlSummary(controls, evaluation, samples))}
<div class="control-samples">${figures}</div>`,
    },
  ];
}

/** The panel that stands in the part on where numbers come from. */
const isChain = ({ id }: Detail) => id === trace.id;

function detailsOf(search: Search, view: FirstView): Detail[] {
  return [
    {
      id: "cut-flow",
      title: "Cut flow",
      body: html`${takenTableHtml(cutFlowTable(search, view.evaluation.cutFlow, view.samples))}
${view.preselection.rows.length > 0 && html`<details><summary>Before the cuts: what was simulated</summary>${tableHtml(view.preselection)}</details>`}`,
    },
    ...givenDetail(view.samples),
    ...controlDetail(search, view),
    ...view.panels.filter((one) => !isChain(one)),
    ownObservableDetail(search),
    {
      id: "observables",
      title: "Observables",
      body: html`<div class="table" tabindex="0" role="region" aria-label="Observables">${observablesHtml(search)}</div>`,
    },
    whereFrom(search, view.provenance, view.panels.find(isChain)),
  ];
}

/** Parts below the stage: links that scripts make tabs of; without scripts they stand below each other. */
function detailsHtml(details: readonly Detail[]): Html {
  return html`<nav class="tabs" aria-label="Details">${details.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
<div class="panel-details">${details.map(({ id, title, body }) => html`<section id="${id}"><h2>${title} <span class="mark" data-origin>from the build</span></h2>${body}</section>`)}</div>`;
}

/** The HTML of a search's page: complete without scripts, and what the scripts then bring to life. */
export function firstView(search: Search, view: FirstView): string {
  const [spectrum] = search.spectra;
  const [interpretation] = search.interpretations;
  const counts = view.evaluation.spectra.find((one) => one.spectrum === spectrum.id);
  if (!counts) throw new Error(`no spectrum: ${spectrum.id}, of search ${search.id}`);
  const point = firstPoint(search, view.evaluation.scan, interpretation);
  const doi = search.citation.doi ? `https://doi.org/${search.citation.doi}` : undefined;
  const page = html`<article class="search" data-search="${search.id}">
<header class="search-header">
<h1>${search.title} → ${withSubscripts(search.target)}</h1>
<p class="facts">${search.process.text} · <span data-facts>${factsText(search, view.samples)}</span></p>
<p>${search.summary} ${doi ? html`<a href="${doi}" rel="noreferrer">${search.citation.journal} ↗</a>` : search.citation.journal}</p>
${blindingHtml(search)}</header>
<p class="notice" role="status" data-notice hidden></p>
<div class="notice" role="status" data-costly hidden>Your connection seems slow or metered. To count here, this page fetches <span data-costly-size></span>; nothing was fetched yet. <button type="button" class="button">Fetch and compute here</button></div>
<div class="search-stage">
${controlsHtml(search, point.tuned)}
<section class="panel-spectrum" aria-label="Spectrum">
<h2>${spectrum.heading} <label class="scale"><input type="checkbox" data-view="log" checked> log</label></h2>
${figureHtml("spectrum", view.drawings["spectrum-log"], describeSpectrum(search, spectrum), spectrumTable(spectrum, counts, view.samples))}
<details class="remarks"><summary>How it is drawn</summary><p>${drawingRules(search)} <a href="/reading">How to read these plots</a></p></details></section>
<section class="panel-limit" aria-label="Exclusion plot">
<h2>Exclusion plot <label class="scale"${search.interpretations.length === 1 && HIDDEN}><span class="visually-hidden">quantity</span> <select data-view="interpretation" aria-label="Quantity of the exclusion plot">${search.interpretations.map((one) => html`<option value="${one.id}">${[one.symbol, one.beside].filter(Boolean).join(", ")}</option>`)}</select></label>${linesHtml(search)}${alternativesHtml(search)}</h2>
${figureHtml("limit", view.drawings[`limit-${interpretation.id}`], `Upper limit on ${interpretation.title} against ${search.scan.abscissa.title}`, limitTable(search, interpretation, view.evaluation.scan))}
${remarksHtml(search)}<p class="figure-numbers"><label class="slid">hypothesis <input type="range" data-view="hypothesis" min="0" max="${view.evaluation.scan.length - 1}" step="1" value="${view.evaluation.scan.indexOf(point)}"></label>
<output data-readout>${readoutAt(search, point, interpretation)}</output> <span class="mark" data-mark>from the build</span> <a href="#where-from">where from?</a></p>
<p class="long-work" data-long-work hidden><progress max="1" value="0" aria-label="share of the computation that is done"></progress> <button type="button" data-stop>stop</button></p>
<details class="take" data-result><summary>Take away the result</summary><div class="take-list">${resultFormats.map(({ id, title }) => html`<button type="button" data-take="${id}">${title}</button>`)}<button type="button" data-take="number">Copy this number</button><button type="button" data-take="link">Copy the link</button></div></details>
<p class="status" role="status" data-status></p>
</section>
</div>
${detailsHtml(detailsOf(search, view))}
${HATCH_PATTERN}
</article>`;
  return page.text;
}
