import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/numerics/random.js";
import { type ParticleColumns, particleColumns } from "../../src/physics/events.js";
import { cosHelicity, type FourVector, twoBodyMomentum } from "../../src/physics/kinematics.js";
import {
  dalitzRange,
  decayInThree,
  decayInTwo,
  threeBodyPhaseSpace,
  twoBodyPhaseSpace,
} from "../../src/physics/phase-space.js";
import {
  boostColumnsFromRest,
  boostColumnsToRest,
  boostMatrix,
  inverse,
  product,
  transform,
} from "../../src/physics/transformations.js";

const at = (columns: ParticleColumns, i: number): FourVector => ({
  e: columns.e[i],
  px: columns.px[i],
  py: columns.py[i],
  pz: columns.pz[i],
});

/** Parents of a mass in random flight. */
function parents(name: string, mass: number, length: number): ParticleColumns {
  const stream = randomStream("test", "parents", name);
  const columns = particleColumns(name, length);
  for (let i = 0; i < length; i++) {
    columns.px[i] = 3 * stream.normal();
    columns.py[i] = 3 * stream.normal();
    columns.pz[i] = 3 * stream.normal();
    columns.e[i] = Math.hypot(mass, columns.px[i], columns.py[i], columns.pz[i]);
  }
  return columns;
}

describe("phase space", () => {
  it("of three massless particles is s/256π³", () => {
    expect(threeBodyPhaseSpace(10, 0, 0, 0)).toBeCloseTo(100 / (256 * Math.PI ** 3), 10);
    expect(threeBodyPhaseSpace(3, 1, 1, 1)).toBe(0);
    expect(twoBodyPhaseSpace(10, 0, 0)).toBeCloseTo(1 / (8 * Math.PI), 14);
    expect(twoBodyPhaseSpace(1, 1, 1)).toBe(0);
  });

  it("does not depend on which pair is taken first", () => {
    const a = threeBodyPhaseSpace(5.28, 0.494, 1.7, 0.14);
    expect(threeBodyPhaseSpace(5.28, 0.14, 0.494, 1.7) / a).toBeCloseTo(1, 9);
    expect(threeBodyPhaseSpace(5.28, 1.7, 0.14, 0.494) / a).toBeCloseTo(1, 9);
  });

  it("is the area of the Dalitz plot over 128π³M²", () => {
    const [mass, m1, m2, m3] = [3, 0.5, 0.3, 0.7];
    let area = 0;
    const steps = 20_000;
    const low = (m1 + m2) ** 2;
    const high = (mass - m3) ** 2;
    for (let i = 0; i < steps; i++) {
      const [least, greatest] = dalitzRange(low + ((high - low) * (i + 0.5)) / steps, mass, m1, m2, m3);
      area += ((greatest - least) * (high - low)) / steps;
    }
    expect(area / (128 * Math.PI ** 3 * mass * mass) / threeBodyPhaseSpace(mass, m1, m2, m3)).toBeCloseTo(1, 5);
  });
});

describe("boosts of columns", () => {
  it("undo each other and agree with the matrix", () => {
    const length = 50;
    const parent = parents("boost", 1.3, length);
    const child = parents("child", 0.2, length);
    const before = Array.from({ length }, (_, i) => at(child, i));
    boostColumnsToRest(child, parent, 1.3);
    const expected = transform(inverse(boostMatrix(at(parent, 7))), before[7]);
    expect(child.e[7]).toBeCloseTo(expected.e, 9);
    expect(child.pz[7]).toBeCloseTo(expected.pz, 9);
    boostColumnsFromRest(child, parent, new Float64Array(length).fill(1.3));
    for (let i = 0; i < length; i++) {
      expect(child.e[i]).toBeCloseTo(before[i].e, 10);
      expect(child.px[i]).toBeCloseTo(before[i].px, 10);
    }
  });

  it("have matrices whose inverse undoes them", () => {
    const momentum = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(momentum, momentum, momentum, (px, py, pz) => {
        const matrix = boostMatrix({ e: Math.hypot(1, px, py, pz), px, py, pz });
        product(matrix, inverse(matrix)).forEach((element, k) => {
          expect(element).toBeCloseTo(k % 5 === 0 ? 1 : 0, 9);
        });
      }),
      { seed: 4, numRuns: 100 },
    );
    expect(() => boostMatrix({ e: 1, px: 0, py: 0, pz: 1 })).toThrow("time-like");
  });
});

describe("decays of columns", () => {
  const length = 40_000;
  const parent = parents("decay", 2.5, length);

  it("conserve four-momentum and masses to 1e-9", () => {
    const stream = randomStream("test", "decay");
    const [a, b, c] = ["a", "b", "c"].map((name) => particleColumns(name, length));
    decayInThree(parent, 2.5, [a, b, c], [0.14, 0.49, 0.94], stream);
    let worst = 0;
    for (let i = 0; i < length; i++) {
      for (const key of ["e", "px", "py", "pz"] as const) {
        worst = Math.max(worst, Math.abs(a[key][i] + b[key][i] + c[key][i] - parent[key][i]) / parent.e[i]);
      }
      const mass2 = b.e[i] ** 2 - b.px[i] ** 2 - b.py[i] ** 2 - b.pz[i] ** 2;
      worst = Math.max(worst, Math.abs(mass2 - 0.49 ** 2) / b.e[i] ** 2);
    }
    expect(worst).toBeLessThan(1e-12);
  });

  it("in three fill the Dalitz plot evenly: mean and variance of m²₁₂ and flatness along m²₂₃", () => {
    const [m1, m2, m3] = [0.14, 0.49, 0.94];
    const stream = randomStream("test", "dalitz");
    const [a, b, c] = ["a", "b", "c"].map((name) => particleColumns(name, length));
    decayInThree(parent, 2.5, [a, b, c], [m1, m2, m3], stream);
    const bins = new Float64Array(10);
    const square = (x: ParticleColumns, y: ParticleColumns, i: number) =>
      (x.e[i] + y.e[i]) ** 2 - (x.px[i] + y.px[i]) ** 2 - (x.py[i] + y.py[i]) ** 2 - (x.pz[i] + y.pz[i]) ** 2;
    let mean = 0;
    for (let i = 0; i < length; i++) {
      const s12 = square(a, b, i);
      mean += s12 / length;
      const [least, greatest] = dalitzRange(s12, 2.5, m1, m2, m3);
      bins[Math.min(9, Math.floor((10 * (square(b, c, i) - least)) / (greatest - least)))]++;
    }
    const expectedCount = length / 10;
    const chi2 = bins.reduce((sum, n) => sum + (n - expectedCount) ** 2 / expectedCount, 0);
    expect(chi2).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001
    // First moments of m²₁₂ under the Dalitz area, by a plain sum.
    let area = 0;
    let first = 0;
    let second = 0;
    const [low, high] = [(m1 + m2) ** 2, (2.5 - m3) ** 2];
    for (let k = 0; k < 4000; k++) {
      const s12 = low + ((high - low) * (k + 0.5)) / 4000;
      const [least, greatest] = dalitzRange(s12, 2.5, m1, m2, m3);
      area += greatest - least;
      first += (greatest - least) * s12;
      second += (greatest - least) * s12 * s12;
    }
    const expected = first / area;
    const sigma = Math.sqrt((second / area - expected ** 2) / length);
    expect(Math.abs(mean - expected)).toBeLessThan(4.5 * sigma);
  });

  it("in two follow the given cosine to the flight, also for parents along the axis", () => {
    const stream = randomStream("test", "helicity");
    const cosine = new Float64Array(length);
    for (let i = 0; i < length; i++) cosine[i] = 2 * stream.uniform() - 1;
    const flying = parents("flying", 2.5, length);
    for (const [i, sign] of [
      [0, 1],
      [1, -1],
    ]) {
      flying.px[i] = flying.py[i] = 0;
      flying.pz[i] = sign * 2;
      flying.e[i] = Math.hypot(2.5, 2);
    }
    const [a, b] = ["a", "b"].map((name) => particleColumns(name, length));
    decayInTwo(flying, 2.5, a, 0.3, b, 0.9, stream, cosine);
    for (let i = 0; i < 500; i++) expect(cosHelicity(at(a, i), at(flying, i))).toBeCloseTo(cosine[i], 8);
  });

  it("in two without a cosine are isotropic in the rest frame", () => {
    const stream = randomStream("test", "isotropic");
    const [a, b] = ["a", "b"].map((name) => particleColumns(name, length));
    decayInTwo(parent, 2.5, a, 0.3, b, 0.9, stream);
    boostColumnsToRest(a, parent, 2.5);
    const p = twoBodyMomentum(2.5, 0.3, 0.9);
    for (const key of ["px", "py", "pz"] as const) {
      let mean = 0;
      let square = 0;
      for (let i = 0; i < length; i++) {
        mean += a[key][i] / p / length;
        square += (a[key][i] / p) ** 2 / length;
      }
      expect(Math.abs(mean)).toBeLessThan(4.5 * Math.sqrt(1 / 3 / length));
      expect(Math.abs(square - 1 / 3)).toBeLessThan(4.5 * Math.sqrt(4 / 45 / length));
    }
  });
});
