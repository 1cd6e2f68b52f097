import { normalTail, poissonDeviance } from "../../numerics/special.js";
import type { Significance } from "./significance.js";

/**
 * Li–Ma significance of `on` events where `alpha`·`off` are expected from the background alone (Li and Ma 1983, ApJ 272,
 * 317, eq. 17): the signed root of the likelihood ratio of the on/off model, negative for a deficit.
 *
 * @param on events in the signal region, ≥ 0, may be real
 * @param off events in the control region, ≥ 0, may be real
 * @param alpha exposure of the signal region over that of the control region, > 0
 */
export function liMa(on: number, off: number, alpha: number): Significance {
  const total = on + off;
  const shareOn = (alpha / (1 + alpha)) * total;
  const shareOff = total / (1 + alpha);
  // The two terms of eq. 17 as deviances from the common rate: they add up without cancelling.
  const half = poissonDeviance(on, shareOn) + poissonDeviance(off, shareOff);
  const z = Math.sign(on - alpha * off) * Math.sqrt(2 * half);
  return { z: z === 0 ? 0 : z, p: normalTail(z) };
}
