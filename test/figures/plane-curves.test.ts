import { describe, expect, it } from "vitest";
import { findPlane } from "../../src/catalogue/planes/planes.js";
import { planeData, planeParams, planeSpec, planeTable } from "../../src/figures/coupling-plane.js";
import { type ComparedResults, curvesOf, firstCurves } from "../../src/figures/plane-curves.js";
import { compileFigure, drawSvg } from "../../src/loaders/draw.js";

const results: ComparedResults = {
  "zprime-invisible": {
    confidenceLevel: 0.9,
    data: "pseudo",
    limits: {
      gPrimeLmuLtau: {
        hypotheses: [{ mass: 3 }, { mass: 1 }, { mass: 2 }],
        observed: [0.3, 0.1, null],
        expected: [0.35, 0.12, 0.2],
      },
    },
  },
};
const plane = findPlane("gauge-coupling");
const curves = curvesOf(plane, results, {});
const limit = curves.find(({ kind }) => kind === "limit");

describe("curves of a plane", () => {
  it("are in the order of the mass, with gaps where there is no limit", () => {
    expect(limit?.points).toEqual([
      { x: 1, y: 0.1 },
      { x: 2, y: null },
      { x: 3, y: 0.3 },
    ]);
    expect(limit?.label).toBe("invisible Z′, Lμ − Lτ, 90 % CL, simulated");
  });

  it("show what is excluded between two couplings as a region", () => {
    const closed: ComparedResults = {
      "inelastic-dark-matter": {
        confidenceLevel: 0.9,
        data: "pseudo",
        limits: {
          epsilon: {
            hypotheses: [{ mass: 1 }, { mass: 2 }],
            observed: [null, null],
            expected: [null, null],
            closed: [[1e-4, 2e-3], null],
          },
        },
      },
    };
    const both = { ...closed, "inelastic-dark-matter-ratio-3": closed["inelastic-dark-matter"] };
    const [region, other] = curvesOf(findPlane("kinetic-mixing"), both, { "alpha-d": 0.1 });
    // m(A′) = 2.5 m(χ₁), and 3.
    expect(region).toMatchObject({ kind: "band", points: [{ x: 2.5, y: 1e-4, y2: 2e-3 }] });
    expect(other).toMatchObject({ kind: "band", points: [{ x: 3, y: 1e-4, y2: 2e-3 }] });
    expect(other.label).not.toBe(region.label);
  });

  it("leave out searches without a result", () => {
    expect(curves.filter(({ kind }) => kind === "limit")).toHaveLength(1);
    expect(curvesOf(plane, {}, {}).filter(({ kind }) => kind === "limit")).toEqual([]);
  });

  it("draw the first of some alternatives, and each comparison once", () => {
    const first = firstCurves(curves);
    const anomaly = curves.filter(({ label }) => label.startsWith("(g−2)μ"));
    expect(anomaly.map(({ id }) => first.has(id))).toEqual([true, false]);
    const labels = curves.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("are told apart without colour", () => {
    const lines = curves.filter(({ kind }) => kind === "curve").map(({ dash }) => dash.join());
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it("have a table row for every point drawn", () => {
    const rows = Object.entries(planeData(curves)).filter(([name]) => name !== "expected");
    const drawn = rows.reduce((sum, [, points]) => sum + points.length, 0);
    expect(drawn).toBeGreaterThan(50);
    expect(planeTable(plane, curves).rows).toHaveLength(drawn);
  });

  it("fit into their frame, and draw", async () => {
    const { low, high } = planeParams(limit ? [limit] : []);
    expect(Number(low)).toBeLessThan(0.1);
    expect(Number(high)).toBeGreaterThan(0.35);
    const svg = await drawSvg(compileFigure(planeSpec(plane, curves)), planeData(curves));
    expect(svg).toContain("Darkroom simulation");
    expect(svg).not.toContain("NaN");
  });
});
