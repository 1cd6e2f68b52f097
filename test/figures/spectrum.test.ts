import { describe, expect, it } from "vitest";
import type { SampleSummary } from "../../src/analysis/sample.js";
import type { Spectrum } from "../../src/analysis/search.js";
import { formatEdges } from "../../src/figures/numbers.js";
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

describe("edges of bins in a table", () => {
  it("have as many digits as tell one from the next, three at least", () => {
    expect(formatEdges([0, 0.5, 1])).toEqual(["0", "0.500", "1.00"]);
    expect(formatEdges([5.2, 5.2025, 5.205])).toEqual(["5.2000", "5.2025", "5.2050"]);
    expect(formatEdges([-0.2, -0.184, 0.008])).toEqual(["−0.200", "−0.184", "0.00800"]);
    expect(formatEdges([1.114, 1.1141, 1.2])).toEqual(["1.1140", "1.1141", "1.2000"]);
  });
});
