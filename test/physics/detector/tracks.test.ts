import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE_DETECTOR } from "../../../src/physics/detector/belle.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import type { Detector } from "../../../src/physics/detector/configuration.js";
import { FOUND } from "../../../src/physics/detector/detected.js";
import { detect } from "../../../src/physics/detector/response.js";
import { countOf, moments, normalChiSquare, perfect, type SampleParticle, sampleBlock } from "./sample-events.js";

const EVENTS = 20_000;
/** 99.99 % quantile of χ² with 11 degrees of freedom. */
const CHI_SQUARE_LIMIT = 37.4;

function measured(particle: SampleParticle, detector: Detector = BELLE_II_DETECTOR, events = EVENTS) {
  const block = sampleBlock([particle], events);
  const [track] = detect(block, detector, randomStream("test", "tracks", particle.momentum, particle.polar)).particles;
  return { track, truth: block.particles[0] };
}

describe("measured tracks", () => {
  it.each([
    [BELLE_II_DETECTOR, 0.4, 60, 0.0009, 0.0033],
    [BELLE_II_DETECTOR, 3, 45, 0.0009, 0.0033],
    [BELLE_II_DETECTOR, 5, 100, 0.0009, 0.0033],
    [BELLE_DETECTOR, 4, 80, 0.0019, 0.003],
  ])("of %o have σ(p_T)/p_T = a p_T ⊕ b/β and 1 mrad", (detector, momentum, polar, a, b) => {
    const { track, truth } = measured({ name: "mu-", pdg: 13, momentum, polar }, detector);
    const pt = Math.hypot(truth.px[0], truth.py[0]);
    const beta = momentum / Math.hypot(momentum, 0.1056583755);
    const sigma = Math.hypot(a * pt, b / beta);
    const found = [...track.flags.keys()].filter((i) => track.flags[i] & FOUND.track);
    const transverse = found.map((i) => (Math.hypot(track.px[i], track.py[i]) / pt - 1) / sigma);
    const theta = found.map((i) => {
      const angle = Math.atan2(Math.hypot(track.px[i], track.py[i]), track.pz[i]);
      return (angle - (polar * Math.PI) / 180) / 0.001;
    });
    const phi = found.map((i) => (Math.atan2(track.py[i], track.px[i]) - (20 * Math.PI) / 180) / 0.001);
    for (const pulls of [transverse, theta, phi]) {
      expect(normalChiSquare(pulls)).toBeLessThan(CHI_SQUARE_LIMIT);
      expect(Math.abs(moments(pulls).mean)).toBeLessThan(4 / Math.sqrt(EVENTS));
      expect(Math.abs(moments(pulls).sigma - 1)).toBeLessThan(4 / Math.sqrt(2 * EVENTS));
    }
  });

  it("are found with the efficiency of the configuration", () => {
    const { track } = measured({ name: "mu+", pdg: -13, momentum: 2, polar: 70 });
    const found = countOf(EVENTS, (i) => (track.flags[i] & FOUND.track) !== 0);
    expect(Math.abs(found / EVENTS - 0.99)).toBeLessThan(4 * Math.sqrt((0.99 * 0.01) / EVENTS));
  });

  it.each([
    [16.9, false],
    [17.1, true],
    [149.9, true],
    [150.1, false],
  ])("at %d degrees are in the drift chamber: %s", (polar, expected) => {
    const { track } = measured({ name: "mu-", pdg: 13, momentum: 2, polar }, perfect(BELLE_II_DETECTOR), 1);
    expect((track.flags[0] & FOUND.track) !== 0).toBe(expected);
  });

  it("need a transverse momentum", () => {
    const soft = measured({ name: "pi+", pdg: 211, momentum: 0.14, polar: 90 }, perfect(BELLE_II_DETECTOR), 1);
    expect(soft.track.flags[0]).toBe(0);
  });

  it.each([
    [11, true],
    [-11, false],
    [13, true],
    [-211, true],
    [321, false],
    [-2212, true],
  ])("of code %d are negative: %s", (pdg, negative) => {
    const { track } = measured({ name: "track", pdg, momentum: 2, polar: 90 }, perfect(BELLE_II_DETECTOR), 1);
    expect((track.flags[0] & FOUND.negative) !== 0).toBe(negative);
  });

  it.each([0, 12, 16, 130, 2112, 32, 89])("are not left by code %d", (pdg) => {
    const { track } = measured({ name: "nothing", pdg, momentum: 2, polar: 90 }, perfect(BELLE_II_DETECTOR), 1);
    expect(track.flags[0]).toBe(0);
    expect([track.px[0], track.py[0], track.pz[0], track.cluster[0]]).toEqual([0, 0, 0, 0]);
  });

  it("without resolution are the true ones", () => {
    const { track, truth } = measured({ name: "mu-", pdg: 13, momentum: 3, polar: 50 }, perfect(BELLE_II_DETECTOR), 1);
    expect(track.px[0]).toBeCloseTo(truth.px[0], 12);
    expect(track.py[0]).toBeCloseTo(truth.py[0], 12);
    expect(track.pz[0]).toBeCloseTo(truth.pz[0], 12);
  });

  it.each([
    [0.1, 1],
    [0.5, 0.9],
    [5, 0.7],
    [38.5, 0.25],
    [61, 0],
  ])("of a pair from a vertex at %d cm are both found with the efficiency %d", (radius, efficiency) => {
    const vertex = [radius, 0, 1] as const;
    const block = sampleBlock(
      [
        { name: "mu-", pdg: 13, momentum: 2, polar: 70, vertex },
        { name: "mu+", pdg: -13, momentum: 2, polar: 90, vertex },
      ],
      EVENTS,
    );
    const [first, second] = detect(block, perfect(BELLE_II_DETECTOR), randomStream("test", "radius", radius)).particles;
    const both = countOf(EVENTS, (i) => (first.flags[i] & second.flags[i] & FOUND.track) !== 0);
    const sigma = Math.sqrt((efficiency * (1 - efficiency)) / EVENTS);
    expect(Math.abs(both / EVENTS - efficiency)).toBeLessThanOrEqual(4 * sigma);
  });

  it("are measured in the laboratory only", () => {
    const block = { ...sampleBlock([], 1), frame: "centre-of-mass" as const };
    expect(() => detect(block, BELLE_II_DETECTOR, randomStream("test"))).toThrow(
      "frame of the events: centre-of-mass, the detector needs the laboratory",
    );
  });
});
