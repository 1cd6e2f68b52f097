import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { ALPHA, HBARC2_FB, MASS } from "../../../src/physics/constants.js";
import { pointCrossSection } from "../../../src/physics/theory/lepton-pair.js";
import { scalarMassSpectrum, scalarMuonCrossSection } from "../../../src/physics/theory/leptophilic.js";
import {
  vectorThresholdFactor,
  zprimeBranchingFraction,
  zprimeCouplingLimit,
  zprimeCrossSection,
  zprimeDarkMatterWidth,
  zprimeLeptonWidth,
  zprimeMassSpectrum,
  zprimeNeutrinoWidth,
  zprimeSterileNeutrinoWidth,
  zprimeWidth,
} from "../../../src/physics/theory/zprime.js";

/** Relative difference. */
const off = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("cross-section of μμZ′", () => {
  // One-dimensional integral of the specification, g′ = 1, fb; seven digits.
  it.each([
    [0.001, 1.992615e6],
    [0.01, 1.256369e6],
    [0.05, 7.633255e5],
    [0.1, 5.677638e5],
    [0.2, 3.917221e5],
    [0.3, 3.010302e5],
    [0.5, 2.023629e5],
    [1, 9.95634e4],
    [1.5, 5.698798e4],
    [2, 3.466132e4],
    [2.5, 2.167992e4],
    [3, 1.371088e4],
    [3.5, 8671.863],
    [4, 5439.236],
    [4.5, 3358.014],
    [5, 2025.237],
    [5.5, 1183.33],
    [6, 663.2342],
    [6.5, 352.1174],
    [6.9, 201.7886],
    [7, 174.1013],
    [7.5, 78.25155],
    [8, 30.81086],
    [8.5, 9.994073],
    [9, 2.379857],
    [9.5, 0.3197755],
    [10, 0.009725842],
  ])("at %f GeV", (mass, expected) => {
    expect(off(zprimeCrossSection(mass, 1), expected)).toBeLessThan(3e-7);
  });

  // Five-dimensional Monte Carlo with helicity amplitudes, with its error.
  it.each([
    [0.1, 5.67825e5, 250],
    [2, 3.46601e4, 14],
    [5, 2025.12, 0.67],
    [6.9, 201.783, 0.065],
    [9, 2.37983, 0.0008],
  ])("agrees with a Monte Carlo at %f GeV", (mass, expected, sigma) => {
    expect(Math.abs(zprimeCrossSection(mass, 1) - expected)).toBeLessThan(4 * sigma);
  });

  it("scales as g′² α², vanishes at threshold, and turns around for the coupling limit", () => {
    expect(off(zprimeCrossSection(3, 0.02), 4e-4 * zprimeCrossSection(3, 1))).toBeLessThan(1e-13);
    expect(off(zprimeCrossSection(3, 1, { alpha: 2 * ALPHA }), 4 * zprimeCrossSection(3, 1))).toBeLessThan(1e-13);
    expect(zprimeCrossSection(10.58 - 2 * MASS.muon, 1)).toBe(0);
    expect(zprimeCrossSection(10.3, 1)).toBeGreaterThan(0);
    expect(zprimeCrossSection(20, 1)).toBe(0);
    const g = zprimeCouplingLimit(12, 2, 0.5);
    expect(off(zprimeCrossSection(2, g) * 0.5, 12)).toBeLessThan(1e-12);
    // Published scale: 79.7 fb⁻¹ give g′ = 3e-3 at low mass for about 5.1 fb.
    expect(off(zprimeCrossSection(0.1, 3e-3), 5.1)).toBeLessThan(0.01);
  });

  it("is the integral of dσ/dm²", () => {
    for (const mass of [0.5, 4, 9]) {
      const low = 2 * MASS.muon;
      const high = 10.58 - mass;
      // In m, with nodes gathered at both ends.
      const total = integrate(
        (angle) => {
          const m = (low + high) / 2 + ((high - low) / 2) * Math.sin(angle);
          return zprimeMassSpectrum(m * m, mass, 1) * m * (high - low) * Math.cos(angle);
        },
        -Math.PI / 2,
        Math.PI / 2,
        400,
      );
      expect(off(total, zprimeCrossSection(mass, 1))).toBeLessThan(1e-4);
    }
    expect(zprimeMassSpectrum(0.04, 1, 1)).toBe(0);
    expect(zprimeMassSpectrum(9.59 ** 2, 1, 1)).toBe(0);
    expect(scalarMassSpectrum(9.59 ** 2, 1, 1, MASS.muon)).toBe(0);
    expect(scalarMassSpectrum(9, 1, 1, MASS.muon)).toBeGreaterThan(0);
  });

  it("agrees with a two-dimensional integral of the squared matrix element over the lepton energies", () => {
    const mass = 3;
    const s = 10.58 ** 2;
    const z = mass ** 2 / s;
    const r = MASS.muon ** 2 / s;
    const vector = (a: number, b: number) =>
      a / b +
      b / a +
      (2 * (1 + z + 2 * r) * (1 + z - 2 * r)) / (a * b) -
      2 * (1 + 2 * r + z) * (1 / a + 1 / b) -
      (1 + 2 * r) * (2 * r + z) * (1 / a ** 2 + 1 / b ** 2);
    const scalar = (a: number, b: number) =>
      (a + b) ** 2 / (a * b) -
      2 * (z - 4 * r) * (1 / a + 1 / b) +
      (8 * r + 16 * r * r - 12 * r * z + 2 * z * z) / (a * b) -
      (1 + 2 * r) * (z - 4 * r) * (1 / a ** 2 + 1 / b ** 2);
    const twice = (f: (a: number, b: number) => number) =>
      integrate(
        (v) => {
          const t = 4 * r + ((1 - Math.sqrt(z)) ** 2 - 4 * r) * v * v * (3 - 2 * v);
          const x3 = 1 + z - t;
          const w = Math.sqrt(Math.max(0, (1 - (4 * r) / t) * (x3 * x3 - 4 * z)));
          // a = (x₃ + w tanh η)/2 with w tanh η flat in the logarithm of a/b.
          const half = Math.atanh(w / x3);
          const inner = integrate(
            (eta) => {
              const a = (x3 * (1 + Math.tanh(eta))) / 2;
              return f(a, x3 - a) * (x3 / 2 / Math.cosh(eta) ** 2);
            },
            -half,
            half,
            60,
          );
          return inner * ((1 - Math.sqrt(z)) ** 2 - 4 * r) * 6 * v * (1 - v);
        },
        0,
        1,
        200,
      );
    const scale = pointCrossSection() / (8 * Math.PI ** 2);
    expect(off(scale * twice(vector), zprimeCrossSection(mass, 1))).toBeLessThan(1e-6);
    expect(off((scale / 2) * twice(scalar), scalarMuonCrossSection(mass, 1))).toBeLessThan(1e-6);
  });
});

describe("widths of the Z′", () => {
  it.each([
    [0.1, 1],
    [0.215, 0.78534],
    [0.25, 0.57963],
    [0.3, 0.53025],
    [0.5, 0.50321],
    [1, 0.50019],
    [3.5, 0.5],
    [3.6, 0.44689],
    [4, 0.37876],
    [5, 0.34709],
    [6, 0.33932],
    [8, 0.33509],
    [10, 0.33403],
  ])("invisible branching fraction at %f GeV", (mass, expected) => {
    expect(zprimeBranchingFraction(mass, "invisible")).toBeCloseTo(expected, 5);
  });

  it.each([
    [0.5, 0.0264],
    [1, 0.053],
    [3, 0.1592],
    [6, 0.469],
  ])("total over g′² at %f GeV", (mass, expected) => {
    expect(zprimeWidth(mass, 1)).toBeCloseTo(expected, 4);
    expect(zprimeWidth(mass, 0.1)).toBeCloseTo(expected / 100, 6);
  });

  it("are consistent with each other and with their limits", () => {
    for (const mass of [0.1, 0.25, 3, 4, 9]) {
      const sum = (["invisible", "muons", "taus"] as const).reduce((x, f) => x + zprimeBranchingFraction(mass, f), 0);
      expect(sum).toBeCloseTo(1, 14);
      expect(zprimeLeptonWidth(mass, 0.3, MASS.muon) / zprimeWidth(mass, 0.3)).toBeCloseTo(
        zprimeBranchingFraction(mass, "muons"),
        14,
      );
    }
    expect(vectorThresholdFactor(2, 1)).toBe(0);
    expect(vectorThresholdFactor(1e4, 1)).toBeCloseTo(1, 10);
    // Γ(χχ̄) is Γ(ℓℓ) with g′²/4π → α_D.
    expect(zprimeDarkMatterWidth(3, 0.5 ** 2 / (4 * Math.PI), MASS.muon)).toBeCloseTo(
      zprimeLeptonWidth(3, 0.5, MASS.muon),
      14,
    );
    // A maximally mixed sterile neutrino: sin²2θ/4 (1 + tan²θ) = ½ of the two-component width.
    expect(zprimeSterileNeutrinoWidth(1, 0.1, Math.PI / 4)).toBeCloseTo(zprimeNeutrinoWidth(1, 0.1), 15);
    expect(zprimeSterileNeutrinoWidth(1, 0.1, 0)).toBe(0);
  });
});

it("the point cross-section is 775.927 pb at 10.58 GeV", () => {
  expect(pointCrossSection() / 1e3).toBeCloseTo(775.927, 3);
  expect(off(pointCrossSection({ sqrtS: 1 }), ((4 * Math.PI) / 3) * ALPHA ** 2 * HBARC2_FB)).toBeLessThan(1e-14);
});
