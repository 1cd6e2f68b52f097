import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import { darkHiggsstrahlung } from "../../../src/physics/generators/dark-higgsstrahlung.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { cosHelicity } from "../../../src/physics/kinematics.js";
import {
  darkHiggsstrahlungAngularCrossSection,
  darkHiggsstrahlungLongitudinalFraction,
  darkPhotonHelicityDistribution,
} from "../../../src/physics/theory/dark-higgsstrahlung.js";
import { darkPhotonBranchingFraction } from "../../../src/physics/theory/dark-photon.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

const SQRT_S = 10.58;
const options = (darkPhotonMass: number, darkHiggsMass: number, radiation = false, energySpread = 0) => ({
  sqrtS: SQRT_S,
  radiation,
  energySpread,
  darkPhotonMass,
  darkHiggsMass,
  epsilonSquaredAlphaD: 1e-8,
});

/** Shares of a density in equal bins of [−1, 1], by the midpoint rule. */
function sharesOf(density: (c: number) => number, bins: number): number[] {
  const parts = Array.from({ length: bins }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < 100; k++) sum += density(-1 + (2 / bins) * (i + (k + 0.5) / 100));
    return sum;
  });
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

describe("dark Higgsstrahlung", () => {
  // Reference cross-sections in fb for ε²α_D = 1e-8, of the specification.
  it.each([
    [2, 0.5, 0.372337],
    [4, 1, 0.743015],
    [6, 3, 1.197834],
    [9, 0.5, 7.982864],
    [10, 0.3, 22.88689],
  ])("total at (%d, %d) GeV without radiation", (vector, higgs, reference) => {
    const generator = darkHiggsstrahlung(options(vector, higgs));
    const branching = darkPhotonBranchingFraction(vector, "muons");
    for (const seed of [1, 2, 3]) {
      const block = generator.generateWeighted(20_000, randomStream("dark Higgsstrahlung test", vector, seed));
      const { value, sigma } = crossSectionOf([block]);
      expect(sigma / value).toBeLessThan(0.01);
      expect(Math.abs(value - reference * branching)).toBeLessThan(4 * sigma);
    }
  });

  it("total at the φ resonance, where the muon mass matters", () => {
    // KLOE, √s = 1.019461 GeV: 8.46514 fb at (0.4, 0.1) GeV for ε²α_D = 1e-9.
    const generator = darkHiggsstrahlung({ ...options(0.4, 0.1), sqrtS: 1.019461, epsilonSquaredAlphaD: 1e-9 });
    const block = generator.generateWeighted(60_000, randomStream("dark Higgsstrahlung test", "KLOE"));
    const { value, sigma } = crossSectionOf([block]);
    expect(sigma / value).toBeLessThan(0.005);
    expect(Math.abs(value - 8.46514 * darkPhotonBranchingFraction(0.4, "muons"))).toBeLessThan(4 * sigma);
  });

  // σ with radiation over Born cross-section, of the specification.
  it.each([
    [4, 1, 0.743015 * 1.2387],
    [6, 1, 1.639775 * 1.136],
    [8, 2, 2.702979 * 0.8556],
    [9, 0.5, 7.982864 * 0.9819],
  ])("total at (%d, %d) GeV with radiation", (vector, higgs, reference) => {
    const generator = darkHiggsstrahlung(options(vector, higgs, true));
    const block = generator.generate(120_000, randomStream("dark Higgsstrahlung test", "radiation", vector));
    const { value, sigma } = crossSectionOf([block]);
    expect(sigma / value).toBeLessThan(0.01);
    expect(Math.abs(value - reference * darkPhotonBranchingFraction(vector, "muons"))).toBeLessThan(4 * sigma);
  });

  const block = darkHiggsstrahlung(options(4, 1)).generate(120_000, randomStream("dark Higgsstrahlung test", 7));

  it("A′ direction follows 8x + λ sin² (20 bins)", () => {
    const { px, py, pz } = slotOf(block, "dark photon");
    const cosines = pz.map((z, i) => z / Math.hypot(px[i], py[i], z));
    const shares = sharesOf((c) => darkHiggsstrahlungAngularCrossSection(c, 4, 1, 1e-8), 20);
    expect(chiSquare(histogram(cosines, -1, 1, 20), shares)).toBeLessThan(46);
  });

  it("helicity angle follows the longitudinal fraction (20 bins)", () => {
    const minus = slotOf(block, "mu-");
    const vector = slotOf(block, "dark photon");
    const at = (slot: typeof minus, i: number) => ({ e: slot.e[i], px: slot.px[i], py: slot.py[i], pz: slot.pz[i] });
    const cosines = Float64Array.from({ length: block.length }, (_, i) => cosHelicity(at(minus, i), at(vector, i)));
    const fraction = darkHiggsstrahlungLongitudinalFraction(4, 1);
    expect(fraction).toBeCloseTo(0.52932, 5);
    const shares = sharesOf((c) => darkPhotonHelicityDistribution(c, 4, MASS.muon, fraction), 20);
    expect(chiSquare(histogram(cosines, -1, 1, 20), shares)).toBeLessThan(46);
    // Without the longitudinal part the distribution is another one.
    expect(
      chiSquare(
        histogram(cosines, -1, 1, 20),
        sharesOf((c) => darkPhotonHelicityDistribution(c, 4, MASS.muon, 1 / 3), 20),
      ),
    ).toBeGreaterThan(100);
  });

  it("conserves four-momentum, with and without radiation; masses are kept", () => {
    const radiating = darkHiggsstrahlung(options(6, 1, true)).generate(
      40_000,
      randomStream("dark Higgsstrahlung test", 8),
    );
    const final = ["mu-", "mu+", "dark Higgs", "radiated photon"];
    expect(largestImbalance(block, final)).toBeLessThan(1e-9);
    expect(largestImbalance(radiating, final)).toBeLessThan(1e-9);
    const { e, px, py, pz } = slotOf(radiating, "dark Higgs");
    for (let i = 0; i < 1000; i++) {
      expect(Math.sqrt(e[i] ** 2 - px[i] ** 2 - py[i] ** 2 - pz[i] ** 2)).toBeCloseTo(1, 7);
    }
    // Radiated photons go along either beam alike.
    const photon = slotOf(radiating, "radiated photon");
    const forward = photon.pz.filter((z) => z > 0).length / photon.pz.filter((z) => z !== 0).length;
    expect(Math.abs(forward - 0.5)).toBeLessThan(0.02);
  });

  it("spreads √s as asked", () => {
    const spread = darkHiggsstrahlung(options(6, 1, false, 0.0054));
    const events = spread.generate(40_000, randomStream("dark Higgsstrahlung test", 9));
    let squares = 0;
    for (let i = 0; i < events.length; i++) {
      const sum = slotOf(events, "dark photon").e[i] + slotOf(events, "dark Higgs").e[i];
      squares += (sum - SQRT_S) ** 2;
    }
    expect(Math.sqrt(squares / events.length) / 0.0054).toBeCloseTo(1, 1);
  });

  it("refuses masses without phase space", () => {
    expect(() => darkHiggsstrahlung(options(10, 1))).toThrow("no phase space");
    expect(() => darkHiggsstrahlung(options(0.1, 0.05))).toThrow("dark photon mass: 0.1 GeV");
  });
});
