import type { ValueColumns } from "../analysis/events.js";

/** 53 bits of a row: FNV-1a over the bits of its numbers, in two halves. */
function hashOf(columns: readonly Uint32Array[], row: number): number {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (const bits of columns) {
    for (let half = 2 * row; half < 2 * row + 2; half++) {
      a = Math.imul(a ^ bits[half], 0x01000193);
      a ^= a >>> 15;
      b = Math.imul(b ^ bits[half], 0x85ebca6b);
      b ^= b >>> 13;
    }
  }
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

/**
 * Counts rows that are equal to an earlier one in every column, over all blocks. Hashes are sorted and only rows whose
 * hash occurs twice are compared, so that ten million rows cost eight bytes each.
 *
 * @param keep of each block, where repeated rows are marked 0
 */
export function markRepeated(blocks: readonly ValueColumns[], keep?: readonly Uint8Array[]): number {
  const bits = blocks.map(({ values }) =>
    Object.values(values).map((column) => new Uint32Array(column.buffer, column.byteOffset, 2 * column.length)),
  );
  const hashes = blocks.map(({ length }, b) => Float64Array.from({ length }, (_, row) => hashOf(bits[b], row)));
  const sorted = new Float64Array(hashes.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const some of hashes) {
    sorted.set(some, end);
    end += some.length;
  }
  sorted.sort();
  const twice = new Map<number, Set<string>>();
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) twice.set(sorted[i], new Set());
  if (twice.size === 0) return 0;
  let repeated = 0;
  for (const [b, { length, values }] of blocks.entries()) {
    const columns = Object.values(values);
    for (let row = 0; row < length; row++) {
      const seen = twice.get(hashes[b][row]);
      if (!seen) continue;
      const key = columns.map((column) => column[row]).join(" ");
      if (seen.has(key)) {
        repeated++;
        if (keep) keep[b][row] = 0;
      } else seen.add(key);
    }
  }
  return repeated;
}
