import { beforeAll, describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { type EventTable, makeTable } from "../../src/analysis/events.js";
import { binnedDensity } from "../../src/analysis/peaks/binned-density.js";
import { peakShapeAt, simulatedPeak } from "../../src/analysis/peaks/shapes.js";
import { nominalState } from "../../src/analysis/state.js";
import { recoilEnergy, variables } from "../../src/catalogue/alp-photon/masses.js";
import { recoilPhoton, separation } from "../../src/catalogue/alp-photon/observables.js";
import { signalId } from "../../src/catalogue/alp-photon/samples.js";
import { simulation } from "../../src/catalogue/alp-photon/simulation.js";
import { efficiencyFactor } from "../../src/catalogue/alp-photon/systematics.js";
import { alpPhoton } from "../../src/catalogue/alp-photon.js";
import { runTask } from "../../src/loaders/simulation-task.js";
import { randomStream } from "../../src/numerics/random.js";
import { hasReference, readReferenceTable } from "../reference.js";
import { MASSES, selectedRows, smallSearch, smallTable, withFits } from "./alp-events.js";

describe("the masses of the search for ALPs", () => {
  it("are the published 378 + 124, half a constructed width apart", () => {
    const [diphoton, recoil] = variables.map(({ masses }) => masses);
    expect([diphoton.length, recoil.length]).toEqual([378, 124]);
    expect(diphoton[0]).toBe(0.2);
    expect(recoil[0]).toBeCloseTo(6.85, 9);
    for (let i = 1; i < 378; i++) expect((diphoton[i] / diphoton[i - 1]) ** 2 - 1).toBeCloseTo(0.0374 / 2, 3);
    for (let i = 1; i < 124; i++) {
      expect(1 - recoilEnergy(recoil[i]) / recoilEnergy(recoil[i - 1])).toBeCloseTo(0.0208 / 2, 4);
    }
  });

  it("have an efficiency known to 5.5 % above 0.5 GeV and 8 % at the lightest", () => {
    expect(0.055 * efficiencyFactor(3)).toBeCloseTo(0.055, 12);
    expect(0.055 * efficiencyFactor(0.2)).toBeCloseTo(0.08, 12);
  });
});

describe("a density from a fine histogram", () => {
  it("keeps its points between the boundaries and is normalised", () => {
    const stream = randomStream("test", "binned-density");
    const points = Float64Array.from({ length: 4000 }, () => Math.abs(stream.normal()));
    const shape = binnedDensity(points, [0, 6]);
    const none = new Float64Array(0);
    expect(shape?.integral(0, 6, none)).toBeCloseTo(1, 9);
    // Half-normal: P(x < 1) = 0.6827, smoothed a little.
    expect(shape?.integral(0, 1, none)).toBeCloseTo(0.6827, 1);
    expect(binnedDensity(Float64Array.of(1, 1), [0, 6])).toBeUndefined();
  });
});

const PUBLISHED = "curves/axion-photon/AxionLimits_BelleII.txt";

const TESTED = [
  [0.5, 0],
  [2, 0],
  [4, 0],
  [6, 0],
  [8.4, 1],
] as const;

describe("a scan for ALPs", () => {
  let table: EventTable;
  const search = smallSearch;

  beforeAll(() => {
    table = smallTable();
  }, 60_000);

  it("finds every simulated signal event with one right combination, whatever its wrong ones", () => {
    const right = table.columns[recoilPhoton.id];
    for (const { sample, start, end } of table.samples) {
      if (sample.kind !== "signal") continue;
      let found = 0;
      for (let i = start; i < end; i++) if (right[i] > 0) found++;
      expect(found / (end - start)).toBeGreaterThan(0.97);
      expect(table.columns[separation.id][start]).toBeGreaterThanOrEqual(0);
    }
  });

  it("interpolates peaks that lie at the mass, narrower in relative M² the heavier", () => {
    const failing = new Uint32Array(table.length);
    const { measurement } = alpPhoton;
    if (measurement.kind !== "peak-fits") throw new Error("not fits of peaks");
    const peaks = table.samples.flatMap(
      (rows) =>
        (rows.sample.kind === "signal" &&
          simulatedPeak(measurement, variables[0], table, rows, failing, 0xffffffff, 0.445)) ||
        [],
    );
    expect(peaks).toHaveLength(MASSES.length);
    const [light, heavy] = [0.45, 5].map((mass) => peakShapeAt(variables[0], peaks, mass));
    expect(light.mean / 0.45 ** 2).toBeCloseTo(1, 1);
    expect(heavy.mean / 25).toBeCloseTo(1, 2);
    expect(light.width / 0.45 ** 2).toBeGreaterThan(1.5 * (heavy.width / 25));
    expect(heavy.efficiency).toBeGreaterThan(0.2);
    expect(heavy.efficiency).toBeLessThan(0.7);
  });

  it.each(TESTED)("finds 1000 injected events of %d GeV as 1000 events", (mass, k) => {
    const one = k === 0 ? withFits([mass], []) : withFits([], [mass]);
    const state = nominalState(one);
    // Selected signal events of another shard, so that the shape does not know them.
    const { observed } = runTask(simulation, {
      search: "alp-photon-test",
      sample: signalId(mass),
      purpose: "pseudo-data",
      seed: 2,
      block: 0,
      trials: 6000,
    });
    const data = table.samples[table.samples.length - 1];
    const injected = makeTable(search.observables, [{ sample: data.sample, blocks: [observed] }]);
    const passing = selectedRows(injected, mass).slice(0, 1000);
    expect(passing).toHaveLength(1000);
    const joined = withRows(table, injected, passing);
    const before = new Analysis(one, table).evaluate(state).scan[0].peak;
    const after = new Analysis(one, joined).evaluate(state).scan[0].peak;
    const found = (after?.yield ?? 0) - (before?.yield ?? 0);
    expect(Math.abs(found - 1000) / (after?.error ?? 1)).toBeLessThan(4);
    expect(Math.abs(found - 1000)).toBeLessThan(150);
    expect(after?.significance).toBeGreaterThan(5);
  });

  it("finds mesons that decay to two photons negligible, and would say so of more of them", () => {
    const few = withFits([0.548, 0.958], [8.4]);
    const evaluation = new Analysis(few, table).evaluate(nominalState(few));
    const claim = few.claims?.find(({ title }) => title.startsWith("mesons"));
    // σ · B: 4.5 fb × 0.394 and 5.4 fb × 0.0231; (2π²α³/3)(0.185/s)² = 2.7 fb of π⁰, which is 2.7 × 0.988.
    expect(claim?.find(evaluation).text).toMatch(/^π⁰γ: 2\.7 fb, .*ηγ: 1\.8 fb, .*η′γ: 0\.12 fb/);
    expect(claim?.find(evaluation).agrees).toBe(true);
    const scan = evaluation.scan.map((point) => ({
      ...point,
      limits: { ...point.limits, crossSection: { ...point.limits.crossSection, expected: [1, 1, 1, 1, 1] } },
    }));
    expect(claim?.find({ ...evaluation, scan }).agrees).toBe(false);
  });

  it.skipIf(!hasReference(PUBLISHED))(
    "expects limits within a factor 2 of the published ones, 30 % in the median",
    () => {
      const few = withFits([0.45, 1.2, 2, 3, 4, 5, 6], [7.5, 8.4]);
      const curve = readReferenceTable(PUBLISHED);
      const scan = new Analysis(few, table).evaluate(nominalState(few)).scan;
      const ratios = scan
        .map(({ hypothesis, limits }) => (limits.gAGammaGamma.expected[2] ?? 0) / localMedian(curve, hypothesis.mass))
        .sort((a, b) => a - b);
      expect(ratios[0]).toBeGreaterThan(0.5);
      expect(ratios[ratios.length - 1]).toBeLessThan(2);
      expect(Math.abs(ratios[4] - 1)).toBeLessThan(0.3);
    },
  );
});

/** Median of the published observed limit within 10 % of a mass: it fluctuates from point to point. */
function localMedian(curve: number[][], mass: number): number {
  const near = curve.filter(([m]) => Math.abs(m / mass - 1) < 0.1).map(([, g]) => g);
  return near.sort((a, b) => a - b)[near.length >> 1];
}

/** A table whose last sample has some rows of another one more. */
function withRows(table: EventTable, from: EventTable, rows: readonly number[]): EventTable {
  const length = table.length + rows.length;
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([id, column]) => {
      const more = column instanceof Int16Array ? new Int16Array(length) : new Int32Array(length);
      more.set(column);
      rows.forEach((row, i) => {
        more[table.length + i] = from.columns[id][row];
      });
      return [id, more];
    }),
  );
  const samples = table.samples.map((one, i) => (i === table.samples.length - 1 ? { ...one, end: length } : one));
  return { length, columns, samples };
}

const REGIONS = [
  ["excluded: LEP", "AxionLimits_LEP.txt", 0.2, 100],
  ["excluded: BESIII above 1 GeV", "AxionLimits_BESIII.txt", 1.1, 2.8],
  ["excluded: e⁺e⁻ → γ invisible", "AxionLimits_BaBar.txt", 9e-4, 0.0165],
] as const;

describe("regions of other experiments", () => {
  it("say that they are digitised, each with its source", () => {
    const regions = alpPhoton.comparisons.filter(({ kind, id }) => kind === "above" && id !== "any-other");
    expect(regions.length).toBeGreaterThan(7);
    for (const { citation } of regions) {
      expect(citation).toContain("read off its figure");
      expect(citation).toMatch(/arXiv|Phys\. Lett\.|PRL|JHEP|E137/);
    }
  });

  it.skipIf(!hasReference("curves/axion-photon/AxionLimits_LEP.txt")).each(REGIONS)(
    "lie on the curve that they are thinned from: %s",
    (title, file, from, to) => {
      // Masses there are in eV; repeated masses are the edges of boxes.
      const curve = readReferenceTable(`curves/axion-photon/${file}`).filter(([, g]) => g < 1);
      const points = (alpPhoton.comparisons.find((one) => one.title === title)?.points ?? []).filter(
        ({ x }) => x > from && x < to,
      );
      expect(points.length).toBeGreaterThan(2);
      for (const { x, y } of points) {
        const near = curve.filter(([m]) => Math.abs(m / (1e9 * x) - 1) < 0.05).map(([, g]) => g);
        const after = curve.findIndex(([m]) => m > 1e9 * x);
        const [m0, g0] = curve[after - 1];
        const [m1, g1] = curve[after];
        const between = g0 * (g1 / g0) ** (Math.log((1e9 * x) / m0) / Math.log(m1 / m0));
        const off = Math.min(...[...near, between].map((g) => Math.abs(Math.log(y / g))));
        expect(off, `${x} GeV`).toBeLessThan(0.15);
      }
    },
  );
});
