import { type EventTable, valueAt } from "./events.js";
import type { Search } from "./search.js";
import { centralHalfWidth } from "./signal-resolution.js";
import type { ResolutionPoint } from "./studies.js";

/** Selected events below which nothing is said. */
const FEWEST = 20;

/**
 * Where the declared observable of every simulated signal lies after all cuts: median and half of the central 68 %, each with its
 * statistical error.
 *
 * @param failing bits of the selection
 */
export function resolutionOf({ resolution }: Search, table: EventTable, failing: Uint32Array): ResolutionPoint[] {
  if (!resolution) return [];
  return table.samples
    .flatMap(({ sample, start, end }): ResolutionPoint[] => {
      const { mass } = sample.hypothesis ?? {};
      if (sample.kind !== "signal" || mass === undefined) return [];
      const values: number[] = [];
      for (let row = start; row < end; row++)
        if (failing[row] === 0) values.push(valueAt(table, resolution.observable, row));
      if (values.length < FEWEST) return [];
      const sorted = Float64Array.from(values).sort();
      const { sigma, error } = centralHalfWidth(sorted);
      return [
        {
          mass,
          events: sorted.length,
          expected: resolution.expected(mass),
          median: sorted[sorted.length >> 1],
          // Of a Gaussian of that width.
          medianSigma: sigma * Math.sqrt(Math.PI / 2 / sorted.length),
          halfWidth: sigma,
          halfWidthSigma: error,
        },
      ];
    })
    .sort((a, b) => a.mass - b.mass);
}
