import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { ALPHA, HBARC2_FB } from "../../../src/physics/constants.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { threePhoton, threePhotonMatrixElement } from "../../../src/physics/generators/three-photon.js";
import { largestImbalance } from "./conservation.js";
import { flatMassless } from "./flat-phase-space.js";

const SQRT_S = 10.58;
const S = SQRT_S ** 2;

/** e⁺e⁻ → γγγ by flat phase space (RAMBO) instead of the generator's mapped one: another method for the total. */
function flatTotal(minimumEnergy: number, maximumCosine: number, trials: number, seed: number) {
  const stream = randomStream("flat three photons", seed);
  const k = new Float64Array(12);
  // Volume of the phase space of three massless particles, with the (2π)⁴ of the δ function: s / 256π³.
  const volume = S / (256 * Math.PI ** 3);
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < trials; n++) {
    flatMassless(k, 3, SQRT_S, stream);
    let inside = true;
    const minus = [0, 0, 0];
    const plus = [0, 0, 0];
    for (let i = 0; i < 3; i++) {
      const energy = k[4 * i + 3];
      const pz = k[4 * i + 2];
      if (energy < minimumEnergy || Math.abs(pz) > maximumCosine * energy) inside = false;
      minus[i] = 0.5 * SQRT_S * (energy - pz);
      plus[i] = 0.5 * SQRT_S * (energy + pz);
    }
    if (!inside) continue;
    const w = (threePhotonMatrixElement(S, minus, plus) * volume * HBARC2_FB) / (6 * 2 * S);
    sum += w;
    squares += w * w;
  }
  const value = sum / trials;
  return { value, sigma: Math.sqrt((squares / trials - value * value) / trials) };
}

describe("three photons", () => {
  const generator = threePhoton({ sqrtS: SQRT_S, minimumEnergy: 0.5, minimumAngle: 30 });

  it.each([1, 2, 3])("total agrees with flat phase space (seed %i)", (seed) => {
    const other = flatTotal(0.5, Math.cos(Math.PI / 6), 60_000, seed);
    const ours = crossSectionOf([generator.generateWeighted(60_000, randomStream("three-photon test", seed))]);
    expect(ours.sigma / ours.value).toBeLessThan(0.01);
    expect(Math.abs(ours.value - other.value)).toBeLessThan(4 * Math.hypot(ours.sigma, other.sigma));
  });

  it("unweighted events give the same cross-section and conserve four-momentum", () => {
    const block = generator.generate(60_000, randomStream("three-photon test", 4));
    const unweighted = crossSectionOf([block]);
    const weighted = crossSectionOf([generator.generateWeighted(60_000, randomStream("three-photon test", 5))]);
    expect(Math.abs(unweighted.value - weighted.value)).toBeLessThan(4 * Math.hypot(unweighted.sigma, weighted.sigma));
    expect(largestImbalance(block, ["photon1", "photon2", "photon3"])).toBeLessThan(1e-9);
    for (const { e, pz } of block.particles) {
      for (let i = 0; i < block.length; i++) {
        expect(e[i]).toBeGreaterThanOrEqual(0.5);
        expect(Math.abs(pz[i] / e[i])).toBeLessThanOrEqual(Math.cos(Math.PI / 6) + 1e-12);
      }
    }
  });

  it("matrix element factorises into two photons and an eikonal factor for a soft third", () => {
    const z = 0.3;
    const e = SQRT_S / 2;
    const soft = 1e-5;
    const product = (energy: number, cosine: number) => 0.5 * SQRT_S * energy * (1 - cosine);
    const minus = [product(e, z), product(e, -z), product(soft, 0.2)];
    const plus = [product(e, -z), product(e, z), product(soft, -0.2)];
    const charge2 = 4 * Math.PI * ALPHA;
    const born = (4 * charge2 ** 2 * (1 + z * z)) / (1 - z * z);
    const eikonal = (charge2 * S) / (minus[2] * plus[2]);
    expect(threePhotonMatrixElement(S, minus, plus) / (born * eikonal)).toBeCloseTo(1, 5);
  });

  it("refuses cuts without phase space", () => {
    expect(() => threePhoton({ sqrtS: SQRT_S, minimumEnergy: 4, minimumAngle: 30 })).toThrow("minimum energy: 4 GeV");
    expect(() => threePhoton({ sqrtS: SQRT_S, minimumEnergy: 0.1, minimumAngle: 0 })).toThrow("minimum angle: 0 deg");
  });
});
