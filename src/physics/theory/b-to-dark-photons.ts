import { BRANCHING_FRACTION, MASS } from "../constants.js";
import { twoBodyMomentum } from "../kinematics.js";

/** B⁰ → A′A′. Belle, JHEP 04 (2021) 191. */

/** Momentum (GeV) of each A′ in the rest frame of the B⁰; NaN above threshold. */
export function bToDarkPhotonsMomentum(mass: number): number {
  return twoBodyMomentum(MASS.b0, mass, mass);
}

/** Energy-constrained mass M_bc = √(s/4 − p*²) in GeV of a B with momentum p* in the centre-of-mass frame. */
export function beamConstrainedMass(sqrtS: number, momentum: number): number {
  return Math.sqrt((sqrtS * sqrtS) / 4 - momentum * momentum);
}

/**
 * B(B⁰ → A′A′) = N/(ε · 2 N_BB · B(Υ(4S) → B⁰B̄⁰)).
 *
 * @param yield number of signal decays
 * @param efficiency with the branching fractions of both A′ in it
 * @param pairs number of BB̄ pairs, charged and neutral
 */
export function bToDarkPhotonsBranchingFraction(signal: number, efficiency: number, pairs: number): number {
  return signal / (efficiency * 2 * pairs * BRANCHING_FRACTION.upsilon4SToNeutralB.value);
}
