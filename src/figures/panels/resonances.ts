import type { ScanPoint } from "../../analysis/scan-point.js";
import type { Resonance } from "../../analysis/studies.js";
import { poissonSignificance } from "../../statistics/significance/poisson.js";
import { fromLnP } from "../../statistics/significance/significance.js";
import { formatNumber, formatPValue, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel } from "./panel.js";
import { resonanceFits } from "./resonance-fits.js";

/** Masses and natural widths (GeV) of what decays to two muons: Particle Data Group 2022, rounded. */
const KNOWN: readonly { readonly name: string; readonly mass: number; readonly width: number }[] = [
  { name: "ω(782)", mass: 0.78266, width: 0.0087 },
  { name: "φ(1020)", mass: 1.01946, width: 0.0042 },
  { name: "J/ψ", mass: 3.0969, width: 0.00009 },
  { name: "ψ(2S)", mass: 3.6861, width: 0.00029 },
  { name: "Υ(1S)", mass: 9.4604, width: 0.00005 },
  { name: "Υ(2S)", mass: 10.0234, width: 0.00003 },
  { name: "Υ(3S)", mass: 10.3551, width: 0.00002 },
  { name: "Z", mass: 91.1876, width: 2.4952 },
];
/** Farther from a known mass than this a peak is none of them. */
const NEAR = 0.03;

function knownAt(position: number) {
  const near = KNOWN.reduce((a, b) =>
    Math.abs(Math.log(b.mass / position)) < Math.abs(Math.log(a.mass / position)) ? b : a,
  );
  return Math.abs(near.mass / position - 1) < NEAR ? near : undefined;
}

function resonanceTable(found: readonly Resonance[]): Table {
  const values = found.map((one) => {
    const known = knownAt(one.position);
    return [
      known?.name ?? "none that is known",
      one.scanned,
      one.localPValue,
      one.position,
      known?.mass ?? null,
      known ? 100 * (one.position / known.mass - 1) : null,
      one.width,
      one.events,
      one.deviance / one.degrees,
    ];
  });
  return {
    id: "resonances",
    caption: "Peaks that stand out, and fits of their positions and widths",
    columns: [
      { title: "near", unit: "", prose: true },
      { title: "scan", unit: "GeV/c²" },
      { title: "local p", unit: "" },
      { title: "position", unit: "GeV/c²" },
      { title: "known mass", unit: "GeV/c²" },
      { title: "difference", unit: "%" },
      { title: "width σ", unit: "GeV/c²" },
      { title: "events", unit: "" },
      { title: "−2 ln λ per degree of freedom", unit: "" },
    ],
    rows: found.map((one, i) => [
      String(values[i][0]),
      formatNumber(one.scanned, 4),
      formatPValue(one.localPValue),
      formatUncertain(one.position, one.positionError),
      values[i][4] === null ? "–" : formatNumber(Number(values[i][4]), 5),
      values[i][5] === null ? "–" : formatNumber(Number(values[i][5])),
      formatUncertain(one.width, one.widthError),
      formatUncertain(one.events, one.eventsError),
      formatNumber(one.deviance / one.degrees),
    ]),
    values,
  };
}

/** Known particles where the scan has windows: what is in the one nearest to each, the background known or not. */
export function knownTable(scan: readonly ScanPoint[]): Table {
  const away = (mass: number) => (point: ScanPoint) => Math.abs(Math.log(point.hypothesis.mass / mass));
  const found = KNOWN.flatMap(({ name, mass }) => {
    const distance = away(mass);
    const point = scan.reduce<ScanPoint | undefined>((a, b) => (a && distance(a) <= distance(b) ? a : b), undefined);
    if (!point || point.observed === null || point.background === null || point.localPValue === null) return [];
    if (mass < point.region.min || mass > point.region.max) return [];
    const { observed, background, localPValue } = point;
    const local = localPValue > 0 ? fromLnP(Math.log(localPValue)).z : Number.POSITIVE_INFINITY;
    const exact = poissonSignificance(observed, background.value).z;
    return [{ name, mass, observed, background, local, exact }];
  });
  const sigmas = (z: number) => (z === Number.POSITIVE_INFINITY ? "> 37" : formatNumber(z));
  return {
    id: "known-resonances",
    caption: "Known particles and what is in the window nearest to each",
    columns: [
      { title: "particle", unit: "", prose: true },
      { title: "mass", unit: "GeV/c²" },
      { title: "events", unit: "" },
      { title: "expected beside it", unit: "" },
      { title: "local significance", unit: "σ" },
      { title: "were the background known exactly", unit: "σ" },
    ],
    rows: found.map(({ name, mass, observed, background, local, exact }) => [
      name,
      formatNumber(mass, 5),
      String(observed),
      formatUncertain(background.value, background.sigma),
      sigmas(local),
      sigmas(exact),
    ]),
    values: found.map(({ name, mass, observed, background, local, exact }) => [
      name,
      mass,
      observed,
      background.value,
      local,
      exact,
    ]),
  };
}

/** Known particles that a scan of real data must find. */
export const resonances: Panel = {
  id: "resonances",
  title: "Resonances",
  about:
    "What stands out by 4σ or more in the scan (by chance once in a hundred scans of some hundred windows) is fitted in bins as a Gaussian of free position and width over an exponential, within four of its widths. The errors are those of the fit alone: momentum scale and alignment are not in them, nor is radiation off the muons, which pulls a Gaussian below the mass of the particle. The Z has a natural width of 2.5 GeV, so that its σ is not the resolution. A step where a selection of whoever made the file begins stands out too, because one sideband is empty: its fit shows that it is no peak. How much a known particle stands out depends on how many the sample has and on how well its sidebands, 15 resolutions wide, fix the background: of a thousand mixed pairs some twenty are Υ, over seven of background known to a fifth, and that is what takes them below 5σ. Its excited states 6 and 9 % above are in the upper sideband and take some more.",
  wanted: () => ({ resonances: true }),
  contents(context) {
    const { resonances: found, scan } = context.evaluation;
    if (!found) return null;
    const notes = found.length === 0 ? ["Nothing stands out by 4σ."] : [];
    return { figures: [resonanceFits(found, context)], tables: [resonanceTable(found), knownTable(scan)], notes };
  },
};
