import { FOUND } from "../physics/detector/detected.js";
import type { EventBlock } from "../physics/events.js";
import type { SampleRows } from "./sample-events.js";
import type { ParquetColumn, ParquetRows } from "./write-parquet.js";

/** A column of a sample's file: name, type, unit, and where its numbers are. */
interface SampleColumn extends ParquetColumn {
  readonly unit: string;
  of(part: SampleRows): readonly number[];
}

/** "mu-" as a name that SQL takes without quotes: mu_minus. */
export function slotName(slot: string): string {
  return slot.replaceAll("+", " plus ").replaceAll("-", " minus ").replaceAll(/\W+/g, " ").trim().replaceAll(" ", "_");
}

const SPATIAL = ["x", "y", "z"] as const;
const MOMENTUM = ["px", "py", "pz", "e"] as const;
const MEASURED = ["px", "py", "pz"] as const;

/** What the numbers of the column `…_flags` mean. */
export const FLAGS_TEXT = Object.entries(FOUND)
  .map(([name, bit]) => `${bit} ${name}`)
  .join(", ");

/**
 * Columns of a sample: number of event and block, weight in units of `maximum`, then of each particle slot
 * its PDG code (0: not there), momentum, vertex where it has one, and what the detector saw of it where that is asked.
 */
export function sampleColumns(first: SampleRows, maximum: number): SampleColumn[] {
  const columns: SampleColumn[] = [
    { name: "event", type: "integer", unit: "", of: ({ firstEvent, rows }) => rows.map((_, i) => firstEvent + i) },
    { name: "block", type: "integer", unit: "", of: ({ block, rows }) => rows.map(() => block) },
    { name: "weight", type: "double", unit: "", of: ({ events, rows }) => rows.map((i) => events.weight[i] / maximum) },
  ];
  const add = (
    name: string,
    type: ParquetColumn["type"],
    unit: string,
    column: (part: SampleRows) => ArrayLike<number>,
  ) => {
    const of = (part: SampleRows) => {
      const whole = column(part);
      return part.rows.map((i) => whole[i]);
    };
    columns.push({ name, type, unit, of });
  };
  for (const [slot, particle] of first.events.particles.entries()) {
    const name = slotName(particle.name);
    const particleOf = ({ events }: { events: EventBlock }) => events.particles[slot];
    add(`${name}_pdg`, "integer", "", (part) => particleOf(part).pdg);
    for (const key of MOMENTUM) add(`${name}_${key}`, "double", "GeV", (part) => particleOf(part)[key]);
    if (particle.vertex)
      for (const key of SPATIAL)
        add(`${name}_vertex_${key}`, "double", "cm", (part) => particleOf(part).vertex?.[key] ?? []);
  }
  for (const [slot, seen] of first.detected?.particles.entries() ?? []) {
    const name = slotName(seen.name);
    for (const key of MEASURED)
      add(`${name}_measured_${key}`, "double", "GeV", ({ detected }) => detected?.particles[slot][key] ?? []);
    add(`${name}_cluster`, "double", "GeV", ({ detected }) => detected?.particles[slot].cluster ?? []);
    add(`${name}_flags`, "integer", "", ({ detected }) => detected?.particles[slot].flags ?? []);
  }
  return columns;
}

/** The rows of a part in the order of the columns. */
export function rowsOf(columns: readonly SampleColumn[], part: SampleRows): ParquetRows {
  return columns.map((column) => column.of(part));
}
