import { type CoverageCell, coverageData, coverageSpec, isUnder } from "../../figures/coverage.js";
import { METHOD_TEXT } from "../../figures/intervals.js";
import { formatCount, formatNumber, formatUncertain } from "../../figures/numbers.js";
import type { Table } from "../../figures/tables.js";
import { COUNTING_METHODS, type CountingMethod } from "../../statistics/counting/methods.js";
import { COVERAGE_RATIO } from "../../statistics/coverage.js";
import { compileFigure, drawSvg } from "../draw.js";
import { tableHtml } from "../first-view.js";
import { Html, html } from "../html.js";
import { BACKGROUNDS, type CoveragePoint, LEVEL, SIGNALS, SYSTEMATICS } from "./coverage-task.js";

const percent = (value: number) => formatNumber(100 * value, 3);
const known = { label: "Coverage, everything known", conditions: `${100 * LEVEL} % CL` };
const uncertain = {
  label: "Coverage with systematics",
  conditions: `${100 * LEVEL} % CL, b ± ${100 * SYSTEMATICS.background} %, ε ± ${100 * SYSTEMATICS.efficiency} %`,
};

/** Lowest coverage of a method, and how many of its points are too low. */
function extremes(points: readonly CoverageCell[]) {
  const lowest = points.reduce((low, point) => (point.fraction < low.fraction ? point : low));
  return { lowest, under: points.filter((point) => isUnder(point, LEVEL)).length, of: points.length };
}

/** Table of the worst points of every method. */
export function worstTable(points: readonly CoveragePoint[]): Table {
  const values = COUNTING_METHODS.map((method) => [
    METHOD_TEXT[method].name,
    ...[false, true].flatMap((systematics) => {
      const { lowest, under, of } = extremes(
        points.filter((one) => one.method === method && one.systematics === systematics),
      );
      return [100 * lowest.fraction, 100 * lowest.error, lowest.b, lowest.s, under, of];
    }),
  ]);
  const cells = (row: readonly (string | number)[]) => [
    formatUncertain(Number(row[0]), Number(row[1])),
    `b = ${row[2]}, s = ${row[3]}`,
    `${row[4]} of ${row[5]}`,
  ];
  return {
    id: "worst-coverage",
    caption: `Lowest coverage of each method at ${100 * LEVEL} %, where, and at how many points it is too low by more than three errors`,
    columns: [
      { title: "method", unit: "" },
      { title: "lowest, known", unit: "%" },
      { title: "at", unit: "" },
      { title: "too low", unit: "" },
      { title: "lowest, systematics", unit: "%" },
      { title: "at", unit: "" },
      { title: "too low", unit: "" },
    ],
    rows: values.map(([name, ...rest]) => [String(name), ...cells(rest.slice(0, 6)), ...cells(rest.slice(6))]),
    values,
  };
}

function mapTable(points: readonly CoveragePoint[], systematics: boolean): Table {
  const shown = points.filter((point) => point.systematics === systematics);
  const at = (method: CountingMethod, b: number, s: number) =>
    shown.find((one) => one.method === method && one.b === b && one.s === s);
  const places = BACKGROUNDS.flatMap((b) => SIGNALS.map((s) => ({ b, s })));
  const values = places.map(({ b, s }) => [
    b,
    s,
    ...COUNTING_METHODS.map((method) => 100 * (at(method, b, s)?.fraction ?? Number.NaN)),
  ]);
  return {
    id: systematics ? "coverage-systematics" : "coverage-known",
    caption: systematics ? uncertain.label : known.label,
    columns: [
      { title: "b", unit: "events" },
      { title: "s", unit: "events" },
      ...COUNTING_METHODS.map((method) => ({ title: METHOD_TEXT[method].name, unit: "%" })),
    ],
    rows: values.map(([b, s, ...rest]) => [String(b), String(s), ...rest.map((value) => value.toFixed(1))]),
    values,
  };
}

async function mapFigure(points: readonly CoveragePoint[], systematics: boolean): Promise<Html> {
  const cells = points.filter((point) => point.systematics === systematics);
  const spec = coverageSpec(systematics ? uncertain : known, { backgrounds: BACKGROUNDS, signals: SIGNALS });
  const svg = await drawSvg(compileFigure(spec), coverageData(cells, SIGNALS[1] - SIGNALS[0], LEVEL));
  return html`<figure class="coverage" data-figure="coverage-${systematics ? "systematics" : "known"}">
<div class="drawing" role="img" aria-label="${(systematics ? uncertain : known).label} of seven methods, against signal and background; the numbers are in the table below">${new Html(svg)}</div>
<figcaption>Rows: background b; ε: efficiency. White dots: below ${100 * LEVEL} % by more than three errors. The scale ends at 60 %; the lowest values are in the table.</figcaption>
<details><summary>Table behind the plot</summary>${tableHtml(mapTable(points, systematics))}</details>
</figure>`;
}

/** "χ² = 1010 for 1085 points, the largest deviation 3.3 errors" */
export function sumsText(points: readonly CoveragePoint[]): string {
  const pulls = points.flatMap(({ fraction, error, sum }) => (sum === null ? [] : [(fraction - sum) / error]));
  const chi2 = pulls.reduce((total, pull) => total + pull * pull, 0);
  const largest = Math.max(...pulls.map(Math.abs));
  return `χ² = ${formatCount(chi2)} for ${formatCount(pulls.length)} points, the largest deviation ${formatNumber(largest)} errors`;
}

/** Maps, their worst points, and how far toys and sums agree. */
export async function coverageSection(points: readonly CoveragePoint[], toys: number): Promise<Html> {
  const error = Math.sqrt((LEVEL * (1 - LEVEL)) / toys);
  const lowest = (method: CountingMethod, systematics: boolean) =>
    extremes(points.filter((one) => one.method === method && one.systematics === systematics)).lowest;
  const told = (method: CountingMethod, systematics = false) => {
    const { fraction, b, s } = lowest(method, systematics);
    return `${percent(fraction)} % at b = ${b}, s = ${s}`;
  };
  return html`<p>An interval at ${100 * LEVEL} % should hold the truth in ${100 * LEVEL} of a hundred experiments, whatever the truth is. Here the truth is known: for each signal and background, ${formatCount(toys)} experiments are thrown and their intervals asked whether they hold it. The binomial error at ${100 * LEVEL} % is ${formatNumber(100 * error)} points. Where everything is known the same fraction is a sum of Poisson probabilities; toys and sums agree: ${sumsText(points)}; where a method always covers, nothing can deviate.</p>
<div class="comparisons"><section>${await mapFigure(points, false)}</section><section>${await mapFigure(points, true)}</section></div>
<p>Counts are whole numbers, so coverage jumps, and a method that is nowhere below its level must be above it nearly everywhere.</p>
<ul>
<li><strong>Bayesian with a flat prior</strong> and <strong>CLs</strong> over-cover at small signals, where both refuse to exclude what cannot be seen: at s = 0 they always hold the truth. With systematic uncertainties CLs, as computed here, takes the efficiency as known and falls to ${told("cls", true)}; the Bayesian limit averages over it, and its lowest point is ${told("bayesian", true)}.</li>
<li><strong>Feldman–Cousins</strong> covers by construction, and on the mean of the belief also with systematic uncertainties: lowest ${told("feldman-cousins")} and ${told("feldman-cousins", true)}, within the errors of the toys.</li>
<li><strong>One-sided profile likelihood</strong> under-covers where few events are expected, down to ${told("profile-one-sided")}: without an event it excludes more than 0.82 events at ${100 * LEVEL} %. <strong>Two-sided</strong> it does better, and still falls to ${told("profile-two-sided")}.</li>
<li><strong>Bayesian with a log-flat prior</strong> believes in small signals before any data, and misses those of a few events: ${told("bayesian-log-flat")}. Its limit is a cross-check of the prior, not an interval with coverage.</li>
<li><strong>Asymptotic CLs</strong>, with the background counted in a sample of ${COVERAGE_RATIO} times the data, under-covers most where the background is smallest, down to ${told("on-off-cls")}, and nears its level as the background grows.</li>
</ul>
${tableHtml(worstTable(points))}
<p class="note">With systematic uncertainties every toy throws what background and efficiency really were from the belief in them: coverage is that of an average over this belief, not at each value of it.</p>`;
}
