import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MASS } from "../../src/physics/constants.js";
import {
  angleBetween,
  azimuthalSeparation,
  boostFromRest,
  boostToRest,
  cosHelicity,
  type FourVector,
  invariantMass,
  kallen,
  massSquared,
  pointingAngle,
  polarAngle,
  recoilMassSquared,
  recoilMassSquaredOf,
  sumOf,
  thrust,
  twoBodyEnergy,
  twoBodyMomentum,
} from "../../src/physics/kinematics.js";

const component = fc.double({ min: -10, max: 10, noNaN: true });
const vector = fc
  .tuple(component, component, component, fc.double({ min: 0.01, max: 10, noNaN: true }))
  .map(([px, py, pz, m]): FourVector => ({ px, py, pz, e: Math.sqrt(px * px + py * py + pz * pz + m * m) }));

describe("two-body kinematics", () => {
  it("agrees with the Källén function", () => {
    expect(twoBodyMomentum(5, 1, 2)).toBeCloseTo(Math.sqrt(kallen(25, 1, 4)) / 10, 14);
    expect(twoBodyEnergy(5, 1, 2) ** 2 - twoBodyMomentum(5, 1, 2) ** 2).toBeCloseTo(1, 13);
    expect(twoBodyMomentum(3, 1, 2)).toBe(0);
    expect(twoBodyMomentum(2.9, 1, 2)).toBeNaN();
  });

  // Momenta of the Λ in the B⁰ frame for B⁰ → Λψ.
  it.each([
    [1.0, 2.4181],
    [1.5, 2.287],
    [2.0, 2.1011],
    [2.5, 1.8564],
    [3.0, 1.5446],
    [3.5, 1.1436],
    [3.9, 0.7004],
  ])("gives the Λ momentum for a dark baryon of %f GeV", (mass, momentum) => {
    expect(twoBodyMomentum(MASS.b0, MASS.lambda, mass)).toBeCloseTo(momentum, 4);
  });

  it.each([
    [0.02, 2.64],
    [1.0, 2.443],
    [2.62, 0.323],
  ])("gives the momentum in B⁰ → A′A′ at %f GeV", (mass, momentum) => {
    expect(twoBodyMomentum(MASS.b0, mass, mass)).toBeCloseTo(momentum, 3);
  });

  it("gives the B momentum at the Υ(4S) and the range of the dipion mass of the Υ(3S)", () => {
    expect(twoBodyMomentum(10.58, MASS.b0, MASS.b0)).toBeCloseTo(0.33, 2);
    expect(MASS.upsilon3S - MASS.upsilon1S).toBeCloseTo(0.895, 3);
    expect(2 * MASS.pionCharged).toBeCloseTo(0.279, 3);
  });
});

describe("boosts of plain numbers", () => {
  it("keep the mass and undo each other", () => {
    fc.assert(
      fc.property(vector, vector, (v, frame) => {
        const rest = boostToRest(v, frame);
        const back = boostFromRest(rest, frame);
        const scale = 1e-9 * (1 + v.e * frame.e ** 2);
        for (const key of ["e", "px", "py", "pz"] as const) expect(Math.abs(back[key] - v[key])).toBeLessThan(scale);
        const before = massSquared(v.e, v.px, v.py, v.pz);
        expect(Math.abs(massSquared(rest.e, rest.px, rest.py, rest.pz) - before)).toBeLessThan(
          1e-9 * (1 + rest.e ** 2),
        );
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("bring the frame itself to rest", () => {
    fc.assert(
      fc.property(vector, (frame) => {
        const rest = boostToRest(frame, frame);
        expect(rest.e).toBeCloseTo(invariantMass(frame), 6);
        expect(Math.hypot(rest.px, rest.py, rest.pz)).toBeLessThan(1e-6 * (1 + frame.e));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("agree with the textbook boost along z", () => {
    const gammaBeta = 0.75;
    const frame = { e: 1.25, px: 0, py: 0, pz: gammaBeta };
    const boosted = boostFromRest({ e: 2, px: 0.3, py: -0.2, pz: 1 }, frame);
    expect(boosted.e).toBeCloseTo(1.25 * 2 + 0.75 * 1, 14);
    expect(boosted.pz).toBeCloseTo(1.25 * 1 + 0.75 * 2, 14);
    expect(boosted.px).toBe(0.3);
  });
});

describe("recoil", () => {
  it("is the same in the centre-of-mass frame and from the four-vectors, in any frame", () => {
    fc.assert(
      fc.property(vector, vector, (beam, visible) => {
        const rest = boostToRest(visible, beam);
        const sqrtS = invariantMass(beam);
        const here = recoilMassSquaredOf(beam, visible.e, visible.px, visible.py, visible.pz);
        const mass2 = massSquared(visible.e, visible.px, visible.py, visible.pz);
        expect(Math.abs(here - recoilMassSquared(sqrtS, mass2, rest.e))).toBeLessThan(1e-8 * (1 + beam.e * visible.e));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("keeps its sign", () => {
    expect(recoilMassSquared(10, 0.01, 5.1)).toBeCloseTo(100.01 - 102, 10);
  });
});

describe("angles", () => {
  it("are exact where the arccosine is not", () => {
    expect(angleBetween(0, 0, 1, 1e-9, 0, 1)).toBeCloseTo(1e-9, 20);
    expect(angleBetween(0, 0, 1, 0, 0, -2)).toBe(Math.PI);
    expect(polarAngle(1, 0, 1)).toBeCloseTo(Math.PI / 4, 15);
    expect(azimuthalSeparation(1, 0, -1, -1e-12)).toBeCloseTo(Math.PI, 10);
    expect(azimuthalSeparation(1, 1, 1, -1)).toBeCloseTo(Math.PI / 2, 14);
    expect(pointingAngle(0, 1, 1, 0, 2, 2)).toBeCloseTo(0, 14);
  });

  it("give back the cosine with which a decay was made", () => {
    const parent = { e: Math.hypot(3, 1.2, -0.4, 0.7), px: 1.2, py: -0.4, pz: 0.7 };
    const direction = Math.hypot(1.2, -0.4, 0.7);
    const p = twoBodyMomentum(3, 0.2, 0.5);
    // A child along the flight, one against it and one across.
    for (const [along, across, expected] of [
      [1, 0, 1],
      [-1, 0, -1],
      [0, 1, 0],
      [0.6, 0.8, 0.6],
    ]) {
      const normal = [-parent.py, parent.px, 0].map((x) => x / Math.hypot(parent.px, parent.py));
      const child = boostFromRest(
        {
          e: Math.hypot(p, 0.2),
          px: p * ((along * parent.px) / direction + across * normal[0]),
          py: p * ((along * parent.py) / direction + across * normal[1]),
          pz: p * ((along * parent.pz) / direction),
        },
        parent,
      );
      expect(cosHelicity(child, parent)).toBeCloseTo(expected, 10);
    }
  });
});

describe("thrust", () => {
  const axis = new Float64Array(3);

  it("is one for two back-to-back momenta and along them", () => {
    expect(thrust([1, -2], [0, 0], [2, -4], 2, axis)).toBeCloseTo(1, 14);
    expect(Math.abs(axis[2])).toBeCloseTo(2 / Math.sqrt(5), 14);
  });

  it("is 2/3 for three equal momenta at 120 degrees", () => {
    const angles = [0, 1, 2].map((k) => (2 * Math.PI * k) / 3);
    const value = thrust(
      angles.map((a) => Math.cos(a)),
      angles.map((a) => Math.sin(a)),
      [0, 0, 0],
      3,
      axis,
    );
    expect(value).toBeCloseTo(2 / 3, 14);
  });

  it("is not beaten by any direction of a fine scan, and reached by its own axis", () => {
    const px = [1.1, -0.7, 0.2, -0.9];
    const py = [0.3, 1.4, -0.8, -0.5];
    const pz = [-2.0, 0.6, 1.9, -0.3];
    const total = px.reduce((sum, _, i) => sum + Math.hypot(px[i], py[i], pz[i]), 0);
    const along = (n: ArrayLike<number>) =>
      px.reduce((sum, _, i) => sum + Math.abs(px[i] * n[0] + py[i] * n[1] + pz[i] * n[2]), 0) / total;
    const value = thrust(px, py, pz, 4, axis);
    expect(along(axis)).toBeCloseTo(value, 13);
    let best = 0;
    for (let i = 0; i < 400; i++) {
      const cos = (i + 0.5) / 400;
      for (let j = 0; j < 800; j++) {
        const phi = (2 * Math.PI * j) / 800;
        const sin = Math.sqrt(1 - cos * cos);
        best = Math.max(best, along([sin * Math.cos(phi), sin * Math.sin(phi), cos]));
      }
    }
    expect(best).toBeLessThanOrEqual(value + 1e-12);
    expect(best).toBeGreaterThan(value - 1e-3);
  });

  it("refuses what it cannot search", () => {
    expect(() => thrust([], [], [], 0, axis)).toThrow(RangeError);
    expect(() => thrust(new Array(17).fill(1), new Array(17).fill(1), new Array(17).fill(1), 17, axis)).toThrow(
      "17 momenta",
    );
  });
});

it("adds four-vectors", () => {
  expect(sumOf({ e: 1, px: 0, py: 0, pz: 1 }, { e: 1, px: 0, py: 0, pz: -1 })).toEqual({ e: 2, px: 0, py: 0, pz: 0 });
  expect(invariantMass({ e: 1, px: 0, py: 0, pz: 1 }, { e: 1, px: 0, py: 0, pz: -1 })).toBe(2);
});
