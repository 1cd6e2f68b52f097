import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS, PDG } from "../../../src/physics/constants.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { type EventBlock, particleColumns } from "../../../src/physics/events.js";
import {
  conversionAngle,
  conversionEnergyFraction,
  conversionProbability,
  convertPhotons,
} from "../../../src/physics/generators/conversion.js";
import { expectEvery } from "../../expect-every.js";
import { chiSquare, histogram, slotOf } from "./conservation.js";

/** Photons of one energy and polar angle, all around in azimuth. */
function photons(length: number, energy: number, theta: number): EventBlock {
  const photon = particleColumns("photon", length, PDG.photon);
  for (let i = 0; i < length; i++) {
    const phi = (2 * Math.PI * i) / length;
    photon.px[i] = energy * Math.sin(theta) * Math.cos(phi);
    photon.py[i] = energy * Math.sin(theta) * Math.sin(phi);
    photon.pz[i] = energy * Math.cos(theta);
    photon.e[i] = energy;
  }
  return {
    length,
    frame: "laboratory",
    sqrtS: 10.58,
    particles: [photon],
    weight: new Float64Array(length).fill(1),
    trials: length,
  };
}

describe("photon conversion", () => {
  const { material } = BELLE_II_DETECTOR;
  const energy = 3;
  const theta = 0.7;
  const source = photons(40_000, energy, theta);
  const block = convertPhotons(source, ["photon"], material, randomStream("conversion test", 1));
  const minus = slotOf(block, "conversion e-");
  const plus = slotOf(block, "conversion e+");

  it("weights by the probability of the whole path", () => {
    const lengths = material.reduce((sum, { thickness }) => sum + thickness.value, 0);
    expect(block.weight[7]).toBeCloseTo(1 - Math.exp((-7 * lengths) / (9 * Math.sin(theta))), 12);
    expect(conversionProbability(0.001, 1)).toBeCloseTo(7 / 9000, 6);
  });

  it("puts the vertices on the layers, with their shares, along the photon", () => {
    const counts = new Map<number, number>();
    for (let i = 0; i < block.length; i++) {
      const { x, y, z } = minus.vertex!;
      const r = Math.hypot(x[i], y[i]);
      counts.set(Number(r.toFixed(6)), (counts.get(Number(r.toFixed(6))) ?? 0) + 1);
      expect(z[i] * source.particles[0].px[i] - x[i] * source.particles[0].pz[i]).toBeCloseTo(0, 9);
    }
    let survival = 1;
    const shares = material.map(({ thickness }) => {
      const here = conversionProbability(thickness.value, Math.sin(theta));
      const lost = survival * here;
      survival *= 1 - here;
      return lost;
    });
    const total = 1 - survival;
    const found = material.map(({ radius }) => counts.get(radius.value) ?? 0);
    expect(found.reduce((sum, n) => sum + n, 0)).toBe(block.length);
    expect(
      chiSquare(
        found,
        shares.map((share) => share / total),
      ),
    ).toBeLessThan(27);
  });

  it("keeps the energy, a mass of a few electron masses and the direction", () => {
    const masses: number[] = [];
    for (let i = 0; i < block.length; i++) {
      const e = minus.e[i] + plus.e[i];
      const px = minus.px[i] + plus.px[i];
      const py = minus.py[i] + plus.py[i];
      const pz = minus.pz[i] + plus.pz[i];
      expect(Math.abs(e / energy - 1)).toBeLessThan(1e-12);
      masses.push(Math.sqrt(e * e - px * px - py * py - pz * pz));
      const along =
        (px * source.particles[0].px[i] + py * source.particles[0].py[i] + pz * source.particles[0].pz[i]) / energy;
      expect(along / Math.hypot(px, py, pz)).toBeGreaterThan(0.999);
    }
    masses.sort((a, b) => a - b);
    const median = masses[masses.length >> 1];
    expect(median).toBeGreaterThan(2 * MASS.electron);
    expect(median).toBeLessThan(10 * MASS.electron);
    expectEvery(block.particles[0].pdg, (code) => code === 0);
  });

  it("shares the energy as 1 − (4/3)x(1 − x)", () => {
    const stream = randomStream("conversion share", 3);
    const values = Float64Array.from({ length: 50_000 }, () => conversionEnergyFraction(stream));
    const cumulative = (x: number) => (x - (2 / 3) * x * x + (4 / 9) * x ** 3) * (9 / 7);
    const shares = Array.from({ length: 20 }, (_, i) => cumulative((i + 1) / 20) - cumulative(i / 20));
    expect(chiSquare(histogram(values, 0, 1, 20), shares)).toBeLessThan(46);
  });

  it("opens by angles of the order of m/E with the mean of the two exponentials", () => {
    const stream = randomStream("conversion angle", 3);
    let sum = 0;
    for (let i = 0; i < 50_000; i++) sum += conversionAngle(stream);
    expect(sum / 50_000).toBeCloseTo(0.25 * (2 / 0.625) + 0.75 * (2 / 1.875), 1);
  });

  it("takes one of several photons, weighted to the expected number of conversions", () => {
    const [first] = source.particles;
    const second = { ...first, name: "second", pdg: first.pdg.map((code, i) => (i % 2 ? code : 0)) };
    const two = convertPhotons(
      { ...source, particles: [first, second] },
      ["photon", "second"],
      material,
      randomStream("conversion test", 3),
    );
    expect(two.weight[1] / two.weight[0]).toBeCloseTo(2, 12);
    const gone = slotOf(two, "second").pdg.filter((code, i) => i % 2 === 1 && code === 0).length;
    expect(Math.abs(gone / (two.length / 2) - 0.5)).toBeLessThan(0.02);
    for (let i = 1; i < 100; i += 2) {
      expect(Math.sign(slotOf(two, "photon").pdg[i]) + Math.sign(slotOf(two, "second").pdg[i])).toBe(1);
    }
  });

  it("leaves soft photons at weight 0 and refuses the centre-of-mass frame", () => {
    const soft = convertPhotons(photons(4, 1e-3, 1), ["photon"], material, randomStream("conversion test", 2));
    expect(Array.from(soft.weight)).toEqual([0, 0, 0, 0]);
    const other = { ...source, frame: "centre-of-mass" as const };
    expect(() => convertPhotons(other, ["photon"], material, randomStream("x"))).toThrow("expected laboratory");
  });
});
