import type { EventTable } from "../../src/analysis/events.js";
import { makeTable } from "../../src/analysis/events.js";
import type { Observable } from "../../src/analysis/observable.js";
import type { SampleSummary } from "../../src/analysis/sample.js";
import { randomStream } from "../../src/numerics/random.js";

/** Two observables with steps that binary fractions do not hold exactly. */
export const momentum: Observable = {
  id: "momentum",
  name: "momentum",
  tex: "p",
  symbol: "p",
  unit: "GeV/c",
  step: 0.1,
  domain: [-5, 5],
};
export const angle: Observable = {
  id: "angle",
  name: "angle",
  tex: "\\theta",
  symbol: "θ",
  unit: "°",
  step: 0.01,
  domain: [0, 180],
};

export function sampleSummary(id: string, kind: SampleSummary["kind"], weight = 1): SampleSummary {
  return { id, kind, label: id, crossSection: kind === "data" ? null : { value: 1, sigma: 0.1 }, trials: 100, weight };
}

/** A table of uniformly distributed events of two samples. */
export function uniformTable(seed: number, events = 2000): EventTable {
  const stream = randomStream("test", "uniform", seed);
  const block = (length: number) => ({
    length,
    values: {
      momentum: Float64Array.from({ length }, () => -5 + 10 * stream.uniform()),
      angle: Float64Array.from({ length }, () => 180 * stream.uniform()),
    },
  });
  return makeTable(
    [momentum, angle],
    [
      { sample: sampleSummary("first", "background", 0.5), blocks: [block(events), block(10)] },
      { sample: sampleSummary("second", "data"), blocks: [block(events >> 1)] },
    ],
  );
}
