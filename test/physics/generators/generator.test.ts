import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import {
  BLOCK_TRIALS,
  blocksFor,
  mergeBlocks,
  shardBlocks,
  simulateBlocks,
} from "../../../src/physics/generators/blocks.js";
import {
  adaptedMaximum,
  crossSectionOf,
  makeGenerator,
  type Process,
} from "../../../src/physics/generators/generator.js";
import { expectEvery } from "../../expect-every.js";

/** Weight 1/(2√u) fb, mean 1, unbounded: u is written as the energy. */
const process: Process = {
  slots: ["u"],
  draw(stream, { momenta, pdg }) {
    const u = stream.uniform();
    momenta[3] = u;
    pdg[0] = 22;
    return 0.5 / Math.sqrt(u);
  },
};
const text = { id: "square root", title: "", matrixElement: "", approximations: [] };
const generator = makeGenerator(text, 10, process);
const name = { search: "test", sample: "square root", seed: 1 };

describe("unweighting", () => {
  it("leaves the given share of the weight above the maximum", () => {
    const weights = Float64Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 5 : 1));
    // Σw = 1400; 100 heavy events may keep 0.05·1400/100 = 0.7 each above the maximum.
    expect(adaptedMaximum(weights, 0.05)).toBeCloseTo(4.3, 12);
    expect(adaptedMaximum(weights, 0)).toBe(5);
  });

  it("keeps the cross-section and the distribution, heavy trials with their residual weight", () => {
    const block = generator.generate(200_000, randomStream("test", "unweighting"));
    const { value, sigma } = crossSectionOf([block]);
    expect(Math.abs(value - 1)).toBeLessThan(4 * sigma);
    // √u is flat between 0 and 1.
    const { e } = block.particles[0];
    for (let bin = 0; bin < 10; bin++) {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < block.length; i++) {
        if (Math.floor(10 * Math.sqrt(e[i])) !== bin) continue;
        sum += block.weight[i];
        squares += block.weight[i] ** 2;
      }
      expect(Math.abs(sum / block.trials - 0.1)).toBeLessThan((4 * Math.sqrt(squares)) / block.trials);
    }
    const heavy = block.weight.filter((w) => w > generator.maximum).length;
    expect(heavy).toBeGreaterThan(0);
    expectEvery(block.weight, (w) => w >= generator.maximum);
    expect(Math.abs(block.length / block.trials / generator.efficiency - 1)).toBeLessThan(0.05);
  });

  it("gives an error that is the spread of repeated samples", () => {
    const values = Array.from({ length: 200 }, (_, seed) =>
      crossSectionOf([generator.generate(2000, randomStream("test", "spread", seed))]),
    );
    const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
    const spread = Math.sqrt(values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    const quoted = values.reduce((sum, { sigma }) => sum + sigma, 0) / values.length;
    expect(Math.abs(spread / quoted - 1)).toBeLessThan(4 / Math.sqrt(2 * values.length));
  });

  it("refuses a reaction without phase space", () => {
    expect(() => makeGenerator(text, 10, { slots: ["u"], draw: () => 0 })).toThrow("no phase space: square root");
  });
});

describe("blocks", () => {
  it.each([1, 2, 3, 8])("of %d shards hold the same events", (shards) => {
    const whole = mergeBlocks([...simulateBlocks(generator, name, 0, 8)]);
    const parts = Array.from({ length: shards }, (_, shard) => {
      const { first, end } = shardBlocks(shard, shards, 8);
      return [...simulateBlocks(generator, name, first, end)];
    });
    const merged = mergeBlocks(parts.flat());
    expect(merged.trials).toBe(8 * BLOCK_TRIALS);
    expect(merged.particles[0].e).toEqual(whole.particles[0].e);
    expect(merged.weight).toEqual(whole.weight);
  });

  it("do not depend on what else the generator made", () => {
    const [alone] = simulateBlocks(generator, name, 5, 6);
    generator.generate(1000, randomStream("something else"));
    const [after] = simulateBlocks(makeGenerator(text, 10, process), name, 5, 6);
    expect(after.particles[0].e).toEqual(alone.particles[0].e);
    const [other] = simulateBlocks(generator, { ...name, seed: 2 }, 5, 6);
    expect(other.particles[0].e[0]).not.toBe(alone.particles[0].e[0]);
  });

  it("are as many as the events need", () => {
    const blocks = blocksFor(generator, 100_000);
    const { length } = mergeBlocks([...simulateBlocks(generator, name, 0, blocks)]);
    expect(length).toBeGreaterThan(97_000);
    expect(length).toBeLessThan(100_000 + 1.1 * BLOCK_TRIALS);
  });

  it("are all made once whatever the number of shards", () => {
    for (const blocks of [1, 5, 17]) {
      for (const shards of [1, 3, 8]) {
        const ranges = Array.from({ length: shards }, (_, shard) => shardBlocks(shard, shards, blocks));
        expect(ranges[0].first).toBe(0);
        expect(ranges[shards - 1].end).toBe(blocks);
        for (let i = 1; i < shards; i++) expect(ranges[i].first).toBe(ranges[i - 1].end);
      }
    }
    expect(() => shardBlocks(3, 3, 8)).toThrow("shard: 3 of 3");
    expect(() => shardBlocks(0, 0, 8)).toThrow("number of shards: 0");
  });
});
