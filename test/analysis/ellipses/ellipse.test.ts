import { describe, expect, it } from "vitest";
import { coreSpread, distanceSquared, EllipseIndex, ellipseContent } from "../../../src/analysis/ellipses/ellipse.js";
import { EllipseSignificances, throwPlane } from "../../../src/analysis/ellipses/toys.js";
import { randomStream } from "../../../src/numerics/random.js";
import { backgroundPValue } from "../../../src/statistics/counting/background-only.js";
import { gaussianPoint } from "../plane-fixture.js";

const spread = { sigmaX: 0.02, sigmaY: 0.3, correlation: -0.88 };

/** Points of a Gaussian about (6, 1). */
function cloud(length: number, ...name: string[]) {
  const stream = randomStream("test", "ellipse", ...name);
  const points = Array.from({ length }, () => gaussianPoint(stream, [6, 1], spread));
  return { x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}

/** Ellipses of one shape at some places. */
function ellipses(places: readonly (readonly [number, number])[]) {
  const same = (value: number) => new Float64Array(places.length).fill(value);
  return {
    length: places.length,
    x: Float64Array.from(places, ([x]) => x),
    y: Float64Array.from(places, ([, y]) => y),
    sigmaX: same(spread.sigmaX),
    sigmaY: same(spread.sigmaY),
    correlation: same(spread.correlation),
  };
}

describe("an ellipse", () => {
  it("holds 1 − exp(−k²/2) of a Gaussian, whatever its correlation", () => {
    const { x, y } = cloud(200_000, "content");
    for (const reach of [0.5, 1, 2, 3]) {
      const inside = x.filter((px, i) => distanceSquared(px - 6, y[i] - 1, spread) <= reach * reach).length;
      const expected = -Math.expm1(-0.5 * reach * reach);
      expect(ellipseContent(reach)).toBeCloseTo(expected, 12);
      expect(Math.abs(inside / x.length - expected)).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / x.length),
      );
    }
  });

  it("is found from the core of a cloud with a tail on one side", () => {
    const { x, y } = cloud(40_000, "core");
    const stream = randomStream("test", "ellipse", "tail");
    const tailed = y.map((value) => (stream.uniform() < 0.3 ? value + 4 * stream.exponential() : value));
    const found = coreSpread(x, tailed, [6, 1]);
    if (!found) throw new Error("no covariance");
    expect(found.sigmaX / spread.sigmaX).toBeCloseTo(1, 1);
    expect(Math.abs(found.sigmaY / spread.sigmaY - 1)).toBeLessThan(0.15);
    expect(Math.abs(found.correlation - spread.correlation)).toBeLessThan(0.08);
    const clean = coreSpread(x, y, [6, 1]);
    expect(Math.abs((clean?.sigmaY ?? 0) / spread.sigmaY - 1)).toBeLessThan(0.015);
  });
});

describe("counting in ellipses", () => {
  const stream = randomStream("test", "ellipse", "index");
  const places = Array.from({ length: 400 }, () => [5 + 2 * stream.uniform(), 4 * stream.uniform()] as const);
  const some = ellipses(places);
  const px = Array.from({ length: 5000 }, () => 4.9 + 2.2 * stream.uniform());
  const py = px.map(() => -1 + 6 * stream.uniform());
  const index = new EllipseIndex(some, 2);

  it("finds what a look at every ellipse finds", () => {
    const slow = places.map(
      ([x, y]) => px.filter((value, i) => distanceSquared(value - x, py[i] - y, spread) <= 4).length,
    );
    expect(slow.reduce((a, b) => a + b, 0)).toBeGreaterThan(1000);
    expect(Array.from(index.count(px, py))).toEqual(slow);
    const { offsets, members } = index.members(px, py);
    const again = new Array(places.length).fill(0);
    for (let k = 0; k < offsets[px.length]; k++) again[members[k]]++;
    expect(again).toEqual(slow);
  });

  it("gives two overlapping ellipses the covariance of what they share", () => {
    const pair = new EllipseIndex(
      ellipses([
        [6, 1],
        [6.03, 0.8],
      ]),
      2,
    );
    const grid = { x: [] as number[], y: [] as number[] };
    for (let i = 0; i < 60; i++) {
      for (let j = 0; j < 60; j++) {
        grid.x.push(5.9 + i / 250);
        grid.y.push(-0.2 + j / 25);
      }
    }
    const weight = 0.02;
    const members = pair.members(grid.x, grid.y);
    let shared = 0;
    for (let i = 0; i < grid.x.length; i++) if (members.offsets[i + 1] - members.offsets[i] === 2) shared++;
    expect(shared).toBeGreaterThan(50);
    const counts = new Uint32Array(2);
    const throws = randomStream("test", "ellipse", "pair");
    const toys = Array.from({ length: 40_000 }, () => {
      throwPlane([{ weight, places: 1, members }], counts, throws);
      return [counts[0], counts[1]];
    });
    const mean = (k: number) => toys.reduce((sum, toy) => sum + toy[k], 0) / toys.length;
    const [m0, m1] = [mean(0), mean(1)];
    const products = toys.map(([a, b]) => (a - m0) * (b - m1));
    const covariance = products.reduce((a, b) => a + b, 0) / toys.length;
    const error = Math.sqrt(products.reduce((sum, one) => sum + (one - covariance) ** 2, 0)) / toys.length;
    // Of w events a row, and as much again as the belief in w is wide.
    expect(Math.abs(covariance - shared * weight * (1 + weight))).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.05 * covariance);
  });

  it("takes local p-values from the belief that limits start from", () => {
    const significances = new EllipseSignificances({
      simulated: Float64Array.of(7),
      weight: Float64Array.of(0.4),
      background: Float64Array.of(0),
    });
    for (const n of [1, 3, 9]) {
      const direct = backgroundPValue(n, { simulated: 7, ratio: 2.5 });
      expect(significances.pValue(0, n) / direct).toBeCloseTo(1, 9);
    }
    expect(significances.pValue(0, 0)).toBe(1);
  });
});
