/**
 * Squared amplitude of e⁺e⁻ → ℓ⁻ℓ⁺X, X a scalar (y) or pseudoscalar (y iγ₅) radiated by either lepton, the photon
 * exchanged in the s channel, electron mass neglected. Normalised so that its mean over the orientations of the event
 * is F of theory/lepton-pair-emission: d²σ = (4πα²/3s)(y²/16π²) F da db.
 *
 * The dependence on the orientation was fitted to the traces of the amplitude at random points of phase space, where it
 * is exact to rounding; it is the same for both parities with z − 4r in place of z for the scalar.
 *
 * @param a 1 − 2E*(ℓ⁻)/√s
 * @param b 1 − 2E*(ℓ⁺)/√s
 * @param r m_ℓ²/s
 * @param z M²/s
 * @param minus p_z(ℓ⁻)/√s along the beams
 * @param plus p_z(ℓ⁺)/√s
 */
export function scalarEmission(
  parity: "scalar" | "pseudoscalar",
  a: number,
  b: number,
  r: number,
  z: number,
  minus: number,
  plus: number,
): number {
  const ab = a * b;
  const sum = a + b;
  const even = parity === "scalar";
  const shifted = even ? z - 4 * r : z;
  const constant = even ? 8 * r + 16 * r * r - 12 * r * z + 2 * z * z : 2 * z * z - 4 * r * z;
  const inverse = 1 / (a * a) + 1 / (b * b);
  const mean = (sum * sum + constant - 2 * shifted * sum) / ab - (1 + 2 * r) * shifted * inverse;
  // Second-rank parts: components along the beams less a third of the trace.
  const minus2 = 0.25 * (1 - a) * (1 - a) - r;
  const plus2 = 0.25 * (1 - b) * (1 - b) - r;
  const product = 0.5 * (0.25 * sum * sum - z - minus2 - plus2);
  const one = minus * minus - minus2 / 3;
  const two = plus * plus - plus2 / 3;
  const mixed = minus * plus - product / 3;
  return mean + (3 * (one + two) + 6 * (1 + shifted) * mixed) / ab - 3 * shifted * (one / (a * a) + two / (b * b));
}
