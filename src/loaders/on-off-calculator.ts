import {
  type CalculatorField,
  type CalculatorGroup,
  calculatorFields,
  calculatorStream,
  emptyCalculator,
  readCalculator,
} from "../analysis/on-off/calculator.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { formatNumber } from "../figures/numbers.js";
import { type CalculatorSetup, calculatorTable, calculatorText } from "../figures/on-off-calculator.js";
import { onOffSummary, onOffToySummary } from "../statistics/counting/on-off-summary.js";
import { tableHtml } from "./figure-html.js";
import { Html, html } from "./html.js";
import type { Detail } from "./panels.js";

const GROUPS: readonly (readonly [CalculatorGroup, string])[] = [
  ["counts", "Counts"],
  ["signal", "Signal events, the product"],
  ["limit", "Limit"],
  ["both", "Uncertainties of signal and of background"],
  ["signal uncertainty", "Uncertainties of the signal"],
  ["background uncertainty", "Uncertainties of the background"],
];

function fieldHtml({ id, title, unit, rule, value }: CalculatorField): Html {
  const least = rule.min ?? rule.above;
  return html`<label><span>${title}</span> <input type="number" name="${id}" value="${value}" step="any"${least !== undefined && html` min="${least}"`}${rule.max !== undefined && html` max="${rule.max}"`}> <span class="unit">${unit}</span></label>`;
}

/** What the calculator of a search starts from; undefined where it measures otherwise. @param first point of the scan */
export function calculatorSetup(
  search: Search,
  scan: readonly ScanPoint[],
  first: ScanPoint,
): CalculatorSetup | undefined {
  const { measurement } = search;
  if (measurement.kind !== "on-off") return undefined;
  const fields = calculatorFields(search, measurement, first);
  const hypotheses = scan.map((point) => ({
    name: `${formatNumber(point.hypothesis.mass, 3)} GeV`,
    values: calculatorFields(search, measurement, point).map(({ value }) => value),
  }));
  return {
    symbol: search.interpretations[0].symbol,
    fields,
    hypotheses: [...hypotheses, { name: "another measurement", values: emptyCalculator(fields) }],
  };
}

/** The calculator as a tab: the form with the numbers of a hypothesis, and what they give. */
export function calculatorDetail({ symbol, fields, hypotheses }: CalculatorSetup, first: number): Detail {
  const question = readCalculator(fields, Object.fromEntries(fields.map(({ id, value }) => [id, value])));
  const { input, cl, toys } = question;
  const calculated = {
    question,
    summary: onOffSummary(input, cl),
    toys: onOffToySummary(input, cl, toys, calculatorStream),
  };
  const options = hypotheses.map(
    ({ name }, k) => html`<option value="${k}"${k === first && new Html(" selected")}>${name}</option>`,
  );
  return {
    id: "calculator",
    title: "Your numbers",
    body: html`<div class="on-off-calculator">
<p>Every number of the measurement, to be typed over: n ~ Poisson(s + b), n(off) ~ Poisson(τ b₀), b = b₀ κ<sup>θ</sup>, s the product of the signal's factors, each uncertainty u a log-normal with κ = 1 + u. Numbers of any other on/off measurement will do: start from “another measurement”, where every factor is 1 and every uncertainty 0, type what it has, a combined κ under “any other”, and read events, or its own quantity, where the branching fraction stands. Nothing else on this page follows.</p>
<form aria-label="Numbers of an on/off measurement" autocomplete="off">
<p><label>start from <select data-start>${options}</select></label> <button type="submit">compute</button> <progress max="1" value="0" hidden aria-label="toys thrown"></progress> <button type="button" data-stop hidden>stop</button> <span role="status" data-calculator-status></span></p>
${tableHtml(calculatorTable(symbol, calculated))}
<p data-told>${calculatorText(symbol, calculated)}</p>
<div class="calculator-fields">${GROUPS.map(([group, title]) => html`<fieldset><legend>${title}</legend>${fields.filter((one) => one.group === group).map(fieldHtml)}</fieldset>`)}</div>
</form>
<p>CLs by toys: off region and auxiliary measurements are thrown, evenly spread, the counts summed exactly; the auxiliary measurements tell equal counts apart, so that for n = 0 and an uncertain efficiency the limit is a little below the 2.30 events of exact counting. The Bayesian limit takes a flat prior in s, a Gaussian uncertainty of the background of the width κ − 1 cut at zero, and Gamma(n(off) + 1, τ) for its statistics.</p>
</div>`,
  };
}
