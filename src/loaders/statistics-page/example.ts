import { intervalsData, intervalsSpec, intervalsTable } from "../../figures/intervals.js";
import { allIntervals, EXAMPLE, EXAMPLE_SIGNAL } from "../../figures/method-sheet.js";
import { tailsData, tailsSpec, tailsTable, tailsText } from "../../figures/tails.js";
import { compileFigure, drawSvg } from "../draw.js";
import { tableHtml } from "../first-view.js";
import { Html, html } from "../html.js";

/** The compiled figures that the page's script is given. */
export function exampleFigures() {
  return { intervals: compileFigure(intervalsSpec()), tails: compileFigure(tailsSpec()) };
}

interface Slider {
  readonly name: string;
  readonly label: string;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  readonly unit: string;
}

const SLIDERS: readonly Slider[] = [
  { name: "observed", label: "events counted, n", max: 25, step: 1, value: EXAMPLE.observed, unit: "" },
  { name: "background", label: "background expected, b", max: 20, step: 0.5, value: EXAMPLE.background, unit: "" },
  {
    name: "background-uncertainty",
    label: "uncertainty of b",
    max: 50,
    step: 5,
    value: 100 * EXAMPLE.systematics.background,
    unit: " %",
  },
  {
    name: "efficiency-uncertainty",
    label: "uncertainty of the efficiency",
    max: 25,
    step: 1,
    value: 100 * EXAMPLE.systematics.efficiency,
    unit: " %",
  },
];

const LEVELS = [68, 90, 95, 99];

function sliderHtml({ name, label, max, step, value, unit }: Slider): Html {
  return html`<div class="slider"><label for="example-${name}">${label}</label>
<output for="example-${name}" data-unit="${unit}">${value}${unit}</output>
<input type="range" id="example-${name}" name="${name}" min="0" max="${max}" step="${step}" value="${value}"></div>`;
}

/** The examples that a reader moves, with what they show before being touched. */
export async function exampleHtml(): Promise<Html> {
  const intervals = allIntervals(EXAMPLE);
  const tested = { observed: EXAMPLE.observed, background: EXAMPLE.background, signal: EXAMPLE_SIGNAL };
  const figures = exampleFigures();
  const drawings = {
    intervals: await drawSvg(figures.intervals, intervalsData(EXAMPLE, intervals)),
    tails: await drawSvg(figures.tails, tailsData(tested)),
  };
  return html`<form class="controls" aria-label="A counting experiment" autocomplete="off">
<h2>A count <button type="button" class="button reset">↺ as it was</button></h2>
${SLIDERS.map(sliderHtml)}
<div class="slider"><label for="example-level">confidence level</label>
<select id="example-level" name="level">${LEVELS.map((level) => html`<option value="${level}"${level === 100 * EXAMPLE.cl && new Html(" selected")}>${level} %</option>`)}</select></div>
${sliderHtml({ name: "signal", label: "signal put to the test, s (second figure)", max: 20, step: 0.5, value: EXAMPLE_SIGNAL, unit: "" })}
</form>
<section class="limits"><h2>All methods, one count</h2>
<figure data-figure="intervals">
<div class="drawing" role="img" aria-label="Interval for the signal by each of seven methods; the numbers are in the table below">${new Html(drawings.intervals)}</div>
<figcaption>Dot: upper end; filled if the method covers when all is known. Red: n − b. <span class="mark" data-mark role="status">from the build</span></figcaption>
<details><summary>Table behind the plot</summary>${tableHtml(intervalsTable(EXAMPLE, intervals))}</details>
</figure></section>
<section><h2>What CLs compares</h2>
<figure data-figure="tails">
<div class="drawing" role="img" aria-label="Probabilities of the count without and with signal, and the tails up to the count observed; the numbers are in the table below">${new Html(drawings.tails)}</div>
<figcaption>Blue: b alone; red, dashed: s + b; both known. Filled: n or fewer. <output data-cls>${tailsText(tested)}</output>, excluded where below 1 − CL. <span class="mark" data-tails-mark>from the build</span></figcaption>
<details><summary>Table behind the plot</summary>${tableHtml(tailsTable(tested))}</details>
</figure></section>`;
}
