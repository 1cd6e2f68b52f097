import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { randomStream } from "../src/numerics/random.js";
import { type BayesianInput, bayesianScan } from "../src/statistics/counting/bayesian.js";
import { onOffClsByToys } from "../src/statistics/counting/on-off-toys.js";
import { type BenchmarkRow, keepRaw, quantile } from "./row.js";

const REPETITIONS = 9;
const TOYS = 20000;
/** Debian's interpreter has Debian's packages; another one first on the path may not. */
const INTERPRETERS = [process.env.PYTHON ?? "python3", "/usr/bin/python3"];

/** Windows like those of an invisible Z′ scan: backgrounds up to 8, 20 % on them, 12 % on ε, 0.7 % on L. */
function windowsOf(count: number): BayesianInput[] {
  return Array.from({ length: count }, (_, i) => {
    const b = 0.1 + 8 * ((i * 0.6180339) % 1);
    const efficiency = 0.05 + (0.1 * i) / count;
    return {
      observed: Math.floor(b * (0.5 + ((i * 0.7548777) % 1))),
      background: { value: b, sigma: 0.2 * b },
      efficiency: { value: efficiency, sigma: 0.12 * efficiency },
      luminosity: { value: 276, sigma: 1.932 },
      cl: 0.9,
    };
  });
}

/** Milliseconds of processor time of each run, after three that warm up. */
function milliseconds(run: () => void): number[] {
  return Array.from({ length: REPETITIONS + 3 }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return 1e-3 * (user + system);
  }).slice(3);
}

interface PeerAnswer {
  readonly milliseconds: number;
  readonly limits: readonly number[];
}

/** The same windows by scipy: median observed limits of those windows; undefined where scipy is absent. */
function peer(windows: readonly BayesianInput[]): PeerAnswer | undefined {
  for (const interpreter of INTERPRETERS) {
    const { status, stdout } = spawnSync(interpreter, [join(import.meta.dirname, "peers/counting.py")], {
      input: JSON.stringify(windows),
      encoding: "utf8",
      maxBuffer: 1 << 26,
      timeout: 600_000,
    });
    if (status === 0) return JSON.parse(stdout) as PeerAnswer;
  }
  return undefined;
}

/**
 * Bayesian limits with all systematic uncertainties and expected bands, for 69 and for 9,000 windows, beside scipy doing
 * the 69; toys of on/off CLs per second. Processor time.
 */
export function benchmark(): BenchmarkRow[] {
  const rows: BenchmarkRow[] = [];
  const raw: Record<string, unknown> = {};
  for (const count of [69, 9000]) {
    const windows = windowsOf(count);
    const times = milliseconds(() => bayesianScan(windows));
    raw[`${count} windows, ms`] = times;
    rows.push({ name: `${count} Bayesian limits with systematics and bands`, value: quantile(times, 0.5), unit: "ms" });
  }
  const windows = windowsOf(69);
  const other = peer(windows);
  if (other) {
    const ours = bayesianScan(windows);
    const worst = Math.max(...other.limits.map((limit, i) => Math.abs(limit / (ours[i].observed ?? Number.NaN) - 1)));
    raw["69 windows by scipy, ms"] = other.milliseconds;
    rows.push({ name: "69 Bayesian limits by scipy (dense quadrature)", value: other.milliseconds, unit: "ms" });
    rows.push({ name: "scipy over ours", value: other.milliseconds / rows[0].value, unit: "" });
    rows.push({ name: "largest relative difference from scipy", value: worst, unit: "" });
  } else {
    rows.push({ name: "scipy absent: no peer for the Bayesian limits", value: Number.NaN, unit: "" });
  }
  const input = { observed: 6, simulated: 12, ratio: 6, kappaBackground: 1.2, kappaSignal: [1.115, 1.023, 1.008] };
  const stream = randomStream("bench", "counting");
  // Each CLs throws its toys twice: with the signal and without.
  const times = milliseconds(() => onOffClsByToys(input, 8, TOYS, stream));
  raw["on/off toys per second"] = times.map((ms) => (2000 * TOYS) / ms);
  rows.push({ name: "on/off toys with log-normals", value: (2000 * TOYS) / quantile(times, 0.5), unit: "toys/s" });
  keepRaw("statistics-counting", raw);
  return rows;
}
