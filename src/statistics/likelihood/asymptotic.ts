import { lnNormalTail, normalCdf, normalTail, significanceOfP } from "../../numerics/special.js";
import type { Band } from "../status.js";
import type { Statistic } from "./profile.js";

/** −2, −1, 0, +1, +2 σ of the background fluctuation. */
const FLUCTUATIONS: Band<number> = [-2, -1, 0, 1, 2];

/**
 * Asymptotic CLs of an observed statistic q and its Asimov value (Cowan et al. 2011, §3.6 and 3.7; tails as
 * logarithms, so that it lives on where CLb underflows). 1 where there is no sensitivity.
 */
export function asymptoticCls(kind: Exclude<Statistic, "q0">, q: number, qAsimov: number): number {
  const root = Math.sqrt(qAsimov);
  if (root === 0) return 1;
  const observed = Math.sqrt(q);
  const t = kind === "qtilde" && observed > root ? (q - qAsimov) / (2 * root) : observed - root;
  return Math.exp(lnNormalTail(t + root) - lnNormalTail(t));
}

/** Expected CLs for background fluctuations of −2 … +2 σ. */
export function expectedCls(qAsimov: number): Band<number> {
  const root = Math.sqrt(qAsimov);
  return FLUCTUATIONS.map((k) => Math.exp(lnNormalTail(root - k) - lnNormalTail(-k))) as unknown as Band<number>;
}

/** The √q_A at which CLs for a background fluctuation of k σ is 1 − cl. */
export function asimovRootAt(k: number, cl: number): number {
  return k + significanceOfP((1 - cl) * normalCdf(k));
}

/** p-value of the background alone for an observed q₀. */
export function asymptoticP0(q0: number): number {
  return normalTail(Math.sqrt(q0));
}

/** Expected p₀ under μ = 1, smallest first as pyhf lists them: fluctuations of +2 … −2 σ of the statistic. */
export function expectedP0(q0Asimov: number): Band<number> {
  return FLUCTUATIONS.map((k) => normalTail(Math.sqrt(q0Asimov) - k)) as unknown as Band<number>;
}
