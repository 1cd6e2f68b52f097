import type { Cut } from "./cut.js";
import type { EventTable } from "./events.js";
import { findBins } from "./histogram.js";
import type { ControlCounts } from "./result.js";
import type { Spectrum } from "./search.js";
import type { SelectionState } from "./selection.js";
import { BinTally } from "./tally.js";

/**
 * A sample beside the signal region that data and simulation are compared in: the selection with some cuts left out
 * and with events that fail at least one of some others. Every other cut holds, wherever the reader has moved it.
 */
export interface ControlSample {
  /** One word, for links and names of figures. */
  readonly id: string;
  readonly title: string;
  /** What it is made of and what it tests. */
  readonly about: string;
  /** Ids of cuts that are not asked for. */
  readonly dropped: readonly string[];
  /** Ids of cuts of which at least one must fail. */
  readonly failed: readonly string[];
  readonly spectrum: Spectrum;
  /** Where the data are not those of the search: the sample of them, and what is compared with them. */
  readonly elsewhere?: {
    readonly data: string;
    readonly backgrounds: readonly string[];
    /** What stands above its figure in place of the conditions of the search, e.g. "√s = 10.52 GeV, ∫L dt = 89 fb⁻¹". */
    readonly conditions: string;
    /** Factor on the expectation at the luminosity of the search. */
    readonly scale: number;
  };
}

/** Bits of some cuts. @throws Error `unknown cut: …` */
function bitsOf(control: ControlSample, ids: readonly string[], cuts: readonly Cut[]): number {
  return ids.reduce((bits, id) => {
    const k = cuts.findIndex((cut) => cut.id === id);
    if (k < 0) throw new Error(`unknown cut: ${id}, of control sample ${control.id}`);
    return bits | (1 << k);
  }, 0);
}

/** Control samples on a table of events. */
export class ControlSamples {
  readonly #table: EventTable;
  readonly #controls: readonly { id: string; data: string | undefined; tally: BinTally }[];

  /** @param selection of the rows of the table by those cuts, which the counts follow */
  constructor(controls: readonly ControlSample[], cuts: readonly Cut[], table: EventTable, selection: SelectionState) {
    this.#table = table;
    this.#controls = controls.map((control) => {
      const failing = bitsOf(control, control.failed, cuts);
      const holding = ~(failing | bitsOf(control, control.dropped, cuts));
      const bins = findBins(table, control.spectrum);
      const count = control.spectrum.edges.length - 1;
      return {
        id: control.id,
        data: control.elsewhere?.data,
        tally: new BinTally(selection, table.samples, [bins], count, { holding, failing }),
      };
    });
  }

  /**
   * Events of every sample in the bins of every control sample. The open data of a blinded search are those that lie
   * beside the signal region as published: with other cuts they are not all, and left out.
   * @param nominal whether all cuts are as published
   */
  count(nominal = true): ControlCounts[] {
    return this.#controls.map(({ id, data, tally }) => {
      const { counts } = tally;
      const shown = this.#table.samples.flatMap(({ sample }, s) =>
        sample.kind !== "control-data" || sample.id === data || (nominal && sample.openIn?.includes(id))
          ? [[sample.id, Array.from(counts[s])]]
          : [],
      );
      return { control: id, counts: Object.fromEntries(shown) };
    });
  }
}
