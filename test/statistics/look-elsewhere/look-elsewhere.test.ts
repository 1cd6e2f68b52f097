import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { normalTail } from "../../../src/numerics/special.js";
import { eulerCharacteristic, eulerDensities, eulerGlobal } from "../../../src/statistics/look-elsewhere/euler.js";
import { discoveryStatistic, grossVitells, upCrossings } from "../../../src/statistics/look-elsewhere/gross-vitells.js";
import { answerLookElsewhere } from "../../../src/statistics/look-elsewhere/request.js";
import { globalFromToys, sidak, toyMaxima } from "../../../src/statistics/look-elsewhere/toys.js";
import {
  overlappingWindows,
  windowExpectations,
  windowToyMaxima,
} from "../../../src/statistics/look-elsewhere/windows.js";
import { poissonSignificance } from "../../../src/statistics/significance/poisson.js";
import { Fields } from "../../../src/statistics/validation.js";

/** White noise smoothed by a Gaussian of `width` steps, of unit variance: the scan of a peak of that width. */
function smoothNoise(length: number, width: number, normal: () => number): Float64Array {
  const reach = Math.ceil(4 * width);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-0.5 * ((i - reach) / width) ** 2));
  const norm = Math.sqrt(kernel.reduce((sum, k) => sum + k * k, 0));
  const noise = Float64Array.from({ length: length + 2 * reach }, normal);
  return Float64Array.from({ length }, (_, i) => kernel.reduce((sum, k, j) => sum + k * noise[i + j], 0) / norm);
}

describe("Gross–Vitells", () => {
  it("turns Belle's 3.7 σ into 2.23 σ (PRD 106, 012003)", () => {
    expect(grossVitells(3.7, 11.9894).z).toBeCloseTo(2.23, 2);
  });
  it("agrees with brute-force toys of a scan, crossings counted at a low level in a few of them", () => {
    const stream = randomStream("test", "gross-vitells");
    const scan = () => smoothNoise(300, 3, () => stream.normal());
    let crossings = 0;
    const few = 300;
    for (let i = 0; i < few; i++) crossings += upCrossings(discoveryStatistic(scan()), 0.5) / few;
    // Rice's formula for a smooth Gaussian process: length/(2π width √2) e^{−u/2}; a scan in steps loses some 3 %.
    expect(crossings / ((300 / (2 * Math.PI * 3 * Math.SQRT2)) * Math.exp(-0.25))).toBeCloseTo(1, 1);
    const maxima = toyMaxima(4000, stream, scan);
    for (const z of [3.2, 3.5]) {
      const toys = globalFromToys(z, maxima);
      expect(Math.abs(grossVitells(z, crossings, 0.5).p - toys.p)).toBeLessThan(4 * toys.sigma + 0.06 * toys.p);
    }
    // Where more than one crossing is likely it is a bound only.
    expect(grossVitells(2.2, crossings, 0.5).p).toBeGreaterThan(globalFromToys(2.2, maxima).p);
  });
  it("is capped at one and does not undercut the local p-value", () => {
    expect(grossVitells(0.1, 40).p).toBe(1);
    expect(grossVitells(-3, 0).p).toBeCloseTo(normalTail(-3), 12);
    expect(grossVitells(8, 0).z).toBeCloseTo(8, 12);
  });
  it("counts crossings upwards only", () => {
    expect(upCrossings([3, 1, 2, 0, 4, 5], 1.5)).toBe(2);
  });
});

describe("Euler characteristic", () => {
  it("counts islands less holes", () => {
    const ring = [1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1];
    expect(eulerCharacteristic(ring, 5, 0.5)).toBe(3 - 1);
    expect(eulerCharacteristic([1, 1, 1, 1], 2, 0.5)).toBe(1);
    expect(eulerCharacteristic([1, 0, 0, 1], 2, 0.5)).toBe(2);
    expect(eulerCharacteristic([0, 0], 2, 0.5)).toBe(0);
  });
  it("gives back the constants that made its input", () => {
    const [n1, n2] = [30, 12];
    const phi = (u: number) => normalTail(Math.sqrt(u)) + Math.exp(-u / 2) * (n1 + Math.sqrt(u) * n2);
    const densities = eulerDensities([0.5, phi(0.5)], [2, phi(2)]);
    expect(densities.n1).toBeCloseTo(n1, 9);
    expect(densities.n2).toBeCloseTo(n2, 9);
    expect(eulerGlobal(4, densities).p).toBeCloseTo(phi(16), 12);
  });
  it("agrees with brute-force toys of a smooth Gaussian field", () => {
    const stream = randomStream("test", "euler");
    const [size, width] = [40, 2.5];
    const field = () => {
      const rows = Array.from({ length: size + 20 }, () => smoothNoise(size, width, () => stream.normal()));
      const out = new Float64Array(size * size);
      const kernel = Float64Array.from({ length: 21 }, (_, i) => Math.exp(-0.5 * ((i - 10) / width) ** 2));
      const norm = Math.sqrt(kernel.reduce((sum, k) => sum + k * k, 0));
      for (let y = 0; y < size; y++) {
        for (let k = 0; k < 21; k++) {
          for (let x = 0; x < size; x++) out[y * size + x] += (kernel[k] * rows[y + k][x]) / norm;
        }
      }
      return out;
    };
    const toys = 700;
    const [u1, u2] = [1, 2.5];
    let [phi1, phi2] = [0, 0];
    const maxima = new Float64Array(toys);
    for (let i = 0; i < toys; i++) {
      const map = field();
      const q = discoveryStatistic(map);
      phi1 += eulerCharacteristic(q, size, u1) / toys;
      phi2 += eulerCharacteristic(q, size, u2) / toys;
      maxima[i] = map.reduce((a, b) => Math.max(a, b));
    }
    const densities = eulerDensities([u1, phi1], [u2, phi2]);
    for (const z of [3, 3.5]) {
      const brute = globalFromToys(z, maxima);
      expect(Math.abs(eulerGlobal(z, densities).p - brute.p)).toBeLessThan(4 * brute.sigma + 0.15 * brute.p);
    }
  });
});

describe("windows", () => {
  // 40 cells in a row, windows of 8 cells that start at every second one.
  const cells = Array.from({ length: 17 }, (_, w) => Array.from({ length: 8 }, (_, i) => 2 * w + i));
  const rates = new Float64Array(40).fill(0.7);
  const overlapping = overlappingWindows(cells, rates);
  const local = (n: number, w: number) => {
    const z = poissonSignificance(n, windowExpectations(overlapping)[w]).z;
    return Number.isFinite(z) ? z : -9;
  };

  it("has counts whose covariance is the shared expectation", () => {
    // Windows 0 and 2 share four cells. The only window of such a set gives its count as "significance".
    const toys = 40_000;
    const stream = randomStream("test", "windows");
    const variance = (...of: number[][]) => {
      const x = windowToyMaxima(overlappingWindows([of.flat()], rates), toys, stream, (n) => n);
      const mean = x.reduce((a, b) => a + b, 0) / toys;
      return x.reduce((a, b) => a + (b - mean) ** 2, 0) / toys;
    };
    const covariance = 0.5 * (variance(cells[0], cells[2]) - variance(cells[0]) - variance(cells[2]));
    expect(Math.abs(covariance - 4 * 0.7)).toBeLessThan(0.25);
    expect(windowExpectations(overlapping)[3]).toBeCloseTo(5.6, 12);
  });
  it("needs fewer trials than independent windows would", () => {
    const maxima = windowToyMaxima(overlapping, 20_000, randomStream("test", "overlap"), local);
    const disjoint = [cells[0], cells[4], cells[8], cells[12], cells[16]];
    const apart = overlappingWindows(disjoint, rates);
    const apartMaxima = windowToyMaxima(apart, 20_000, randomStream("test", "apart"), local);
    // A count has only some significances: 12 events where 5.6 are expected.
    const z = local(12, 0) - 1e-9;
    const together = globalFromToys(z, maxima);
    expect(together.p).toBeLessThan(0.8 * sidak(z, 17).p);
    expect(together.p).toBeGreaterThan(sidak(z, 5).p);
    const separate = globalFromToys(z, apartMaxima);
    expect(Math.abs(separate.p - sidak(z, 5).p)).toBeLessThan(4 * separate.sigma);
  });
  it("hits cells in proportion to their rates", () => {
    const uneven = Float64Array.of(0.1, 5, 0.7, 2.2, 0.02);
    const toys = 20_000;
    const stream = randomStream("test", "uneven");
    uneven.forEach((rate, cell) => {
      const counts = windowToyMaxima(overlappingWindows([[cell]], uneven), toys, stream, (n) => n);
      const mean = counts.reduce((a, b) => a + b, 0) / toys;
      expect(Math.abs(mean - rate)).toBeLessThan(5 * Math.sqrt(rate / toys));
    });
  });
  it("lives with cells that are never hit", () => {
    const empty = overlappingWindows([[0, 1]], new Float64Array(2));
    expect(windowToyMaxima(empty, 3, randomStream("test", "empty"), (n) => n)).toEqual(new Float64Array(3));
    const lopsided = overlappingWindows([[0], [1]], Float64Array.of(0, 4));
    expect(windowToyMaxima(lopsided, 500, randomStream("test", "one"), (n, w) => (w === 0 ? n : 0))).toEqual(
      new Float64Array(500),
    );
  });
});

it("keeps Šidák's correction exact for the smallest p-values", () => {
  expect(sidak(9, 1000).p / (1000 * 1.1285884059538408e-19)).toBeCloseTo(1, 9);
  expect(sidak(40, 10).z).toBeLessThan(40);
  expect(sidak(1, 3).p).toBeCloseTo(1 - (1 - normalTail(1)) ** 3, 12);
});

it("never gives a p-value of zero from toys", () => {
  expect(globalFromToys(9, new Float64Array(99))).toMatchObject({
    p: expect.closeTo(0.01, 12),
    exceeding: 0,
    toys: 99,
  });
});

describe("requests", () => {
  const ask = (request: object) => answerLookElsewhere(new Fields(request));
  it("answers in one and two dimensions", () => {
    expect(ask({ z: 3.7, crossings: 11.9894 })).toMatchObject({ status: "ok", p: grossVitells(3.7, 11.9894).p });
    const phi: [[number, number], [number, number]] = [
      [1, 30],
      [2, 25],
    ];
    expect(ask({ z: 4, phi })).toMatchObject({ status: "ok", z: eulerGlobal(4, eulerDensities(...phi)).z });
    expect(ask({ z: 0.5, crossings: 100 })).toEqual({ status: "ok", z: null, p: 1, tail: "one-sided" });
  });
  it.each([
    [{ z: 3 }, "crossings"],
    [{ z: "3", crossings: 1 }, "z"],
    [{ z: 3, crossings: -1 }, "crossings"],
    [{ z: 3, phi: [[1, 2]] }, "phi"],
    [{ z: 3, phi: [[1, 2], 3] }, "phi[1]"],
    [
      {
        z: 3,
        phi: [
          [1, 2],
          [1, 3],
        ],
      },
      "phi[1][0]",
    ],
  ])("names the field at fault in %o", (request, path) => {
    expect(() => ask(request)).toThrow(expect.objectContaining({ path }));
  });
});
