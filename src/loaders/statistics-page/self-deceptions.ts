import { formatCount, formatNumber, formatUncertain } from "../../figures/numbers.js";
import { type PullSeries, pullBins, pullsData, pullsSpec } from "../../figures/pulls.js";
import type { Table } from "../../figures/tables.js";
import { randomStream } from "../../numerics/random.js";
import { backgroundPValue } from "../../statistics/counting/background-only.js";
import { bayesianUpperLimit } from "../../statistics/counting/bayesian.js";
import { countingInterval } from "../../statistics/counting/methods.js";
import { backgroundModel, backgroundMoments } from "../../statistics/counting/model.js";
import { compileFigure, drawSvg } from "../draw.js";
import { tableHtml } from "../first-view.js";
import { Html, html } from "../html.js";
import { LEVEL } from "./coverage-task.js";

/** The study of pulls: seeds, windows a seed, true background a window, simulation over data. */
export const PULLS = { seeds: 200, windows: 25, background: 20, ratio: 5 } as const;

const BLUE = "#5790fc";
const RED = "#e42536";

/** Mean and width of numbers, with the errors of both. */
export function meanAndWidth(values: readonly number[]) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const width = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
  return { mean, meanError: width / Math.sqrt(values.length), width, widthError: width / Math.sqrt(2 * values.length) };
}

/**
 * Pulls (n − b̂)/√(b̂ + σ²) of counted windows against their background, b̂ and σ of Gamma(m + 1, τ) from m simulated
 * events. `separate`: n from a stream of its own. `shared`: n is one part in τ of the very events that were simulated.
 */
export function pullsOf(kind: "separate" | "shared"): number[] {
  const { seeds, windows, background, ratio } = PULLS;
  const pulls: number[] = [];
  for (let seed = 0; seed < seeds; seed++) {
    const estimate = randomStream("pulls", "estimate", seed);
    const pseudo = randomStream("pulls", "pseudo-data", seed);
    for (let i = 0; i < windows; i++) {
      const first = estimate.poisson(background);
      const simulated = first + estimate.poisson((ratio - 1) * background);
      const observed = kind === "shared" ? first : pseudo.poisson(background);
      const { mean, sigma } = backgroundMoments(backgroundModel({ simulated, ratio }));
      pulls.push((observed - mean) / Math.sqrt(mean + sigma * sigma));
    }
  }
  return pulls;
}

/** Pulls of pseudo-data with a stream of their own, and of pseudo-data cut from the simulation itself. */
export async function pullsFigure(): Promise<Html> {
  const series: PullSeries[] = [
    { label: "streams of their own", color: BLUE, pulls: pullsOf("separate") },
    { label: "same events twice", color: RED, dash: [6, 3], pulls: pullsOf("shared") },
  ];
  const heading = {
    label: "Darkroom simulation",
    conditions: `${PULLS.seeds} seeds × ${PULLS.windows} windows, b = ${PULLS.background}, simulation ${PULLS.ratio} × data`,
  };
  const svg = await drawSvg(compileFigure(pullsSpec(heading, series)), pullsData(series));
  const told = series.map(({ pulls }) => {
    const { mean, meanError, width, widthError } = meanAndWidth(pulls);
    return `mean ${formatUncertain(mean, meanError)}, width ${formatUncertain(width, widthError)}`;
  });
  const values = pullBins(series);
  const table: Table = {
    id: "pulls",
    caption: "Pulls of counted windows against the estimate of their background",
    columns: [
      { title: "from", unit: "" },
      { title: "to", unit: "" },
      ...series.map(({ label }) => ({ title: label, unit: "" })),
    ],
    rows: values.map(([low, high, ...counts]) =>
      [low, high].map((x) => x.toFixed(1).replace("-", "−")).concat(counts.map(formatCount)),
    ),
    values,
  };
  return html`<figure data-figure="pulls">
<div class="drawing" role="img" aria-label="Histogram of pulls: streams of their own follow the unit Gaussian, the same events used twice are too narrow">${new Html(svg)}</div>
<figcaption>Streams of their own: ${told[0]}. The same events in both: ${told[1]}. The flat prior moves b̂ up by 1/τ events, which makes the mean a little negative.</figcaption>
<details><summary>Table behind the plot</summary>${tableHtml(table)}</details>
</figure>`;
}

/** What is known of a background of which no event was simulated. */
export function emptyWindowTable(): Table {
  const certain = bayesianUpperLimit({ observed: 1, background: 0, cl: LEVEL }).value;
  const values = [1, 2, 6, 20, 100].map((ratio) => {
    const background = { simulated: 0, ratio };
    const { mean, sigma } = backgroundMoments(backgroundModel(background));
    const limit = bayesianUpperLimit({ observed: 1, background, cl: LEVEL }).value;
    return [ratio, mean, sigma, backgroundPValue(1, background), backgroundPValue(3, background), limit];
  });
  return {
    id: "empty-window",
    caption: `A window in which no event was simulated, simulation τ times the data; limit at ${100 * LEVEL} %, flat prior`,
    columns: [
      { title: "τ", unit: "" },
      { title: "b", unit: "events" },
      { title: "P(n ≥ 1)", unit: "" },
      { title: "P(n ≥ 3)", unit: "" },
      { title: "limit for n = 1", unit: "events" },
    ],
    rows: [
      ...values.map(([ratio, mean, sigma, one, three, limit]) => [
        String(ratio),
        formatUncertain(mean ?? 0, sigma ?? 0),
        formatNumber(one),
        formatNumber(three),
        formatNumber(limit, 3),
      ]),
      ["“0 ± 0”", "0", "0", "0", formatNumber(certain, 3)],
    ],
    values: [...values, [null, 0, 0, 0, 0, certain]],
  };
}

/** Exact and asymptotic CLs limits for few events on a known background of 3. */
export function asymptoticTable(): Table {
  const background = 3;
  const values = [0, 1, 2, 3, 4, 5].map((observed) => {
    const experiment = { observed, background, systematics: { background: 0, efficiency: 0 }, cl: LEVEL };
    const exact = countingInterval("cls", experiment).upper ?? Number.NaN;
    const asymptotic = countingInterval("on-off-cls", experiment).upper ?? Number.NaN;
    return [observed, exact, asymptotic, asymptotic / exact];
  });
  return {
    id: "asymptotic",
    caption: `CLs limits at ${100 * LEVEL} % for b = ${background}, known: exact, and with the asymptotic formula, which is too strong here`,
    columns: [
      { title: "n", unit: "" },
      { title: "exact", unit: "events" },
      { title: "asymptotic", unit: "events" },
      { title: "asymptotic / exact", unit: "" },
    ],
    rows: values.map(([n, ...rest]) => [String(n), ...rest.map((value) => formatNumber(value, 3))]),
    values,
  };
}
