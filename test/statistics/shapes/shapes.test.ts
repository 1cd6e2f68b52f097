import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { chebyshev, staysPositive } from "../../../src/statistics/shapes/chebyshev.js";
import { crystalBall } from "../../../src/statistics/shapes/crystal-ball.js";
import { doubleSidedCrystalBall } from "../../../src/statistics/shapes/double-sided.js";
import { exponential } from "../../../src/statistics/shapes/exponential.js";
import { gaussian } from "../../../src/statistics/shapes/gaussian.js";
import { kernelDensity } from "../../../src/statistics/shapes/kernel-density.js";
import { legendreColumns } from "../../../src/statistics/shapes/legendre.js";
import { effectiveWidth, mixture } from "../../../src/statistics/shapes/mixture.js";
import { polynomial } from "../../../src/statistics/shapes/polynomial.js";
import { binProbabilities, density, equalBins, type Shape } from "../../../src/statistics/shapes/shape.js";
import { template } from "../../../src/statistics/shapes/template.js";
import { hasReference, readReference } from "../../reference.js";

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Quadrature in pieces, so that the joints of tails and cores do not spoil it. */
function quadrature(f: (x: number) => number, a: number, b: number, pieces = 400): number {
  let sum = 0;
  for (let i = 0; i < pieces; i++) sum += integrate(f, a + ((b - a) * i) / pieces, a + ((b - a) * (i + 1)) / pieces, 8);
  return sum;
}

/** Shapes with parameters drawn for each run. */
const shapes: [string, Shape, fc.Arbitrary<number>[]][] = [
  ["gaussian", gaussian, [real(-1, 1), real(0.2, 3)]],
  ["crystal ball", crystalBall, [real(-1, 1), real(0.2, 2), real(0.3, 4), real(1.01, 60)]],
  ["crystal ball, tail above", crystalBall, [real(-1, 1), real(0.2, 2), real(-4, -0.3), real(0.7, 60)]],
  [
    "double-sided",
    doubleSidedCrystalBall,
    [real(-1, 1), real(0.2, 2), real(0.3, 4), real(1.01, 60), real(0.3, 4), real(1.01, 60)],
  ],
  [
    "two Crystal Balls with one mean",
    mixture([crystalBall, crystalBall]),
    [real(-1, 1), real(0, 1), real(0.2, 1), real(0.5, 3), real(1.5, 20), real(1, 2), real(-3, -0.5), real(1.5, 20)],
  ],
  ["exponential", exponential(-3), [real(-2, 2)]],
  ["chebyshev", chebyshev([-3, 4], 3), [real(-0.3, 0.3), real(-0.3, 0.3), real(-0.3, 0.3)]],
  ["polynomial", polynomial([-3, 4], 3), [real(-0.3, 0.3), real(-0.3, 0.3), real(-0.3, 0.3)]],
];

describe.each(shapes)("%s", (_name, shape, arbitraries) => {
  const parameters = fc.tuple(...arbitraries).map((p) => Float64Array.from(p as number[]));

  it("has an integral that agrees with quadrature", () => {
    fc.assert(
      fc.property(parameters, real(-3, 1), real(0, 3), (p, a, width) => {
        const numeric = quadrature((x) => shape.value(x, p), a, a + width);
        expect(Math.abs(shape.integral(a, a + width, p) - numeric)).toBeLessThan(1e-6 * numeric + 1e-12);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("has a density that integrates to one over a range", () => {
    fc.assert(
      fc.property(parameters, (p) => {
        const total = quadrature((x) => density(shape, x, p, [-3, 4]), -3, 4, 800);
        expect(total).toBeCloseTo(1, 5);
      }),
      { numRuns: 20, seed: 2 },
    );
  });

  it("has gradients that agree with differences", () => {
    const size = shape.parameters.length;
    const out = new Float64Array(size);
    fc.assert(
      fc.property(parameters, real(-3, 1), real(0.1, 3), (p, a, width) => {
        const shifted = (j: number, h: number) => p.map((value, i) => (i === j ? value + h : value));
        for (let j = 0; j < size; j++) {
          const h = 1e-5;
          const slope = (f: (q: Float64Array) => number) => (f(shifted(j, h)) - f(shifted(j, -h))) / (2 * h);
          const integralSlope = slope((q) => shape.integral(a, a + width, q));
          shape.integralGradient(a, a + width, p, out);
          expect(Math.abs(out[j] - integralSlope)).toBeLessThan(1e-5 * (1 + Math.abs(integralSlope)));
          const valueSlope = slope((q) => shape.value(a + width, q));
          shape.valueGradient(a + width, p, out);
          // A joint between core and tail has no second derivative, so the difference is only good to its step.
          expect(Math.abs(out[j] - valueSlope)).toBeLessThan(1e-3 * (1 + Math.abs(valueSlope)));
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe("on the whole line", () => {
  it("integrates the Crystal Ball to the closed form of its norm", () => {
    // N⁻¹ = σ(C + D), C = n/(α(n−1)) e^{−α²/2}, D = √(π/2)(1 + erf(α/√2)); here erf(1.5/√2) = 0.8663855974622838.
    const closed = 2 * ((3 / (1.5 * 2)) * Math.exp(-1.125) + Math.sqrt(Math.PI / 2) * (1 + 0.8663855974622838));
    const p = Float64Array.of(1, 2, 1.5, 3);
    expect(crystalBall.integral(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, p)).toBeCloseTo(closed, 12);
  });

  it("makes a Gaussian of a Crystal Ball whose tail starts far out", () => {
    for (const x of [-4, -1, 0, 2.5]) {
      expect(density(crystalBall, x, [0.2, 1.3, 37, 2])).toBeCloseTo(density(gaussian, x, [0.2, 1.3]), 14);
      expect(density(crystalBall, x, [0.2, 1.3, -37, 2])).toBeCloseTo(density(gaussian, x, [0.2, 1.3]), 14);
    }
  });

  it("passes through n = 1, where the integral is a logarithm", () => {
    const at = (n: number) => crystalBall.integral(-30, 1, Float64Array.of(0, 1, 1, n));
    expect(at(1)).toBeCloseTo(
      quadrature((x) => crystalBall.value(x, Float64Array.of(0, 1, 1, 1)), -30, 1, 3100),
      8,
    );
    expect(at(1 + 1e-9)).toBeCloseTo(at(1), 7);
  });

  it("mirrors the tail with the sign of alpha", () => {
    for (const x of [-7, -1, 0.3, 4]) {
      expect(density(crystalBall, x, [0, 1.2, 0.9, 4])).toBeCloseTo(density(crystalBall, -x, [0, 1.2, -0.9, 4]), 15);
    }
  });

  it("keeps far bins that a difference of distribution functions would lose", () => {
    const exact = 7.619853024160527e-24 - 1.7764821120776e-33; // Q(10) − Q(12)
    expect(gaussian.integral(10, 12, Float64Array.of(0, 1)) / Math.sqrt(2 * Math.PI) / exact).toBeCloseTo(1, 9);
  });
});

it("bins a narrow peak by its integral", () => {
  const bins = binProbabilities(gaussian, [-1, 0, 1], [0, 0.1]);
  expect(bins[0]).toBeCloseTo(0.5, 12);
  expect(bins[1]).toBeCloseTo(0.5, 12);
});

it("weighs widths by contributions", () => {
  expect(effectiveWidth([0.6, 0.4], [1, 2.5])).toBeCloseTo(Math.sqrt(0.6 + 0.4 * 6.25), 14);
});

it("says where a polynomial turns negative", () => {
  expect(staysPositive(chebyshev([0, 1], 1), Float64Array.of(0.9), [0, 1])).toBe(true);
  expect(staysPositive(chebyshev([0, 1], 1), Float64Array.of(1.1), [0, 1])).toBe(false);
});

it("gives Legendre columns that sum to one and to nothing, and reproduce a cubic", () => {
  const edges = equalBins(2, 5, 30);
  const columns = legendreColumns(edges, 3);
  const sum = (k: number) => columns.subarray(30 * k, 30 * (k + 1)).reduce((a, b) => a + b, 0);
  expect(sum(0)).toBeCloseTo(1, 14);
  for (const k of [1, 2, 3]) expect(sum(k)).toBeCloseTo(0, 14);
  // t³ = (3 P₁ + 2 P₃)/5
  const cubic = polynomial([2, 5], 3);
  for (const i of [0, 7, 29]) {
    const t3 = (0.6 * columns[30 + i] + 0.4 * columns[90 + i]) * 3;
    const both = cubic.integral(edges[i], edges[i + 1], Float64Array.of(0, 0, 1));
    expect(both).toBeCloseTo(edges[i + 1] - edges[i] + t3, 13);
  }
});

describe("template", () => {
  const shape = template([0, 1, 3], [2, 6]);
  it("is constant over its bins and nothing outside", () => {
    expect(density(shape, 0.5, [], [0, 3])).toBeCloseTo(0.25, 14);
    expect(density(shape, 2, [], [0, 3])).toBeCloseTo(6 / 8 / 2, 14);
    expect(shape.value(-0.1, new Float64Array(0))).toBe(0);
    expect(shape.integral(-5, 1.5, new Float64Array(0))).toBeCloseTo(2 + 1.5, 14);
  });
  it("refuses what is not a histogram", () => {
    expect(() => template([0, 1], [-1])).toThrow("template content of bin 0: -1");
    expect(() => template([0, 1, 2], [1])).toThrow("template edges: 3");
  });
});

describe("kernel density", () => {
  const stream = randomStream("test", "kernel-density");
  const points = Array.from({ length: 300 }, () => stream.exponential());
  it.each([
    { adaptive: false },
    { adaptive: true },
    { adaptive: false, lower: 0 },
    { adaptive: true, lower: 0, upper: 20 },
  ])("integrates to one with %o", (options) => {
    const shape = kernelDensity(points, options);
    const none = new Float64Array(0);
    const low = options.lower ?? -5;
    expect(quadrature((x) => shape.value(x, none), low, 20, 2500)).toBeCloseTo(1, 6);
    expect(shape.integral(0.3, 0.9, none)).toBeCloseTo(
      quadrature((x) => shape.value(x, none), 0.3, 0.9),
      8,
    );
  });
  it("loses nothing at a boundary where it is reflected", () => {
    const at = (options: object) => kernelDensity(points, options).value(0, new Float64Array(0));
    expect(at({ lower: 0 }) / at({})).toBeCloseTo(2, 12);
  });
  it("takes widths h √(g/f) when adaptive, g the geometric mean of the pilot density f", () => {
    const none = new Float64Array(0);
    const few = [0, 0.3, 4];
    const pilot = few.map((x) => kernelDensity(few, { bandwidth: 0.5 }).value(x, none));
    const g = (pilot[0] * pilot[1] * pilot[2]) ** (1 / 3);
    const widths = pilot.map((f) => 0.5 * Math.sqrt(g / f));
    expect(widths[2]).toBeGreaterThan(0.5);
    const byHand = (x: number) => few.reduce((sum, c, i) => sum + density(gaussian, x, [c, widths[i]]) / 3, 0);
    const shape = kernelDensity(few, { bandwidth: 0.5, adaptive: true });
    for (const x of [-1, 0.2, 3, 5]) expect(shape.value(x, none)).toBeCloseTo(byHand(x), 12);
  });
  it("refuses too few points", () => {
    expect(() => kernelDensity([])).toThrow("kernel density points: 0, needs at least 2");
    expect(() => kernelDensity([1])).toThrow("kernel density points: 1, needs at least 2");
    expect(() => kernelDensity([1, 1])).toThrow("kernel density bandwidth: 0");
  });
});

describe.skipIf(!hasReference("statistics.json"))("reference", () => {
  const entries = hasReference("statistics.json") ? JSON.parse(readReference("statistics.json")) : [];
  const entry = (id: string) => entries.find((e: { id: string }) => e.id === id);
  it("gives the Crystal Ball densities", () => {
    const { inputs, expected } = entry("cb_pdf");
    inputs.x.forEach((x: number, i: number) => {
      expect(density(crystalBall, x, [inputs.mean, inputs.sigma, inputs.alpha, inputs.n]) / expected[i]).toBeCloseTo(
        1,
        8,
      );
    });
    const p = Float64Array.of(0, 1, 1.5, 3);
    const line = crystalBall.integral(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, p);
    expect(crystalBall.integral(-4, 2, p) / line).toBeCloseTo(0.954518319569, 11);
  });
  it("gives the sum of two Crystal Balls", () => {
    const { inputs, expected } = entry("dcb_common_mean");
    const shape = mixture([crystalBall, crystalBall]);
    inputs.x.forEach((x: number, i: number) => {
      expect(density(shape, x, [0, 0.6, 1, 1.5, 3, 2.5, -1, 5]) / expected[i]).toBeCloseTo(1, 8);
    });
  });
  it("gives the Chebyshev densities", () => {
    const { inputs, expected } = entry("cheb_pdf");
    inputs.x.forEach((x: number, i: number) => {
      expect(density(chebyshev([0, 10], 3), x, [0.3, -0.2, 0.1], [0, 10])).toBeCloseTo(expected[i], 10);
    });
  });
  it("gives the kernel densities", () => {
    const { inputs, expected } = entry("kde_fixed");
    const none = new Float64Array(0);
    expect(kernelDensity(inputs.data, { bandwidth: 0.5 }).value(inputs.x, none)).toBeCloseTo(expected.plain, 9);
    const reflected = kernelDensity(inputs.data, { bandwidth: 0.5, lower: 0 });
    expect(reflected.value(inputs.x_reflect, none)).toBeCloseTo(expected.reflected, 9);
  });
});
