import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { axion, axionFlight } from "../../../src/physics/generators/axion.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { alpPhotonCrossSection } from "../../../src/physics/theory/alp-photon.js";
import { withInitialStateRadiation } from "../../../src/physics/theory/initial-state-radiation.js";
import { expectEvery } from "../../expect-every.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

const options = (mass: number, radiation = false, decay: "photons" | "invisible" = "photons") => ({
  sqrtS: 10.58,
  energySpread: 0,
  radiation,
  mass,
  coupling: 1e-3,
  decay,
});

describe("ALP and photon", () => {
  // Reference cross-sections in pb at g = 1e-3 per GeV, and energies of the recoil photon in GeV.
  it.each([
    [0.2, 0.11827, 5.28811],
    [1, 0.11525, 5.24274],
    [5, 0.05546, 4.10853],
    [8, 0.0093, 2.26543],
  ])("total and photon energy at %f GeV", (mass, picobarn, energy) => {
    for (const seed of [1, 2, 3]) {
      const block = axion(options(mass)).generateWeighted(20_000, randomStream("axion test", mass, seed));
      const { value, sigma } = crossSectionOf([block]);
      expect(sigma / value).toBeLessThan(0.01);
      expect(Math.abs(value - picobarn * 1000)).toBeLessThan(4 * sigma + 5e-6 * 1000);
      expect(slotOf(block, "photon").e[0]).toBeCloseTo(energy, 4);
    }
  });

  it("total with radiation agrees with the convolution", () => {
    const born = (sqrtS: number) => alpPhotonCrossSection(5, 1e-3, { sqrtS });
    const expected = withInitialStateRadiation(born, 1 - 25 / 10.58 ** 2);
    const block = axion(options(5, true)).generate(80_000, randomStream("axion test", 4));
    const { value, sigma } = crossSectionOf([block]);
    expect(Math.abs(value - expected)).toBeLessThan(4 * sigma);
    expect(largestImbalance(block, ["photon", "photon1", "photon2", "radiated photon"])).toBeLessThan(1e-9);
  });

  it("recoil photon as 1 + cos², ALP decays isotropically (20 bins)", () => {
    const block = axion(options(5)).generate(60_000, randomStream("axion test", 5));
    const { pz, e } = slotOf(block, "photon");
    const cumulative = (c: number) => (3 / 8) * (c + c ** 3 / 3);
    const shares = Array.from({ length: 20 }, (_, i) => cumulative(-0.9 + i / 10) - cumulative(-1 + i / 10));
    expect(
      chiSquare(
        histogram(
          pz.map((z, i) => z / e[i]),
          -1,
          1,
          20,
        ),
        shares,
      ),
    ).toBeLessThan(46);
    // Energy of a photon of the ALP is flat between its ends for an isotropic decay.
    const energies = slotOf(block, "photon1").e;
    const alp = slotOf(block, "alp");
    const scaled = energies.map((energy, i) => {
      const momentum = Math.hypot(alp.px[i], alp.py[i], alp.pz[i]);
      return (2 * energy - alp.e[i]) / momentum;
    });
    expect(chiSquare(histogram(scaled, -1, 1, 20), new Array(20).fill(0.05))).toBeLessThan(46);
  });

  it("leaves the slots of an unseen ALP's photons empty", () => {
    const block = axion(options(1, false, "invisible")).generate(1000, randomStream("axion test", 6));
    expectEvery(slotOf(block, "photon1").pdg, (code) => code === 0);
    expect(largestImbalance(block, ["photon", "alp"])).toBeLessThan(1e-9);
  });

  it("flies as far as its width says", () => {
    expect(axionFlight(options(0.2)).decayLength / 4.9594e-4).toBeCloseTo(1, 4);
  });
});
