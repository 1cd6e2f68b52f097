import { type RandomStream, randomStream } from "../../numerics/random.js";
import { backgroundModel, backgroundMoments, type SimulatedSample } from "../../statistics/counting/model.js";
import { predictive } from "../../statistics/counting/predictive.js";
import { globalFromToys, toyMaxima } from "../../statistics/look-elsewhere/toys.js";
import type { EventTable } from "../events.js";
import { isExpectedIn } from "../sample.js";
import { findWindowRows } from "../scan.js";
import type { Search } from "../search.js";

/** One window of any binning: what is believed of its background, and what was seen. */
export interface TestedWindow {
  readonly min: number;
  readonly max: number;
  readonly observed: number;
  readonly samples: readonly SimulatedSample[];
}

/** A stretch of the scanned observable that lies in the same windows throughout. */
export interface Cell {
  readonly min: number;
  readonly max: number;
  readonly windows: readonly number[];
  /** Simulated rows and weight of every sample. */
  readonly samples: readonly SimulatedSample[];
}

/**
 * Probability that background alone gives, in any window of any binning, a local p-value as small as the smallest one
 * seen.
 *
 * Every toy draws the common systematic uncertainty of the background (Gaussian, cut at 0), the mean of every sample in
 * every cell (Gamma, the belief that the local p-values start from) and a Poisson count; a count enters all windows that
 * hold its cell, so that overlapping windows come out correlated as they are.
 *
 * @param relative common systematic uncertainty of the background
 */
export function globalPValue(
  windows: readonly TestedWindow[],
  cells: readonly Cell[],
  relative: number,
  toys: number,
  stream: RandomStream,
): number {
  const tables = windows.map(({ observed, samples }) => significances(samples, relative, observed));
  const significance = (n: number, w: number) => tables[w][Math.min(n, tables[w].length - 1)];
  const largest = windows.reduce((most, { observed }, w) => Math.max(most, significance(observed, w)), 0);
  const shapes = cells.map((cell) => priorShape(cell, cells));
  const counts = new Uint32Array(windows.length);
  const maxima = toyMaxima(toys, stream, (random) => {
    counts.fill(0);
    const factor = systematicFactor(relative, random);
    cells.forEach(({ samples, windows: members }, c) => {
      let mean = 0;
      for (const { simulated, weight } of samples) mean += weight * random.gamma(simulated + shapes[c]);
      const events = random.poisson(mean * factor);
      for (const w of members) counts[w] += events;
    });
    return Array.from(counts, (n, w) => significance(n, w));
  });
  return globalFromToys(largest, maxima).p;
}

/** Standard deviations of the background beyond which a count is as improbable as it gets. */
const REACH = 9;

/** −ln P(N ≥ n) for n = 0 … from the prior predictive distribution, summed from the far end where its terms are small. */
function significances(samples: readonly SimulatedSample[], relative: number, observed: number): Float64Array {
  const model = backgroundModel({ samples, relative });
  const { mean, sigma } = backgroundMoments(model);
  const last = Math.max(observed, Math.ceil(mean + REACH * Math.sqrt(mean + sigma * sigma) + 20));
  const row = predictive(model, last);
  const found = new Float64Array(last + 1);
  let tail = 0;
  for (let n = last; n > 0; n--) {
    tail += row[n];
    found[n] = -Math.log(Math.min(1, Math.max(tail, Number.MIN_VALUE)));
  }
  return found;
}

function systematicFactor(relative: number, random: RandomStream): number {
  if (relative === 0) return 1;
  for (;;) {
    const factor = 1 + relative * random.normal();
    if (factor > 0) return factor;
  }
}

/** The one event that Gamma(simulated + 1) adds to a window, divided among the cells of the first window that holds this one. */
function priorShape({ windows: [first] }: Cell, cells: readonly Cell[]): number {
  return 1 / cells.filter(({ windows }) => windows.includes(first)).length;
}

/** Cuts the windows into cells and counts the selected background rows of each. */
export function cellsOf(
  search: Search,
  table: EventTable,
  failing: Uint32Array,
  windows: readonly { readonly min: number; readonly max: number }[],
  scale: number,
): Cell[] {
  const edges = [...new Set(windows.flatMap(({ min, max }) => [min, max]))].sort((a, b) => a - b);
  const { observable } = search.scan;
  const stretches = edges.slice(1).flatMap((max, i) => {
    const min = edges[i];
    const middle = (min + max) / 2;
    const members = windows.flatMap((one, w) => (one.min < middle && middle < one.max ? [w] : []));
    // Edges that binary fractions set apart by less than a stored step are one edge.
    return members.length > 0 && max - min > observable.step / 2 ? [{ min, max, windows: members }] : [];
  });
  const backgrounds = table.samples.filter(({ sample }) => sample.kind === "background");
  const counted = backgrounds.map(({ sample, start, end }) => {
    const { offsets, rows } = findWindowRows(table, observable, stretches, start, end);
    const cells = stretches.map((_, c) => {
      let simulated = 0;
      for (let k = offsets[c]; k < offsets[c + 1]; k++) if (failing[rows[k]] === 0) simulated++;
      return { simulated, weight: sample.weight * scale };
    });
    return { declared: search.samples.find(({ id }) => id === sample.id), cells };
  });
  return stretches.map((stretch, c) => ({
    ...stretch,
    samples: counted.flatMap(({ declared, cells }) => (isExpectedIn(declared, stretch) ? [cells[c]] : [])),
  }));
}

/** Stream of the toys of a search. */
export function toyStream(search: Search): RandomStream {
  return randomStream(search.id, "global-p-value", 1);
}
