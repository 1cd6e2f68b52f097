import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, BRANCHING_FRACTION, DECAY_LENGTH, HBARC2_FB, MASS, PDG, PHI_ELECTRON_WIDTH } from "../constants.js";
import type { Flight } from "./flight.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { photonShape, photonShapeIntegral, scalarCorrelation } from "./radiative-return.js";
import { decayPair, placePair } from "./trial-decay.js";

/** Cuts of e⁺e⁻ → γφ, φ → K_S K_L, K_S → π⁺π⁻. */
export interface PhiReturnOptions {
  /** Centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Least angle of the photon to the beam line in degrees, centre-of-mass frame. */
  readonly minimumAngle: number;
}

const SLOTS = ["photon", "K_S", "K_L", "pi-", "pi+"] as const;
const [PHOTON, SHORT, LONG, MINUS, PLUS] = SLOTS.keys();
const PHI = SLOTS.length;

/**
 * Cross-section of e⁺e⁻ → γφ in fb for the photon at |cos θ*| < c: σ = 12π²Γ_ee/(m_φ s) · W(c),
 * W = (α/πx)[(1 + (1 − x)²) ln((1 + c)/(1 − c)) − x²c], x = 1 − m_φ²/s; narrow φ (e.g. M. Benayoun et al., Mod. Phys.
 * Lett. A14 (1999) 2605).
 */
export function crossSectionPhiReturn(s: number, maximumCosine: number): number {
  const ratio = MASS.phi ** 2 / s;
  const radiation = (ALPHA / (Math.PI * (1 - ratio))) * photonShapeIntegral(ratio, maximumCosine);
  return ((12 * Math.PI ** 2 * PHI_ELECTRON_WIDTH.value) / (MASS.phi * s)) * radiation * HBARC2_FB;
}

/** Sampler: exact angles of the photon and of the kaons (`radiative-return.ts`), K_S → π⁺π⁻ isotropic. */
export function phiReturnProcess(options: PhiReturnOptions): Process {
  const { sqrtS } = options;
  const s = sqrtS * sqrtS;
  const ratio = MASS.phi ** 2 / s;
  const maximumCosine = Math.cos((options.minimumAngle * Math.PI) / 180);
  const rapidity = Math.atanh(maximumCosine);
  const branching = BRANCHING_FRACTION.phiToKaonShortLong.value * BRANCHING_FRACTION.kaonShortToPions.value;
  const constant =
    (2 * rapidity * branching * crossSectionPhiReturn(s, maximumCosine)) / photonShapeIntegral(ratio, maximumCosine);
  const scratch = new Float64Array(4 * (SLOTS.length + 1));
  const written = scratch.subarray(0, 4 * SLOTS.length);
  const kaon = MASS.kaonNeutral;

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const z = Math.tanh(rapidity * (2 * stream.uniformFast() - 1));
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const kaonCosine = 2 * stream.uniformFast() - 1;
    const kaonAzimuth = 2 * Math.PI * stream.uniformFast();
    placePair(scratch, sqrtS, PHOTON, 0, PHI, MASS.phi, z, azimuth);
    decayPair(scratch, PHI, MASS.phi, SHORT, kaon, LONG, kaon, kaonCosine, kaonAzimuth);
    const pionCosine = 2 * stream.uniformFast() - 1;
    const pionAzimuth = 2 * Math.PI * stream.uniformFast();
    decayPair(scratch, SHORT, kaon, MINUS, MASS.pionCharged, PLUS, MASS.pionCharged, pionCosine, pionAzimuth);
    momenta.set(written);
    pdg[PHOTON] = PDG.photon;
    pdg[SHORT] = PDG.kaonShort;
    pdg[LONG] = PDG.kaonLong;
    pdg[MINUS] = -PDG.pionCharged;
    pdg[PLUS] = PDG.pionCharged;
    const shape = photonShape(ratio, z) * (1 - z * z);
    return constant * shape * scalarCorrelation(scratch, sqrtS, z, SHORT, LONG, kaon);
  };
  return { slots: SLOTS, draw };
}

/** Flight of the K_S, for `fly`. The K_L is left to the detector: it lives 15 m. */
export const KAON_SHORT_FLIGHT: Flight = { products: ["pi-", "pi+"], decayLength: DECAY_LENGTH.kaonShort.value };

/** Generator of e⁺e⁻ → γφ → γ K_S(→ π⁺π⁻) K_L by radiative return. */
export function phiReturn(options: PhiReturnOptions): Generator {
  if (!(options.minimumAngle > 0 && options.minimumAngle < 90)) {
    throw new RangeError(`minimum angle: ${options.minimumAngle} deg`);
  }
  return makeGenerator(
    {
      id: "phi-return",
      title: "e⁺e⁻ → γφ → γ K_S K_L",
      matrixElement: "one hard photon from the beams, electron mass neglected; φ as a narrow vector to two scalars",
      approximations: ["no continuum under the φ", "width of the φ neglected", "no second photon"],
    },
    options.sqrtS,
    phiReturnProcess(options),
  );
}
