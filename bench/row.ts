import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One measured number of a benchmark. */
export interface BenchmarkRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Value below which the fraction `p` of the measurements lies. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))];
}

/** Processor time of this process so far, microseconds: a busy machine does not change it much. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Milliseconds by the clock of each of `repetitions` runs, after two that warm up. */
export async function clock(repetitions: number, run: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < repetitions + 2; i++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.slice(2);
}

/** Keeps the raw numbers behind the rows, as bench/results/NAME.json. */
export function keepRaw(name: string, raw: unknown): void {
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(raw, null, 1)}\n`);
}
