import { formatUncertain } from "../../figures/numbers.js";
import { SAMPLES } from "../../physics/generators/registry.js";
import type { Sample, SampleOption } from "../../physics/generators/sample.js";
import { optionFlag } from "../command-line/sample-options.js";
import { type Html, html } from "../html.js";
import { subscripts } from "./subscripts.js";

/** Every generator with its matrix element, what it leaves out, and its options. */
export function generatorSection(): Html {
  return html`<p>Each reaction is one generator. What it leaves out or models stands with it. Options and cross-sections are those of <code>npx darkroom simulate</code>.</p>
${Object.entries(SAMPLES).map(([name, sample]) => generatorHtml(name, sample))}`;
}

function generatorHtml(name: string, sample: Sample): Html {
  const { matrixElement, approximations, survey } = sample.make();
  return html`<details data-sample="${name}"><summary>${subscripts(sample.title)} <code>${name}</code></summary>
<p>${subscripts(matrixElement)}</p>
<ul>${approximations.map((text) => html`<li>${subscripts(text)}</li>`)}</ul>
<p>Cross-section with these options: ${crossSectionText(survey.value, survey.sigma)}.</p>
<div class="table" tabindex="0" role="region" aria-label="Options of ${name}"><table>
<caption>Options of ${name}</caption>
<thead><tr><th scope="col">option</th><th scope="col">what</th><th scope="col">unless told</th></tr></thead>
<tbody>${Object.entries(sample.options).map(([option, about]) => optionRow(option, about))}</tbody>
</table></div></details>`;
}

function optionRow(name: string, { title, unit, default: value, choices = [] }: SampleOption): Html {
  const others = choices.filter((choice) => choice !== value);
  return html`<tr><th scope="row"><code>${optionFlag(name)}</code></th><td>${subscripts(title)}${others.length > 0 && `; or ${others.join(", ")}`}</td><td data-number>${typeof value === "number" ? Number(value.toPrecision(6)) : String(value)} ${unit}</td></tr>`;
}

/** Units of cross-sections, the largest first, in fb. */
const UNITS = [
  ["nb", 1e6],
  ["pb", 1e3],
  ["fb", 1],
  ["ab", 1e-3],
] as const;

function crossSectionText(value: number, sigma: number): string {
  const [unit, size] = UNITS.find(([, one]) => value >= one) ?? UNITS[UNITS.length - 1];
  const error = sigma > 0 ? sigma : value * 1e-6;
  return `${formatUncertain(value / size, error / size)} ${unit}`;
}
