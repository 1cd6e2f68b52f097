import { type Comparison, type ComparisonSeries, comparisonData, comparisonSpec } from "../../figures/comparison.js";
import { formatCount, formatNumber, formatUncertain } from "../../figures/numbers.js";
import type { Table } from "../../figures/tables.js";
import {
  type CrossSectionRow,
  crossSectionRows,
  foldedRecoilSpectrum,
  type RecoilRow,
  recoilRows,
  type TauSpectrum,
  tauSpectra,
  tauSpectrumDensity,
} from "../../physics/generators/validation.js";
import { zprimeCrossSection, zprimeRadiativeCrossSection } from "../../physics/theory/zprime.js";
import { compileFigure, drawSvg } from "../draw.js";
import { tableHtml } from "../first-view.js";
import { Html, html } from "../html.js";
import { subscripts } from "./subscripts.js";

/** Colours of the two series of a figure: muon pairs and signal, as on all pages. */
const BLUE = "#5790fc";
const RED = "#e42536";
const DASH = [6, 4];

const heading = (conditions: string) => ({ label: "Darkroom simulation", conditions });

/** A figure with its explanation and the table behind it. */
async function figure(name: string, comparison: Comparison, caption: Html, table: Table): Promise<Html> {
  const svg = await drawSvg(compileFigure(comparisonSpec(comparison)), comparisonData(comparison));
  return html`<figure data-figure="${name}">
<div class="drawing" role="img" aria-label="${comparison.description}">${new Html(svg)}</div>
<figcaption>${caption}</figcaption>
<details><summary>Table behind the plot</summary>${tableHtml(table)}</details>
</figure>`;
}

/** "χ² = 10.3 for 11 points". */
export function agreement(points: ComparisonSeries["points"]): string {
  const sum = points.reduce((chi2, { value, sigma, formula }) => chi2 + ((value - formula) / sigma) ** 2, 0);
  return `χ² = ${sum.toFixed(1)} for ${points.length} points`;
}

const grid = (from: number, to: number, steps: number) =>
  Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);

/** σ(μμZ′) against mass, at tree level and with radiation of the beams. */
export async function crossSectionFigure(trials: number): Promise<Html> {
  const rows = crossSectionRows(trials);
  const masses = grid(0.05, 9.5, 63);
  const tree = rows.map(({ mass: x, exact: formula, generated }) => ({ x, formula, ...generated }));
  const radiated = rows.map(({ mass: x, exactRadiated: formula, generatedRadiated }) => ({
    x,
    formula,
    ...generatedRadiated,
  }));
  const comparison: Comparison = {
    description:
      "Cross-section of μμZ′ against the mass of the Z′: integral as lines, Monte Carlo as points, their ratio",
    heading: heading("e⁺e⁻ → μ⁺μ⁻Z′, √s = 10.58 GeV, g′ = 1"),
    x: { title: "mass of the Z′ [GeV/c²]", domain: [0, 10] },
    y: { title: "σ [fb]", scale: "log", domain: [0.1, 1e6] },
    ratio: { domain: [0.99, 1.01], values: [0.995, 1, 1.005] },
    legend: { x: 20, y: 235 },
    series: [
      {
        label: "no radiation",
        color: BLUE,
        curve: masses.map((x) => ({ x, y: zprimeCrossSection(x, 1) })),
        points: tree,
      },
      {
        label: "with radiation",
        color: RED,
        dash: DASH,
        curve: masses.map((x) => ({ x, y: zprimeRadiativeCrossSection(x, 1) })),
        points: radiated,
      },
    ],
  };
  return figure(
    "cross-section",
    comparison,
    html`The formula is exact at tree level: one integral over the mass of the muon pair. The points are the mean weights of the generator, ${formatCount(trials)} trials each. With radiation, the formula is folded with the radiator of both beams. No radiation: ${agreement(tree)}; with radiation: ${agreement(radiated)}.`,
    crossSectionTable(rows),
  );
}

function crossSectionTable(rows: readonly CrossSectionRow[]): Table {
  const values = rows.map((row) => [
    row.mass,
    row.exact,
    row.generated.value,
    row.generated.sigma,
    row.exactRadiated,
    row.generatedRadiated.value,
    row.generatedRadiated.sigma,
  ]);
  return {
    id: "cross-section",
    caption: "σ(e⁺e⁻ → μ⁺μ⁻Z′) for g′ = 1, by formula and by Monte Carlo",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "no radiation, formula", unit: "fb" },
      { title: "simulated", unit: "fb" },
      { title: "with radiation, formula", unit: "fb" },
      { title: "simulated", unit: "fb" },
    ],
    rows: rows.map((row) => [
      formatNumber(row.mass, 2),
      formatNumber(row.exact, 5),
      formatUncertain(row.generated.value, row.generated.sigma),
      formatNumber(row.exactRadiated, 5),
      formatUncertain(row.generatedRadiated.value, row.generatedRadiated.sigma),
    ]),
    values,
  };
}

/** Recoil mass of μμ(γ…): fold of two radiators, radiation of the beams, complete generator. */
export async function recoilFigure(trials: number): Promise<Html> {
  const rows = recoilRows(trials);
  const bins = rows.slice(0, -1);
  const heavy = rows[rows.length - 1];
  const points = (kind: "beams" | "complete") =>
    bins.map((row) => {
      const width = 1000 * (row.high - row.low);
      return {
        x: (row.low + row.high) / 2,
        value: row[kind].value / width,
        sigma: row[kind].sigma / width,
        formula: row.folded / width,
      };
    });
  const comparison: Comparison = {
    description: "Spectrum of the recoil mass of μμ(γ…): fold of two radiators as a line, two simulations as points",
    heading: heading("e⁺e⁻ → μ⁺μ⁻(γ…), √s = 10.58 GeV, generated"),
    x: { title: "recoil mass [GeV/c²]", domain: [0, 10.58] },
    y: { title: "dσ/dM [pb / GeV/c²]", scale: "log", domain: [1, 100] },
    ratio: { domain: [0.3, 1.9], values: [0.5, 1, 1.5] },
    legend: { x: 64, y: 60 },
    series: [
      {
        label: "photons along the beams",
        color: BLUE,
        curve: grid(0.4, 10.2, 98).map((x) => ({ x, y: foldedRecoilSpectrum(x) / 1000 })),
        points: points("beams"),
      },
      { label: "complete generator", color: RED, curve: [], points: points("complete") },
    ],
  };
  const picobarn = (value: number) => value / 1000;
  const total = (kind: "beams" | "complete") =>
    formatUncertain(picobarn(heavy[kind].value), picobarn(heavy[kind].sigma));
  return figure(
    "recoil",
    comparison,
    html`One photon alone recoils at zero mass; it takes two. The formula folds the structure functions of both beams, one photon along each. The radiation of the beams as generated follows it: ${agreement(points("beams"))}. The complete generator gives the photons angles, which lowers the largest masses, and lets the muons radiate, which adds at small ones; the difference is physics that the fold lacks. Above ${String(heavy.low)} GeV: ${formatNumber(picobarn(heavy.folded), 3)} pb by the fold, ${total("beams")} pb from the beams alone, ${total("complete")} pb complete.`,
    recoilTable(rows),
  );
}

function recoilTable(rows: readonly RecoilRow[]): Table {
  return {
    id: "recoil",
    caption: "Cross-section of μμ(γ…) in ranges of the recoil mass; the last row is the total above 2 GeV",
    columns: [
      { title: "from", unit: "GeV/c²" },
      { title: "to", unit: "GeV/c²" },
      { title: "fold of two radiators", unit: "pb" },
      { title: "beams alone", unit: "pb" },
      { title: "complete", unit: "pb" },
    ],
    rows: rows.map(({ low, high, folded, beams, complete }) => [
      low.toFixed(2),
      high.toFixed(2),
      formatNumber(folded / 1000, 3),
      formatUncertain(beams.value / 1000, beams.sigma / 1000),
      formatUncertain(complete.value / 1000, complete.sigma / 1000),
    ]),
    values: rows.map(({ low, high, folded, beams, complete }) => [
      low,
      high,
      folded,
      beams.value,
      beams.sigma,
      complete.value,
      complete.sigma,
    ]),
  };
}

const CHANNEL_TEXT = {
  electron: {
    title: "τ → eνν̄",
    formula: "f ± g = (5 − 9x² + 4x³)/3 ± (1 − 9x² + 8x³)/3, without the mass of the electron",
  },
  pion: { title: "τ → πν", formula: "1 ± (2x − 1), with x from (m_π/m_τ)² on" },
} as const;

/** Energies of the daughters of polarised τ: one figure a channel. */
export async function tauFigures(decays: number): Promise<Html[]> {
  const spectra = tauSpectra(decays);
  return Promise.all(
    (["electron", "pion"] as const).map((channel) =>
      tauFigure(
        channel,
        spectra.filter((one) => one.channel === channel),
        decays,
      ),
    ),
  );
}

function tauFigure(channel: TauSpectrum["channel"], spectra: readonly TauSpectrum[], decays: number): Promise<Html> {
  const { title, formula } = CHANNEL_TEXT[channel];
  const sign = (polarisation: number) => (polarisation > 0 ? "+1" : "−1");
  const pointsOf = (spectrum: TauSpectrum) =>
    spectrum.bins.map(({ x, formula: mean, generated }) => ({ x, formula: mean, ...generated }));
  const comparison: Comparison = {
    description: `Energy of the charged daughter of polarised τ, ${title}: formula as lines, simulation as points, their ratio`,
    heading: heading(`${title}, fast τ of helicity ±1`),
    x: { title: "x, energy over that of the τ", domain: [0, 1] },
    y: { title: "density dN/dx / N", scale: "linear", domain: [0, channel === "electron" ? 2.5 : 3] },
    ratio: { domain: [0.9, 1.1], values: [0.95, 1, 1.05] },
    legend: { x: channel === "electron" ? 150 : 90, y: 64 },
    series: spectra.map(({ polarisation, bins }, k) => ({
      label: `helicity ${sign(polarisation)}`,
      color: k === 0 ? BLUE : RED,
      ...(k === 0 ? {} : { dash: DASH }),
      curve: grid(0, 1, 200)
        .map((x) => ({ x, y: tauSpectrumDensity(channel, polarisation, x) }))
        .filter(({ y }) => y > 0),
      points: pointsOf({ channel, polarisation, bins }),
    })),
  };
  const told = spectra.map((one) => `helicity ${sign(one.polarisation)}: ${agreement(pointsOf(one))}`).join(", ");
  return figure(
    `tau-${channel}`,
    comparison,
    html`${formatCount(decays)} decays for each helicity. Formula: ${subscripts(formula)}. Agreement for ${told}.`,
    {
      id: `tau-${channel}`,
      caption: `Density of x, the energy over that of the τ, in ${title}, by formula and by simulation`,
      columns: [
        { title: "x", unit: "" },
        ...spectra.flatMap(({ polarisation }) => [
          { title: `helicity ${sign(polarisation)}, formula`, unit: "" },
          { title: "simulated", unit: "" },
        ]),
      ],
      rows: spectra[0].bins.map(({ x }, i) => [
        x.toFixed(3),
        ...spectra.flatMap(({ bins }) => [
          formatNumber(bins[i].formula, 4),
          formatUncertain(bins[i].generated.value, bins[i].generated.sigma),
        ]),
      ]),
      values: spectra[0].bins.map(({ x }, i) => [
        x,
        ...spectra.flatMap(({ bins }) => [bins[i].formula, bins[i].generated.value]),
      ]),
    },
  );
}
