import { withGivenSamples } from "../../analysis/given-samples.js";
import type { Search } from "../../analysis/search.js";
import { nominalState } from "../../analysis/state.js";
import { findSearch } from "../../catalogue/catalogue.js";
import { figureData } from "../../figures/figures.js";
import { formatNumber, formatUncertain } from "../../figures/numbers.js";
import type { PageResult } from "../../figures/page-result.js";
import { firstPoint } from "../../figures/readout.js";
import { describeSpectrum } from "../../figures/spectrum.js";
import { limitTable, spectrumTable } from "../../figures/tables.js";
import { bayesianUpperLimit } from "../../statistics/counting/bayesian.js";
import { drawSvg } from "../draw.js";
import { figureHtml, HATCH_PATTERN } from "../figure-html.js";
import { type Html, html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { readResult, resultHashes } from "../results.js";

/** The search whose plots are explained. */
const EXAMPLE = "zprime-invisible";

/** Words of the pages, in plain ones. */
const WORDS: readonly (readonly [string, string])[] = [
  [
    "recoil mass",
    "The beams' energy is known. What is left of it, and of their momentum, after subtracting all that was seen, has a mass: that of whatever escaped. Its square can come out negative, by resolution; it is kept so.",
  ],
  ["efficiency", "The share of the signal's events that is found and passes all cuts."],
  [
    "fb⁻¹",
    "Luminosity, how much was collided: a process of 1 fb happens once in 1 fb⁻¹. 1 pb⁻¹ is a thousandth of that, 1 ab⁻¹ a thousand times.",
  ],
  [
    "pseudo-data",
    "Events thrown from the simulation in place of those that the experiment keeps to itself. They look as data would without a signal. What they show is no measurement.",
  ],
  [
    "systematic uncertainty",
    "What would stay wrong with any number of events: an efficiency measured to 5 %, a luminosity to 1 %.",
  ],
  [
    "local p-value",
    "The chance that background alone gives as many events, or more, in one window. With a hundred windows one of them has p ≈ 0.01 by nature.",
  ],
  [
    "global p-value",
    "The chance that background alone gives so small a local p-value anywhere. This is the one to be impressed by.",
  ],
  ["σ, standard deviation", "A p-value in another dress: 3σ is p = 0.00135, 5σ is p = 2.9 × 10⁻⁷."],
  [
    "blinded",
    "The data were not looked at while the cuts were chosen. On these pages a blinded search has no data in any file.",
  ],
  ["nominal", "As in the publication. Every control has a mark there, and a key that goes back."],
];

/** The plots of the example as its page shows them; nothing where its result was not made. */
async function plots(declared: Search, result: PageResult): Promise<{ spectrum: Html; limit: Html; numbers: Html }> {
  const search = withGivenSamples(declared, result.samples);
  const [interpretation] = search.interpretations;
  const [spectrum] = search.spectra;
  const point = firstPoint(search, result.evaluation.scan, interpretation);
  const view = { state: nominalState(search), hypothesis: result.evaluation.scan.indexOf(point) };
  const draw = (name: string) =>
    drawSvg(result.figures[name], figureData(search, name, result.evaluation, result.samples, view));
  const counts = result.evaluation.spectra.find((one) => one.spectrum === spectrum.id);
  if (!counts) throw new Error(`no spectrum: ${spectrum.id}, of search ${search.id}`);
  const limit = point.limits[interpretation.id];
  const { observed, background, efficiency, hypothesis } = point;
  const numbers = html`<p>At ${formatNumber(hypothesis.mass, 3)} GeV, ${observed ?? "no"} events were counted where ${background ? formatUncertain(background.value, background.sigma) : "–"} are expected without a signal, and ${formatNumber(100 * efficiency)} % of a signal would be found there: ${interpretation.symbol} is below ${formatNumber(limit?.observed)}, and typically would be below ${formatNumber(limit?.expected[2])}.</p>`;
  return {
    spectrum: figureHtml(
      "reading-spectrum",
      await draw("spectrum-log"),
      describeSpectrum(search, spectrum),
      spectrumTable(spectrum, counts, result.samples),
    ),
    limit: figureHtml(
      "reading-limit",
      await draw(`limit-${interpretation.id}`),
      `Upper limit on ${interpretation.title} against ${search.scan.abscissa.title}`,
      limitTable(search, interpretation, result.evaluation.scan),
    ),
    numbers,
  };
}

/** The page for those who do not read such plots every day. */
export const readingPage: BuiltPage = {
  name: "reading",
  title: "How to read these plots",
  module: "src/loaders/reading-page/page.ts",
  inputs: resultHashes,
  write: async () => {
    const declared = findSearch(EXAMPLE);
    const result = readResult(EXAMPLE);
    const shown = result && (await plots(declared, result));
    const none = formatNumber(bayesianUpperLimit({ observed: 0, background: 0, cl: 0.9 }).value, 3);
    return html`<article class="reading">
<h1>How to read these plots</h1>
<p>A search looks for something that nobody has seen. Most find nothing, and that is a result: it says how often the thing can happen at most. Two plots tell it. The first shows what was counted; the second what follows.</p>
<h2>The spectrum: what was counted</h2>
${shown?.spectrum}
<ul>
<li><strong>Each column</strong> is a range of the quantity below it. Its height is a number of events; the axis title says how wide a column is.</li>
<li><strong>Coloured areas</strong> are known processes, on top of each other, from simulation. Hatched: how far their sum may be off.</li>
<li><strong>Points</strong> are the events counted. The bar through a point is the range of true means that would make such a count unsurprising, in 68 % of cases. No event is a count too: it has a bar, from zero up, wherever something was expected.</li>
<li><strong>The dashed line</strong> is what a signal would look like, made as strong as the key says. It is there for its shape: a peak.</li>
<li><strong>The lower panel</strong> divides what was counted by what was expected. One means: as expected. The bar is that of the point above, divided alike; hatched is the uncertainty of the simulation. A column in which nothing is simulated has no ratio, and none is drawn; one with simulation and no event counted has its point at zero, with a bar. Ratios above two lie outside the panel: the table behind the plot has both numbers.</li>
<li><strong>What lies outside</strong> of the axis is not drawn and not added to the outermost columns: there is no overflow. A value on the edge of two columns belongs to the right one, at the end of the axis to the last.</li>
<li><strong>A logarithmic axis</strong> has the same distance from 1 to 10 as from 10 to 100. Rare processes show on it; heights cannot be compared by eye.</li>
</ul>
<h2>The exclusion plot: what follows</h2>
${shown?.limit}
${shown?.numbers}
<ul>
<li><strong>The solid line</strong> is the upper limit. At each mass, a coupling above it would have made more events than were seen: excluded. Below it nothing is known. Lower is stronger.</li>
<li><strong>“90 % CL”</strong>: made by a method that covers, at most one in ten of all such statements is wrong; Feldman–Cousins and CL<sub>s</sub> do, Bayesian limits need not, and the asymptotic profile likelihood does not where events are few. It does not say that the particle is absent with 90 %, unless the method is Bayesian and one believes its prior. The page <a href="/statistics">Statistics</a> sets the methods beside each other.</li>
<li><strong>The dashed line</strong> is the median of what the same experiment would get without a signal: half of the repetitions get a stronger limit; the bands hold it in 68 % and 95 % of repetitions. The solid line wanders in them by chance. Above the bands for long: an excess. Below: luck.</li>
<li><strong>Zero is not nothing.</strong> Where no event is counted and none expected, the limit is ${none} events at 90 %: the largest mean that gives none in a tenth of all cases.</li>
<li><strong>Other styles</strong>, diamonds, dash-dotted lines and shaded regions, are other people's results and theory, each with its citation under “Where from”.</li>
</ul>
<h2>What you may do</h2>
<ul>
<li>Move a cut: both plots are counted and computed again, here, from the same events. “From the build” then becomes “computed here”.</li>
<li>Choose another method, prior or confidence level, switch an uncertainty off, add a signal, ask for more luminosity.</li>
<li>Beware: a cut moved until the limit looks good, on the data that the limit is for, gives a limit that is too good. Publications choose their cuts first.</li>
<li>Take it with you: below each plot is its table.</li>
</ul>
<h2>Words</h2>
<dl class="words">${WORDS.map(([word, meaning]) => html`<dt>${word}</dt><dd>${meaning}</dd>`)}</dl>
${HATCH_PATTERN}
</article>`;
  },
};
