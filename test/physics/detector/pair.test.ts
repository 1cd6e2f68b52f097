import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE, BELLE_II, momentumInCentreOfMass } from "../../../src/physics/beams.js";
import { MASS } from "../../../src/physics/constants.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { FOUND } from "../../../src/physics/detector/detected.js";
import { type PairColumns, reconstructPair } from "../../../src/physics/detector/pair.js";
import { PAIR_OBSERVABLES, type PairObservable } from "../../../src/physics/detector/pair-observables.js";
import type { EventBlock } from "../../../src/physics/events.js";
import {
  angleBetween,
  azimuthalSeparation,
  cosHelicity,
  type FourVector,
  invariantMass,
  momentumOf,
  polarAngle,
  recoilMassSquaredOf,
  sumOf,
} from "../../../src/physics/kinematics.js";
import { perfect, type SampleParticle, sampleBlock } from "./sample-events.js";

const DETECTOR = perfect(BELLE_II_DETECTOR);
const DEGREES = 180 / Math.PI;

function reconstruct(particles: readonly SampleParticle[], legs?: string[]): PairColumns {
  const stream = randomStream("test", "pair");
  return reconstructPair(sampleBlock(particles, 1), DETECTOR, BELLE_II, stream, legs ? { legs } : {});
}

/** The first entry of every observable. */
function values(pairs: PairColumns): Record<PairObservable, number> {
  return Object.fromEntries(PAIR_OBSERVABLES.map((name) => [name, pairs.columns[name][0]])) as Record<
    PairObservable,
    number
  >;
}

function vectorAt(block: EventBlock, slot: number): FourVector {
  const { px, py, pz, e } = block.particles[slot];
  return { px: px[0], py: py[0], pz: pz[0], e: e[0] };
}

const direction = {
  polar: fc.double({ min: 35, max: 125, noNaN: true }),
  azimuth: fc.double({ min: 0, max: 359, noNaN: true }),
};
const lepton = fc.record({ momentum: fc.double({ min: 0.6, max: 5, noNaN: true }), ...direction });
const photon = fc.record({ momentum: fc.double({ min: 0.15, max: 3, noNaN: true }), ...direction });

describe("a reconstructed pair", () => {
  it("has the observables of its four-momenta, by another way of computing them", () => {
    fc.assert(
      fc.property(lepton, lepton, photon, photon, (minus, plus, gamma1, gamma2) => {
        const block = sampleBlock(
          [
            { name: "mu-", pdg: 13, ...minus },
            { name: "mu+", pdg: -13, ...plus },
            { name: "photon1", pdg: 22, ...gamma1 },
            { name: "photon2", pdg: 22, ...gamma2 },
          ],
          1,
        );
        const found = values(reconstructPair(block, DETECTOR, BELLE_II, randomStream("test", "pair")));
        const [p1, p2, k1, k2] = [0, 1, 2, 3].map((slot) => vectorAt(block, slot));
        const pair = sumOf(p1, p2);
        const beam = BELLE_II.momentum;
        const square = recoilMassSquaredOf(beam, pair.e, pair.px, pair.py, pair.pz);
        expect(found.recoilMassSquared).toBeCloseTo(square, 8);
        expect(found.recoilMass).toBeCloseTo(Math.sign(square) * Math.sqrt(Math.abs(square)), 8);
        expect(found.pairMass).toBeCloseTo(invariantMass(p1, p2), 6);
        const recoil = { px: beam.px - pair.px, py: beam.py - pair.py, pz: beam.pz - pair.pz };
        expect(found.recoilPolarAngle).toBeCloseTo(polarAngle(recoil.px, recoil.py, recoil.pz) * DEGREES, 6);
        expect(found.azimuthalOpening).toBeCloseTo(azimuthalSeparation(p1.px, p1.py, p2.px, p2.py) * DEGREES, 3);
        expect(found.opening).toBeCloseTo(angleBetween(p1.px, p1.py, p1.pz, p2.px, p2.py, p2.pz) * DEGREES, 3);
        expect(found.negativePolarAngle).toBeCloseTo(minus.polar, 8);
        expect(found.positivePolarAngle).toBeCloseTo(plus.polar, 8);

        const [c1, c2] = [p1, p2].map((p) => momentumInCentreOfMass(p, BELLE_II));
        const star = sumOf(c1, c2);
        expect(found.pairTransverseMomentum).toBeCloseTo(Math.hypot(star.px, star.py), 8);
        expect(found.pairMomentum).toBeCloseTo(momentumOf(star.px, star.py, star.pz), 8);
        const [max, min] = momentumOf(c1.px, c1.py, c1.pz) > momentumOf(c2.px, c2.py, c2.pz) ? [c1, c2] : [c2, c1];
        const transverse = (to: FourVector) =>
          found.pairMomentum * Math.sin(angleBetween(-star.px, -star.py, -star.pz, to.px, to.py, to.pz));
        expect(found.recoilTransverseToLeading).toBeCloseTo(transverse(max), 6);
        expect(found.recoilTransverseToTrailing).toBeCloseTo(transverse(min), 6);
        expect(found.energyAsymmetry).toBeCloseTo(Math.abs(c1.e - c2.e) / star.e, 10);
        if (invariantMass(p1, p2) > 0.25) expect(found.cosHelicity).toBeCloseTo(Math.abs(cosHelicity(c1, star)), 5);

        const stars = [k1, k2].map((k) => momentumInCentreOfMass(k, BELLE_II));
        const angles = stars.map((k) => angleBetween(-star.px, -star.py, -star.pz, k.px, k.py, k.pz) * DEGREES);
        // Photons in one direction: either may be the closest.
        fc.pre(Math.abs(angles[0] - angles[1]) > 1e-3);
        const closest = angles[0] < angles[1] ? 0 : 1;
        expect(found.photons).toBe(2);
        expect(found.extraPhotonEnergy).toBeCloseTo(k1.e + k2.e, 8);
        expect(found.recoilPhotonAngle).toBeCloseTo(angles[closest], 4);
        expect(found.recoilPhotonEnergy).toBeCloseTo(stars[closest].e, 8);
        expect(found.photonEnergy).toBeCloseTo(Math.max(stars[0].e, stars[1].e), 8);
        const offset = Math.min(1, Math.abs(invariantMass(k1, k2) - MASS.pionNeutral));
        expect(found.neutralPionOffset).toBeCloseTo(offset, 5);
        expect(found.tracks).toBe(2);
        expect(found.negativeEnergyOverMomentum).toBeCloseTo(found.negativeCluster / minus.momentum, 10);
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  it("recoils at zero mass against one photon, for both colliders", () => {
    for (const beams of [BELLE_II, BELLE]) {
      const photonStar = { e: 2, px: 0, py: 2, pz: 0 };
      const pairStar = { e: beams.sqrtS - 2, px: 0, py: -2, pz: 0 };
      const mass = Math.sqrt(pairStar.e ** 2 - 4);
      const half = Math.sqrt(mass * mass - 4 * MASS.muon ** 2) / 2;
      // Decay along x in the pair's frame: the boost along y leaves it at ±half.
      const gamma = pairStar.e / mass;
      const leptons = [1, -1].map((sign) => ({
        e: (gamma * mass) / 2,
        px: sign * half,
        py: photonStar.py / -2,
        pz: 0,
      }));
      const block = sampleBlock(
        [
          { name: "e-", pdg: 13, momentum: 1, polar: 90 },
          { name: "e+", pdg: -13, momentum: 1, polar: 90 },
        ],
        1,
      );
      for (const [slot, star] of leptons.entries()) {
        const columns = block.particles[slot];
        const m = beams.laboratoryMatrix;
        const p = [star.e, star.px, star.py, star.pz];
        const row = (r: number) => p.reduce((sum, component, c) => sum + m[4 * r + c] * component, 0);
        [columns.e[0], columns.px[0], columns.py[0], columns.pz[0]] = [row(0), row(1), row(2), row(3)];
      }
      const { recoilMassSquared, pairMass } = values(
        reconstructPair(block, DETECTOR, beams, randomStream("test", "zero")),
      );
      expect(recoilMassSquared).toBeCloseTo(0, 9);
      expect(pairMass).toBeCloseTo(mass, 9);
    }
  });

  it("is the hardest negative and the hardest positive track", () => {
    const particles: SampleParticle[] = [
      { name: "pi-", pdg: -211, momentum: 1, polar: 60, azimuth: 0 },
      { name: "mu-", pdg: 13, momentum: 2, polar: 70, azimuth: 40 },
      { name: "pi+", pdg: 211, momentum: 3, polar: 80, azimuth: 180 },
      { name: "mu+", pdg: -13, momentum: 1.5, polar: 90, azimuth: 220 },
      { name: "empty", pdg: 0, momentum: 9, polar: 90 },
      { name: "neutrino", pdg: 14, momentum: 2, polar: 90 },
    ];
    const all = values(reconstruct(particles));
    expect([all.negativeMomentum, all.positiveMomentum]).toEqual([expect.closeTo(2, 9), expect.closeTo(3, 9)]);
    expect(all.tracks).toBe(4);
    const chosen = values(reconstruct(particles, ["pi-", "mu+"]));
    expect([chosen.negativeMomentum, chosen.positiveMomentum]).toEqual([expect.closeTo(1, 9), expect.closeTo(1.5, 9)]);
    expect(() => reconstruct(particles, ["mu"])).toThrow("leg of the pair: mu, the events have pi-, mu-, pi+, mu+");
  });

  it("is left out where a track is missing, and remembers its event", () => {
    const block = sampleBlock(
      [
        { name: "a", pdg: 13, momentum: 2, polar: 70 },
        { name: "b", pdg: -13, momentum: 2, polar: 90, azimuth: 200 },
      ],
      5,
    );
    block.particles[1].pdg[1] = 0;
    block.particles[1].pdg[3] = 13;
    block.weight[4] = 7;
    const pairs = reconstructPair(block, DETECTOR, BELLE_II, randomStream("test", "missing"));
    expect([...pairs.event]).toEqual([0, 2, 4]);
    expect([...pairs.weight]).toEqual([1, 1, 7]);
    expect(pairs.trials).toBe(5);
    expect(pairs.columns.recoilMass).toHaveLength(3);
  });

  it("without photons says so", () => {
    const found = values(
      reconstruct([
        { name: "mu-", pdg: 13, momentum: 2, polar: 70 },
        { name: "mu+", pdg: -13, momentum: 2, polar: 90, azimuth: 200 },
        { name: "photon", pdg: 22, momentum: 0.09, polar: 90, azimuth: 100 },
      ]),
    );
    expect(found).toMatchObject({
      photons: 0,
      extraPhotonEnergy: 0,
      photonEnergy: 0,
      photonPolarAngle: 0,
      recoilPhotonAngle: 180,
      recoilPhotonEnergy: 0,
      neutralPionOffset: 1,
      radius: 0,
      pointingAngle: 0,
    });
  });

  it("finds a neutral pion", () => {
    const opening = 2 * Math.asin(MASS.pionNeutral / 2 / 1) * DEGREES;
    const found = values(
      reconstruct([
        { name: "mu-", pdg: 13, momentum: 2, polar: 70 },
        { name: "mu+", pdg: -13, momentum: 2, polar: 90, azimuth: 200 },
        { name: "photon1", pdg: 22, momentum: 1, polar: 90, azimuth: 100 },
        { name: "photon2", pdg: 22, momentum: 1, polar: 90, azimuth: 100 + opening },
      ]),
    );
    expect(found.neutralPionOffset).toBeLessThan(1e-6);
  });

  it("measures a displaced vertex and where its momentum points", () => {
    const vertex = [0, 0.5, 0] as const;
    const block = sampleBlock(
      [
        { name: "l-", pdg: 13, momentum: 1, polar: 90, azimuth: 80, vertex },
        { name: "l+", pdg: -13, momentum: 1, polar: 90, azimuth: 100, vertex },
      ],
      4000,
    );
    const pairs = reconstructPair(block, DETECTOR, BELLE_II, randomStream("test", "vertex"));
    const { radius, pointingAngle } = pairs.columns;
    expect(pairs.length / 4000).toBeCloseTo(0.9, 1);
    const mean = radius.reduce((sum, r) => sum + r, 0) / pairs.length;
    const sigma = Math.sqrt(radius.reduce((sum, r) => sum + (r - mean) ** 2, 0) / pairs.length);
    expect(mean).toBeCloseTo(0.5, 2);
    // 100 µm ⊕ 2 % of 0.5 cm.
    expect(Math.abs(sigma / Math.hypot(0.01, 0.01) - 1)).toBeLessThan(4 / Math.sqrt(2 * pairs.length));
    // A direction off by σ/R in two coordinates: mean σ/R √(π/2).
    const expected = (Math.hypot(0.01, 0.01) / 0.5) * Math.sqrt(Math.PI / 2) * DEGREES;
    const pointing = pointingAngle.reduce((sum, a) => sum + a, 0) / pairs.length;
    expect(Math.abs(pointing / expected - 1)).toBeLessThan(0.05);
  });

  it("tells what its tracks were identified as", () => {
    const block = sampleBlock(
      [
        { name: "e-", pdg: 11, momentum: 3, polar: 70 },
        { name: "mu+", pdg: -13, momentum: 3, polar: 90, azimuth: 200 },
      ],
      2000,
    );
    const pairs = reconstructPair(block, DETECTOR, BELLE_II, randomStream("test", "flags"));
    let electrons = 0;
    let muons = 0;
    for (let k = 0; k < pairs.length; k++) {
      if (pairs.negativeFlags[k] & FOUND.electron) electrons++;
      if (pairs.positiveFlags[k] & FOUND.muon) muons++;
      expect(pairs.negativeFlags[k] & FOUND.negative).toBeTruthy();
      expect(pairs.positiveFlags[k] & FOUND.negative).toBe(0);
    }
    expect(Math.abs(electrons / 2000 - 0.95)).toBeLessThan(0.02);
    expect(Math.abs(muons / 2000 - 0.95)).toBeLessThan(0.02);
  });

  it("is the same for the same stream", () => {
    const block = sampleBlock(
      [
        { name: "mu-", pdg: 13, momentum: 3, polar: 70 },
        { name: "mu+", pdg: -13, momentum: 3, polar: 90, azimuth: 200 },
      ],
      100,
    );
    const [a, b, c] = ["one", "one", "two"].map((name) =>
      reconstructPair(block, BELLE_II_DETECTOR, BELLE_II, randomStream("test", name)),
    );
    expect(a.columns.recoilMass).toEqual(b.columns.recoilMass);
    expect(a.columns.recoilMass).not.toEqual(c.columns.recoilMass);
  });
});
