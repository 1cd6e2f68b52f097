import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { crossSectionDiphoton, diphoton, shareAlongBeams } from "../../../src/physics/generators/diphoton.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

const DEGREE = Math.PI / 180;
const options = { sqrtS: 10.58, energySpread: 0, radiation: true, minimumEnergy: 0.3, minimumAngle: 15 };

describe("two photons", () => {
  it.each([
    [40, 1.4611],
    [15, 3.5956],
  ])("cross-section between %d° and its mirror, in nb", (angle, nanobarn) => {
    expect(crossSectionDiphoton(10.58 ** 2, Math.cos(angle * DEGREE)) / 1e6).toBeCloseTo(nanobarn, 4);
    const generator = diphoton({ ...options, radiation: false, minimumAngle: angle });
    for (const seed of [1, 2, 3]) {
      const { value, sigma } = crossSectionOf([generator.generateWeighted(20_000, randomStream("diphoton", seed))]);
      expect(sigma / value).toBeLessThan(0.01);
      expect(Math.abs(value / 1e6 - nanobarn)).toBeLessThan((4 * sigma) / 1e6);
    }
  });

  it("angle as (1 + z²)/(1 − z²) without radiation (20 bins)", () => {
    const block = diphoton({ ...options, radiation: false }).generate(80_000, randomStream("diphoton", 4));
    const c = Math.cos(15 * DEGREE);
    const primitive = (z: number) => Math.log((1 + z) / (1 - z)) - z;
    const shares = Array.from({ length: 20 }, (_, i) => {
      const [low, high] = [c * (-1 + i / 10), c * (-0.9 + i / 10)];
      return (primitive(high) - primitive(low)) / (2 * primitive(c));
    });
    const { pz, e } = slotOf(block, "photon1");
    const cosines = pz.map((z, i) => z / e[i]);
    expect(chiSquare(histogram(cosines, -c, c, 20), shares)).toBeLessThan(46);
  });

  it("total does not depend on where the exact third photon begins", () => {
    const total = (minimumEnergy: number) =>
      crossSectionOf([
        diphoton({ ...options, minimumEnergy }).generateWeighted(150_000, randomStream("diphoton", minimumEnergy)),
      ]);
    const [low, high] = [total(0.2), total(0.8)];
    // Left over: second-order terms of the radiator, which one exact photon has not.
    expect(Math.abs(low.value / high.value - 1)).toBeLessThan(
      (4 * Math.hypot(low.sigma, high.sigma)) / low.value + 0.01,
    );
    expect(low.sigma / low.value).toBeLessThan(0.006);
  });

  it("keeps the cuts and four-momentum; third and radiated photons exclude each other", () => {
    const block = diphoton(options).generate(60_000, randomStream("diphoton", 6));
    expect(largestImbalance(block, ["photon1", "photon2", "photon3", "radiated photon"])).toBeLessThan(1e-9);
    const third = slotOf(block, "photon3");
    const radiated = slotOf(block, "radiated photon");
    let both = 0;
    let thirds = 0;
    for (let i = 0; i < block.length; i++) {
      if (third.pdg[i] && radiated.pdg[i]) both++;
      if (third.pdg[i]) thirds++;
    }
    expect(both).toBe(0);
    expect(thirds / block.length).toBeGreaterThan(0.01);
    expect(thirds / block.length).toBeLessThan(0.2);
  });

  it("most hard radiation goes along the beams", () => {
    // ln(s/m²) − 1 = 18.876 in all, 2 artanh(cos 15°) = 4.055 of it within 15–165° for soft photons.
    expect(shareAlongBeams(1e-6, 10.58 ** 2, Math.cos(15 * DEGREE))).toBeCloseTo(1 - 4.0547 / 18.8762, 3);
  });
});
