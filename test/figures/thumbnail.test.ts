import { describe, expect, it } from "vitest";
import type { ScanPoint } from "../../src/analysis/scan-point.js";
import { zprimeInvisible as search } from "../../src/catalogue/zprime-invisible.js";
import { thumbnailData, thumbnailSpec } from "../../src/figures/thumbnail.js";
import { compileFigure, drawSvg } from "../../src/loaders/draw.js";

const [interpretation] = search.interpretations;
const point = (mass: number, observed: number | null): ScanPoint => ({
  hypothesis: { mass },
  region: { observable: "recoil_mass_squared", min: 0, max: 1, unit: "" },
  observed: 1,
  background: { value: 1, sigma: 0.1 },
  efficiency: 0.03,
  localPValue: 0.5,
  effectiveEvents: 100,
  tuned: {},
  limits: { gPrime: { unit: "", observed, expected: [0.1, 0.2, 0.3, 0.4, 0.5], status: "ok" } },
});

describe("a thumbnail", () => {
  it("draws what there is and leaves a gap for what there is not", async () => {
    const data = thumbnailData(search, interpretation, [point(1, 0.2), point(2, null), point(3, 0.3)]);
    expect(data.limit.map(({ observed }) => observed)).toEqual([0.2, null, 0.3]);
    expect(data.limit.map(({ y0, y4 }) => [y0, y4])).toEqual(Array(3).fill([0.1, 0.5]));
    const svg = await drawSvg(compileFigure(thumbnailSpec(search, interpretation, data)), data);
    expect(svg).toContain("mass of the Z′");
    expect(svg).not.toContain("NaN");
    // The observed curve begins twice: before and after the gap.
    const solid = Array.from(svg.matchAll(/<path [^>]*d="([^"]*)"[^>]*>/g)).filter(
      ([path]) => path.includes('stroke-width="1.5"') && !path.includes("dasharray"),
    );
    expect(solid.map(([, d]) => d.match(/M/g)?.length)).toEqual([2]);
  });

  it("stands without any limit", async () => {
    const data = thumbnailData(search, interpretation, []);
    expect(await drawSvg(compileFigure(thumbnailSpec(search, interpretation, data)), data)).not.toContain("NaN");
  });
});
