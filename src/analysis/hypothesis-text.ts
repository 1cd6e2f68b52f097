import type { Hypothesis } from "./sample.js";
import type { Search } from "./search.js";

/** A hypothesis in a link, on the command line and in a list: its mass in GeV, or both masses with a comma between. */
export function hypothesisText(hypothesis: Hypothesis): string {
  return hypothesis.mass === undefined ? Object.values(hypothesis).join(",") : String(hypothesis.mass);
}

/**
 * The hypothesis of a text, in the range of the scan.
 * @throws RangeError `not a mass: …`, `not two masses: …`, `not in the plane: …`
 */
export function hypothesisOf({ scan }: Search, text: string): Hypothesis {
  const { ellipses } = scan;
  const masses = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (!ellipses) {
    const scanned = scan.windows.map(({ hypothesis }) => hypothesis.mass);
    const [low, high] = [Math.min(...scanned), Math.max(...scanned)];
    const [mass] = masses;
    if (masses.length !== 1 || !(mass >= low * 0.999 && mass <= high * 1.01))
      throw new RangeError(`not a mass: ${text}; give ${low.toPrecision(2)} to ${high.toPrecision(2)} GeV`);
    return { mass };
  }
  const { first, second, range } = ellipses;
  const [a, b] = masses;
  if (masses.length !== 2) throw new RangeError(`not two masses: ${text}; give ${first.key},${second.key} in GeV`);
  if (!(a >= range[0] && a <= range[1] && b > 0 && b < ellipses.largest(a)))
    throw new RangeError(
      `not in the plane: ${text}; give ${first.key} of ${range[0]} to ${range[1]} GeV and a lighter ${second.key}, both within √s`,
    );
  return { [first.key]: a, [second.key]: b };
}
