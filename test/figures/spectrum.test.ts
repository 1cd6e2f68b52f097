import { describe, expect, it } from "vitest";
import type { SampleSummary } from "../../src/analysis/sample.js";
import type { Spectrum } from "../../src/analysis/search.js";
import { spectrumData } from "../../src/figures/spectrum.js";

const spectrum: Spectrum = {
  id: "mass",
  observable: { id: "mass", label: "mass", symbol: "m", unit: "GeV", column: "mass", domain: [0, 4] } as never,
  heading: "Mass",
  title: "mass [GeV]",
  unit: "GeV",
  edges: [0, 1, 2, 3, 4],
};

const sample = (id: string, kind: SampleSummary["kind"], weight: number): SampleSummary => ({
  id,
  kind,
  label: id,
  crossSection: null,
  trials: 0,
  weight,
});

const samples = [sample("muons", "background", 0.5), sample("data", "data", 1)];
const counts = (muons: number[], data: number[]) => ({ spectrum: "mass", counts: { muons, data } });
const linear = { scale: "linear", floor: 0.05 } as const;

/** Middle of a bin → what is drawn there. */
const at = (rows: readonly Record<string, unknown>[] | undefined, x: number) => rows?.find((row) => row.x === x);

describe("what a spectrum's figure shows in bins", () => {
  const figure = spectrumData(spectrum, counts([8, 4, 0, 0], [4, 0, 1, 0]), samples, linear);

  it("gives an event-free bin its interval from zero up, to −ln 0.1587", () => {
    expect(at(figure.data, 1.5)).toMatchObject({ y: 0, y0: 0 });
    expect(at(figure.data, 1.5)?.y1).toBeCloseTo(1.841, 3);
  });

  it("draws no bar where nothing is simulated and nothing seen, but a point where something is seen", () => {
    expect(at(figure.data, 3.5)).toBeUndefined();
    expect(at(figure.data, 2.5)).toMatchObject({ y: 1 });
  });

  it("keeps every interval where there is no simulation at all", () => {
    const alone = spectrumData(spectrum, counts([], [4, 0, 1, 0]), samples.slice(1), linear);
    expect(alone.data).toHaveLength(4);
  });

  it("has a ratio wherever something is simulated, at zero where nothing is seen", () => {
    expect(figure.ratio).toHaveLength(2);
    expect(at(figure.ratio, 0.5)).toMatchObject({ y: 1 });
    expect(at(figure.ratio, 1.5)).toMatchObject({ y: 0, y0: 0 });
    expect(at(figure.ratio, 1.5)?.y1).toBeCloseTo(1.841 / 2, 3);
  });
});
