import { formatNumber, formatUncertain } from "../../figures/numbers.js";
import type { Table } from "../../figures/tables.js";
import type { Origin } from "../../physics/constants.js";
import { BELLE_DETECTOR } from "../../physics/detector/belle.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { type Detector, type DetectorRow, detectorTable } from "../../physics/detector/configuration.js";
import {
  type EfficiencyRow,
  efficiencyTable,
  PUBLISHED_EFFICIENCY,
  PUBLISHED_WINDOW_COUNT,
  WIDTH_CAVEATS,
  type WidthRow,
  widthTable,
  windowCount,
} from "../../physics/detector/validation.js";
import { tableHtml } from "../first-view.js";
import { type Html, html } from "../html.js";
import { subscripts } from "./subscripts.js";

/** Recoil-mass windows and efficiencies of μμZ′ beside the published ones, and what to know about them. */
export function resolutionSection(blocks: number): Html {
  const widths = widthTable(blocks);
  const { from, to } = PUBLISHED_EFFICIENCY;
  const percent = (value: number) => formatNumber(100 * value, 2);
  return html`<p>μμZ′ events through the detector of Belle II, tracks within 37° to 120°, the cuts on recoil angle and transverse momentum of the pair, above 1.5 GeV/c, applied. A window is ±2σ of the recoil mass.</p>
${tableHtml(widthHtmlTable(widths))}
<p>Windows of these widths, side by side up to 8 GeV: ${formatNumber(windowCount(widths), 2)}; published: ${PUBLISHED_WINDOW_COUNT.value}. Where the two disagree, and what the agreement is worth:</p>
<ul>${WIDTH_CAVEATS.map((text) => html`<li>${subscripts(text)}</li>`)}</ul>
${tableHtml(efficiencyHtmlTable(efficiencyTable(blocks)))}
<p>The publication has ${percent(from.value)} to ${percent(to.value)} % below 7 GeV with the suppression of τ pairs, which is not in this table and takes about half.</p>`;
}

function widthHtmlTable(rows: readonly WidthRow[]): Table {
  const mega = (gev: number) => 1000 * gev;
  const deviation = ({ window, publishedWindow }: WidthRow) =>
    publishedWindow === null ? null : 100 * (window / publishedWindow - 1);
  return {
    id: "widths",
    caption: "Full widths of recoil-mass windows by fast simulation, and the published ones",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "σ(M²)", unit: "GeV²/c⁴" },
      { title: "window", unit: "MeV/c²" },
      { title: "published", unit: "MeV/c²" },
      { title: "difference", unit: "%" },
      { title: "from the signed root of M²", unit: "MeV/c²" },
      { title: "without the cut on transverse momentum", unit: "MeV/c²" },
      { title: "with radiation", unit: "MeV/c²" },
    ],
    rows: rows.map((row) => [
      formatNumber(row.mass, 2),
      formatUncertain(row.sigmaSquared, row.sigmaSquaredError),
      formatUncertain(mega(row.window), (mega(row.window) * row.sigmaSquaredError) / row.sigmaSquared),
      row.publishedWindow === null ? "–" : formatNumber(mega(row.publishedWindow), 3),
      deviation(row) === null ? "–" : formatNumber(deviation(row), 2),
      formatNumber(mega(row.windowOfRoot), 3),
      formatNumber(mega(row.windowWithoutTransverse), 3),
      formatNumber(mega(row.windowWithRadiation), 3),
    ]),
    values: rows.map((row) => [
      row.mass,
      row.sigmaSquared,
      mega(row.window),
      row.publishedWindow === null ? null : mega(row.publishedWindow),
      deviation(row),
      mega(row.windowOfRoot),
      mega(row.windowWithoutTransverse),
      mega(row.windowWithRadiation),
    ]),
  };
}

function efficiencyHtmlTable(rows: readonly EfficiencyRow[]): Table {
  const values = rows.map(({ mass, ...steps }) => [
    mass,
    ...[steps.tracks, steps.recoil, steps.transverse, steps.muons, steps.photons, steps.corrected].map((x) => 100 * x),
  ]);
  return {
    id: "efficiencies",
    caption: "What is left of μμZ′ events after each step, no radiation of the beams",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "two tracks", unit: "%" },
      { title: "recoil angle", unit: "%" },
      { title: "transverse momentum", unit: "%" },
      { title: "two muons", unit: "%" },
      { title: "photons", unit: "%" },
      { title: "with corrections", unit: "%" },
    ],
    rows: values.map(([mass, ...rest]) => [formatNumber(mass, 2), ...rest.map((value) => formatNumber(value, 3))]),
    values,
  };
}

/** What an origin means, for the reader. */
const ORIGIN_TEXT: Readonly<Record<Origin, string>> = {
  published: "from a publication, named beside it",
  derived: "follows from other numbers",
  recalled: "known from the literature, its text not read again for this page",
  assumption: "our choice, because no number is published",
};

/** Every number of both detectors with its origin. */
export function detectorSection(): Html {
  return html`<p>Every number of the fast simulation, with its origin. Those that are <span data-origin="recalled">recalled</span> or an <span data-origin="assumption">assumption</span> are marked: they are the first to doubt.</p>
<dl>${Object.entries(ORIGIN_TEXT).map(([origin, text]) => html`<dt><span data-origin="${origin}">${origin}</span></dt><dd>${text}</dd>`)}</dl>
${[BELLE_II_DETECTOR, BELLE_DETECTOR].map(detectorHtml)}`;
}

function detectorHtml(detector: Detector): Html {
  const rows = detectorTable(detector);
  const count = (origin: string) => rows.filter((row) => row.origin === origin).length;
  const tally = Object.keys(ORIGIN_TEXT)
    .map((origin) => `${count(origin)} ${origin}`)
    .join(", ");
  const groups = [...new Set(rows.map((row) => row.group))];
  return html`<details><summary>${detector.name}: ${rows.length} numbers, ${tally}</summary>
<div class="table" tabindex="0" role="region" aria-label="Numbers of the ${detector.name} detector"><table data-table="detector">
<caption>The ${detector.name} detector of the fast simulation</caption>
<thead><tr><th scope="col">quantity</th><th scope="col">value</th><th scope="col">origin</th><th scope="col">source</th></tr></thead>
${groups.map((group) => html`<tbody><tr><th scope="rowgroup" colspan="4">${group}</th></tr>${rows.filter((row) => row.group === group).map(detectorRow)}</tbody>`)}
</table></div></details>`;
}

function detectorRow({ quantity, value, unit, origin, source, note }: DetectorRow): Html {
  const said = origin === "assumption" ? note : [source, note].filter((text) => text !== "").join("; ");
  return html`<tr><th scope="row">${quantity}</th><td data-number>${String(value).replace("-", "−")} ${unit}</td><td><span data-origin="${origin}">${origin}</span></td><td>${subscripts(said)}</td></tr>`;
}
