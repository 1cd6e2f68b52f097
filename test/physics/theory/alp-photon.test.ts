import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { ALPHA } from "../../../src/physics/constants.js";
import {
  alpDiphotonDecayLength,
  alpDiphotonWidth,
  alpPhotonAngularCrossSection,
  alpPhotonCouplingLimit,
  alpPhotonCrossSection,
} from "../../../src/physics/theory/alp-photon.js";

const off = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("an ALP that couples to photons", () => {
  // g = 10⁻³ GeV⁻¹: σ in pb, Γ in GeV, cτ in cm.
  it.each([
    [0.2, 0.11827, 3.9789e-11, 4.9594e-4],
    [0.5, 0.1176, 6.217e-10, 3.174e-5],
    [1, 0.11525, 4.9736e-9, 3.9675e-6],
    [2, 0.10615, 3.9789e-8, 4.9594e-7],
    [5, 0.05546, 6.217e-7, 3.174e-8],
    [8, 0.0093, 2.5465e-6, 7.749e-9],
    [9.5, 0.00086, 4.2642e-6, 4.6275e-9],
  ])("at %f GeV", (mass, sigma, width, length) => {
    expect(Math.abs(alpPhotonCrossSection(mass, 1e-3) / 1e3 - sigma)).toBeLessThan(6e-6);
    expect(off(alpDiphotonWidth(mass, 1e-3), width)).toBeLessThan(2e-5);
    expect(off(alpDiphotonDecayLength(mass, 1e-3), length)).toBeLessThan(2e-5);
  });

  it("is made with 59.7 fb at 0.3 GeV by the published coupling 7.11e-4", () => {
    expect(alpPhotonCrossSection(0.3034, 7.11e-4)).toBeCloseTo(59.7, 1);
  });

  it("is made as a pseudoscalar meson is, whose form factor 4πα F is its coupling", () => {
    // BaBar, PRD 74, 012002, recalled: s F = 0.229 and 0.251 GeV, σ = 4.5 ± 1.2 and 5.4 ± 0.9 fb, vacuum polarisation included.
    for (const [mass, form, sigma] of [
      [0.5479, 0.229, 4.5],
      [0.9578, 0.251, 5.4],
    ]) {
      const coupling = (4 * Math.PI * ALPHA * form) / 10.58 ** 2;
      expect(off(alpPhotonCrossSection(mass, coupling), sigma)).toBeLessThan(0.15);
    }
  });

  it("has an angular distribution, a coupling limit and a threshold that fit", () => {
    const total = integrate((c) => alpPhotonAngularCrossSection(c, 3, 1e-3), -1, 1, 4);
    expect(off(total, alpPhotonCrossSection(3, 1e-3))).toBeLessThan(1e-13);
    expect(off(alpPhotonCouplingLimit(alpPhotonCrossSection(3, 2e-3), 3), 2e-3)).toBeLessThan(1e-13);
    expect(alpPhotonCrossSection(10.58, 1)).toBe(0);
    expect(alpPhotonCouplingLimit(1, 11)).toBe(Number.POSITIVE_INFINITY);
  });
});
