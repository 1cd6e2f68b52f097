import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../src/numerics/random.js";
import { BELLE_II, toLaboratory } from "../src/physics/beams.js";
import { BELLE_II_DETECTOR } from "../src/physics/detector/belle2.js";
import { pairsOf, reconstructPair } from "../src/physics/detector/pair.js";
import { detect } from "../src/physics/detector/response.js";
import { BLOCK_TRIALS } from "../src/physics/generators/blocks.js";
import { dimuon } from "../src/physics/generators/dimuon.js";
import type { Generator } from "../src/physics/generators/generator.js";
import { zPrime } from "../src/physics/generators/zprime.js";

/** One measured number of the benchmark. */
export interface BenchmarkRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const COLLISION = { sqrtS: BELLE_II.sqrtS, energySpread: BELLE_II.energySpread, radiation: true };
const REPETITIONS = 9;

/**
 * Events per second of processor time through the detector: smeared; triggered and reconstructed as pairs; both.
 * Processor time and not the clock, so that a busy machine does not change the numbers much.
 */
export function benchmark(): BenchmarkRow[] {
  const rows: BenchmarkRow[] = [];
  const raw: Record<string, number[]> = {};
  const samples: [string, Generator][] = [
    ["μμZ′", zPrime({ ...COLLISION, mass: 2, coupling: 1, leptons: "muons" })],
    ["μμ(γ)", dimuon(COLLISION)],
  ];
  for (const [sample, generator] of samples) {
    const blocks = Array.from({ length: 6 }, (_, block) =>
      toLaboratory(generator.generate(BLOCK_TRIALS, randomStream("bench", "detector", sample, block)), BELLE_II),
    );
    const events = blocks.reduce((sum, { length }) => sum + length, 0);
    const stream = randomStream("bench", "detector", "response");
    const detected = blocks.map((block) => detect(block, BELLE_II_DETECTOR, stream));
    const steps: [string, (index: number) => void][] = [
      ["smeared", (index) => detect(blocks[index], BELLE_II_DETECTOR, stream)],
      ["reconstructed", (index) => pairsOf(detected[index], blocks[index], BELLE_II_DETECTOR, BELLE_II, stream)],
      ["smeared and reconstructed", (index) => reconstructPair(blocks[index], BELLE_II_DETECTOR, BELLE_II, stream)],
    ];
    for (const [step, run] of steps) {
      const name = `${sample} ${step}`;
      raw[name] = Array.from({ length: REPETITIONS + 2 }, () => {
        const start = processorTime();
        for (let index = 0; index < blocks.length; index++) run(index);
        return (1e6 * events) / (processorTime() - start);
      }).slice(2);
      rows.push({ name, value: median(raw[name]), unit: "events/s/core" });
    }
  }
  const folder = join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "detector.json"), `${JSON.stringify(raw, null, 1)}\n`);
  return rows;
}

/** Processor time of this process so far, microseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
