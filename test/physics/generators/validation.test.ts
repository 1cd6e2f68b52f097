import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { MASS, SQRT_S } from "../../../src/physics/constants.js";
import { StructureFunction } from "../../../src/physics/generators/structure-function.js";
import {
  crossSectionRows,
  foldedRecoilSpectrum,
  recoilRows,
  tauSpectra,
  tauSpectrumDensity,
} from "../../../src/physics/generators/validation.js";
import { leptonPairCrossSection } from "../../../src/physics/theory/lepton-pair.js";

describe("generators beside formulas", () => {
  it("have the cross-sections of μμZ′ within 4σ, with and without radiation", () => {
    for (const row of crossSectionRows(4000)) {
      expect(Math.abs(row.generated.value - row.exact), `${row.mass} GeV`).toBeLessThan(4 * row.generated.sigma);
      const { value, sigma } = row.generatedRadiated;
      expect(Math.abs(value - row.exactRadiated), `${row.mass} GeV`).toBeLessThan(4 * sigma + 2e-3 * row.exactRadiated);
    }
  });

  it("have the recoil mass of two folded radiators where only the beams radiate, along themselves", () => {
    const rows = recoilRows(200_000);
    for (const { low, folded, beams } of rows)
      expect(Math.abs(beams.value - folded), `from ${low} GeV`).toBeLessThan(4 * beams.sigma);
    const heavy = rows[rows.length - 1];
    expect(heavy.low).toBe(2);
    expect(heavy.beams.sigma / heavy.folded).toBeLessThan(0.02);
    // Radiation of the muons adds, the angles of the photons take away: no more than a fifth on the whole.
    expect(heavy.complete.value / heavy.folded).toBeGreaterThan(1);
    expect(heavy.complete.value / heavy.folded).toBeLessThan(1.2);
  });

  it("fold as the sum over both fractions does, radiation by radiation", () => {
    // σ(3 < M < 5 GeV) by the midpoint rule over both fractions, in ln(y/(1 − y)), without solving for the mass.
    const s = SQRT_S ** 2;
    const structure = new StructureFunction(s);
    const half = structure.exponent / 2;
    const [low, high, steps] = [-2.5, 9, 1500];
    const width = (high - low) / steps;
    const fractions = Array.from({ length: steps }, (_, i) => 1 / (1 + Math.exp(-low - (i + 0.5) * width)));
    const shares = fractions.map((y) => half * y ** half * structure.smooth(y) * (1 - y) * width);
    let sum = 0;
    for (const [i, first] of fractions.entries()) {
      for (const [k, second] of fractions.entries()) {
        const squared = first * second * s;
        if (squared < 9 || squared > 25) continue;
        const sqrtS = Math.sqrt(s * (1 - first) * (1 - second));
        sum += shares[i] * shares[k] * leptonPairCrossSection(MASS.muon, { sqrtS });
      }
    }
    const expected = structure.vertexFactor * sum;
    expect(integrate(foldedRecoilSpectrum, 3, 5, 20) / expected).toBeCloseTo(1, 2);
  });

  it("fold smoothly up to where the muons have no energy left", () => {
    const fine = integrate(foldedRecoilSpectrum, 3, 5, 40);
    expect(integrate(foldedRecoilSpectrum, 3, 5, 8) / fine).toBeCloseTo(1, 8);
    const last = SQRT_S - 2 * MASS.muon;
    expect(foldedRecoilSpectrum(last - 0.001)).toBeGreaterThan(0);
    for (const mass of [last + 0.001, SQRT_S, 12]) expect(foldedRecoilSpectrum(mass)).toBe(0);
  });

  it("decay polarised τ with densities that are normalised", () => {
    for (const channel of ["electron", "pion"] as const)
      for (const polarisation of [1, -1]) {
        const density = (x: number) => tauSpectrumDensity(channel, polarisation, x);
        expect(integrate(density, 0.0061697, 1, 20) + integrate(density, 0, 0.0061697, 4)).toBeCloseTo(1, 4);
      }
    for (const { bins } of tauSpectra(40_000)) {
      const chi2 = bins.reduce(
        (sum, { formula, generated }) => sum + ((generated.value - formula) / generated.sigma) ** 2,
        0,
      );
      expect(chi2).toBeLessThan(56);
    }
  });
});
