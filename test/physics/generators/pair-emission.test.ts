import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import { fourMuon } from "../../../src/physics/generators/four-muon.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { leptophilic } from "../../../src/physics/generators/leptophilic.js";
import { PairEmission } from "../../../src/physics/generators/pair-emission.js";
import { scalarEmission } from "../../../src/physics/generators/scalar-emission.js";
import { zPrime } from "../../../src/physics/generators/zprime.js";
import { alpTauCrossSection, leptophilicYukawa } from "../../../src/physics/theory/leptophilic.js";
import { largestImbalance, slotOf } from "./conservation.js";

const collision = { sqrtS: 10.58, energySpread: 0, radiation: false };

describe("scalar emission", () => {
  // Squared amplitude by explicit traces of Dirac matrices in numpy, electron tensor included, at random points:
  // a, b, r, z, p_z of both leptons over √s, value.
  it.each([
    ["scalar", 0.158607252472, 0.536787004777, 0.0282, 0.03, -0.03508175076, 0.106365048431, 12.0912917919],
    ["scalar", 0.421590242453, 0.547991053838, 0.0282, 0.12, 0.053711370563, 0.071973031054, 4.6299756486],
    ["scalar", 0.59557077831, 0.197864860613, 0.0001, 0.1, 0.01829591583, -0.113874040725, 1.5291431971],
    ["pseudoscalar", 0.345889440548, 0.282874179372, 0.0282, 0.03, 0.067001595285, -0.111874223296, 2.3960229139],
    ["pseudoscalar", 0.314574144184, 0.404268706134, 0.0282, 0.12, 0.059417518614, -0.097195308905, 0.9504242903],
    ["pseudoscalar", 0.520142022425, 0.278014253992, 0.0001, 0.1, -0.002652988478, 0.158001537359, 2.0465124169],
  ] as const)("%s at a = %f, b = %f", (parity, a, b, r, z, minus, plus, value) => {
    expect(scalarEmission(parity, a, b, r, z, minus, plus) / value).toBeCloseTo(1, 8);
  });
});

describe("pair and boson", () => {
  /** Total of a spin, in fb, with its error. */
  const total = (spin: "scalar" | "pseudoscalar" | "vector", mass: number, leptonMass: number, seed: number) => {
    const emission = new PairEmission(spin, 10.58, mass, leptonMass);
    const stream = randomStream("pair emission test", spin, mass, seed);
    const momenta = new Float64Array(16);
    let sum = 0;
    let squares = 0;
    const trials = 30_000;
    for (let i = 0; i < trials; i++) {
      const w = emission.draw(stream, momenta, 10.58, 0, 1, 2, 3);
      sum += w;
      squares += w * w;
    }
    const value = sum / trials;
    return { value, sigma: Math.sqrt((squares / trials - value * value) / trials) };
  };

  // Reference cross-sections in fb for a coupling of 1, of the specification.
  it.each([
    ["scalar", 1, MASS.tau, 2.65635e4],
    ["scalar", 4, MASS.tau, 1824.01],
    ["scalar", 6, MASS.tau, 96.025],
    ["scalar", 2, MASS.muon, 6767.03],
    ["pseudoscalar", 4, MASS.muon, 1631.02],
    ["pseudoscalar", 2, MASS.tau, alpTauCrossSection(2, 1)],
    ["vector", 1, MASS.muon, 9.95634e4],
    ["vector", 5, MASS.muon, 2025.237],
  ] as const)("%s of %f GeV off leptons of %f GeV", (spin, mass, leptonMass, reference) => {
    for (const seed of [1, 2, 3]) {
      const { value, sigma } = total(spin, mass, leptonMass, seed);
      expect(sigma / value).toBeLessThan(0.02);
      expect(Math.abs(value - reference)).toBeLessThan(4 * sigma);
    }
  });
});

describe("τ⁺τ⁻ and a leptophilic scalar", () => {
  const options = { ...collision, mass: 1, xi: 10, leptons: "muons", minus: "muon", plus: "pion" } as const;

  it("total: scalar cross-section times branching fractions", () => {
    const block = leptophilic(options).generate(60_000, randomStream("leptophilic test", 1));
    const { value, sigma } = crossSectionOf([block]);
    const expected = 2.65635e4 * leptophilicYukawa(10, MASS.tau) ** 2 * 0.1739 * 0.1082;
    // φ → e⁺e⁻ is (m_e/m_μ)² of φ → μ⁺μ⁻ but for phase space: 2.5e-5.
    expect(sigma / value).toBeLessThan(0.02);
    expect(Math.abs(value - expected)).toBeLessThan(4 * sigma);
    expect(largestImbalance(block, ["tau- daughter", "tau+ daughter", "neutrinos", "l-", "l+"])).toBeLessThan(1e-9);
    const { e, px, py, pz } = slotOf(block, "scalar");
    expect(Math.sqrt(e[3] ** 2 - px[3] ** 2 - py[3] ** 2 - pz[3] ** 2)).toBeCloseTo(1, 6);
  });

  it("conserves four-momentum with radiation; refuses masses out of range", () => {
    const block = leptophilic({ ...options, radiation: true }).generate(20_000, randomStream("leptophilic test", 2));
    const final = ["tau- daughter", "tau+ daughter", "neutrinos", "l-", "l+", "radiated photon"];
    expect(largestImbalance(block, final)).toBeLessThan(1e-9);
    expect(() => leptophilic({ ...options, mass: 8 })).toThrow("scalar mass: 8 GeV");
  });
});

describe("four muons with a Z′", () => {
  const options = { ...collision, mass: 2, coupling: 0.1 };

  it("total: μ⁺μ⁻Z′ times the share of muons; four-momentum", () => {
    const block = fourMuon(options).generate(40_000, randomStream("four muon test", 1));
    const { value, sigma } = crossSectionOf([block]);
    // σ₁ = 34661.32 fb, and half of the decays to muons at 2 GeV.
    expect(Math.abs(value - 346.6132 * 0.5)).toBeLessThan(4 * sigma);
    expect(largestImbalance(block, ["mu-", "mu+", "zprime mu-", "zprime mu+"])).toBeLessThan(1e-9);
  });

  it("radiation leaves about the cross-section that two structure functions leave", () => {
    const ours = crossSectionOf([
      fourMuon({ ...options, radiation: true }).generateWeighted(60_000, randomStream("four muon test", 2)),
    ]);
    const other = crossSectionOf([
      zPrime({ ...collision, radiation: true, mass: 2, coupling: 0.1, leptons: "muons" }).generateWeighted(
        60_000,
        randomStream("four muon test", 3),
      ),
    ]);
    expect(Math.abs(ours.value / (0.5 * other.value) - 1)).toBeLessThan(0.02);
  });
});
