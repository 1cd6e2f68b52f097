import type { Generator } from "../physics/generators/generator.js";
import { resolveOptions } from "../physics/generators/sample.js";
import { recipe } from "./freshness.js";
import { Progress } from "./progress.js";
import { FLAGS_TEXT, rowsOf, sampleColumns } from "./sample-columns.js";
import { emptyPart, makeSample, type SampleRequest, shardEvents } from "./sample-events.js";
import { type ParquetRows, writeParquet } from "./write-parquet.js";

/** Sums over all trials of a shard, from which shards together have their cross-section. */
interface Sums {
  trials: number;
  weights: number;
  squares: number;
}

/**
 * Writes the events of a shard as a Parquet file, with progress on standard error. What the file must tell besides them
 * stands in its metadata: cross-section, units, options, how it was made.
 */
export async function writeSample(path: string, request: SampleRequest, generator: Generator): Promise<void> {
  const columns = sampleColumns(emptyPart(request, generator), generator.maximum);
  const { code } = await recipe(["src/loaders/sample-events.ts"], {});
  const { first, end } = shardEvents(request);
  const progress = new Progress(`simulate ${request.name}`, end - first);
  const sums: Sums = { trials: 0, weights: 0, squares: 0 };
  function* parts(): IterableIterator<ParquetRows> {
    for (const part of makeSample(request, generator)) {
      sums.trials += part.events.trials;
      sums.weights += part.weightSum;
      sums.squares += part.weightSquares;
      yield rowsOf(columns, part);
      progress.advance(part.rows.length);
    }
  }
  await writeParquet(path, columns, parts(), () => ({
    ...crossSectionNotes(sums),
    units: JSON.stringify(Object.fromEntries(columns.map(({ name, unit }) => [name, unit]))),
    weight: "events expected for a luminosity L: L * cross_section_fb * weight / (sum of weight over all shards)",
    sample: request.name,
    title: generator.title,
    options: JSON.stringify(resolveOptions(request.sample.options, request.options)),
    seed: String(request.seed),
    events: String(request.events),
    shard: `${request.shard}/${request.shards}`,
    frame: request.frame,
    beams: request.beams.name,
    sqrt_s_GeV: String(generator.sqrtS),
    ...(request.detected ? { detector: request.detector.name, flags: FLAGS_TEXT } : {}),
    matrix_element: generator.matrixElement,
    approximations: JSON.stringify(generator.approximations),
    code: `sha256:${code}`,
  }));
}

/** The cross-section of this shard's own trials, and the sums from which those of several shards are combined. */
function crossSectionNotes({ trials, weights, squares }: Sums): Record<string, string> {
  const sums = { trials: String(trials), weight_sum_fb: String(weights), weight_squares_fb2: String(squares) };
  if (trials === 0) return sums;
  const value = weights / trials;
  const sigma = Math.sqrt(Math.max(0, squares / trials - value * value) / Math.max(1, trials - 1));
  return { cross_section_fb: String(value), cross_section_error_fb: String(sigma), ...sums };
}
