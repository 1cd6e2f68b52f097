/**
 * Squared amplitude of e⁺e⁻ → μ⁻μ⁺V, V a vector of mass M radiated by either muon through a vector coupling, the
 * photon exchanged in the s channel, electron mass neglected: W/s with |M|² = (e⁴g²/s²) W averaged over the spins of
 * the beams and summed over all others, e⁺e⁻ tensor included.
 *
 * The polarisation sum is −g (the current is conserved). Closed form of the traces, derived from the amplitude with
 * explicit spinors; the tests compare the two. For M = 0 and g = e it is photon radiation of the final state.
 *
 * @param a 1 − 2E*(μ⁻)/√s
 * @param b 1 − 2E*(μ⁺)/√s
 * @param r m_μ²/s
 * @param z M²/s
 * @param minus (l₋ − l₊)·p(μ⁻)/s with l the momenta of the beams: −|p| cos θ/√s in their centre-of-mass frame
 * @param plus the same with p(μ⁺)
 */
export function vectorEmission(a: number, b: number, r: number, z: number, minus: number, plus: number): number {
  const ab = a * b;
  const mass = z + 2 * r;
  const m = minus / a;
  const p = plus / b;
  return (
    (2 * (a * a + b * b) +
      4 +
      8 * r * (1 - 4 * r) +
      z * (12 + 8 * z) -
      4 * (1 + 4 * r + 2 * z) * (a + b) +
      8 * (minus * minus + plus * plus) +
      16 * mass * minus * plus) /
      ab -
    2 * mass * ((1 + 4 * r) * (1 / (a * a) + 1 / (b * b)) + 4 * (m * m + p * p))
  );
}
