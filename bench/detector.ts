import { randomStream } from "../src/numerics/random.js";
import { BELLE_II, toLaboratory } from "../src/physics/beams.js";
import { BELLE_II_DETECTOR } from "../src/physics/detector/belle2.js";
import { pairsOf, reconstructPair } from "../src/physics/detector/pair.js";
import { detect } from "../src/physics/detector/response.js";
import { BLOCK_TRIALS } from "../src/physics/generators/blocks.js";
import { dimuon } from "../src/physics/generators/dimuon.js";
import { ditau } from "../src/physics/generators/ditau.js";
import type { Generator } from "../src/physics/generators/generator.js";
import { threePhoton } from "../src/physics/generators/three-photon.js";
import { twoPhoton } from "../src/physics/generators/two-photon.js";
import { zPrime } from "../src/physics/generators/zprime.js";
import { type BenchmarkRow, keepRaw, processorTime, quantile } from "./row.js";

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
    ["ττ(γ), both to μ", ditau({ ...COLLISION, decays: ["muon", "muon"] })],
    ["eeμμ", twoPhoton(COLLISION)],
    ["γγγ", threePhoton({ sqrtS: BELLE_II.sqrtS, minimumEnergy: 0.5, minimumAngle: 20 })],
  ];
  for (const [sample, generator] of samples) {
    const blocks = Array.from({ length: 6 }, (_, block) =>
      toLaboratory(generator.generate(BLOCK_TRIALS, randomStream("bench", "detector", sample, block)), BELLE_II),
    );
    const events = blocks.reduce((sum, { length }) => sum + length, 0);
    const stream = randomStream("bench", "detector", "response");
    const charged = sample !== "γγγ";
    const detected = blocks.map((block) => detect(block, BELLE_II_DETECTOR, stream));
    const steps: [string, (index: number) => void][] = [
      ["smeared", (index) => detect(blocks[index], BELLE_II_DETECTOR, stream)],
      ["reconstructed", (index) => pairsOf(detected[index], blocks[index], BELLE_II_DETECTOR, BELLE_II, stream)],
      ["smeared and reconstructed", (index) => reconstructPair(blocks[index], BELLE_II_DETECTOR, BELLE_II, stream)],
    ];
    for (const [step, run] of charged ? steps : steps.slice(0, 1)) {
      const name = `${sample} ${step}`;
      raw[name] = Array.from({ length: REPETITIONS + 2 }, () => {
        const start = processorTime();
        for (let index = 0; index < blocks.length; index++) run(index);
        return (1e6 * events) / (processorTime() - start);
      }).slice(2);
      rows.push({ name, value: quantile(raw[name], 0.5), unit: "events/s/core" });
    }
  }
  keepRaw("detector", raw);
  return rows;
}
