import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { MASS } from "../../../src/physics/constants.js";
import {
  electronLogarithm,
  radiationExponent,
  radiator,
  radiatorWeight,
  withInitialStateRadiation,
} from "../../../src/physics/theory/initial-state-radiation.js";
import {
  leptonPairAngularCrossSection,
  leptonPairCrossSection,
  pointCrossSection,
} from "../../../src/physics/theory/lepton-pair.js";

const s = 10.58 ** 2;
const muons = (sqrtS: number) => leptonPairCrossSection(MASS.muon, { sqrtS }) / 1e6;

describe("the radiator", () => {
  it("has L = 19.87622, β = 0.087692 and integral 1.00516 at 10.58 GeV", () => {
    expect(electronLogarithm(s)).toBeCloseTo(19.87622, 5);
    expect(radiationExponent(s)).toBeCloseTo(0.087692, 6);
    expect(withInitialStateRadiation(() => 1, 1)).toBeCloseTo(1.00516, 5);
  });

  it("is its soft part times the weight, and is one hard photon to first order", () => {
    expect(radiator(0.1, s)).toBeCloseTo(
      radiatorWeight(0.1, s) * radiationExponent(s) * 0.1 ** (radiationExponent(s) - 1),
      12,
    );
    // α → 0: F → β(1 + (1 − x)²)/2x.
    const alpha = 1e-7;
    const b = radiationExponent(s, alpha);
    for (const x of [0.05, 0.4, 0.9]) {
      expect(radiator(x, s, alpha) / ((b * (1 + (1 - x) ** 2)) / (2 * x))).toBeCloseTo(1, 5);
    }
  });

  it("is continuous down to x = 0", () => {
    expect(radiatorWeight(1e-14, s)).toBeCloseTo(radiatorWeight(0, s), 8);
  });

  // σ(μμ) in nb with at most a fraction of s radiated.
  it.each([
    [0.05, 0.63682],
    [0.2, 0.72025],
    [0.5, 0.78676],
    [0.9, 0.87177],
  ])("gives σ(μμ) with x < %f", (maximum, expected) => {
    expect(withInitialStateRadiation(muons, maximum)).toBeCloseTo(expected, 4);
  });

  it("gives 1.07783 nb for σ(μμ) with everything down to threshold", () => {
    // An adaptive integration with 15 digits gives 1.0778253.
    expect(withInitialStateRadiation(muons, 1 - (4 * MASS.muon ** 2) / s)).toBeCloseTo(1.0778253, 6);
    expect(withInitialStateRadiation(muons, 0)).toBe(0);
  });

  it("radiates more at higher energy", () => {
    const fraction = (sqrtS: number) => withInitialStateRadiation(() => 1, 0.01, { sqrtS });
    expect(fraction(10.58)).toBeLessThan(fraction(1));
  });
});

describe("lepton pairs", () => {
  it("integrate over the angle to the total", () => {
    for (const mass of [MASS.muon, MASS.tau]) {
      const total = integrate((c) => leptonPairAngularCrossSection(c, mass), -1, 1, 8);
      expect(total / leptonPairCrossSection(mass)).toBeCloseTo(1, 12);
    }
    expect(leptonPairCrossSection(MASS.tau, { sqrtS: 3.5 })).toBe(0);
    expect(leptonPairAngularCrossSection(0, MASS.tau, { sqrtS: 3.5 })).toBe(0);
    expect(leptonPairCrossSection(MASS.electron) / pointCrossSection()).toBeCloseTo(1, 12);
  });
});
