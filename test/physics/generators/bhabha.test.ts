import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { ALPHA, HBARC2_FB } from "../../../src/physics/constants.js";
import { bhabha, bhabhaMatrixElement } from "../../../src/physics/generators/bhabha.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { dot } from "../../../src/physics/generators/trial-decay.js";
import { expectEvery } from "../../expect-every.js";
import { largestImbalance, slotOf } from "./conservation.js";
import { flatMassless } from "./flat-phase-space.js";

const SQRT_S = 10.58;
const S = SQRT_S ** 2;
const DEGREE = Math.PI / 180;
const CUTS = {
  sqrtS: SQRT_S,
  minimumEnergy: 0.5,
  minimumAngle: 30,
  minimumLeptonAngle: 30,
  minimumSeparation: 15,
  minimumPairMass: 0.5,
};

function withBeams(momenta: Float64Array): Float64Array {
  momenta.set([0, 0, SQRT_S / 2, SQRT_S / 2, 0, 0, -SQRT_S / 2, SQRT_S / 2], 12);
  return momenta;
}

/** The same cross-section by flat phase space: another method for the total. */
function flatTotal(trials: number, seed: number) {
  const stream = randomStream("flat Bhabha", seed);
  const k = withBeams(new Float64Array(20));
  const cosine = Math.cos(30 * DEGREE);
  const nearest = 1 - Math.cos(15 * DEGREE);
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < trials; n++) {
    flatMassless(k, 3, SQRT_S, stream);
    if (k[11] < 0.5 || 2 * dot(k, 0, 1) < 0.25 || [0, 1, 2].some((i) => Math.abs(k[4 * i + 2]) > cosine * k[4 * i + 3]))
      continue;
    if ([0, 1].some((i) => dot(k, i, 2) < nearest * k[4 * i + 3] * k[11])) continue;
    // Volume of the phase space of three massless particles: s / 256π³.
    const w = (bhabhaMatrixElement(k) * (S / (256 * Math.PI ** 3)) * HBARC2_FB) / (2 * S);
    sum += w;
    squares += w * w;
  }
  const value = sum / trials;
  return { value, sigma: Math.sqrt((squares / trials - value * value) / trials) };
}

describe("radiative Bhabha scattering", () => {
  it("matrix element is Born times the eikonal factor for a soft photon", () => {
    const z = 0.4;
    const sine = Math.sqrt(1 - z * z);
    const half = SQRT_S / 2;
    const soft = 1e-6;
    const k = withBeams(new Float64Array(20));
    k.set([half * sine, 0, half * z, half, -half * sine, 0, -half * z, half, 0, soft, 0, soft]);
    const [t, u] = [(-S * (1 - z)) / 2, (-S * (1 + z)) / 2];
    const charge2 = 4 * Math.PI * ALPHA;
    const born = 2 * charge2 ** 2 * ((S * S + u * u) / t ** 2 + (2 * u * u) / (S * t) + (u * u + t * t) / S ** 2);
    // Photon at right angles to beams and leptons: every p·k is soft·half.
    const current2 = (2 * S - 2 * t + 2 * u) / (soft * half) ** 2;
    expect(bhabhaMatrixElement(k) / (born * charge2 * current2)).toBeCloseTo(1, 5);
  });

  it.each([1, 2, 3])("total agrees with flat phase space (seed %i)", (seed) => {
    const other = flatTotal(80_000, seed);
    const ours = crossSectionOf([bhabha(CUTS).generateWeighted(40_000, randomStream("Bhabha test", seed))]);
    expect(ours.sigma / ours.value).toBeLessThan(0.02);
    expect(Math.abs(ours.value - other.value)).toBeLessThan(4 * Math.hypot(ours.sigma, other.sigma));
  });

  it("keeps the cuts, conserves four-momentum, gives the same total unweighted", () => {
    const generator = bhabha({ ...CUTS, minimumLeptonAngle: 5, minimumSeparation: 3 });
    const block = generator.generate(60_000, randomStream("Bhabha test", 4));
    const weighted = crossSectionOf([generator.generateWeighted(60_000, randomStream("Bhabha test", 5))]);
    const unweighted = crossSectionOf([block]);
    expect(Math.abs(weighted.value - unweighted.value)).toBeLessThan(4 * Math.hypot(weighted.sigma, unweighted.sigma));
    expect(largestImbalance(block, ["e-", "e+", "photon"])).toBeLessThan(1e-9);
    const { e, pz } = slotOf(block, "photon");
    expectEvery(e, (energy, i) => energy >= 0.5 && Math.abs(pz[i]) <= Math.cos(30 * DEGREE) * energy);
    // Electrons go forward: the exchanged photon dominates.
    const forward = slotOf(block, "e-").pz.filter((z) => z > 0).length;
    expect(forward / block.length).toBeGreaterThan(0.8);
  });

  it("refuses angles at which the electron mass matters", () => {
    expect(() => bhabha({ ...CUTS, minimumSeparation: 0.01 })).toThrow("angle of a cut: 0.01 deg");
  });
});
