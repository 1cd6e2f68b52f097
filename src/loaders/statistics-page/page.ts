import { tableHtml } from "../first-view.js";
import { html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { coverageSection } from "./coverage.js";
import { coverageStudy } from "./coverage-study.js";
import { exampleFigures, exampleHtml } from "./example.js";
import { methodsSection } from "./methods.js";
import { asymptoticTable, emptyWindowTable, pullsFigure } from "./self-deceptions.js";

/** Toys behind a point of the maps at full size, and at least. */
const TOYS = { full: 5000, least: 1000 } as const;

/** Toys behind a point of the maps at a share of the full size. */
export const coverageToys = (scale: number): number => Math.max(TOYS.least, Math.round(TOYS.full * scale));

/** The page on how limits are set, and what they are worth. */
export const statisticsPage: BuiltPage = {
  name: "statistics",
  title: "Statistics",
  module: "src/loaders/statistics-page/page.ts",
  write: async ({ scale }) => {
    const toys = coverageToys(scale);
    const points = await coverageStudy(toys);
    return html`<article class="statistics">
<h1>Statistics</h1>
<p>A search that finds nothing says how much it would have noticed: an upper limit. There are several ways to one, they answer different questions, and from few events they differ by a factor of two and more. Each page uses the method of its publication; this one sets them beside each other. Move the count, and see.</p>
<div class="statistics-example">
${await exampleHtml()}
</div>
<h2>What each method asks</h2>
${methodsSection()}
<h2>Coverage: how often the truth is inside</h2>
${await coverageSection(points, toys)}
<h2>Ways to deceive oneself</h2>
<div class="comparisons">
<section><h3>Test the background with its own events</h3>
<p>Pseudo-data that are cut from the same simulation as the estimate of their background agree with it too well. Here they come from random streams of their own, and pulls of the count against the estimate then have mean 0 and width 1.</p>
${await pullsFigure()}</section>
<section><h3>Take no simulated event for no background</h3>
<p>A window in which nothing was simulated does not have a background of 0 ± 0, or else a single event would be a discovery. With a flat prior on b, zero events in a simulation of τ times the data leave Gamma(1, τ): 1/τ ± 1/τ. The limit hardly cares; the significance does.</p>
${tableHtml(emptyWindowTable())}</section>
<section><h3>Use a formula for many events on few</h3>
<p>Asymptotic formulas take √q for a Gaussian number. With five events of background or fewer they are 10 to 15 % too strong, and at n = 0 they go below 2.30 events, which no count can justify at 90 %. Where a page shows such a limit it says so, and an exact one or one by toys is the headline.</p>
${tableHtml(asymptoticTable())}</section>
</div>
<p class="note">All numbers of this page are from the build, but for those marked as computed here. The coverage and the pulls come from random streams named by method, background and signal: a second build gives the same.</p>
</article>`;
  },
  script: () => `import { mountStatistics } from "./components/statistics-page.js";

mountStatistics(document.querySelector(".statistics-example"), ${JSON.stringify(exampleFigures())});`,
};
