import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Analysis } from "../src/analysis/evaluate.js";
import { PeakModels } from "../src/analysis/peaks/models.js";
import { SelectionState } from "../src/analysis/selection.js";
import { nominalState } from "../src/analysis/state.js";
import { simulation } from "../src/catalogue/alp-photon/simulation.js";
import { alpPhoton } from "../src/catalogue/alp-photon.js";
import { simulate } from "../src/loaders/simulate.js";
import { fitPeak } from "../src/statistics/fits/peak-fit.js";
import type { PeakModel } from "../src/statistics/fits/peak-model.js";
import { type BenchmarkRow, keepRaw, processorTime } from "./row.js";

/** Every so-manieth hypothesis goes to the peer as well; its time is scaled to all. */
const PEER_STEP = 25;
/** Debian's interpreter has Debian's packages; another one first on the path may not. */
const INTERPRETERS = [process.env.PYTHON ?? "python3", "/usr/bin/python3"];
/** Spectra that the tests keep, with what the peer makes of them, where asked for: ALP_FIXTURE=1. */
const FIXTURE = join(import.meta.dirname, "..", "test", "statistics", "fits", "alp-spectra.json");
const KEPT = 10;

/** Seconds of processor time of each of three runs. */
function seconds(run: () => void): number[] {
  return Array.from({ length: 3 }, () => {
    const start = processorTime();
    run();
    return 1e-6 * (processorTime() - start);
  });
}

const rounded = (values: ArrayLike<number>) => Array.from(values, (value) => Number(value.toPrecision(7)));

/** A model as the peer reads it. */
function spectrumOf({ counts, signal, signalSlope, scaleUncertainty = 0, background }: PeakModel) {
  return {
    counts: [...counts],
    signal: rounded(signal),
    slope: rounded(signalSlope ?? signal.map(() => 0)),
    scale: Number(scaleUncertainty.toPrecision(7)),
    order: background.length / counts.length - 1,
  };
}

interface PeerFit {
  readonly values: number[];
  readonly hesse: number[];
  readonly significance: number;
  readonly upper: number;
  readonly valid: boolean;
  readonly seconds: { readonly fits: number; readonly limit: number };
}

function peer(spectra: readonly object[]): PeerFit[] | undefined {
  const script = join(import.meta.dirname, "peers/peaks.py");
  for (const interpreter of INTERPRETERS) {
    const input = JSON.stringify({ spectra, cl: 0.95 });
    const { status, stdout } = spawnSync(interpreter, [script], { input, encoding: "utf8", maxBuffer: 1 << 28 });
    if (status === 0) return JSON.parse(stdout) as PeerFit[];
  }
  return undefined;
}

/**
 * The search for ALPs on its own simulation at a third of the size: the whole scan as the page makes it, 502 masses with
 * nine variations, observed limit and expectation; the observed half of it alone, as the peer does it; one fit.
 */
export async function benchmark(): Promise<BenchmarkRow[]> {
  const { table } = await simulate(alpPhoton, simulation, { seed: 1, scale: 0.3 });
  const { measurement } = alpPhoton;
  if (measurement.kind !== "peak-fits") throw new Error("not fits of peaks");
  const state = nominalState(alpPhoton);
  const selected = new SelectionState(table, alpPhoton.selection);
  selected.apply(state.cuts, state.tuned);
  const page = seconds(() => new Analysis(alpPhoton, table).evaluate(state));
  const models = new PeakModels(alpPhoton, measurement, table);
  models.select(selected.failing);
  const all = measurement.variables.flatMap((variable) =>
    variable.masses.flatMap((mass) => models.at(variable, mass, state) ?? []),
  );
  const fits = seconds(() => {
    for (const one of all) for (const model of one.models) fitPeak(model);
  });
  const number = all.length * 9;
  const rows: BenchmarkRow[] = [
    {
      name: "whole scan of the page: selection, shapes, 502 × 9 fits twice, limits",
      value: Math.min(...page),
      unit: "s/core",
    },
    { name: `${number} fits with limits, cold`, value: Math.min(...fits), unit: "s/core" },
    { name: "one fit with its limit", value: (1e3 * Math.min(...fits)) / number, unit: "ms" },
  ];
  const spectra = all
    .filter((_, i) => i % PEER_STEP === PEER_STEP >> 1)
    .map(({ models: [model] }) => spectrumOf(model));
  const results = peer(spectra);
  if (results) {
    const mean = results.reduce((sum, { seconds: { fits: both, limit } }) => sum + both + limit, 0) / results.length;
    rows.push(
      { name: "iminuit, the same fits with limits, scaled", value: mean * number, unit: "s/core" },
      { name: "times as fast as iminuit", value: (mean * number) / Math.min(...fits), unit: "" },
    );
    if (process.env.ALP_FIXTURE) keepFixture(spectra, results);
  }
  keepRaw("alp", { page, fits, number, peer: results?.map((one) => one.seconds) ?? null });
  return rows;
}

function keepFixture(spectra: readonly object[], results: readonly PeerFit[]): void {
  const step = spectra.length / KEPT;
  const kept = Array.from({ length: KEPT }, (_, i) => Math.floor((i + 0.5) * step)).map((i) => {
    const { values, hesse, significance, upper, valid } = results[i];
    return { ...spectra[i], iminuit: { values, hesse, significance, upper, valid } };
  });
  writeFileSync(FIXTURE, `${JSON.stringify(kept)}\n`);
}
