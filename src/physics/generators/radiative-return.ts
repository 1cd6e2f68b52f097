import { dot } from "./trial-decay.js";

/**
 * e⁺e⁻ → γV, V → two particles, the photon from the beams: angles of the photon and of the products of V, exact at
 * tree level with the electron mass neglected. Momenta are those of one trial, in the rest frame of s, e⁻ along +z.
 *
 * The tensor of the radiating beams is −A g^{μν} − 4(q²/s)(p₋^μp₋^ν + p₊^μp₊^ν)/s with A = 2q²/s + y₋² + y₊²,
 * y = 2k·p/s, up to terms that a conserved current does not see (H. Czyż et al., EPJ C 25 (2002) 215).
 */

/**
 * Angular shape of the photon: ½[(1 + x²)·2/(1 − z²) − (1 − x)²], x = q²/s, z the cosine to the beam line. Times
 * 4πα²ε²/(s(1 − x)) it is dσ/dz of a dark photon of mass² q² and mixing ε.
 */
export function photonShape(x: number, z: number): number {
  return (1 + x * x) / (1 - z * z) - 0.5 * (1 - x) * (1 - x);
}

/** ∫ `photonShape` dz over |z| < c. */
export function photonShapeIntegral(x: number, c: number): number {
  return 2 * (1 + x * x) * Math.atanh(c) - c * (1 - x) * (1 - x);
}

/** A of the tensor, in units of 1. */
function isotropicPart(x: number, z: number): number {
  return 2 * x + 0.5 * (1 - x) * (1 - x) * (1 + z * z);
}

/**
 * Correlation of V → f₁f₂ (vector current between fermions of masses m₁, m₂ in GeV) with the beams and the photon, over
 * its mean over the directions of the decay. `first`, `second`: their slots; z: cosine of the photon. With m₁ ≠ m₂ the
 * current is not conserved: only its part across the momentum of V counts, as the beams see no other.
 */
export function fermionCorrelation(
  momenta: Float64Array,
  sqrtS: number,
  z: number,
  first: number,
  second: number,
  m1: number,
  m2: number,
): number {
  const product = dot(momenta, first, second);
  const q2 = m1 * m1 + m2 * m2 + 2 * product;
  const contact = product + m1 * m2;
  const share1 = 0.5 + (0.5 * (m1 * m1 - m2 * m2)) / q2;
  const [i, j] = [4 * first, 4 * second];
  let beams = 0;
  for (let sign = -1; sign <= 1; sign += 2) {
    const one = momenta[i + 3] + sign * momenta[i + 2];
    const two = momenta[j + 3] + sign * momenta[j + 2];
    const both = one + two;
    beams += 2 * (one - share1 * both) * (two - (1 - share1) * both) + (contact * both * both) / q2;
  }
  const sum2 = (m1 + m2) ** 2;
  const difference2 = (m1 - m2) ** 2;
  const current = ((q2 - difference2) * (2 * q2 + sum2)) / (2 * q2);
  const x = q2 / (sqrtS * sqrtS);
  return 1.5 - (1.5 * x * beams) / (isotropicPart(x, z) * current);
}

/** The same for V → two scalars of equal mass m (GeV). */
export function scalarCorrelation(
  momenta: Float64Array,
  sqrtS: number,
  z: number,
  first: number,
  second: number,
  m: number,
): number {
  const q2 = 2 * (m * m + dot(momenta, first, second));
  const x = q2 / (sqrtS * sqrtS);
  const [i, j] = [4 * first, 4 * second];
  const energy = momenta[i + 3] - momenta[j + 3];
  const pz = momenta[i + 2] - momenta[j + 2];
  const beams = 0.5 * (energy * energy + pz * pz);
  return 1.5 - (6 * x * beams) / (isotropicPart(x, z) * (q2 - 4 * m * m));
}
