import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE_II_DETECTOR } from "../../../src/physics/detector/belle2.js";
import { FOUND } from "../../../src/physics/detector/detected.js";
import { detect } from "../../../src/physics/detector/response.js";
import { countOf, perfect, sampleBlock } from "./sample-events.js";

const EVENTS = 200_000;

function passing(pdg: number, bit: number, momentum = 2, polar = 80, events = EVENTS): number {
  const block = sampleBlock([{ name: "track", pdg, momentum, polar }], events);
  const stream = randomStream("test", "identification", pdg, bit, momentum);
  const [track] = detect(block, perfect(BELLE_II_DETECTOR), stream).particles;
  return countOf(events, (i) => (track.flags[i] & bit) !== 0) / events;
}

describe("identification", () => {
  it.each([
    ["muon", 13, FOUND.muon, 0.95],
    ["pion as a muon", 211, FOUND.muon, 0.02],
    ["kaon as a muon", -321, FOUND.muon, 0.01],
    ["electron", -11, FOUND.electron, 0.95],
    ["pion as an electron", -211, FOUND.electron, 0.01],
    ["kaon as an electron", 321, FOUND.electron, 0.0001],
    ["kaon", 321, FOUND.kaon, 0.95],
    ["pion as a kaon", 211, FOUND.kaon, 0.018],
  ])("of a %s has the published probability", (_, pdg, bit, probability) => {
    const sigma = Math.sqrt((probability * (1 - probability)) / EVENTS);
    expect(Math.abs(passing(pdg, bit) - probability)).toBeLessThan(4 * sigma);
  });

  it("of muons begins at 0.6 GeV and is full at 1 GeV", () => {
    expect(passing(13, FOUND.muon, 0.59, 80, 1000)).toBe(0);
    expect(Math.abs(passing(13, FOUND.muon, 0.8, 80) - 0.475)).toBeLessThan(0.005);
    expect(Math.abs(passing(13, FOUND.muon, 1.01, 80) - 0.95)).toBeLessThan(0.003);
  });

  it("of muons needs the muon system", () => {
    expect(passing(13, FOUND.muon, 3, 24, 1000)).toBe(0);
    expect(passing(13, FOUND.muon, 3, 146, 1000)).toBe(0);
  });
});
