import { sha256 } from "../freshness.js";
import { escapeHtml, Html, html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { commands, insertions, newFiles, TUTORIAL_SEARCH, textOf } from "./steps.js";

/** Code with its line breaks as entities: a blank line would end HTML in Markdown. */
function codeHtml(code: string, label: string): Html {
  const text = new Html(escapeHtml(code.trimEnd()).replaceAll("\n", "&#10;"));
  return html`<pre tabindex="0" role="region" aria-label="${label}"><code>${text}</code></pre>`;
}

function insertionHtml({ path, after, line }: (typeof insertions)[number], index: number): Html {
  return html`<p>In <code>${path}</code>, after <code>${after.trim()}</code>:</p>${codeHtml(line, `line ${index + 1} of ${insertions.length} to add, in ${path}`)}`;
}

/** The tutorial: a search from nothing. Its code is kept in files, and a test walks through it. */
export const tutorialPage: BuiltPage = {
  name: "tutorial",
  title: "Publish your own search",
  module: "src/loaders/tutorial-page/page.ts",
  inputs: () => Object.values(newFiles).map((file) => sha256(textOf(file))),
  write: async () => html`<article class="tutorial">
<h1>Publish your own search</h1>
<p>A search is one module, and one more if its events are simulated. Everything else follows from it: the page with its controls, the command line, the tables, the exports. Here is one from nothing: a dark photon that decays to two muons, beside a dark Higgs boson of 1 GeV that is not seen. A test of this project walks through these very steps.</p>
<h2>1. Declare it</h2>
<p>Make <code>${newFiles.declaration.path}</code>. It reads from the top: what is sought, in which samples, with which cuts, in which windows, how a count becomes a limit, and how a cross-section becomes a coupling. Numbers that are nobody's result are marked as assumptions, and the page will show them as such.</p>
${codeHtml(textOf(newFiles.declaration), newFiles.declaration.path)}
<h2>2. Simulate it</h2>
<p>Make <code>${newFiles.simulation.path}</code>: a generator for each sample, and what the detector makes of an event. Signals ask for a number of events, backgrounds for a multiple of the luminosity. Without this module the search exists with events from files only.</p>
${codeHtml(textOf(newFiles.simulation), newFiles.simulation.path)}
<h2>3. Make it known</h2>
${insertions.map(insertionHtml)}
<h2>4. Look at the result</h2>
<p>The first command simulates and prints the limits as JSON; the second moves a cut. <code>DARKROOM_SCALE=0.1</code> before a command simulates a tenth, for a first look.</p>
${codeHtml(`${commands.result}\n${commands.looser}`, "commands for the result")}
<h2>5. Publish it</h2>
<p>This builds the site with <code>searches/${TUTORIAL_SEARCH}</code> in it and serves it; the folder <code>dist</code> goes to any static host.</p>
${codeHtml(commands.site, "command for the site")}
<h2>6. Put your data in</h2>
<p>Describe your files in a manifest in <code>data/samples</code>, with <code>"search": "${TUTORIAL_SEARCH}"</code> and <code>"kind": "data"</code>; <code>data/samples/README.txt</code> says what a manifest may hold. They take the place of the pseudo-data, and the plots say so. Then give the citation of your publication, and replace each assumption by what you measured.</p>
</article>`,
};
