import { formatNumber } from "../../figures/numbers.js";
import { BELLE, BELLE_II, type Beams } from "../../physics/beams.js";
import { html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { Progress } from "../progress.js";
import { crossSectionFigure, recoilFigure, tauFigures } from "./comparisons.js";
import { detectorSection, resolutionSection } from "./detectors.js";
import { generatorSection } from "./generators.js";

/** Trials and events behind the figures at full size: errors of 0.1 % on σ, 3 % on a bin of the recoil mass. */
const SIZE = { crossSection: 50_000, recoil: 400_000, tau: 100_000, detectorBlocks: 3 } as const;

/** A part of a size, but never nothing. */
const part = (size: number, scale: number, least: number) => Math.max(least, Math.round(size * scale));

const beamsText = ({ name, electronEnergy, positronEnergy, crossingAngle }: Beams) =>
  `${name}: ${formatNumber(electronEnergy, 3)} GeV electrons on ${formatNumber(positronEnergy, 3)} GeV positrons, crossing at ${formatNumber(1000 * crossingAngle, 2)} mrad`;

/** The page on what is simulated, how, and how far it can be trusted. */
export const simulationPage: BuiltPage = {
  name: "simulation",
  title: "Simulation",
  module: "src/loaders/simulation-page/page.ts",
  write: async ({ scale }) => {
    const progress = new Progress("simulation: figures and tables", 5);
    const crossSection = await crossSectionFigure(part(SIZE.crossSection, scale, 2000));
    progress.advance();
    const recoil = await recoilFigure(part(SIZE.recoil, scale, 40_000));
    progress.advance();
    const taus = await tauFigures(part(SIZE.tau, scale, 20_000));
    progress.advance();
    const resolution = resolutionSection(part(SIZE.detectorBlocks, scale, 1));
    progress.advance();
    const generators = generatorSection();
    progress.advance();
    return html`<article class="simulation">
<h1>Simulation</h1>
<p>There is no public sample of the events that these searches look at. Unless a plot says otherwise, its events are made here: from a matrix element, through a parametrised detector, to the observables of a cut. This page tells how, holds the result against formulas and publications, and says where it stops being true. Its figures are drawn by the code that makes the events, at every build.</p>
<h2>The way of an event</h2>
<ol>
<li><strong>Collision.</strong> √s is drawn about ${BELLE_II.sqrtS} GeV with a spread of ${formatNumber(1000 * BELLE_II.energySpread, 2)} MeV, <span data-origin="assumption">an assumption</span>. Both beams radiate photons, which takes energy from what follows.</li>
<li><strong>Reaction.</strong> Momenta are drawn where the matrix element is large, and each trial gets a weight. The mean weight of all trials is the cross-section; a trial is kept with a probability in proportion to its weight, so that kept events count alike.</li>
<li><strong>Laboratory.</strong> The event is boosted. ${beamsText(BELLE_II)}. ${beamsText(BELLE)}. Particles that live long fly before they decay; photons may convert in material.</li>
<li><strong>Detector.</strong> Tracks, clusters and identities are drawn with the efficiencies and resolutions of the tables below. There are no hits, no beam background and no full reconstruction.</li>
<li><strong>Selection.</strong> The same cuts as on the pages of the searches.</li>
</ol>
<p>Random numbers come from streams named by search, sample, seed and block. A sample holds the same events whether one worker made it or eight.</p>
<h2>How far it can be trusted</h2>
<ul>
<li><strong>Signals</strong> follow their matrix elements at tree level, with radiation of the beams added. Where a formula for the rate exists they agree with it, as the first figure shows for one.</li>
<li><strong>μμ(γ…) and ττ(γ…)</strong> have one hard photon exact and more of them in the leading approximation. α is that of zero momentum: vacuum polarisation would raise these rates by about 6 %, <span data-origin="recalled">recalled</span>, and is left out.</li>
<li><strong>Two-photon and hadronic backgrounds</strong> are shapes with documented approximations, good for where events lie and within tens of per cent for how many.</li>
<li><strong>The detector</strong> was tuned to two published widths. Efficiencies are plateaus; corrections that a publication measured in data are applied by its search, not here. Most of its numbers are recalled or assumptions, each of them told below.</li>
</ul>
<h2>Held against formulas</h2>
<div class="comparisons">
<section><h3>How often: μμZ′ against its mass</h3>${crossSection}</section>
<section><h3>Radiation: the recoil mass of μμ(γ…)</h3>${recoil}</section>
<section><h3>Spin: electrons of polarised τ, the Michel spectrum</h3>${taus[0]}</section>
<section><h3>Spin: pions of polarised τ</h3>${taus[1]}</section>
</div>
<h2>Held against publications: resolution and efficiency</h2>
${resolution}
<h2>What each generator leaves out</h2>
${generators}
<h2>The detectors, number by number</h2>
${detectorSection()}
<h2>Events for a study of your own</h2>
<p>The generators run without the site. In the project's folder:</p>
<pre tabindex="0" role="region" aria-label="Commands"><code>${COMMANDS}</code></pre>
<p>The first makes 10⁵ events of a Z′ of 2 GeV as a Parquet file, the second one of eight shards of muon pairs as the detector sees them, the last tells the options of a sample. Eight shards hold the events of one. Units, cross-section and its error are in the metadata of the file: <code>select decode(key), decode(value) from parquet_kv_metadata('zprime.parquet')</code>.</p>
</article>`;
  },
};

const COMMANDS = [
  "npx darkroom simulate zprime --mass 2 --coupling 0.1 --events 100000 --out zprime.parquet",
  "npx darkroom simulate dimuon --events 1000000 --shard 2/8 --detector belle2 --out dimuon-2.parquet",
  "npx darkroom simulate zprime --help",
].join("\n");
