import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE_II, momentumInLaboratory } from "../../../src/physics/beams.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { detect } from "../../../src/physics/detector/response.js";
import {
  TRIGGER,
  type TriggerLine,
  throwTriggers,
  triggerConditions,
  triggerEfficiency,
} from "../../../src/physics/detector/triggers.js";
import { polarAngle } from "../../../src/physics/kinematics.js";
import { countOf, perfect, type SampleParticle, sampleBlock } from "./sample-events.js";

const DETECTOR = perfect(BELLE_II_DETECTOR);

function lines(...particles: SampleParticle[]): TriggerLine[] {
  const detected = detect(sampleBlock(particles, 1), DETECTOR, randomStream("test", "triggers"));
  const [bits] = triggerConditions(detected, DETECTOR, BELLE_II);
  return (Object.keys(TRIGGER) as TriggerLine[]).filter((line) => bits & TRIGGER[line]);
}

/** A track that leaves no cluster worth counting: a muon. */
function muon(momentum: number, polar: number, azimuth: number, name = `mu${azimuth}`): SampleParticle {
  return { name, pdg: 13, momentum, polar, azimuth };
}

/** A photon of given energy and angles in the centre-of-mass frame, GeV and degrees. */
function photon(energy: number, polar: number, azimuth: number): SampleParticle {
  const theta = (polar * Math.PI) / 180;
  const phi = (azimuth * Math.PI) / 180;
  const { e, px, py, pz } = momentumInLaboratory(
    {
      e: energy,
      px: energy * Math.sin(theta) * Math.cos(phi),
      py: energy * Math.sin(theta) * Math.sin(phi),
      pz: energy * Math.cos(theta),
    },
    BELLE_II,
  );
  return {
    name: `photon ${azimuth}`,
    pdg: 22,
    momentum: e,
    polar: (polarAngle(px, py, pz) * 180) / Math.PI,
    azimuth: (Math.atan2(py, px) * 180) / Math.PI,
  };
}

describe("trigger conditions", () => {
  it("of two tracks ask for an azimuthal opening of 90 degrees", () => {
    expect(lines(muon(2, 60, 0), muon(2, 90, 91))).toContain("twoTracks");
    expect(lines(muon(2, 60, 0), muon(2, 90, 89))).not.toContain("twoTracks");
    expect(lines(muon(2, 60, 0))).not.toContain("twoTracks");
  });

  it("tell full from short tracks", () => {
    expect(lines(muon(0.35, 60, 0), muon(0.35, 90, 180))).toContain("twoTracks");
    const short = lines(muon(0.25, 60, 0), muon(0.35, 90, 180));
    expect(short).not.toContain("twoTracks");
    expect(short).toContain("shortTracks");
    expect(lines(muon(2, 25, 0), muon(2, 90, 180))).toContain("shortTracks");
    expect(lines(muon(0.18, 90, 0), muon(2, 90, 180))).not.toContain("shortTracks");
  });

  it("of three tracks count full tracks", () => {
    expect(lines(muon(1, 60, 0), muon(1, 90, 20), muon(1, 70, 40))).toContain("threeTracks");
    expect(lines(muon(1, 60, 0), muon(1, 90, 20), muon(0.25, 70, 40))).not.toContain("threeTracks");
    expect(lines(muon(1, 60, 0), muon(1, 90, 20), muon(0.25, 70, 40))).toContain("shortTracks");
  });

  it("of energy ask for 1 GeV in their part of the calorimeter", () => {
    expect(lines(photon(1.2, 90, 0))).toContain("energy");
    expect(lines(photon(0.7, 90, 0))).not.toContain("energy");
    expect(lines({ name: "forward", pdg: 22, momentum: 4, polar: 18 })).not.toContain("energy");
  });

  it("leave Bhabha events out", () => {
    const electrons = (acollinear: number): SampleParticle[] => [
      { ...photon(5.2, 75, 0), pdg: 11 },
      { ...photon(5.2, 105, 180 + acollinear), pdg: -11 },
    ];
    expect(lines(...electrons(0))).not.toContain("energy");
    expect(lines(...electrons(0))).not.toContain("twoTracks");
    expect(lines(...electrons(40))).toContain("energy");
    expect(lines(...electrons(40))).toContain("twoTracks");
  });

  it("of single photons have three thresholds in the centre-of-mass frame", () => {
    const photonLines = (energy: number, polar = 90) =>
      lines(photon(energy, polar, 0)).filter((line) => line.startsWith("photon"));
    expect(photonLines(0.45)).toEqual([]);
    expect(photonLines(0.55)).toEqual(["photonLow"]);
    expect(photonLines(1.05)).toEqual(["photonLow", "photonMiddle"]);
    expect(photonLines(2.05)).toEqual(["photonLow", "photonMiddle", "photonHigh"]);
    expect(photonLines(2.05, 21)).toEqual([]);
  });

  it("of three clusters ask for isolation, of low multiplicity do not", () => {
    const three = (azimuth: number, third = 0.3) =>
      lines(photon(0.6, 90, 0), photon(0.4, 90, 100), photon(third, 90, azimuth));
    expect(three(200)).toContain("threeClusters");
    expect(three(120)).not.toContain("threeClusters");
    expect(three(120)).toContain("lowMultiplicity");
    expect(three(200, 0.17)).not.toContain("threeClusters");
    expect(lines(photon(0.45, 90, 0), photon(0.4, 90, 100), photon(0.3, 90, 200))).not.toContain("threeClusters");
  });

  it("count four clusters", () => {
    const clusters = [0, 90, 180, 270].map((azimuth) => photon(0.25, 90, azimuth));
    expect(lines(...clusters)).toContain("fourClusters");
    expect(lines(...clusters.slice(1))).not.toContain("fourClusters");
  });

  it("ask for two tracks from a displaced vertex", () => {
    const pair = (radius: number): SampleParticle[] =>
      [0, 20].map((azimuth) => ({ ...muon(1, 80, azimuth), vertex: [radius, 0, 0] as const }));
    const fires = (radius: number) => {
      const detected = detect(sampleBlock(pair(radius), 100), DETECTOR, randomStream("test", "displaced", radius));
      const bits = triggerConditions(detected, DETECTOR, BELLE_II);
      return countOf(100, (i) => (bits[i] & TRIGGER.displacedVertex) !== 0);
    };
    expect(fires(0.5)).toBe(0);
    expect(fires(5)).toBeGreaterThan(40);
    expect(fires(70)).toBe(0);
  });
});

describe("trigger decisions", () => {
  it("fire with the efficiency of the line, lines independently", () => {
    const events = 40_000;
    const bits = new Uint16Array(events).fill(TRIGGER.twoTracks | TRIGGER.energy);
    throwTriggers(bits, BELLE_II_DETECTOR.triggers, randomStream("test", "decisions"));
    const two = countOf(events, (i) => (bits[i] & TRIGGER.twoTracks) !== 0) / events;
    const energy = countOf(events, (i) => (bits[i] & TRIGGER.energy) !== 0) / events;
    const either = countOf(events, (i) => bits[i] !== 0) / events;
    // PRL 124 (2020) 141801: (79 ± 5) % and (96 ± 1) %.
    expect(Math.abs(two - 0.79)).toBeLessThan(0.009);
    expect(Math.abs(energy - 0.96)).toBeLessThan(0.004);
    expect(Math.abs(either - (1 - 0.21 * 0.04))).toBeLessThan(0.002);
    expect(triggerEfficiency(BELLE_II_DETECTOR.triggers, "twoTracks")).toBe(0.79);
  });
});
