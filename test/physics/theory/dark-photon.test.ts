import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { MASS } from "../../../src/physics/constants.js";
import {
  darkPhotonBranchingFraction,
  darkPhotonDecayLength,
  darkPhotonLeptonWidth,
  darkPhotonWidth,
  radiativeDarkPhotonAngularCrossSection,
  radiativeDarkPhotonCrossSection,
  recoilPhotonEnergy,
} from "../../../src/physics/theory/dark-photon.js";
import {
  pionFormFactorSquared,
  pionRatio,
  singleRhoFormFactorSquared,
} from "../../../src/physics/theory/pion-form-factor.js";
import { R_RATIO_END, rRatio } from "../../../src/physics/theory/r-ratio.js";
import { hasReference, readReference } from "../../reference.js";

const off = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("e⁺e⁻ → γA′", () => {
  // fb at ε = 10⁻³, |cosθ| < cos 20° and < 0.8.
  it.each([
    [0.5, 5.914945, 3.268066],
    [1, 5.984955, 3.315586],
    [2.5, 6.518535, 3.675766],
    [5, 9.222715, 5.46764],
    [7.5, 19.253342, 11.950874],
    [9, 43.936212, 27.68205],
  ])("cross-section at %f GeV", (mass, wide, narrow) => {
    expect(off(radiativeDarkPhotonCrossSection(mass, 1e-3, Math.cos(Math.PI / 9)), wide)).toBeLessThan(2e-7);
    expect(off(radiativeDarkPhotonCrossSection(mass, 1e-3, 0.8), narrow)).toBeLessThan(2e-7);
  });

  // fb at ε = 10⁻³ for a photon between 12° and 168°, after rounding to four digits.
  it.each([
    [1.25, 1e-3, 8.3935],
    [2.5, 1e-3, 8.9931],
    [2.5, 3e-4, 0.8094],
    [5, 1e-4, 0.1241],
    [7.5, 1e-4, 0.2527],
  ])("between 12° and 168° at %f GeV and ε = %f", (mass, epsilon, expected) => {
    const c = Math.cos((12 * Math.PI) / 180);
    expect(off(radiativeDarkPhotonCrossSection(mass, epsilon, c), expected)).toBeLessThan(5e-4);
  });

  it("is the integral over the angle, and ends at √s", () => {
    for (const mass of [0.3, 5, 10]) {
      const total = integrate((c) => radiativeDarkPhotonAngularCrossSection(c, mass, 0.01), -0.9, 0.9, 64);
      expect(off(total, radiativeDarkPhotonCrossSection(mass, 0.01, 0.9))).toBeLessThan(1e-10);
    }
    expect(radiativeDarkPhotonCrossSection(10.58, 1e-3, 0.9)).toBe(0);
    expect(radiativeDarkPhotonAngularCrossSection(0, 11, 1e-3)).toBe(0);
  });

  it.each([
    [0.2, 5.28811],
    [0.5, 5.27819],
    [1, 5.242741],
    [2, 5.100964],
    [2.5, 4.9946],
    [3, 4.864669],
    [4, 4.533856],
    [5, 4.108526],
    [6, 3.588677],
    [7, 2.97431],
    [8, 2.265425],
    [9, 1.462023],
    [9.5, 1.02488],
  ])("recoil photon energy at %f GeV", (mass, expected) => {
    expect(off(recoilPhotonEnergy(mass), expected)).toBeLessThan(7e-6);
  });

  it("leaves a photon of 2 GeV up to 8.34 GeV", () => {
    expect(recoilPhotonEnergy(Math.sqrt(10.58 ** 2 - 4 * 10.58))).toBeCloseTo(2, 12);
    expect(Math.sqrt(10.58 ** 2 - 4 * 10.58)).toBeCloseTo(8.34, 2);
  });
});

describe("decays of the A′", () => {
  it("are to electrons alone below two muons, and sum to one everywhere", () => {
    expect(darkPhotonBranchingFraction(0.2, "electrons")).toBe(1);
    expect(darkPhotonBranchingFraction(0.2, "muons")).toBe(0);
    for (const mass of [0.25, 0.5, 0.78, 1.02, 3, 4, 9.5, 10.4]) {
      const finals = ["electrons", "muons", "taus", "hadrons"] as const;
      expect(finals.reduce((sum, final) => sum + darkPhotonBranchingFraction(mass, final), 0)).toBeCloseTo(1, 12);
    }
  });

  it("to muons are about 0.15 at 9 GeV, where quarks, leptons and R = 3.6 leave no more", () => {
    expect(off(darkPhotonBranchingFraction(9, "muons"), 1 / (3 + 3.56))).toBeLessThan(0.01);
  });

  it("to pions are all the hadrons below the ω, and a part of them at its peak and above", () => {
    for (const mass of [0.35, 0.45, 0.6, 0.7, 0.76]) {
      const share = darkPhotonBranchingFraction(mass, "pions") / darkPhotonBranchingFraction(mass, "hadrons");
      expect(share).toBeLessThanOrEqual(1);
      expect(share).toBeGreaterThan(0.92);
    }
    const peak = darkPhotonBranchingFraction(0.7827, "pions") / darkPhotonBranchingFraction(0.7827, "hadrons");
    expect(peak).toBeLessThan(0.5);
    expect(darkPhotonBranchingFraction(0.25, "pions")).toBe(0);
  });

  it("have a width that R(s) multiplies, and a length that is its inverse", () => {
    const mass = 2;
    const muons = darkPhotonLeptonWidth(mass, 1e-3, MASS.muon);
    const electrons = darkPhotonLeptonWidth(mass, 1e-3, MASS.electron);
    expect(off(darkPhotonWidth(mass, 1e-3), electrons + muons * (1 + rRatio(mass)))).toBeLessThan(1e-12);
    expect(off(darkPhotonDecayLength(mass, 1e-3) * darkPhotonWidth(mass, 1e-3), 1.973269804e-14)).toBeLessThan(1e-12);
    // αε²M/3 at a mass where it is the whole width.
    expect(off(darkPhotonWidth(0.1, 1e-3), (1e-6 * 0.1) / 3 / 137.035999084)).toBeLessThan(1e-4);
  });
});

describe("R(s)", () => {
  const values = () =>
    readReference("theory/r-ratio/rpp2020-hadronicrpp_page1001_removed-duplicates.dat")
      .split("\n")
      .filter((line) => /^\d/.test(line.trim()))
      .map((line) => line.trim().split(/\s+/).map(Number));

  // Bounds on mean and largest |ln(table/value)| in each region; above 3.7 GeV experiments scatter.
  it.skipIf(!hasReference("theory/r-ratio")).each([
    [0.3, 0.6, 0.02, 0.12],
    [0.6, 0.76, 0.02, 0.08],
    [0.76, 0.81, 0.01, 0.08],
    [0.81, 1.0, 0.01, 0.08],
    [1.0, 1.06, 0.01, 0.08],
    [1.06, 2.0, 0.01, 0.08],
    [2.0, 3.7, 0.02, 0.15],
    [3.7, 4.6, 0.02, 0.35],
    [4.6, 11.3, 0.02, 0.12],
    [11.3, 42.9, 0.03, 0.4],
  ])("follows the full compilation from %f to %f GeV", (low, high, mean, largest) => {
    const logs = values()
      .filter(([energy]) => energy >= low && energy < high)
      .map(([energy, ratio]) => Math.log(rRatio(energy) / ratio));
    expect(logs.length).toBeGreaterThan(20);
    expect(Math.abs(logs.reduce((a, b) => a + b, 0) / logs.length)).toBeLessThan(mean);
    expect(Math.max(...logs.map(Math.abs))).toBeLessThan(largest);
  });

  it("opens with two pions, resolves ω and φ, and ends where it is not known", () => {
    expect(rRatio(0.2791)).toBe(0);
    expect(rRatio(0)).toBe(0);
    expect(rRatio(0.29)).toBeGreaterThan(0);
    expect(rRatio(0.2999999)).toBeCloseTo(rRatio(0.3), 6);
    expect(rRatio(0.7825)).toBeGreaterThan(18);
    expect(rRatio(1.0194)).toBeGreaterThan(48);
    expect(rRatio(R_RATIO_END)).toBeGreaterThan(3.5);
    expect(rRatio(60)).toBeNaN();
    // Below the φ and far from it, three light quarks: R = 2 (1 + α_s/π).
    expect(off(rRatio(3), 2 * (1 + 0.26 / Math.PI))).toBeLessThan(0.05);
  });

  it("of pions alone has a form factor of one at rest and the ρ at its mass", () => {
    expect(singleRhoFormFactorSquared(1e-9)).toBeCloseTo(1, 6);
    const peak = singleRhoFormFactorSquared(MASS.rho ** 2);
    expect(off(peak, (MASS.rho / 0.1491) ** 2)).toBeLessThan(1e-12);
    expect(pionRatio(0.07)).toBe(0);
    expect(pionRatio(0)).toBe(0);
    // Charge radius of the pion: F ≈ 1 + s⟨r²⟩/6, ⟨r²⟩ = 0.43 fm²: |F|² = 1.29 at threshold to first order in s.
    expect(pionFormFactorSquared(4 * MASS.pionCharged ** 2 + 1e-9)).toBeCloseTo(1.33, 1);
    // The measured R(s) is of pions alone below the ω.
    for (const energy of [0.5, 0.6, 0.7, 0.74, 0.76]) {
      expect(off(pionRatio(energy ** 2), rRatio(energy))).toBeLessThan(0.06);
    }
  });
});
