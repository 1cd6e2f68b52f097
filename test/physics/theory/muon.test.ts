import { describe, expect, it } from "vitest";
import { ALPHA, MASS } from "../../../src/physics/constants.js";
import {
  MUON_ANOMALY,
  muonAnomaly,
  muonAnomalyBand,
  muonAnomalyCoupling,
} from "../../../src/physics/theory/muon-anomaly.js";
import {
  heavyTridentRatio,
  heavyTridentReach,
  lightTridentRatio,
  TRIDENT,
} from "../../../src/physics/theory/trident.js";

const off = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("(g − 2) of the muon", () => {
  it.each([
    [0.01, 3.663e-4, 5.032e-4, 6.101e-4],
    [0.1, 6.888e-4, 9.462e-4, 1.147e-3],
    [1, 3.933e-3, 5.402e-3, 6.55e-3],
    [5, 1.885e-2, 2.59e-2, 3.14e-2],
  ])("band of 2021 at %f GeV", (mass, low, central, high) => {
    const band = muonAnomalyBand(mass, MUON_ANOMALY["2021"]);
    [low, central, high].forEach((expected, k) => {
      expect(off(band[k], expected)).toBeLessThan(4e-4);
    });
  });

  it.each([
    [0.5, 2.896e-3],
    [0.8, 4.394e-3],
    [10, 5.166e-2],
  ])("centre of 2021 at %f GeV", (mass, central) => {
    expect(off(muonAnomalyCoupling(mass, MUON_ANOMALY["2021"].value), central)).toBeLessThan(2e-4);
  });

  it.each([
    [1, 4.218e-3, 5.381e-3, 6.334e-3],
    [5, 2.022e-2, 2.58e-2, 3.036e-2],
  ])("band of 2023 at %f GeV", (mass, low, central, high) => {
    const band = muonAnomalyBand(mass, MUON_ANOMALY["2023"]);
    [low, central, high].forEach((expected, k) => {
      expect(off(band[k], expected)).toBeLessThan(3e-4);
    });
  });

  it("has the light and the heavy limit, Schwinger's among them", () => {
    const g = 0.01;
    expect(off(muonAnomaly(0, g), (g * g) / (8 * Math.PI ** 2))).toBeLessThan(1e-12);
    expect(off(muonAnomaly(0, Math.sqrt(4 * Math.PI * ALPHA)), ALPHA / (2 * Math.PI))).toBeLessThan(1e-12);
    expect(off(muonAnomaly(1e3, g), (g * MASS.muon) ** 2 / (12 * Math.PI ** 2 * 1e6))).toBeLessThan(1e-6);
    const light = (1e-5 / MASS.muon) ** 2;
    // First correction of a light vector: 1 − π M/m.
    expect(off(1 - muonAnomaly(1e-5, g) / muonAnomaly(0, g), Math.PI * Math.sqrt(light))).toBeLessThan(1e-2);
  });

  it("takes the lower edge for zero where the band reaches below it", () => {
    expect(muonAnomalyBand(1, MUON_ANOMALY["2021"], 5)[0]).toBe(0);
  });
});

describe("neutrino trident", () => {
  it("of a heavy Z′ is excluded up to M/g′ of about 538, 618 and 283 GeV", () => {
    const { ccfr, charm2 } = TRIDENT;
    expect(heavyTridentReach(ccfr.value + 2 * ccfr.sigma)).toBeCloseTo(537.6, 0);
    expect(heavyTridentReach(ccfr.value + 1.645 * ccfr.sigma)).toBeCloseTo(618.0, 0);
    expect(heavyTridentReach(charm2.value + 2 * charm2.sigma)).toBeCloseTo(283.1, 0);
  });

  it("is undone by its inverse, depends on g′/M alone and has the Standard Model as its limit", () => {
    expect(heavyTridentRatio(500, 1)).toBeCloseTo(heavyTridentRatio(50, 0.1), 12);
    expect(heavyTridentReach(heavyTridentRatio(400, 1))).toBeCloseTo(400, 8);
    expect(heavyTridentRatio(1e7, 1)).toBeCloseTo(1, 8);
  });

  it("of a light Z′ says that it is not verified, and passes into the contact limit", () => {
    const light = lightTridentRatio(20, 0.03);
    expect(light.status).toBe("unverified");
    expect(light.value).toBeCloseTo(heavyTridentRatio(20, 0.03), 2);
    expect(lightTridentRatio(0.01, 0).value).toBe(1);
    expect(lightTridentRatio(0.01, 1e-3).value).toBeGreaterThan(1);
  });
});
