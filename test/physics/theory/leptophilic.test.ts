import { describe, expect, it } from "vitest";
import { MASS } from "../../../src/physics/constants.js";
import {
  alpLeptonBranchingFraction,
  alpLeptonCoupling,
  alpLeptonWidth,
  alpMuonCrossSection,
  alpTauCrossSection,
  leptophilicScalarBranchingFraction,
  leptophilicScalarWidth,
  leptophilicYukawa,
  scalarMuonCrossSection,
  scalarTauCrossSection,
} from "../../../src/physics/theory/leptophilic.js";

const off = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("emission of scalars and pseudoscalars, y = 1, fb", () => {
  it.each([
    [1, 1.34276e4, 1.31821e4],
    [2, 6767.03, 6698.9],
    [3.6, 2232.85, 2215.04],
    [4, 1644.16, 1631.02],
    [5, 705.263, 699.135],
    [6, 257.878, 255.176],
    [6.5, 143.396, 141.673],
    [7, 73.9255, 72.8709],
    [8, 14.0997, 13.7735],
    [9, 1.18117, 1.1203],
    [10, 6.5414e-3, 4.7686e-3],
  ])("off muons at %f GeV", (mass, scalar, pseudoscalar) => {
    // Five or six digits are given, the last one of each rounded.
    expect(off(scalarMuonCrossSection(mass, 1), scalar)).toBeLessThan(1e-5);
    expect(off(alpMuonCrossSection(mass, 1), pseudoscalar)).toBeLessThan(1.1e-5);
  });

  it.each([
    [1, 2.65635e4, 1e-5],
    [4, 1824.01, 1e-5],
    [6, 96.025, 1e-5],
    [6.5, 20.374, 3e-5],
    [7, 0.0405, 1e-3],
  ])("off τ at %f GeV", (mass, scalar, tolerance) => {
    expect(off(scalarTauCrossSection(mass, 1), scalar)).toBeLessThan(tolerance);
  });

  it("agree with each other where the lepton mass does not matter, and vanish above threshold", () => {
    // The term −4r/… of the scalar is all that tells them apart.
    expect(off(scalarMuonCrossSection(5, 1), alpMuonCrossSection(5, 1))).toBeLessThan(0.01);
    expect(scalarMuonCrossSection(10.4, 1)).toBe(0);
    expect(alpTauCrossSection(7.03, 1)).toBe(0);
    expect(alpTauCrossSection(6, 1)).toBeGreaterThan(0);
  });
});

describe("couplings and widths", () => {
  it("turn a limit of 1 fb at 6.5 GeV into ξ = 194 and C/Λ = 795 TeV⁻¹", () => {
    expect(leptophilicYukawa(1, MASS.muon)).toBeCloseTo(4.2951e-4, 8);
    expect(Math.sqrt(1 / scalarMuonCrossSection(6.5, 1)) / leptophilicYukawa(1, MASS.muon)).toBeCloseTo(194, 0);
    const strength = Math.sqrt(1 / alpMuonCrossSection(6.5, 1)) / alpLeptonCoupling(1, MASS.muon);
    expect(1000 * strength).toBeCloseTo(795, 0);
  });

  it("open at threshold, to the heaviest lepton that is open", () => {
    expect(leptophilicScalarWidth(0.2, 1, MASS.muon)).toBe(0);
    expect(leptophilicScalarBranchingFraction(0.2, "electron")).toBe(1);
    expect(leptophilicScalarBranchingFraction(1, "muon")).toBeGreaterThan(0.999);
    expect(leptophilicScalarBranchingFraction(5, "tau")).toBeGreaterThan(0.98);
    expect(alpLeptonBranchingFraction(5, "tau")).toBeGreaterThan(0.99);
    expect(leptophilicScalarBranchingFraction(1e-3, "electron")).toBe(0);
    // β³ against β.
    const beta2 = 1 - (4 * MASS.tau ** 2) / 25;
    const scalar = leptophilicScalarWidth(5, 1 / leptophilicYukawa(1, MASS.tau), MASS.tau);
    const alp = alpLeptonWidth(5, 1 / MASS.tau, MASS.tau);
    expect(off(scalar / alp, beta2)).toBeLessThan(1e-12);
    expect(off(alp, (5 / (8 * Math.PI)) * Math.sqrt(beta2))).toBeLessThan(1e-12);
  });
});
