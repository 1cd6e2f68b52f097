import { describe, expect, it } from "vitest";
import { makeTable } from "../../src/analysis/events.js";
import { type SignalWidth, signalWidths, windowsOfWidth } from "../../src/analysis/signal-width.js";
import { zprimeInvisible } from "../../src/catalogue/zprime-invisible.js";
import { normalQuantile } from "../../src/numerics/normal.js";
import { randomStream } from "../../src/numerics/random.js";
import { momentum, sampleSummary } from "./fixtures.js";

const observable = { ...momentum, step: 0.001, domain: [-20, 20] as const };
const search = {
  ...zprimeInvisible,
  selection: [],
  scan: {
    ...zprimeInvisible.scan,
    observable,
    windowOf: ({ mass }: Readonly<Record<string, number>>) => ({ min: mass - 2, max: mass + 2 }),
  },
};

describe("the width of simulated signal", () => {
  it("is that of a Gaussian, with or without events far above it or below", () => {
    const stream = randomStream("test", "signal width");
    const normal = () => normalQuantile(stream.uniform());
    const length = 8000;
    const clean = Float64Array.from({ length }, () => 1 + 0.8 * normal());
    const tailed = Float64Array.from({ length }, (_, i) => 3 + (i % 20 === 0 ? 6 * stream.uniform() : 0.8 * normal()));
    const below = tailed.map((value) => 10 - value);
    const table = makeTable(
      [observable],
      [clean, tailed, below].map((values, i) => ({
        sample: { ...sampleSummary(`signal-${i}`, "signal"), hypothesis: { mass: [1, 3, 7][i] } },
        blocks: [{ length, values: { momentum: values } }],
      })),
    );
    const [one, other, mirrored] = signalWidths(search, table, new Uint32Array(table.length));
    expect(one.converged).toBe(true);
    expect(one.sigma).toBeGreaterThan(0.8 * 0.97);
    expect(one.sigma).toBeLessThan(0.8 * 1.03);
    expect(other.sigma).toBeGreaterThan(0.8 * 0.93);
    expect(other.sigma).toBeLessThan(0.8 * 1.15);
    expect(mirrored.sigma / other.sigma).toBeCloseTo(1, 2);
  });

  it("gives the count of the grid where it is that of the windows, half of it where it is twice as wide", () => {
    const masses = Array.from({ length: 160 }, (_, i) => 0.05 * (i + 1));
    const widths = (factor: number): SignalWidth[] =>
      masses.map((mass) => {
        const { min, max } = zprimeInvisible.scan.windowOf({ mass });
        const ofWindow = (max - min) / 4;
        return { mass, label: "", events: 1000, sigma: factor * ofWindow, error: null, ofWindow, converged: true };
      });
    expect(windowsOfWidth(zprimeInvisible, widths(1))).toBeCloseTo(69, 0);
    expect(windowsOfWidth(zprimeInvisible, widths(2))).toBeCloseTo(34.5, 0);
  });
});
