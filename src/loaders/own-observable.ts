import { FUNCTIONS } from "../analysis/expression/functions.js";
import { OWN } from "../analysis/own/column.js";
import { LONGEST_EXPRESSION, OWN_BINS } from "../analysis/own/observable.js";
import type { Search } from "../analysis/search.js";
import { OWN_FIGURE } from "../figures/own-histogram.js";
import type { Brush } from "../figures/panels/panel.js";
import type { Table } from "../figures/tables.js";
import { figureHtml } from "./figure-html.js";
import { html } from "./html.js";
import type { Detail } from "./panels.js";

/** What stands in the places that the page fills as soon as there is an observable. */
const EMPTY: Table = {
  id: OWN_FIGURE,
  caption: "Own observable",
  columns: [{ title: "from", unit: "" }],
  rows: [],
  values: [],
};

const BRUSH: Brush = { cut: OWN, title: "own observable", low: "min", high: "max", domain: [0, 1], unit: "" };

/** An expression over the search's own columns to begin with. */
function exampleOf({ observables }: Search): string {
  const [first, ...others] = observables.filter(({ unit }) => unit.startsWith("GeV/c") || unit === "GeV");
  const second = others.find(({ unit }) => unit === first.unit);
  if (first && second) return `${first.id} - ${second.id}`;
  return `2 * ${(first ?? observables[0]).id}`;
}

/** The tab in which a reader writes an observable, sees its histogram and cuts on it. */
export function ownObservableDetail(search: Search): Detail {
  const example = exampleOf(search);
  const end = (id: "min" | "max", sign: string) =>
    html`<label>${sign} <input type="number" step="any" data-parameter="${id}" aria-label="own observable, ${id === "min" ? "lowest" : "highest"}"></label>`;
  return {
    id: "own-observable",
    title: "Own observable",
    body: html`<div data-own-observable>
<p>An observable of yours: an expression over the columns of the events. Its units are checked, its histogram is drawn, and a cut on it goes into cut flow, spectra and limits as any other; the link carries it. Nothing of what you write is run as code.</p>
<form class="own-form" data-own-form>
<label class="own-expression">expression <input type="text" name="expression" maxlength="${LONGEST_EXPRESSION}" spellcheck="false" autocomplete="off" autocapitalize="off" placeholder="${example}" aria-describedby="own-word" required></label>
<label>from <input type="number" name="low" step="any" placeholder="found"></label>
<label>to <input type="number" name="high" step="any" placeholder="found"></label>
<label>bins <input type="number" name="bins" min="2" max="${OWN_BINS.most}" step="1" value="${OWN_BINS.first}"></label>
<button type="submit">Show</button> <button type="button" data-own-example="${example}">Example</button> <button type="button" data-own-remove-observable hidden>Remove</button>
</form>
<p class="note" id="own-word" role="status" data-own-word></p>
<details><summary>Columns, functions and units</summary>
<ul class="own-columns">${search.observables.map((one) => html`<li><button type="button" data-own-column="${one.id}">${one.id}</button> ${one.name}${one.unit && ` [${one.unit}]`}</li>`)}</ul>
<p>Numbers, + − * / ^ with their usual ranks, brackets, pi, and ${Object.keys(FUNCTIONS).join(", ")}. Speed of light 1: momenta and masses are in GeV, angles in rad, lengths in cm. Numbers take their unit as a factor: 1.5*GeV, 30*deg, 2*mm. Sums, roots, comparisons of different units are refused. ^ of a column with a unit needs a number.</p></details>
<fieldset class="own-cut" data-cut="${OWN}" hidden><legend>Cut on it</legend>${end("min", "≥")} ${end("max", "≤")} <span data-own-unit></span> <button type="button" data-own-open>↺ no cut</button></fieldset>
<div data-own-figure hidden>${figureHtml(OWN_FIGURE, "", "Own observable: simulation stacked by process, data and their ratio, for the events that pass all other cuts", EMPTY, { brush: BRUSH })}
<p class="note" data-own-note></p></div>
</div>`,
  };
}
