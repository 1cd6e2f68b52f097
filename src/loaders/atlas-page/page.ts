import { withGivenSamples } from "../../analysis/given-samples.js";
import type { Search } from "../../analysis/search.js";
import { nominalState } from "../../analysis/state.js";
import { levelText, methodText } from "../../figures/choices.js";
import { thumbnailData, thumbnailSpec } from "../../figures/thumbnail.js";
import { compileFigure, drawSvg } from "../draw.js";
import { shownSearches } from "../events.js";
import { Html, html, withSubscripts } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { readResult, resultHashes } from "../results.js";

/** What stands behind the limits of a search. */
const STATUS = { real: "real data", blinded: "blinded", pseudo: "simulated" } as const;

/** The exclusion plot of a search, small; nothing where no result was made yet. */
async function thumbnail(search: Search): Promise<Html | false> {
  const result = readResult(search.id);
  if (!result) return false;
  const [interpretation] = search.interpretations;
  const declared = withGivenSamples(search, result.samples);
  const data = thumbnailData(declared, interpretation, result.evaluation.scan);
  const drawing = await drawSvg(compileFigure(thumbnailSpec(declared, interpretation, data)), data);
  const level = levelText(search.measurement.confidenceLevel);
  return html`<div class="drawing" role="img" aria-label="Upper limit on ${interpretation.title} against ${declared.scan.abscissa.title}, ${level} CL: observed solid, expected dashed with its bands; the page of the search has the table">${new Html(drawing)}</div>`;
}

/** A search on the front page: its exclusion plot, what it looks for, with how much data, how the limit is set. */
async function card(search: Search): Promise<Html> {
  const facts = [
    [search.experiment, search.luminosity?.text].filter(Boolean).join(", "),
    methodText(nominalState(search)),
    STATUS[search.data],
  ].filter(Boolean);
  return html`<li>
<h3><a href="/searches/${search.id}">${search.title} → ${withSubscripts(search.target)}</a></h3>
${await thumbnail(search)}
<p>${search.summary}</p>
<p class="note">${facts.join(" · ")}</p>
</li>`;
}

/** The front page: every search of the catalogue that has events, as a card. */
export const atlasPage: BuiltPage = {
  name: "index",
  title: "Dark-sector searches, open to the hand",
  module: "src/loaders/atlas-page/page.ts",
  inputs: resultHashes,
  write: async () => html`<section class="hero">
<h1>Dark-sector searches, open to the hand</h1>
<p>Every distribution on these pages can be cut again, and every exclusion curve computed again: by you, in this browser, with the code that made the published number. Move a cut and the limit follows.</p>
</section>
<h2>Searches</h2>
<ul class="cards">
${await Promise.all(shownSearches().map(card))}
</ul>
<p class="note">Solid: observed limit; dashed: median expectation, with its ±1σ and ±2σ bands. Of a signal whose lifetime goes with its coupling a region is excluded, here filled. Those called simulated are from pseudo-data.</p>`,
};
