import { randomStream } from "../src/numerics/random.js";
import { type OnOffInput, onOff } from "../src/statistics/counting/on-off.js";
import { onOffClsLimit } from "../src/statistics/counting/on-off-cls.js";
import { onOffClsByToys, onOffUpperLimitByToys } from "../src/statistics/counting/on-off-toys.js";
import { type BenchmarkRow, keepRaw, processorTime, quantile } from "./row.js";

/** Counts behind the observed limit and the five of its band, and backgrounds of the eight masses, as on the page. */
const COUNTS = [4, 0, 1, 3, 5, 8];
const BACKGROUNDS = [2.3, 2.4, 2.6, 2.7, 2.9, 3.0, 3.05, 3.1];
const EVENLY_SPREAD = 200;
const TOYS = 10_000;

const inputs: readonly OnOffInput[] = BACKGROUNDS.flatMap((b) =>
  COUNTS.map((observed) => ({ observed, simulated: 6 * b, ratio: 6, kappaBackground: 1.35, kappaSignal: [1.112] })),
);

/** Milliseconds of processor time of each run, after one that warms up. */
function milliseconds(repetitions: number, run: () => void): number[] {
  return Array.from({ length: repetitions + 1 }, () => {
    const start = processorTime();
    run();
    return 1e-3 * (processorTime() - start);
  }).slice(1);
}

/**
 * Limits of B⁰ → Λψ, eight masses with bands: asymptotic; by evenly spread toys with the counts summed; and by 10⁴ toys
 * of all numbers, the peer: what RooStats' frequentist calculator does. The two kinds of toys are compared too.
 */
export function benchmark(): BenchmarkRow[] {
  const asymptotic = milliseconds(9, () => {
    for (const input of inputs) onOff(input, 0.9);
  });
  const spread = milliseconds(3, () => {
    for (const input of inputs) onOffClsLimit(input, 0.9, EVENLY_SPREAD, randomStream("bench", "spread"));
  });
  const start = processorTime();
  for (const input of inputs) onOffUpperLimitByToys(input, 0.9, TOYS, randomStream("bench", "toys"));
  const toys = [1e-3 * (processorTime() - start)];
  const pulls = inputs.map((input, i) => {
    const { value } = onOffClsLimit(input, 0.9, EVENLY_SPREAD, randomStream("bench", "spread"));
    const { cls, error } = onOffClsByToys(input, value ?? Number.NaN, TOYS, randomStream("bench", "pull", i));
    return (cls - 0.1) / error;
  });
  const square = pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length;
  const [one] = inputs;
  const reference = onOffClsLimit(one, 0.9, 1500, randomStream("bench", "reference")).value ?? Number.NaN;
  const errors = Array.from({ length: 9 }, (_, k) => {
    const { value } = onOffClsLimit(one, 0.9, EVENLY_SPREAD, randomStream("bench", "error", k));
    return ((value ?? Number.NaN) / reference - 1) ** 2;
  });
  keepRaw("mesogenesis", { asymptotic, spread, toys });
  const rows = `${inputs.length} limits`;
  return [
    { name: `${rows}, asymptotic with bands of each`, value: quantile(asymptotic, 0.5), unit: "ms" },
    { name: `${rows}, ${EVENLY_SPREAD} evenly spread toys`, value: quantile(spread, 0.5), unit: "ms" },
    { name: `${rows}, ${TOYS} toys of all numbers`, value: toys[0], unit: "ms" },
    {
      name: "a limit by toys of all numbers over one by evenly spread toys",
      value: toys[0] / quantile(spread, 0.5),
      unit: "×",
    },
    { name: "CLs of toys of all numbers there, away from 0.1: rms", value: Math.sqrt(square), unit: "of its error" },
    { name: "error of a limit by evenly spread toys", value: 100 * Math.sqrt(quantile(errors, 0.5)), unit: "%" },
  ];
}
