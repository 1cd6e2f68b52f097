import type { RandomStream } from "../../src/numerics/random.js";

/** What may stand where it should not: names that are markup, numbers that are none or absurd. */
const HOSTILE = [
  '<img src=x onerror="alert(1)">',
  '"; drop table x; --',
  "1e999",
  "-1",
  "NaN",
  "null",
  "[[[[",
  "{",
  "\0",
  "\ufeff",
  "9".repeat(40),
  "`",
  "constructor",
  "__proto__",
];
const ABSURD = [0, 1, 0x7f, 0x80, 0xff];

/** A file with one to four things wrong: bits, bytes, lengths, an end that is missing, pieces twice or elsewhere. */
export function mutate(bytes: Uint8Array, stream: RandomStream): Uint8Array {
  let broken = bytes.slice();
  const below = (end: number) => Math.min(end - 1, Math.floor(stream.uniform() * end));
  const times = 1 + below(4);
  for (let k = 0; k < times && broken.length > 0; k++) {
    const at = below(broken.length);
    switch (below(7)) {
      case 0:
        broken[at] ^= 1 << below(8);
        break;
      case 1:
        broken[at] = ABSURD[below(ABSURD.length)];
        break;
      case 2:
        broken.fill(0xff, at, Math.min(broken.length, at + 4));
        break;
      case 3:
        broken = broken.slice(0, at);
        break;
      case 4: {
        const from = below(broken.length);
        broken.copyWithin(at, from, Math.min(broken.length, from + 1 + below(64)));
        break;
      }
      case 5: {
        const text = new TextEncoder().encode(HOSTILE[below(HOSTILE.length)]);
        broken = Uint8Array.from([...broken.subarray(0, at), ...text, ...broken.subarray(at)]);
        break;
      }
      default:
        broken = Uint8Array.from([
          ...broken.subarray(0, at),
          ...broken.subarray(Math.min(broken.length, at + 1 + below(32))),
        ]);
    }
  }
  return broken;
}
