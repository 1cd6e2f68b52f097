import type { Search } from "./analysis/search.js";
import { shownSearches } from "./loaders/events.js";
import { html } from "./loaders/html.js";

/** A search on the front page: what it looks for, with how much data, how the limit is set. */
function card(search: Search) {
  const facts = [
    [search.experiment, search.luminosity?.text].filter(Boolean).join(", "),
    `Bayesian, ${Math.round(search.measurement.confidenceLevel * 100)} %`,
    { real: "real data", blinded: "blinded", pseudo: "simulated" }[search.data],
  ].filter(Boolean);
  return html`<li>
<h3><a href="/searches/${search.id}">${search.title} → ${search.target}</a></h3>
<p>${search.summary}</p>
<p class="note">${facts.join(" · ")}</p>
</li>`;
}

// The atlas: every search of the catalogue.
process.stdout.write(`---
title: Dark-sector searches, open to the hand
---

<section class="hero">

# Dark-sector searches, open to the hand

Every distribution on these pages can be cut again, and every exclusion curve computed again: by you, in this browser,
with the code that made the published number. Move a cut and the limit follows.

</section>

## Searches

${html`<ul class="cards">
${shownSearches().map(card)}
</ul>`}
`);
