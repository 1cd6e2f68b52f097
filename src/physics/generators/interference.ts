import { ALPHA, MASS } from "../constants.js";

/**
 * Exponent by which radiation of beams and pair interfere in the soft region: the photons' density ∝ y^(β−1) has
 * β → β + β_i(c), β_i = (4α/π) ln((1 − c)/(1 + c)), c the cosine between electron and negative lepton times their
 * velocity. Integral of the eikonal 2 v_p·v_q over angles.
 */
export function interferenceExponent(cosine: number): number {
  return ((4 * ALPHA) / Math.PI) * Math.log((1 - cosine) / (1 + cosine));
}

/**
 * −(v_p − v_q)² / (−v_p² − v_q²), v_p = p₊/(p₊k) − p₋/(p₋k) of the beams and v_q the same of the pair, both with mass:
 * the radiation of one photon with interference over that without. Between 0 and 2. Momenta as (px, py, pz, E) in GeV
 * in the centre-of-mass frame, e⁻ along +z.
 *
 * @param sqrtS energy of the beams together
 * @param k photon, at offset `kAt`
 * @param q negative lepton at 0 … 3, positive at 4 … 7
 */
export function interferenceRatio(sqrtS: number, k: Float64Array, kAt: number, q: Float64Array): number {
  const kx = k[kAt];
  const ky = k[kAt + 1];
  const kz = k[kAt + 2];
  const ke = k[kAt + 3];
  const energy = 0.5 * sqrtS;
  // p·k = E(k − |p|/E k_z), with the small one from the transverse momentum.
  const mass2 = MASS.electron * MASS.electron;
  const transverse2 = kx * kx + ky * ky;
  const ahead = Math.abs(kz);
  const narrow = (energy * transverse2) / (ke + ahead) + (0.5 * mass2 * ahead) / energy;
  const wide = energy * (ke + ahead);
  const pk = kz > 0 ? narrow : wide;
  const ppk = kz > 0 ? wide : narrow;
  const qk = q[3] * ke - q[0] * kx - q[1] * ky - q[2] * kz;
  const qqk = q[7] * ke - q[4] * kx - q[5] * ky - q[6] * kz;
  const both = q[3] * q[7] - q[0] * q[4] - q[1] * q[5] - q[2] * q[6];
  const lepton2 = MASS.muon * MASS.muon;
  const beams = (4 * energy * energy) / (pk * ppk) - mass2 * (1 / (pk * pk) + 1 / (ppk * ppk));
  const pair = (2 * both) / (qk * qqk) - lepton2 * (1 / (qk * qk) + 1 / (qqk * qqk));
  const cross =
    (energy * (q[7] + q[6])) / (ppk * qqk) -
    (energy * (q[3] + q[2])) / (ppk * qk) -
    (energy * (q[7] - q[6])) / (pk * qqk) +
    (energy * (q[3] - q[2])) / (pk * qk);
  return 1 + (2 * cross) / (beams + pair);
}
