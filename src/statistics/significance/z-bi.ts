import { incompleteBeta, lnBeta } from "../../numerics/special.js";
import { fromLnP, type Significance } from "./significance.js";

/**
 * ln I_x(a, b) far below the mean, where I itself underflows: the power in front and a series of positive terms that falls
 * at least geometrically there (DLMF 8.17.8).
 */
function lnFarTail(a: number, b: number, x: number, complement: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < 100_000 && term > 1e-16 * sum; k++) {
    term *= ((a + b + k) / (a + 1 + k)) * x;
    sum += term;
  }
  return a * Math.log(x) + b * Math.log(complement) - Math.log(a) - lnBeta(a, b) + Math.log(sum);
}

/**
 * Z_Bi of an on/off measurement: the chance that, of on + off events, as many as `on` or more fall into the signal region
 * (Cousins, Linnemann and Tucker 2008, NIM A 595, 480): p = I_{1/(1+τ)}(on, off + 1). The same number comes out of a flat
 * prior on the background (Z_Γ).
 *
 * @param on events in the signal region, ≥ 0, may be real; 0 gives p = 1
 * @param off events in the control region, ≥ 0, may be real
 * @param tau exposure of the control region over that of the signal region, > 0
 */
export function zBi(on: number, off: number, tau: number): Significance {
  if (on === 0) return fromLnP(0);
  const x = 1 / (1 + tau);
  const complement = tau / (1 + tau);
  const p = incompleteBeta(on, off + 1, x, complement);
  return fromLnP(p > 1e-290 ? Math.log(p) : lnFarTail(on, off + 1, x, complement));
}
