import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { type EventBlock, particleColumns } from "../../../src/physics/events.js";
import { fly, properLengths } from "../../../src/physics/generators/flight.js";
import { chiSquare, slotOf } from "./conservation.js";

const LENGTH = 20_000;

/** One moving parent of mass 0.5 GeV that decays into two massless products at right angles to its flight. */
function parents(): EventBlock {
  const first = particleColumns("first", LENGTH, 1);
  const second = particleColumns("second", LENGTH, 1);
  for (let i = 0; i < LENGTH; i++) {
    const pz = 0.2 + i / LENGTH;
    for (const [slot, sign] of [
      [first, 1],
      [second, -1],
    ] as const) {
      slot.px[i] = sign * 0.25;
      slot.pz[i] = pz / 2;
      slot.e[i] = Math.hypot(0.25, pz / 2);
    }
  }
  return {
    length: LENGTH,
    frame: "laboratory",
    sqrtS: 10.58,
    particles: [first, second],
    weight: new Float64Array(LENGTH).fill(1),
    trials: LENGTH,
  };
}

/** Shares of an exponential of mean 1 in ten bins of equal probability, and the counts of the lengths in them. */
function decileCounts(lengths: Float64Array, mean: number): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const length of lengths) counts[Math.min(9, Math.floor(10 * (1 - Math.exp(-length / mean))))]++;
  return counts;
}

describe("flight", () => {
  const flights = [{ products: ["first", "second"], decayLength: 2 }];
  const block = fly(parents(), flights, randomStream("flight test", 1));
  const lengths = properLengths(block, ["first", "second"]);

  it("is exponential in proper time, whatever the boost", () => {
    expect(chiSquare(decileCounts(lengths, 2), new Array(10).fill(0.1))).toBeLessThan(30);
    const fast = lengths.subarray(LENGTH / 2);
    expect(chiSquare(decileCounts(fast, 2), new Array(10).fill(0.1))).toBeLessThan(30);
  });

  it("moves along the momentum, both products to the same vertex", () => {
    const { vertex, pz } = slotOf(block, "first");
    expect(slotOf(block, "second").vertex).toBe(vertex);
    for (let i = 0; i < 100; i++) {
      expect(vertex!.x[i]).toBe(0);
      expect(vertex!.z[i]).toBeCloseTo((lengths[i] * 2 * pz[i]) / 0.5, 9);
    }
  });

  it("begins where the earlier flight ended", () => {
    const third = particleColumns("third", LENGTH, 1);
    third.px.fill(1);
    third.e.fill(2);
    const start = parents();
    const chain = fly(
      { ...start, particles: [...start.particles, third] },
      [
        { products: ["first", "second", "third"], decayLength: 5 },
        { products: ["third"], decayLength: 1 },
      ],
      randomStream("flight test", 2),
    );
    const { vertex } = slotOf(chain, "third");
    const before = slotOf(chain, "first").vertex!;
    for (let i = 0; i < 100; i++) {
      expect(vertex!.z[i]).toBe(before.z[i]);
      expect(vertex!.x[i]).toBeGreaterThan(before.x[i]);
    }
  });

  it("refuses a block of another frame and a slot that is not there", () => {
    const start = parents();
    expect(() => fly({ ...start, frame: "centre-of-mass" }, flights, randomStream("x"))).toThrow("expected laboratory");
    const wrong = [{ products: ["fourth"], decayLength: 1 }];
    expect(() => fly(start, wrong, randomStream("x"))).toThrow("slot: fourth, expected one of first, second");
  });
});
