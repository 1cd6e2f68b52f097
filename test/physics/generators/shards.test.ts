import fc from "fast-check";
import { expect, it } from "vitest";
import { blockStream, shardBlocks } from "../../../src/physics/generators/blocks.js";

it("shares out any number of blocks among any number of shards: none left out, none made twice, in order", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 300 }), (blocks, shards) => {
      let next = 0;
      for (let shard = 0; shard < shards; shard++) {
        const { first, end } = shardBlocks(shard, shards, blocks);
        expect(first).toBe(next);
        expect(end).toBeGreaterThanOrEqual(first);
        expect(end - first).toBeLessThanOrEqual(Math.ceil(blocks / shards));
        next = end;
      }
      expect(next).toBe(blocks);
    }),
  );
});

it("gives every block of every sample and seed a stream of its own, and the same one again", () => {
  const name = fc.record({
    search: fc.string({ maxLength: 12 }),
    sample: fc.string({ maxLength: 12 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    block: fc.integer({ min: 0, max: 1e5 }),
  });
  const draw = ({ search, sample, seed, block }: { search: string; sample: string; seed: number; block: number }) => {
    const stream = blockStream({ search, sample, seed }, block);
    return Array.from({ length: 4 }, () => stream.uniform());
  };
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(draw(a)).toEqual(draw(a));
      const same = JSON.stringify(a) === JSON.stringify(b);
      if (!same) expect(draw(a)).not.toEqual(draw(b));
      for (const u of draw(a)) expect(u > 0 && u < 1).toBe(true);
    }),
  );
});
