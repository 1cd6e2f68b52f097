import type { EventTable } from "../events.js";
import { countBins, findBins } from "../histogram.js";
import type { LifetimeMeasurement, TemplateFit } from "../measurement.js";
import { type Hypothesis, isExpectedIn, type SampleDeclaration } from "../sample.js";
import type { Window } from "../scan.js";
import type { Search } from "../search.js";
import type { BackgroundTemplate, SignalTemplate } from "./template-fit.js";

/** Fewest selected events of a simulated mass that make a template. */
const LEAST_EVENTS = 30;

/** One simulated mass and category. */
interface StoredPeak {
  readonly hypothesis: Hypothesis;
  readonly start: number;
  readonly end: number;
}

/**
 * Templates of a spectrum from stored events. The shape of a signal is that of all its selected events, whatever their
 * lifetime, moved to the peak of a hypothesis between two simulated masses; that of a background is taken more loosely
 * selected, with one event more, spread evenly, so that no bin is impossible.
 */
export class LifetimeTemplates {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #category: string;
  readonly #edges: readonly number[];
  readonly #bins: Uint16Array;
  readonly #moves: readonly { readonly id: string; readonly place: number; readonly width: number }[];
  readonly #loosened: number;
  readonly #peaks: readonly StoredPeak[];
  readonly #declared: ReadonlyMap<string, SampleDeclaration>;

  constructor(search: Search, measurement: LifetimeMeasurement, template: TemplateFit, table: EventTable) {
    const spectrum = search.spectra.find(({ id }) => id === template.spectrum);
    if (!spectrum) throw new RangeError(`unknown spectrum: ${template.spectrum}, of the template fit of ${search.id}`);
    this.#search = search;
    this.#table = table;
    this.#category = measurement.category;
    this.#edges = spectrum.edges;
    this.#bins = findBins(table, spectrum);
    this.#moves = [
      { id: "place of the peak", place: template.place.value, width: 0 },
      { id: "width of the peak", place: 0, width: template.width.value },
    ];
    this.#loosened = search.selection.reduce(
      (bits, { id }, k) => (template.loosened.includes(id) ? bits | (1 << k) : bits),
      0,
    );
    this.#peaks = table.samples
      .flatMap(({ sample: { kind, hypothesis }, start, end }) =>
        kind === "signal" && hypothesis ? [{ hypothesis, start, end }] : [],
      )
      .sort((a, b) => a.hypothesis.mass - b.hypothesis.mass);
    this.#declared = new Map(search.samples.map((one) => [one.id, one]));
  }

  get bins(): number {
    return this.#edges.length - 1;
  }

  /** All bins together. */
  get region(): Window {
    return { min: this.#edges[0], max: this.#edges[this.#edges.length - 1] };
  }

  /** Counts of the data in the bins. */
  observed(failing: Uint32Array): number[] {
    const counts = new Array<number>(this.bins).fill(0);
    for (const { sample, start, end } of this.#table.samples)
      if (sample.kind === "data")
        countBins(this.#bins, failing, ~0, counts.length, start, end).forEach((count, i) => {
          counts[i] += count;
        });
    return counts;
  }

  /** Backgrounds that may pass. @param scale luminosity over that of the events' weights */
  backgrounds(failing: Uint32Array, scale: number): BackgroundTemplate[] {
    const { bins } = this;
    return this.#table.samples.flatMap(({ sample, start, end }): BackgroundTemplate[] => {
      if (sample.kind !== "background") return [];
      const declared = this.#declared.get(sample.id);
      const possible = Array.from({ length: bins }, (_, i) =>
        isExpectedIn(declared, { min: this.#edges[i], max: this.#edges[i + 1] }),
      );
      if (!possible.includes(true)) return [];
      const selected = countBins(this.#bins, failing, ~0, bins, start, end);
      const loose = countBins(this.#bins, failing, ~this.#loosened, bins, start, end);
      const even = 1 / possible.filter(Boolean).length;
      const raised = Array.from(loose, (count, i) => (possible[i] ? count + even : 0));
      const sum = raised.reduce((total, one) => total + one, 0);
      return [
        {
          id: sample.id,
          shape: raised.map((one) => one / sum),
          simulated: selected.reduce((total, one) => total + one, 0),
          weight: sample.weight * scale,
        },
      ];
    });
  }

  /** Signal of a hypothesis in a simulated category; null where too few of its events are selected. */
  signal(hypothesis: Hypothesis, category: number | undefined, failing: Uint32Array): SignalTemplate | null {
    const peaks = this.#peaks.filter((one) => one.hypothesis[this.#category] === category);
    const above = peaks.findIndex((one) => one.hypothesis.mass >= hypothesis.mass);
    const [low, high] = above > 0 ? [peaks[above - 1], peaks[above]] : [peaks.at(above < 0 ? -1 : 0), undefined];
    const part = low && high ? share(hypothesis.mass, low.hypothesis.mass, high.hypothesis.mass) : 0;
    const filled = (move: { place: number; width: number }) =>
      mixed(
        low && this.#fill(low, hypothesis, failing, move),
        high && this.#fill(high, hypothesis, failing, move),
        part,
      );
    const nominal = filled({ place: 0, width: 0 });
    if (!nominal) return null;
    const moved = this.#moves.flatMap(({ id, place, width }) => {
      const [down, up] = [-1, 1].map((sign) => filled({ place: sign * place, width: sign * width }));
      return down && up ? [[id, [down, up]] as const] : [];
    });
    return { nominal, moved: Object.fromEntries(moved) };
  }

  /** Selected events of a simulated mass, normalised, with their energies scaled to the peak of a hypothesis. */
  #fill(
    { hypothesis: simulated, start, end }: StoredPeak,
    hypothesis: Hypothesis,
    failing: Uint32Array,
    move: { readonly place: number; readonly width: number },
  ): number[] | undefined {
    const { scan } = this.#search;
    const column = this.#table.columns[scan.observable.id];
    const [from, to] = [simulated, hypothesis].map((one) => middle(scan.windowOf(one)));
    const counts = new Array<number>(this.bins).fill(0);
    const { min, max } = this.region;
    const perUnit = counts.length / (max - min);
    let all = 0;
    let inside = 0;
    for (let row = start; row < end; row++) {
      if (failing[row] !== 0) continue;
      all++;
      const scaled = (column[row] * scan.observable.step * to) / from;
      const value = (to + (scaled - to) * (1 + move.width)) * (1 + move.place);
      const bin = Math.floor((value - min) * perUnit);
      if (bin < 0 || bin >= counts.length) continue;
      counts[bin]++;
      inside++;
    }
    return all >= LEAST_EVENTS && inside > 0 ? counts.map((count) => count / inside) : undefined;
  }
}

const middle = ({ min, max }: Window) => 0.5 * (min + max);

const share = (value: number, low: number, high: number) => (value - low) / (high - low);

/** The mixture of two templates, or the one that is there. */
function mixed(a: readonly number[] | undefined, b: readonly number[] | undefined, part: number): number[] | null {
  if (a && b) return a.map((one, i) => (1 - part) * one + part * b[i]);
  const only = a ?? b;
  return only ? [...only] : null;
}
