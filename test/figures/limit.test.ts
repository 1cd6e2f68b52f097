import { describe, expect, it } from "vitest";
import type { ScanPoint } from "../../src/analysis/scan-point.js";
import { nominalState } from "../../src/analysis/state.js";
import { zprimeInvisible as search } from "../../src/catalogue/zprime-invisible.js";
import { comparisonSlots, limitData, limitParams, weakness } from "../../src/figures/limit.js";

const state = nominalState(search);
const [interpretation] = search.interpretations;
const heading = { label: "Darkroom simulation", conditions: "" };

const point = (mass: number, background: number, effectiveEvents: number, limit = 0.1): ScanPoint => ({
  hypothesis: { mass },
  region: { observable: "recoil_mass_squared", min: 0, max: 1, unit: "" },
  observed: 1,
  background: { value: background, sigma: 0.1 },
  efficiency: 0.03,
  localPValue: 0.5,
  effectiveEvents,
  tuned: {},
  limits: {
    gPrime: { unit: "", observed: limit, expected: [0.6, 0.8, 1, 1.2, 1.5].map((k) => k * limit), status: "ok" },
  },
});

describe("an exclusion plot", () => {
  it("draws one of the alternatives, the first unless another is chosen", () => {
    const slot = comparisonSlots(search, interpretation).find(({ id }) => id === "muon-anomaly");
    expect(slot?.alternatives.map(({ choice }) => choice?.name)).toEqual(["2021", "2023"]);
    const at5 = (choices: Record<string, string>) =>
      limitData(search, { interpretation, state, choices }, [point(1, 1, 100)])["comparison-muon-anomaly"].find(
        ({ x }) => x === 5,
      );
    // Lower edges at 5 GeV, computed independently: 2021 1.885e-2, 2023 2.022e-2.
    expect(at5({})?.y).toBeCloseTo(1.885e-2, 5);
    expect(at5({ "muon-anomaly": "2023" })?.y).toBeCloseTo(2.022e-2, 5);
    const params = limitParams(
      search,
      [point(1, 1, 100)],
      { interpretation, state, choices: { "muon-anomaly": "2023" } },
      heading,
    );
    expect(params.label_muon_anomaly).toContain("2023");
    expect(params.level).toBe("90 % CL");
  });

  it("covers the decades of what is drawn, wherever the luminosity takes it", () => {
    const at = (limit: number) => limitParams(search, [point(1, 1, 100, limit)], { interpretation, state }, heading);
    expect(at(0.1).low).toBe(1e-3);
    // Nothing is below these limits: no decade stays empty.
    expect(at(1e-4).low).toBe(1e-5);
    expect(Number(at(30).high)).toBeGreaterThan(45);
  });

  it("draws an expectation grey at another luminosity where the simulation or a systematic uncertainty decides it", () => {
    const projected = { ...state, luminosity: 50 };
    expect(weakness(search, state, point(1, 1, 3))).toBeNull();
    expect(weakness(search, projected, point(1, 1, 3))).toBe("simulation");
    expect(weakness(search, projected, point(1, 1, 30))).toBeNull();
    // 23 % of 100 events are more than their fluctuation of 10.
    expect(weakness(search, projected, point(1, 100, 300))).toBe("systematics");
    const off = Object.fromEntries(Object.keys(state.systematics).map((id) => [id, 0]));
    expect(weakness(search, { ...projected, systematics: off }, point(1, 100, 300))).toBeNull();
    // 100 ± 10 events are known to ± 11 from 80 simulated ones.
    expect(weakness(search, { ...projected, systematics: off }, point(1, 100, 80))).toBe("simulation");
    const scan = [point(1, 1, 30), point(2, 1, 3), point(3, 1, 30), point(4, 1, 30)];
    const { limit, "limit-grey": grey } = limitData(search, { interpretation, state: projected }, scan);
    expect(limit.map(({ firm }) => firm !== null)).toEqual([true, false, true, true]);
    expect(limit.map(({ weak }) => weak !== null)).toEqual([true, true, true, false]);
    expect(limit.map(({ y4 }) => y4 !== null)).toEqual([true, false, true, true]);
    expect(grey.map(({ y4 }) => y4 !== null)).toEqual([true, true, true, false]);
    const written = (at: typeof state) => limitParams(search, scan, { interpretation, state: at }, heading).grey;
    expect([written(state), written(projected)]).toEqual(["", expect.stringContaining("simulation")]);
  });

  it("has the region where the Z′ of Lμ − Lτ is wider than its window: Γ = 0.469 g′² GeV at 6 GeV", () => {
    const wide = search.comparisons.find(({ id }) => id === "wide-gPrime")?.points.find(({ x }) => x === 6);
    const { min, max } = search.scan.windowOf({ mass: 6 });
    expect(0.469 * (wide?.y ?? 0) ** 2).toBeCloseTo((max - min) / 12, 4);
  });
});
