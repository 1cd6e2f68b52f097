import { range } from "../../src/analysis/cut.js";
import { type EventTable, makeTable } from "../../src/analysis/events.js";
import { powerLaw } from "../../src/analysis/measurement.js";
import type { Observable } from "../../src/analysis/observable.js";
import type { SampleSummary } from "../../src/analysis/sample.js";
import type { ScanWindow } from "../../src/analysis/scan.js";
import type { Search } from "../../src/analysis/search.js";
import { randomStream } from "../../src/numerics/random.js";

const observable = (id: string, domain: [number, number]): Observable => ({
  id,
  name: id,
  tex: id,
  symbol: id,
  unit: "GeV",
  step: 0.001,
  domain,
});

export const massSquared = observable("mass_squared", [-5, 30]);
export const softer = observable("softer", [0, 6]);
export const harder = observable("harder", [0, 6]);
export const pt = observable("pt", [0, 6]);
export const observables = [massSquared, softer, harder, pt];

/** Integrated luminosity, fb⁻¹, and signal cross-section at unit coupling, fb. */
export const LUMINOSITY = 2;
export const UNIT_CROSS_SECTION = 1000;
/** Masses of the simulated signals, GeV. */
export const SIGNAL_MASSES = [1, 3] as const;

const HALF = 0.5;
const windowAround = (mass: number) => ({ min: mass * mass - HALF, max: mass * mass + HALF });

/** Ten touching windows of width 1 in the squared mass, from `first` on. */
function windows(first: number): ScanWindow[] {
  return Array.from({ length: 10 }, (_, i) => {
    const min = first + i;
    return { hypothesis: { mass: Math.sqrt(min + HALF) }, window: { min, max: min + 2 * HALF } };
  });
}

const about = { title: "t", why: "w", origin: "assumption", source: "test" } as const;

/** A search with a line and a threshold, as small as one can be. */
export const toySearch: Search = {
  id: "toy",
  title: "Toy",
  target: "g",
  process: { tex: "", text: "" },
  summary: "",
  citation: { key: "", text: "", journal: "" },
  experiment: "",
  luminosity: { inverseFemtobarn: LUMINOSITY, value: LUMINOSITY, unit: "fb^-1", text: "2 fb⁻¹" },
  sqrtS: null,
  data: "pseudo",
  observables,
  samples: [
    { id: "background", kind: "background", label: "b", tex: "b", color: "#000000", correction: 1 },
    ...SIGNAL_MASSES.map((mass) => ({
      id: `signal-${mass}`,
      kind: "signal" as const,
      label: "s",
      tex: "s",
      color: "#000000",
      hypothesis: { mass },
      correction: 1,
    })),
    { id: "data", kind: "data", label: "d", tex: "d", color: "#000000", correction: 1 },
  ],
  selection: [
    range(pt, { min: 1.5 }, { ...about, id: "threshold", control: { low: 0, high: 4, step: 0.1 } }),
    {
      ...about,
      kind: "line",
      id: "line",
      x: softer,
      y: harder,
      parameters: [
        { id: "intercept", nominal: 0, unit: "GeV", low: -4, high: 4, step: 0.1 },
        { id: "slope", nominal: 0, unit: "", low: -2, high: 3, step: 0.1 },
      ],
    },
  ],
  tuning: { line: "line", threshold: "threshold", sigmas: 1.6, below: 3 },
  scan: {
    kind: "windows",
    observable: massSquared,
    windows: windows(0.5),
    shifted: windows(0),
    windowOf: ({ mass }) => windowAround(mass),
    abscissa: { title: "m", scale: "linear" },
    about: "",
  },
  spectra: [
    {
      id: "spectrum",
      observable: massSquared,
      heading: "",
      title: "m²",
      unit: "GeV²",
      edges: Array.from({ length: 13 }, (_, i) => i - 1),
    },
  ],
  measurement: {
    kind: "counting",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics: [
      { id: "signal", title: "s", relative: 0.1, on: "signal", origin: "assumption", source: "test" },
      { id: "background", title: "b", relative: 0.2, on: "background", origin: "assumption", source: "test" },
    ],
  },
  interpretations: [
    powerLaw({ id: "g", title: "g", tex: "g", symbol: "g", unit: "" }, 2, () => UNIT_CROSS_SECTION),
    powerLaw({ id: "sigma", title: "σ", tex: "σ", symbol: "σ", unit: "fb" }, 1, () => 1),
  ],
  comparisons: [],
  radiation: { text: "", origin: "assumption", citation: "" },
  assumptions: [],
};

/** Generated events of a signal sample, and its cross-section in fb. */
const GENERATED = 4000;
const GENERATED_CROSS_SECTION = 10;

/**
 * Events of the toy: background flat in everything, `perWindow` simulated rows a window in the mean, each of a weight;
 * signals with a Gaussian of σ = 0.2 in the squared mass, harder > 2 and pt > 2.
 */
export function toyTable(seed: number, { perWindow = 200, weight = 0.05, data = 40 } = {}): EventTable {
  const stream = randomStream("test", "toy", seed);
  const flat = (length: number) => ({
    length,
    values: {
      mass_squared: Float64Array.from({ length }, () => -1 + 12 * stream.uniform()),
      softer: Float64Array.from({ length }, () => 6 * stream.uniform()),
      harder: Float64Array.from({ length }, () => 6 * stream.uniform()),
      pt: Float64Array.from({ length }, () => 6 * stream.uniform()),
    },
  });
  const peak = (mass: number) => ({
    length: GENERATED,
    values: {
      mass_squared: Float64Array.from({ length: GENERATED }, () => mass * mass + 0.2 * stream.normal()),
      softer: Float64Array.from({ length: GENERATED }, () => 6 * stream.uniform()),
      harder: Float64Array.from({ length: GENERATED }, () => 2 + 4 * stream.uniform()),
      pt: Float64Array.from({ length: GENERATED }, () => 2 + 4 * stream.uniform()),
    },
  });
  const summary = (id: string, kind: SampleSummary["kind"], one: number, mass?: number): SampleSummary => ({
    id,
    kind,
    label: id,
    crossSection: kind === "data" ? null : { value: GENERATED_CROSS_SECTION, sigma: 0 },
    trials: GENERATED,
    weight: one,
    ...(mass === undefined ? {} : { hypothesis: { mass } }),
  });
  return makeTable(observables, [
    { sample: summary("background", "background", weight), blocks: [flat(12 * perWindow)] },
    ...SIGNAL_MASSES.map((mass) => ({
      sample: summary(`signal-${mass}`, "signal", (LUMINOSITY * GENERATED_CROSS_SECTION) / GENERATED, mass),
      blocks: [peak(mass)],
    })),
    { sample: summary("data", "data", 1), blocks: [flat(12 * data)] },
  ]);
}
