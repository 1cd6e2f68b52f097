import { assumed } from "../../analysis/origin.js";
import type { ScanWindow, Window } from "../../analysis/scan.js";
import type { Spectrum } from "../../analysis/search.js";
import { atSevenDigits } from "../seven-digits.js";

/**
 * Relative mass resolution for which the windows are made. A silicon tracker in some 4 T measures pairs of muons to
 * 0.5 … 2 %, by rapidity; a narrower or wider true peak costs sensitivity, not validity.
 */
export const RESOLUTION = assumed(0.01, "", "σ(M)/M of a pair of muons, typical of a silicon tracker in a 4 T field");

/** Share of a Gaussian peak within the window of ±2σ. */
export const CONTAINMENT = {
  value: 0.9545,
  unit: "",
  origin: "derived",
  source: "Gaussian peak within ±2σ",
} as const;

/** Masses between which bins are laid, GeV. */
const LOWEST = 0.3;
const HIGHEST = 120;

/** Bins of half a σ in ln M; window, gap and sidebands are counted in them from the hypothesis on. */
const BIN = RESOLUTION.value / 2;
const WINDOW = 4;
const SIDEBAND = { from: 5, to: 20 };
/** Fewest bins of a sideband that the data must cover. */
const FEWEST_BINS = 3;

/** Most hypotheses of a scan and bins of a spectrum that a page shows, so that a moved cut answers soon. */
const MOST_HYPOTHESES = 400;
/** Up to so many hypotheses they stand half a σ apart, beyond it one σ. */
const FEW_HYPOTHESES = 60;
const MOST_BINS = 120;

/** Ranges wider than this factor are drawn on a logarithmic axis. */
const WIDE = 4;

/** Edges of the bins of half a σ, GeV. */
export const massEdges: readonly number[] = Array.from(
  { length: Math.floor(Math.log(HIGHEST / LOWEST) / BIN) + 1 },
  (_, i) => atSevenDigits(LOWEST * Math.exp(i * BIN)),
);

/** Window of ±2σ around a mass, GeV. */
export function windowAround(mass: number): Window {
  return { min: mass * Math.exp(-WINDOW * BIN), max: mass * Math.exp(WINDOW * BIN) };
}

/** First and last edge within the data. */
function covered([low, high]: readonly [number, number]): { first: number; last: number } {
  const first = massEdges.findIndex((edge) => edge >= low);
  const last = massEdges.findLastIndex((edge) => edge <= high);
  return { first: first < 0 ? massEdges.length : first, last };
}

/**
 * Hypotheses with their windows and sidebands in data that cover a range of masses, evenly in ln M; sidebands end where the data do, and a hypothesis without both is left out.
 */
export function windowsWithin(coverage: readonly [number, number]): ScanWindow[] {
  const { first, last } = covered(coverage);
  const least = SIDEBAND.from + FEWEST_BINS;
  const room = last - first - 2 * least;
  const step = room <= FEW_HYPOTHESES ? 1 : Math.max(2, Math.ceil(room / MOST_HYPOTHESES));
  const windows: ScanWindow[] = [];
  for (let k = first + least; k + least <= last; k += step) {
    const at = (offset: number) => massEdges[Math.min(last, Math.max(first, k + offset))];
    windows.push({
      hypothesis: { mass: massEdges[k] },
      window: { min: at(-WINDOW), max: at(WINDOW) },
      sidebands: [
        { min: at(-SIDEBAND.to), max: at(-SIDEBAND.from) },
        { min: at(SIDEBAND.from), max: at(SIDEBAND.to) },
      ],
    });
  }
  return windows;
}

/** Edges of the spectrum's bins for data that cover a range, and how its axis is divided. */
export function spectrumWithin(coverage: readonly [number, number]): Required<Pick<Spectrum, "edges" | "scale">> {
  const { first, last } = covered(coverage);
  const join = Math.max(1, Math.ceil((last - first) / MOST_BINS));
  const edges: number[] = [];
  for (let k = first; k <= last; k += join) edges.push(massEdges[k]);
  // What is left over at the upper end is no full bin and would look like a deficit.
  return { edges, scale: massEdges[last] > WIDE * massEdges[first] ? "log" : "linear" };
}
