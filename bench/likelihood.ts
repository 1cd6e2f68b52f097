import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { randomStream } from "../src/numerics/random.js";
import { applyPatch } from "../src/statistics/likelihood/json-patch.js";
import { compileModel } from "../src/statistics/likelihood/model.js";
import { SMOOTH_INTERPOLATION } from "../src/statistics/likelihood/specification.js";
import { toyTest } from "../src/statistics/likelihood/toys.js";
import { upperLimits } from "../src/statistics/likelihood/upper-limit.js";
import { readWorkspace } from "../src/statistics/likelihood/workspace.js";
import { type BinnedCounts, countingWorkspace } from "../src/statistics/likelihood/write.js";
import { hasReference, readReference } from "../test/reference.js";
import { type BenchmarkRow, keepRaw, processorTime, quantile } from "./row.js";

interface PeerResult {
  readonly bins: number;
  readonly minimiser: string;
  readonly seconds: number;
  readonly limits: readonly number[];
}

const LEVEL = 0.95;
const BINS = [1, 3, 10, 30, 100];
const REPETITIONS = 9;
const TOYS = 4000;
/** Seconds of pyhf with scipy for the same numbers of bins, measured on two such cores. */
const PYHF_SECONDS: Readonly<Record<number, number>> = { 1: 0.31, 3: 0.66, 10: 2.5, 30: 8.3, 100: 86 };
/** Debian's interpreter: its packages are the peers. */
const PYTHON = process.env.DARKROOM_PYTHON ?? "/usr/bin/python3";
const ATLAS = "pyhf/sbottom";

/**
 * Upper limits with expected bands from parsed templates to six numbers, in milliseconds of processor time, for one
 * uncorrelated nuisance a bin, beside scipy and iminuit doing the same; toys a second; a published workspace where the
 * reference data is there.
 */
export function benchmark(): BenchmarkRow[] {
  const models = BINS.map(counts);
  const peers = runPeers(models);
  const rows: BenchmarkRow[] = [];
  const raw: Record<string, unknown> = { peers };
  models.forEach((model, i) => {
    const workspace = countingWorkspace(model);
    const limits = upperLimits(compileModel(workspace), LEVEL);
    const name = `upper limit with bands, ${BINS[i]} bins`;
    const times = measure(() => upperLimits(compileModel(workspace), LEVEL), Math.ceil(600 / BINS[i]));
    raw[name] = times;
    const milliseconds = quantile(times, 0.5);
    rows.push({ name, value: milliseconds, unit: "ms" });
    const values = [limits.observed, ...limits.expected].map(({ value }) => value ?? Number.NaN);
    for (const peer of peers.filter(({ bins }) => bins === BINS[i])) {
      const apart = Math.max(...peer.limits.map((value, k) => Math.abs(value / values[k] - 1)));
      const label = `${name}: ${peer.minimiser} (limits apart by ${apart.toExponential(0)})`;
      rows.push({ name: label, value: (1e3 * peer.seconds) / milliseconds, unit: "× slower" });
    }
    rows.push({ name: `${name}: pyhf`, value: (1e3 * PYHF_SECONDS[BINS[i]]) / milliseconds, unit: "× slower" });
  });
  const toys = measure(
    () => toyTest(compileModel(countingWorkspace(models[2])), 1, { toys: TOYS, stream: randomStream("bench", "toys") }),
    1,
  ).map((milliseconds) => (2e3 * TOYS) / milliseconds);
  raw.toys = toys;
  rows.push({ name: "toys with two fits, 10 bins", value: quantile(toys, 0.5), unit: "toys/s/core" });
  if (hasReference(`${ATLAS}/BkgOnly.json`)) {
    const times = measureAtlas();
    raw.atlas = times;
    rows.push({
      name: "ATLAS workspace, 64 parameters: upper limit with bands",
      value: quantile(times, 0.5),
      unit: "ms",
    });
  }
  keepRaw("statistics-likelihood", raw);
  return rows;
}

/** A bump over a falling background of 10 % uncertainty, with scattered counts. */
function counts(bins: number): BinnedCounts {
  const column = (value: (i: number) => number) => Array.from({ length: bins }, (_, i) => value(i));
  const background = column((i) => 40 + 60 * Math.exp(-i / bins));
  const stream = randomStream("bench", "likelihood", bins);
  return {
    signal: column((i) => 1 + 20 * Math.exp(-0.5 * ((i - 0.4 * bins) / 2) ** 2)),
    background,
    uncertainty: background.map((value) => 0.1 * value),
    observed: background.map((value) => stream.poisson(value)),
  };
}

function measureAtlas(): number[] {
  const background: unknown = JSON.parse(readReference(`${ATLAS}/BkgOnly.json`));
  const patch: unknown = JSON.parse(readReference(`${ATLAS}/patch.sbottom_1300_205_60.json`));
  const workspace = readWorkspace(applyPatch(background, patch));
  return measure(() => upperLimits(compileModel(workspace, { interpolation: SMOOTH_INTERPOLATION }), LEVEL), 3);
}

function runPeers(models: readonly BinnedCounts[]): PeerResult[] {
  const script = join(import.meta.dirname, "peers/likelihood.py");
  const input = JSON.stringify({ models, level: LEVEL, minimisers: ["scipy", "iminuit"] });
  // One thread, as here.
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const { status, stdout } = spawnSync(PYTHON, [script], { input, encoding: "utf8", env, timeout: 600_000 });
  return status === 0 ? (JSON.parse(stdout) as PeerResult[]) : [];
}

/** Milliseconds of processor time of one call, repeated; the first two rounds warm up. */
function measure(run: () => unknown, calls: number): number[] {
  return Array.from({ length: REPETITIONS + 2 }, () => {
    const start = processorTime();
    for (let i = 0; i < calls; i++) run();
    return (processorTime() - start) / 1e3 / calls;
  }).slice(2);
}
