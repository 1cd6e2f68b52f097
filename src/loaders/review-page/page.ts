import { compareResults } from "../../analysis/review/compare.js";
import { readReviewed } from "../../analysis/review/reviewed.js";
import type { PageResult } from "../../figures/page-result.js";
import {
  curveTable,
  differencesTable,
  quantitiesOf,
  reviewData,
  reviewParams,
  reviewSpec,
  reviewWords,
  yieldsTable,
} from "../../figures/review.js";
import { compileFigure, drawSvg } from "../draw.js";
import { shownSearches } from "../events.js";
import { figureHtml, tableHtml } from "../figure-html.js";
import { type Html, html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { readResult, resultHashes } from "../results.js";
import { readNotes, SIGN_OFF_FILE } from "./sign-off.js";

const shownResults = (): PageResult[] => shownSearches().flatMap(({ id }) => readResult(id) ?? []);

function notesHtml(): Html {
  const notes = readNotes();
  if (notes.length === 0)
    return html`<p>Nobody has signed anything yet: a note is a line in <code>${SIGN_OFF_FILE}</code>, committed.</p>`;
  return html`<ul class="notes">${notes.map(({ on, search, by, text }) => html`<li><strong>${by}</strong>, ${on}, ${search === "all" ? "all searches" : search}: ${text}</li>`)}</ul>`;
}

/** A place for one of the two results: that of this build, or a file. */
function sourceHtml(side: "A" | "B", title: string, results: readonly PageResult[]): Html {
  const id = `review-${side.toLowerCase()}`;
  return html`<fieldset data-side="${side}"><legend>${title}</legend>
<label for="${id}-file">A result file; it stays on this machine</label><input type="file" id="${id}-file" accept=".json,application/json">
<label for="${id}-search">or that of this build</label><select id="${id}-search">${results.map(({ search }) => html`<option>${search}</option>`)}</select>
<p class="note" data-source>${results[0]?.search ?? "none"}, this build</p></fieldset>`;
}

/** Two results side by side: what a reviewer asks between two rounds. */
export const reviewPage: BuiltPage = {
  name: "review",
  title: "Review",
  module: "src/loaders/review-page/page.ts",
  inputs: () => ({ results: resultHashes(), notes: readNotes() }),
  write: async () => {
    const results = shownResults();
    const [first] = results;
    if (!first) return html`<article class="review"><h1>Review</h1><p>No result has been made yet.</p></article>`;
    const same = readReviewed(first, first.search);
    const review = compareResults(same, same);
    const [quantity] = quantitiesOf(review);
    const curves = review.curves.filter((one) => one.quantity === quantity);
    const drawing = await drawSvg(compileFigure(reviewSpec(reviewParams(review, quantity))), reviewData(curves));
    return html`<article class="review">
<h1>Review</h1>
<p>Two results of one search: what moved, by how much, and what was changed behind it. A result file is what <code>npx darkroom result</code> prints, or the file that a page fetches. On the command line: <code>npx darkroom diff A B</code>, with an exit code.</p>
<form class="review-sources" autocomplete="off">${sourceHtml("A", "A, before", results)}${sourceHtml("B", "B, after", results)}</form>
<p class="status" role="status" data-status>Both are those of this build: nothing differs until a file is opened, here or by dropping it on its place.</p>
<h2>In words</h2>
<ul data-words>${reviewWords(review).map((text) => html`<li>${text}</li>`)}</ul>
<h2>Curves</h2>
<p><label>quantity <select data-quantity>${quantitiesOf(review).map((one) => html`<option>${one}</option>`)}</select></label></p>
${figureHtml("review", drawing, "A quantity of both results against mass, and below it the ratio of B to A", curveTable(curves))}
<p class="figure-numbers">Circles: observed. Diamonds: median expected.</p>
<h2>What was changed</h2>
${tableHtml(differencesTable(review.differences))}
<h2>Cut flow</h2>
${tableHtml(yieldsTable(review.yields))}
<h2>Who signed</h2>
${notesHtml()}
</article>`;
  },
  script: () => {
    const [first] = shownResults();
    if (!first) return "";
    const same = readReviewed(first, first.search);
    const review = compareResults(same, same);
    const spec = compileFigure(reviewSpec(reviewParams(review, quantitiesOf(review)[0])));
    return `import { mountReview } from "./components/review-page.js";

mountReview(document.querySelector("article.review"), ${JSON.stringify(spec)}, {
${shownResults()
  .map(({ search }) => `  ${JSON.stringify(search)}: FileAttachment(${JSON.stringify(`./loaders/${search}.json`)}),`)
  .join("\n")}
});`;
  },
};
