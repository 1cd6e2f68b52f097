import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.js";
import { LOOP_MIXING } from "../../src/catalogue/planes/kinetic-mixing.js";
import { nominalParameters } from "../../src/catalogue/planes/plane.js";
import { findPlane, planes } from "../../src/catalogue/planes/planes.js";

describe("the planes of couplings", () => {
  it("hold limits that their searches set, and more than nothing", () => {
    const members = planes.flatMap((plane) => plane.members);
    expect(members.length).toBeGreaterThan(5);
    const missing = members.filter(({ search, interpretation }) => {
      const declared = catalogue.find(({ id }) => id === search);
      return !declared?.interpretations.some(({ id }) => id === interpretation);
    });
    expect(missing.map(({ id }) => id)).toEqual([]);
  });

  it("name every curve once", () => {
    for (const { members, theory } of planes) {
      const ids = [...members, ...theory].map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("refuse a name they do not know", () => {
    expect(() => findPlane("flat")).toThrow(/^unknown plane: flat; known are gauge-coupling/);
  });
});

describe("conversions between planes", () => {
  it("take the loop of muon and τ as the field does: about 1/70", () => {
    expect(1 / LOOP_MIXING).toBeGreaterThan(68);
    expect(1 / LOOP_MIXING).toBeLessThan(71);
    const member = findPlane("kinetic-mixing").members.find(({ id }) => id === "zprime-invisible-loop");
    expect(member?.convert(0.7, { mass: 1 }, {})).toBeCloseTo(0.7 * LOOP_MIXING, 12);
  });

  it("divide ε²α_D by the α_D that is chosen", () => {
    const member = findPlane("kinetic-mixing").members.find(({ id }) => id === "dark-higgsstrahlung-mixing");
    expect(member?.convert(1e-7, { mass: 5 }, { "alpha-d": 0.1 })).toBeCloseTo(1e-3, 12);
  });

  it("read sin θ off a branching fraction: B(B⁺ → K⁺S) = 0.46498 sin²θ at 0.5 GeV, 0.54698 at 4", () => {
    const plane = findPlane("higgs-mixing");
    const curve = plane.theory.find(({ id }) => id === "b-to-kaon");
    const points = curve?.points(nominalParameters(plane)) ?? [];
    for (const [mass, unit] of [
      [0.5, 0.46498],
      [4, 0.54698],
    ]) {
      const after = points.findIndex(({ x }) => x > mass);
      const [low, high] = [points[after - 1], points[after]];
      const between = low.y + ((high.y - low.y) * (mass - low.x)) / (high.x - low.x);
      expect(between / Math.sqrt(1e-7 / unit)).toBeCloseTo(1, 2);
    }
    // A hundred times the branching fraction is ten times the mixing.
    const [first] = curve?.points({ "branching-fraction": 1e-5 }) ?? [];
    expect(first.y / points[0].y).toBeCloseTo(10, 9);
  });
});
