import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { energyResolution } from "../../../src/physics/detector/calorimeter.js";
import type { Detector } from "../../../src/physics/detector/configuration.js";
import { type DetectedParticle, FOUND } from "../../../src/physics/detector/detected.js";
import { detect } from "../../../src/physics/detector/response.js";
import { countOf, moments, normalChiSquare, perfect, sampleBlock } from "./sample-events.js";

const EVENTS = 20_000;
const CHI_SQUARE_LIMIT = 37.4;

function detected(
  pdg: number,
  momentum: number,
  polar: number,
  detector: Detector = BELLE_II_DETECTOR,
  events = EVENTS,
): DetectedParticle {
  const block = sampleBlock([{ name: "particle", pdg, momentum, polar }], events);
  return detect(block, detector, randomStream("test", "calorimeter", pdg, momentum, polar)).particles[0];
}

describe("photons in the calorimeter", () => {
  it("have the published resolution at both ends and at 0.65 GeV", () => {
    const { calorimeter } = BELLE_II_DETECTOR;
    expect(energyResolution(calorimeter, 0.1)).toBeCloseTo(0.04, 12);
    expect(energyResolution(calorimeter, 8)).toBeCloseTo(0.016, 12);
    expect(energyResolution(calorimeter, 0.03)).toBeCloseTo(0.04, 12);
    expect(energyResolution(calorimeter, 9)).toBeCloseTo(0.016, 12);
    // PRL 125 (2020) 161806: about 3 % at 0.65 GeV.
    expect(Math.abs(energyResolution(calorimeter, 0.65) - 0.03)).toBeLessThan(0.001);
  });

  it.each([0.3, 1, 4])("of %d GeV are smeared by it, and by 5 mrad", (energy) => {
    const photon = detected(22, energy, 75);
    const sigma = energyResolution(BELLE_II_DETECTOR.calorimeter, energy);
    const seen = [...photon.flags.keys()].filter((i) => photon.flags[i] === (FOUND.cluster | FOUND.neutral));
    const pulls = seen.map((i) => (photon.cluster[i] / energy - 1) / sigma);
    expect(normalChiSquare(pulls)).toBeLessThan(CHI_SQUARE_LIMIT);
    const polar = seen.map((i) => Math.acos(photon.pz[i] / photon.cluster[i]));
    expect(Math.abs(moments(polar).sigma / 0.005 - 1)).toBeLessThan(4 / Math.sqrt(2 * seen.length));
    const azimuth = seen.map((i) => Math.atan2(photon.py[i], photon.px[i]) * Math.sin((75 * Math.PI) / 180));
    expect(Math.abs(moments(azimuth).sigma / 0.005 - 1)).toBeLessThan(4 / Math.sqrt(2 * seen.length));
    for (const i of seen.slice(0, 50)) {
      expect(Math.hypot(photon.px[i], photon.py[i], photon.pz[i])).toBeCloseTo(photon.cluster[i], 12);
    }
  });

  it.each([
    [11.9, 0],
    [12.1, 1],
    [31.3, 1],
    [31.8, 0],
    [32.3, 1],
    [128.6, 1],
    [129.7, 0],
    [130.8, 1],
    [154.9, 1],
    [155.1, 0],
  ])("at %d degrees are seen with probability %d but for inefficiency", (polar, expected) => {
    const photon = detected(22, 1, polar, perfect(BELLE_II_DETECTOR), 1);
    expect(photon.flags[0] & FOUND.neutral ? 1 : 0).toBe(expected);
  });

  it.each([
    [80, BELLE_II_DETECTOR.calorimeter.barrelInefficiency.value],
    [20, BELLE_II_DETECTOR.calorimeter.endcapInefficiency.value],
    [140, BELLE_II_DETECTOR.calorimeter.endcapInefficiency.value],
  ])("at %d degrees are missed with the probability of that part", (polar, probability) => {
    const events = 4 * EVENTS;
    const photon = detected(22, 2, polar, BELLE_II_DETECTOR, events);
    const missed = countOf(events, (i) => photon.flags[i] === 0);
    expect(Math.abs(missed - events * probability)).toBeLessThan(4 * Math.sqrt(events * probability));
  });

  it("below the threshold are not seen", () => {
    const photon = detected(22, 0.02, 80);
    expect(countOf(EVENTS, (i) => photon.flags[i] !== 0)).toBe(0);
  });
});

describe("charged particles in the calorimeter", () => {
  it("leave 85 % of hard muons in the published window of energy", () => {
    const muon = detected(13, 3, 70);
    const inside = countOf(EVENTS, (i) => {
      const energy = muon.cluster[i];
      return energy > 0.15 && energy < 0.4 && energy / 3 < 0.4;
    });
    expect(inside / EVENTS).toBeCloseTo(0.85, 1);
    expect(Math.abs(inside / EVENTS - 0.85)).toBeLessThan(0.015);
  });

  it("leave the momentum of electrons, less bremsstrahlung", () => {
    const electron = detected(11, 4, 70);
    const ratios = Array.from(electron.cluster, (energy) => energy / 4);
    const inside = ratios.filter((ratio) => ratio > 0.8 && ratio < 1.2).length / EVENTS;
    // 15 % radiate; a loss above 20 % has then the probability e⁻², but for the resolution.
    expect(Math.abs(inside - (1 - 0.15 * Math.exp(-2)))).toBeLessThan(0.006);
    expect(ratios.toSorted((a, b) => a - b)[EVENTS / 2]).toBeCloseTo(1, 2);
  });

  it("leave less than their momentum when they are hadrons", () => {
    const pion = detected(211, 2, 70);
    expect(Math.max(...pion.cluster)).toBeLessThan(2);
    const ionising = countOf(EVENTS, (i) => pion.cluster[i] > 0.15 && pion.cluster[i] < 0.4);
    // exp(−0.8) cross without a shower, 85 % of those within the range of muons; few showers leave so little of 2 GeV.
    expect(ionising / EVENTS).toBeGreaterThan(0.85 * Math.exp(-0.8));
    expect(ionising / EVENTS).toBeLessThan(0.85 * Math.exp(-0.8) + 0.1);
  });

  it("leave nothing in the gap, nor when the field keeps them from it", () => {
    expect(detected(13, 3, 31.8, perfect(BELLE_II_DETECTOR), 1).cluster[0]).toBe(0);
    expect(detected(13, 0.25, 90, perfect(BELLE_II_DETECTOR), 1).cluster[0]).toBe(0);
  });

  it("leave a neutral cluster where the track is outside the drift chamber", () => {
    const electron = detected(11, 3, 15, perfect(BELLE_II_DETECTOR), 1);
    expect(electron.flags[0]).toBe(FOUND.cluster | FOUND.neutral);
    expect(Math.hypot(electron.px[0], electron.py[0], electron.pz[0])).toBeCloseTo(electron.cluster[0], 12);
  });
});
