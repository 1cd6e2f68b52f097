import { describe, expect, it } from "vitest";
import { calculatorFields, emptyCalculator, readCalculator } from "../../../src/analysis/on-off/calculator.js";
import type { ScanPoint } from "../../../src/analysis/scan-point.js";
import { bMesogenesis as search } from "../../../src/catalogue/b-mesogenesis.js";
import { randomStream } from "../../../src/numerics/random.js";
import { onOffSummary, onOffToySummary } from "../../../src/statistics/counting/on-off-summary.js";
import { InvalidInput } from "../../../src/statistics/validation.js";

const { measurement } = search;
if (measurement.kind !== "on-off") throw new Error("not an on/off measurement: b-mesogenesis");
const point: ScanPoint = {
  hypothesis: { mass: 2 },
  region: { observable: "extra_energy", min: 0, max: 0.6, unit: "GeV" },
  observed: 4,
  background: { value: 2.5, sigma: 1 },
  composition: { bb: 1.5, continuum: 0.75, rare: 0.25 },
  efficiency: 3e-4,
  localPValue: null,
  limits: {},
  effectiveEvents: null,
  tuned: {},
};
const fields = calculatorFields(search, measurement, point);
const first = Object.fromEntries(fields.map(({ id, value }) => [id, value]));
const asked = (values: Readonly<Record<string, number | undefined>>) => readCalculator(fields, { ...first, ...values });

describe("numbers of an on/off measurement, typed", () => {
  it("start from a hypothesis: 1.918 × 10⁵ events a unit at ε = 4 × 10⁻⁴, each uncertainty of a part by its share", () => {
    const { input, scale, cl } = asked({ efficiency: 4e-4 });
    expect(scale / 1.918e5).toBeCloseTo(1, 3);
    expect(cl).toBe(0.9);
    expect(input).toMatchObject({ observed: 4, simulated: 15, ratio: 6 });
    expect(first["uncertainty-branching-fractions"]).toBeCloseTo(30, 6);
    // Quadrature of the published table: 10.5 to 12.2 % on the signal.
    const signal = Math.exp(Math.hypot(...input.kappaSignal.map(Math.log))) - 1;
    expect(signal).toBeGreaterThan(0.105);
    expect(signal).toBeLessThan(0.122);
  });

  it("start from nothing for another measurement: its counts, then events are what is limited", () => {
    const { input, scale } = readCalculator(
      fields,
      Object.fromEntries(emptyCalculator(fields).map((value, k) => [fields[k].id, value])),
    );
    expect(scale).toBe(1);
    expect(input).toMatchObject({ observed: 4, simulated: 15, ratio: 6, kappaBackground: 1 });
    expect(Math.max(...input.kappaSignal)).toBe(1);
  });

  it("count every uncertainty on what it acts on", () => {
    const off = Object.fromEntries(
      fields.filter(({ unit }) => unit === "%").map(({ id }) => [id, id === "level" ? 90 : 0]),
    );
    expect(asked(off).input.kappaBackground).toBe(1);
    expect(asked({ ...off, "uncertainty-tag": 10 }).input.kappaBackground).toBeCloseTo(1.1, 12);
    expect(Math.max(...asked({ ...off, "uncertainty-tag": 10 }).input.kappaSignal)).toBeCloseTo(1.1, 12);
    expect(asked({ ...off, "uncertainty-other-background": 20 }).input.kappaBackground).toBeCloseTo(1.2, 12);
    expect(Math.max(...asked({ ...off, "uncertainty-other-background": 20 }).input.kappaSignal)).toBe(1);
  });

  it("are refused in one line with place and remedy", () => {
    const message = (values: Readonly<Record<string, number | undefined>>) => {
      try {
        asked(values);
        return "nothing";
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        return error.message;
      }
    };
    expect(message({ observed: -1 })).toBe(
      "number out of range: -1 (events counted, n): give an integer ≥ 0 and ≤ 1000000000000",
    );
    expect(message({ observed: 2.5 })).toContain("number out of range: 2.5 (events counted, n)");
    expect(message({ efficiency: undefined })).toContain("missing field (efficiency, ε)");
    expect(message({ ratio: 0 })).toContain("its size over that of the data, τ");
    expect(message({ toys: 99 })).toContain("toys of a limit");
    expect(new Set(fields.map(({ title }) => title)).size).toBe(fields.length);
  });
});

describe("all methods for one on/off measurement", () => {
  it("agree where there are many events and nothing else is uncertain", () => {
    const input = { observed: 400, simulated: 4e6, ratio: 1e4, kappaBackground: 1, kappaSignal: [] };
    const { limits } = onOffSummary(input, 0.9);
    const [asymptotic, bayesian] = limits.map(({ observed }) => observed.value ?? Number.NaN);
    expect(Math.abs(asymptotic / bayesian - 1)).toBeLessThan(0.02);
    expect(limits[0].expected[2].value! / limits[1].expected[2].value!).toBeCloseTo(1, 1);
  });

  it("give 2.30 events where nothing is counted, by toys and Bayesian alike, and less by the others", () => {
    const input = { observed: 0, simulated: 12, ratio: 6, kappaBackground: 1.3, kappaSignal: [] };
    const [asymptotic, bayesian, profile] = onOffSummary(input, 0.9).limits.map(({ observed }) => observed.value!);
    const { limit, error } = onOffToySummary(input, 0.9, 200, (part) => randomStream("test", "calculator", part));
    expect(Math.abs(limit.observed.value! / Math.LN10 - 1)).toBeLessThan(2e-3);
    expect(error).toBeLessThan(0.01);
    expect(bayesian / Math.LN10).toBeCloseTo(1, 6);
    expect(asymptotic).toBeLessThan(Math.LN10);
    expect(profile).toBeLessThan(asymptotic);
  });

  it("tell of progress that rises to the end, and of an error that other streams confirm", () => {
    const input = { observed: 4, simulated: 15, ratio: 6, kappaBackground: 1.35, kappaSignal: [1.112] };
    const told: number[] = [];
    const run = (name: string) =>
      onOffToySummary(
        input,
        0.9,
        160,
        (part) => randomStream("test", name, part),
        (done) => told.push(done),
      );
    const [one, other] = ["a", "b"].map(run);
    const length = told.length / 2;
    expect(length).toBeGreaterThan(20);
    for (let i = 1; i < Math.floor(length); i++) expect(told[i]).toBeGreaterThanOrEqual(told[i - 1] - 1e-12);
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
    const difference = Math.abs(one.limit.observed.value! - other.limit.observed.value!);
    expect(difference).toBeLessThan(5 * Math.hypot(one.error!, other.error!) + 0.01);
  });
});
