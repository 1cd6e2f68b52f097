import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { scanPeaks } from "../src/statistics/fits/envelope.js";
import { fitPeakYield } from "../src/statistics/fits/peak-fit.js";
import { countSorted, peakVariations } from "../src/statistics/fits/variations.js";
import { crystalBall } from "../src/statistics/shapes/crystal-ball.js";
import { binProbabilities, equalBins } from "../src/statistics/shapes/shape.js";
import { type BenchmarkRow, keepRaw, processorTime } from "./row.js";
import { alpEvents, alpScan, type PeakHypothesis, zPrimeEvents, zPrimeScan } from "./spectra.js";

const TAIL = [1.2, 5] as const;
const BINS = 100;
const ALP_CLIP = [0, 100.5] as const;
/** Every so-manieth fit goes to the peer as well; its time is scaled to all. */
const PEER_STEP = { alp: 20, zPrime: 400 };
/** Debian's interpreter has Debian's packages; another one first on the path may not. */
const INTERPRETERS = [process.env.PYTHON ?? "python3", "/usr/bin/python3"];

/** Seconds of processor time of `run`, the least of three. */
function seconds(run: () => void): number[] {
  return Array.from({ length: 3 }, () => {
    const start = 1e-6 * processorTime();
    run();
    return 1e-6 * processorTime() - start;
  });
}

const signalOf = ({ mean, sigma }: PeakHypothesis) => ({
  signalIn: (edges: Float64Array) => {
    const signal = binProbabilities(crystalBall, edges, [mean, sigma, ...TAIL]);
    const wider = binProbabilities(crystalBall, edges, [mean, 1.05 * sigma, ...TAIL]);
    return { signal, signalSlope: wider.map((value, i) => value - signal[i]) };
  },
});

function scanAlp(events: Float64Array, hypotheses: PeakHypothesis[]): number {
  let failed = 0;
  const models = (hypothesis: PeakHypothesis) => {
    const { sigma, order, range } = hypothesis;
    return peakVariations(
      {
        range,
        clip: ALP_CLIP,
        widenings: [0, -5 * sigma, 5 * sigma],
        orders: [order, order - 1, order + 1],
        bins: BINS,
      },
      (edges) => countSorted(events, edges),
      signalOf(hypothesis).signalIn,
      0.06,
    );
  };
  for (const { upper, fits } of scanPeaks(hypotheses, models)) {
    if (upper.status !== "ok" || fits.some(({ status }) => status !== "ok")) failed++;
  }
  return failed;
}

function scanZPrime(events: Float64Array, hypotheses: PeakHypothesis[]): number {
  let failed = 0;
  let start: Float64Array | undefined;
  for (const { mean, sigma, range, order } of hypotheses) {
    const [model] = peakVariations(
      { range, widenings: [0], orders: [order], bins: BINS },
      (edges) => countSorted(events, edges),
      (edges) => ({ signal: binProbabilities(crystalBall, edges, [mean, sigma, ...TAIL]) }),
    );
    const { status, backgroundOnly } = fitPeakYield(model, start ? { start } : {});
    if (status !== "ok") failed++;
    start = backgroundOnly;
  }
  return failed;
}

/** Spectra of every so-manieth hypothesis for the peer. */
function peerSpectra(
  events: Float64Array,
  hypotheses: PeakHypothesis[],
  step: number,
  clip: readonly [number, number],
) {
  return hypotheses
    .filter((_, i) => i % step === step >> 1)
    .map(({ mean, sigma, range, order }) => {
      const edges = equalBins(Math.max(range[0], clip[0]), Math.min(range[1], clip[1]), BINS);
      return { edges: [...edges], counts: [...countSorted(events, edges)], peak: [mean, sigma, ...TAIL], order };
    });
}

/** Seconds a fit of the peer, with and without the limit; undefined where it is not installed. */
function peerSeconds(spectra: object[]): { fits: number; limit: number } | undefined {
  const script = join(import.meta.dirname, "peers/fits.py");
  for (const interpreter of INTERPRETERS) {
    const input = JSON.stringify({ spectra, cl: 0.95 });
    const { status, stdout } = spawnSync(interpreter, [script], { input, encoding: "utf8", maxBuffer: 1 << 28 });
    if (status !== 0) continue;
    const results: { seconds: { fits: number; limit: number } }[] = JSON.parse(stdout);
    const mean = (of: "fits" | "limit") => results.reduce((sum, r) => sum + r.seconds[of], 0) / results.length;
    return { fits: mean("fits"), limit: mean("limit") };
  }
  return undefined;
}

/**
 * Scans of peaks: the ALP search (502 hypotheses × 9 variations, each with its limit, two nuisances) and the Z′ → μμ search
 * (9,788 fits), in seconds of processor time; beside iminuit on a thinned subset, scaled to all fits (without nuisances, from
 * a cold start, which is what it would do).
 */
export function benchmark(): BenchmarkRow[] {
  const { diphoton, recoil } = alpScan();
  const hypotheses = [...diphoton, ...recoil];
  const events = alpEvents();
  const masses = zPrimeScan();
  const muons = zPrimeEvents();
  const failed = { alp: 0, zPrime: 0 };
  const alp = seconds(() => {
    failed.alp = scanAlp(events, hypotheses);
  });
  const zPrime = seconds(() => {
    failed.zPrime = scanZPrime(muons, masses);
  });
  const rows: BenchmarkRow[] = [
    { name: "502 ALP hypotheses × 9 variations with limits", value: Math.min(...alp), unit: "s/core" },
    { name: "  hypotheses with a failed fit", value: failed.alp, unit: "" },
    { name: "9,788 Z′ → μμ fits", value: Math.min(...zPrime), unit: "s/core" },
    { name: "  failed fits", value: failed.zPrime, unit: "" },
  ];
  const alpPeer = peerSeconds(peerSpectra(events, hypotheses, PEER_STEP.alp, ALP_CLIP));
  const zPrimePeer = peerSeconds(peerSpectra(muons, masses, PEER_STEP.zPrime, [0, Number.MAX_VALUE]));
  if (alpPeer && zPrimePeer) {
    const alpAll = (alpPeer.fits + alpPeer.limit) * hypotheses.length * 9;
    const zPrimeAll = zPrimePeer.fits * masses.length;
    rows.push(
      { name: "iminuit: ALP, scaled", value: alpAll, unit: "s/core" },
      { name: "iminuit: Z′ → μμ, scaled", value: zPrimeAll, unit: "s/core" },
      { name: "times as fast as iminuit: ALP", value: alpAll / Math.min(...alp), unit: "" },
      { name: "times as fast as iminuit: Z′ → μμ", value: zPrimeAll / Math.min(...zPrime), unit: "" },
    );
  }
  const raw = { alp, zPrime, failed, peer: { alp: alpPeer ?? null, zPrime: zPrimePeer ?? null } };
  keepRaw("statistics-fits", raw);
  return rows;
}
