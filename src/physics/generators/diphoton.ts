import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB, PDG } from "../constants.js";
import { electronLogarithm } from "../theory/initial-state-radiation.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { photonShapeIntegral } from "./radiative-return.js";
import { threePhotonProcess } from "./three-photon.js";
import { placePair } from "./trial-decay.js";

/** Cuts of e⁺e⁻ → γγ(γ), in the centre-of-mass frame. */
export interface DiphotonOptions extends CollisionOptions {
  /** Energy in GeV above which a third photon within the angles is made by the exact matrix element. */
  readonly minimumEnergy: number;
  /** Least angle of the photons to the beam line in degrees. */
  readonly minimumAngle: number;
}

const SLOTS = ["photon1", "photon2", "photon3", "radiated photon"] as const;
const [FIRST, SECOND, THIRD, RADIATED] = SLOTS.keys();
/** Share of the trials that is spent on three photons within the cuts. Any split is exact. */
const THREE_SHARE = 0.2;

/** σ(e⁺e⁻ → γγ) in fb with both photons at |cos θ*| < c: (2πα²/s)[ln((1 + c)/(1 − c)) − c]. `s` in GeV². */
export function crossSectionDiphoton(s: number, maximumCosine: number): number {
  return ((2 * Math.PI * ALPHA * ALPHA) / s) * (2 * Math.atanh(maximumCosine) - maximumCosine) * HBARC2_FB;
}

/**
 * Share of hard radiation at fraction x of s that leaves along the beam line, outside |cos θ*| < c: one minus the
 * exact emission of one photon within, over all of it (both to first order).
 */
export function shareAlongBeams(x: number, s: number, maximumCosine: number): number {
  const all = (1 + (1 - x) ** 2) * (electronLogarithm(s) - 1);
  return 1 - photonShapeIntegral(1 - x, maximumCosine) / all;
}

/**
 * Sampler by two channels that do not overlap: γγ at s′ with the radiator, of which hard photons within the cuts are
 * taken out, and γγγ with all three within the cuts.
 */
export function diphotonProcess(options: DiphotonOptions): Process {
  const { sqrtS, minimumEnergy, radiation } = options;
  const maximumCosine = Math.cos((options.minimumAngle * Math.PI) / 180);
  const rapidity = Math.atanh(maximumCosine);
  const three = threePhotonProcess(options);
  const shareThree = radiation ? THREE_SHARE : 0;
  // Below this √s′ the boost by a photon along the beam carries one of the two out of the cuts.
  const threshold = sqrtS * Math.exp(-rapidity);
  const collision = new BeamCollision(options, threshold, (energy) => 1 / (energy * energy));

  const draw = (stream: RandomStream, trial: Trial): number => {
    const { momenta, pdg } = trial;
    if (stream.uniformFast() < shareThree) {
      momenta.fill(0, 4 * RADIATED);
      pdg[RADIATED] = 0;
      return three.draw(stream, trial) / shareThree;
    }
    if (!collision.draw(stream)) return 0;
    const z = Math.tanh(rapidity * (2 * stream.uniformFast() - 1));
    placePair(momenta, collision.reducedEnergy, FIRST, 0, SECOND, 0, z, 2 * Math.PI * stream.uniformFast());
    momenta.fill(0, 4 * THIRD, 4 * THIRD + 4);
    pdg[FIRST] = pdg[SECOND] = PDG.photon;
    pdg[THIRD] = 0;
    collision.finish(momenta, pdg, THIRD, RADIATED);
    for (let slot = FIRST; slot <= SECOND; slot++) {
      if (Math.abs(momenta[4 * slot + 2]) > maximumCosine * momenta[4 * slot + 3]) return 0;
    }
    const { fraction, weight, reducedEnergy } = collision;
    const hard = 0.5 * sqrtS * fraction > minimumEnergy;
    const share = hard ? shareAlongBeams(fraction, sqrtS * sqrtS, maximumCosine) : 1;
    const born = ((2 * Math.PI * ALPHA * ALPHA) / (reducedEnergy * reducedEnergy)) * (1 + z * z) * HBARC2_FB;
    return (weight * share * rapidity * born) / (1 - shareThree);
  };
  return { slots: SLOTS, draw };
}

/** Generator of e⁺e⁻ → γγ(γ) with at least two photons within the angles. */
export function diphoton(options: DiphotonOptions): Generator {
  const { sqrtS, minimumEnergy, minimumAngle } = options;
  if (!(minimumEnergy > 0 && minimumEnergy < sqrtS / 3)) throw new RangeError(`minimum energy: ${minimumEnergy} GeV`);
  if (!(minimumAngle > 0 && minimumAngle < 90)) throw new RangeError(`minimum angle: ${minimumAngle} deg`);
  return makeGenerator(
    {
      id: "diphoton",
      title: "e⁺e⁻ → γγ(γ)",
      matrixElement: "γγ with the Kuraev–Fadin radiator; a hard third photon within the angles by exact γγγ",
      approximations: [
        "γγγ without further radiation or virtual corrections",
        "softer photons are radiated along the beam line",
        "spread of √s only where there are two photons",
      ],
    },
    sqrtS,
    diphotonProcess(options),
  );
}
