import { describe, expect, it } from "vitest";
import { coverageTasks, runCoverageTask } from "../../src/loaders/statistics-page/coverage-task.js";
import {
  asymptoticTable,
  emptyWindowTable,
  meanAndWidth,
  PULLS,
  pullsOf,
} from "../../src/loaders/statistics-page/self-deceptions.js";
import { expectEvery } from "../expect-every.js";

describe("the coverage study of the page on statistics", () => {
  it("has every method at every background, with and without systematics", () => {
    const tasks = coverageTasks(100);
    expect(tasks).toHaveLength(2 * 7 * 5);
    expect(new Set(tasks.map((task) => JSON.stringify(task))).size).toBe(tasks.length);
  });

  it("agrees by toys with Poisson sums within 4 errors, and repeats itself", () => {
    const tasks = coverageTasks(1000).filter(({ systematics, b }) => !systematics && b === 10);
    const points = tasks.flatMap(runCoverageTask);
    expect(points).toHaveLength(7 * 31);
    for (const { method, s, fraction, error, sum } of points)
      expect(Math.abs(fraction - (sum ?? Number.NaN)), `${method} s=${s}`).toBeLessThan(4 * error);
    expect(runCoverageTask(tasks[0])).toEqual(points.slice(0, 31));
  });

  it("has no sums where something is uncertain", () => {
    const [task] = coverageTasks(200).filter(({ systematics }) => systematics);
    expectEvery(runCoverageTask(task), ({ sum }) => sum === null);
  });
});

describe("ways to deceive oneself", () => {
  it("has pulls of mean 0 and width 1 from streams of their own", () => {
    const pulls = pullsOf("separate");
    expect(pulls).toHaveLength(PULLS.seeds * PULLS.windows);
    const { mean, width } = meanAndWidth(pulls);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(Math.abs(width - 1)).toBeLessThan(0.1);
  });

  it("throws the first window of every seed from streams of their own: equal names would start alike, and be narrow", () => {
    const first = pullsOf("separate").filter((_, i) => i % PULLS.windows === 0);
    expect(first).toHaveLength(PULLS.seeds);
    const { width, widthError } = meanAndWidth(first);
    const shared = Math.sqrt((PULLS.ratio - 1) / (PULLS.ratio + 1));
    expect(Math.abs(width - 1)).toBeLessThan(2.5 * widthError);
    expect(width - shared).toBeGreaterThan(2.5 * widthError);
  });

  it("has too narrow ones where the same events are used twice", () => {
    // Var(n − m/τ) is b(1 − 1/τ) instead of b(1 + 1/τ).
    const expected = Math.sqrt((PULLS.ratio - 1) / (PULLS.ratio + 1));
    expect(meanAndWidth(pullsOf("shared")).width).toBeCloseTo(expected, 1);
    expect(meanAndWidth(pullsOf("shared")).width).toBeLessThan(0.9);
  });

  it("leaves an uncertain background in a window without simulated events", () => {
    for (const [ratio, mean, sigma, one, three] of emptyWindowTable().values.slice(0, -1) as number[][]) {
      expect(mean).toBeCloseTo(1 / ratio, 12);
      expect(sigma).toBeCloseTo(1 / ratio, 12);
      // Counts of Gamma(1, τ) are geometric.
      expect(one).toBeCloseTo(1 / (1 + ratio), 9);
      expect(three).toBeCloseTo((1 / (1 + ratio)) ** 3, 9);
    }
  });

  it("shows asymptotic CLs 10 to 15 % too strong for b = 3", () => {
    const ratios = (asymptoticTable().values as number[][]).map((row) => row[3]);
    expect(ratios).toHaveLength(6);
    expect(ratios[0]).toBeCloseTo(0.85, 2);
    expect(ratios[5]).toBeCloseTo(0.9, 2);
    expect(asymptoticTable().caption).toContain("too strong");
  });
});
