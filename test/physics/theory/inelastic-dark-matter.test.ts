import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { ALPHA, MASS } from "../../../src/physics/constants.js";
import { radiativeDarkPhotonCrossSection } from "../../../src/physics/theory/dark-photon.js";
import {
  chi2DecayLength,
  chi2DecayLengthWithHadrons,
  chi2DecayLengthWithPions,
  chi2HadronWidth,
  chi2LeptonSpectrum,
  chi2LeptonWidth,
  chi2PionWidth,
  darkPhotonToChisWidth,
  type InelasticDarkMatter,
  offShellSpectrum,
  relicVariable,
} from "../../../src/physics/theory/inelastic-dark-matter.js";
import { rRatio } from "../../../src/physics/theory/r-ratio.js";
import { zprimeDarkMatterWidth } from "../../../src/physics/theory/zprime.js";

const off = (found: number, expected: number) => Math.abs(found / expected - 1);

const model = (m1: number, splitting: number, ratio: number, epsilon: number, alphaD: number): InelasticDarkMatter => ({
  chi1Mass: m1,
  chi2Mass: m1 * (1 + splitting),
  darkPhotonMass: ratio * m1,
  epsilon,
  alphaD,
});

describe("decays of χ₂", () => {
  // m₁, Δ/m₁, M_A′/m₁, ε, α_D → Γ(ee), Γ(μμ) in GeV, cτ from leptons and with π⁺π⁻ in cm.
  it.each([
    [0.1, 0.4, 2.5, 1e-3, 0.1, 1.04761e-15, 0, 18.836, 18.836],
    [0.5, 0.4, 2.5, 1e-3, 0.1, 5.25003e-15, 0, 3.7586, 3.7586],
    [1, 0.4, 2.5, 1e-3, 0.1, 1.05008e-14, 3.53437e-15, 1.4059, 1.3973],
    [2, 0.4, 2.5, 1e-4, 0.1, 2.1002e-16, 1.63096e-16, 52.886, 41.353],
    [3, 0.4, 2.5, 1e-4, 0.5, 1.57516e-15, 1.40816e-15, 6.6144, 3.888],
    [1, 0.1, 3, 1e-3, 0.1, 6.65912e-18, 0, 2963.3, 2963.3],
    [1, 0.05, 3, 3e-3, 0.5, 9.9923e-18, 0, 1974.8, 1974.8],
  ])("m₁ = %f GeV, Δ/m₁ = %f", (m1, splitting, ratio, epsilon, alphaD, electrons, muons, leptons, all) => {
    const m = model(m1, splitting, ratio, epsilon, alphaD);
    expect(off(chi2LeptonWidth(m, MASS.electron), electrons)).toBeLessThan(5e-6);
    if (muons > 0) expect(off(chi2LeptonWidth(m, MASS.muon), muons)).toBeLessThan(5e-6);
    else expect(chi2LeptonWidth(m, MASS.muon)).toBe(0);
    expect(off(chi2DecayLength(m), leptons)).toBeLessThan(4e-5);
    expect(off(chi2DecayLengthWithPions(m), all)).toBeLessThan(1e-4);
  });

  it("go over to 4ε²αα_DΔ⁵/15πM⁴ for a small splitting and massless leptons", () => {
    for (const [splitting, tolerance] of [
      [0.1, 0.2],
      [1e-2, 0.02],
      [1e-3, 0.002],
    ]) {
      const m = model(100, splitting, 3, 1e-3, 0.1);
      const limit = (4 * 1e-6 * ALPHA * 0.1 * (100 * splitting) ** 5) / (15 * Math.PI * 300 ** 4);
      // A lepton far lighter than the splitting.
      expect(off(chi2LeptonWidth(m, 1e-6), limit)).toBeLessThan(tolerance);
    }
  });

  it("are the integral of their spectrum, by a plain sum", () => {
    const m = model(1, 0.4, 2.5, 1e-3, 0.1);
    const steps = 200_000;
    const low = 4 * MASS.muon ** 2;
    const high = 0.4 ** 2;
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      sum += (chi2LeptonSpectrum(m, low + ((high - low) * (i + 0.5)) / steps, MASS.muon) * (high - low)) / steps;
    }
    expect(off(chi2LeptonWidth(m, MASS.muon), sum)).toBeLessThan(1e-5);
    expect(chi2LeptonSpectrum(m, high, MASS.muon)).toBe(0);
    expect(chi2LeptonSpectrum(m, low, MASS.muon)).toBe(0);
  });

  it("to hadrons are those to pions where there is nothing else, and more above", () => {
    // Δ = 0.6 GeV: π⁺π⁻ alone, to the accuracy of the single ρ, which is low below its peak; Δ = 2 GeV: ω, φ and more.
    const low = model(3, 0.2, 3, 1e-3, 0.1);
    expect(off(chi2HadronWidth(low), chi2PionWidth(low))).toBeLessThan(0.2);
    const high = model(5, 0.4, 3, 1e-3, 0.1);
    expect(chi2HadronWidth(high)).toBeGreaterThan(1.5 * chi2PionWidth(high));
    expect(chi2DecayLengthWithHadrons(high)).toBeLessThan(chi2DecayLengthWithPions(high));
    expect(chi2HadronWidth(model(1, 0.2, 3, 1e-3, 0.1))).toBe(0);
    // Piecewise against a plain sum over q².
    let sum = 0;
    const low2 = (2 * MASS.pionCharged) ** 2;
    const steps = 200_000;
    for (let i = 0; i < steps; i++) {
      const q2 = low2 + ((4 - low2) * (i + 0.5)) / steps;
      // The spectrum of a massless lepton has the factor one.
      sum += (chi2LeptonSpectrum(high, q2, 0) * rRatio(Math.sqrt(q2)) * (4 - low2)) / steps;
    }
    expect(off(chi2HadronWidth(high), sum)).toBeLessThan(2e-3);
  });

  it("do not happen below threshold", () => {
    const m = model(1, 1e-3, 3, 1e-3, 0.1);
    expect(chi2LeptonWidth(m, MASS.electron)).toBe(0);
    expect(chi2PionWidth(m)).toBe(0);
    expect(chi2DecayLength(m)).toBe(Number.POSITIVE_INFINITY);
  });

  it("scale as ε² and α_D", () => {
    const length = chi2DecayLength(model(1, 0.4, 2.5, 1e-3, 0.1));
    expect(off(chi2DecayLength(model(1, 0.4, 2.5, 1e-4, 0.1)), 100 * length)).toBeLessThan(1e-12);
    expect(off(chi2DecayLength(model(1, 0.4, 2.5, 1e-3, 0.5)), length / 5)).toBeLessThan(1e-12);
  });
});

describe("the A′ of inelastic dark matter", () => {
  it("decays with the width of the specification, a Dirac pair without splitting", () => {
    expect(off(darkPhotonToChisWidth(2.5, 1, 1.4, 0.1), 3.278487e-2)).toBeLessThan(2e-7);
    expect(off(darkPhotonToChisWidth(3, 1, 1, 0.1), zprimeDarkMatterWidth(3, 0.1, 1))).toBeLessThan(1e-12);
    expect(darkPhotonToChisWidth(2.4, 1, 1.4, 0.1)).toBe(0);
  });

  it("off its mass shell integrates to the narrow one", () => {
    const m = model(1, 0.4, 3, 1e-3, 1e-5);
    const width = darkPhotonToChisWidth(3, 1, 1.4, 1e-5);
    // In the angle of the Breit–Wigner, q² = M² + MΓ tan.
    const total = integrate(
      (angle) => {
        const q2 = 9 + 3 * width * Math.tan(angle);
        return (offShellSpectrum(m, q2, 0.9) * 3 * width) / Math.cos(angle) ** 2;
      },
      -1.5705,
      1.5705,
      400,
    );
    expect(off(total, radiativeDarkPhotonCrossSection(3, 1e-3, 0.9))).toBeLessThan(2e-3);
  });

  it("reaches beyond √s, and not below the threshold of the pair", () => {
    const heavy = model(4, 0.1, 3, 1e-3, 0.5);
    expect(offShellSpectrum(heavy, 81, 0.9)).toBeGreaterThan(0);
    expect(offShellSpectrum(heavy, 64, 0.9)).toBe(0);
    expect(relicVariable(heavy)).toBeCloseTo((1e-6 * 0.5) / 81, 15);
  });
});
