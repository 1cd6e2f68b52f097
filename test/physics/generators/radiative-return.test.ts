import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import {
  fermionCorrelation,
  photonShape,
  photonShapeIntegral,
  scalarCorrelation,
} from "../../../src/physics/generators/radiative-return.js";
import { decayPair, dot, placePair } from "../../../src/physics/generators/trial-decay.js";

const SQRT_S = 10;
// Slots: photon, pair, first, second, beams e⁻ and e⁺.
const momenta = new Float64Array(24);
momenta.set([0, 0, SQRT_S / 2, SQRT_S / 2], 16);
momenta.set([0, 0, -SQRT_S / 2, SQRT_S / 2], 20);

function place(mass: number, z: number, m1: number, m2: number, cosine: number, azimuth: number): void {
  placePair(momenta, SQRT_S, 0, 0, 1, mass, z, 0.4);
  decayPair(momenta, 1, mass, 2, m1, 3, m2, cosine, azimuth);
}

describe("radiative return", () => {
  it("is (t² + t′² + u² + u′²) for massless fermions, up to its mean", () => {
    const stream = randomStream("radiative return test", 1);
    const z = 0.6;
    const mass = 4;
    const ratios = Array.from({ length: 20 }, () => {
      place(mass, z, 0, 0, 2 * stream.uniform() - 1, 6 * stream.uniform());
      const squares = [dot(momenta, 4, 2), dot(momenta, 5, 3), dot(momenta, 4, 3), dot(momenta, 5, 2)].map(
        (p) => p * p,
      );
      const sum = squares.reduce((total, value) => total + value, 0);
      return fermionCorrelation(momenta, SQRT_S, z, 2, 3, 0, 0) / sum;
    });
    for (const ratio of ratios) expect(ratio / ratios[0]).toBeCloseTo(1, 12);
  });

  it.each([
    ["fermions", 0.3, 1.2],
    ["scalars", 0.7, 0.7],
  ])("correlation with %s has mean 1 over the directions of the decay", (kind, m1, m2) => {
    // cos³ and higher orders do not appear: this grid integrates them exactly.
    const nodes = [-Math.sqrt(3 / 5), 0, Math.sqrt(3 / 5)];
    const weights = [5 / 18, 8 / 18, 5 / 18];
    let sum = 0;
    nodes.forEach((cosine, i) => {
      for (let k = 0; k < 8; k++) {
        place(3, -0.35, m1, m2, cosine, (k * Math.PI) / 4);
        const value =
          kind === "fermions"
            ? fermionCorrelation(momenta, SQRT_S, -0.35, 2, 3, m1, m2)
            : scalarCorrelation(momenta, SQRT_S, -0.35, 2, 3, m1);
        sum += (weights[i] * value) / 8;
      }
    });
    expect(sum).toBeCloseTo(1, 12);
  });

  it("photon shape integrates to its closed form", () => {
    let sum = 0;
    for (let i = 0; i < 20_000; i++) sum += photonShape(0.2, -0.9 + (1.8 * (i + 0.5)) / 20_000) * (1.8 / 20_000);
    expect(sum / photonShapeIntegral(0.2, 0.9)).toBeCloseTo(1, 6);
  });
});
