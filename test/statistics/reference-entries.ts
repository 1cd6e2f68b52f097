import { hasReference, readReference } from "../reference.js";

/** One entry of the reference file of statistics: inputs and expected values with a tolerance. */
export interface ReferenceEntry<Inputs, Expected> {
  readonly id: string;
  readonly inputs: Inputs;
  readonly expected: Expected;
}

/** Whether the reference file of statistics is there. */
export const hasStatistics = hasReference("statistics.json");

/** The entry of this id, in the caller's words for its shape. */
export function referenceEntry<Inputs, Expected>(id: string): ReferenceEntry<Inputs, Expected> {
  const entries = JSON.parse(readReference("statistics.json")) as ReferenceEntry<Inputs, Expected>[];
  const found = entries.find((entry) => entry.id === id);
  if (!found) throw new Error(`missing reference entry: ${id}`);
  return found;
}
