import type { RandomStream } from "../../numerics/random.js";
import { PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { alpDiphotonDecayLength, alpPhotonCrossSection } from "../theory/alp-photon.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import type { Flight } from "./flight.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { decayPair, placePair } from "./trial-decay.js";

/** What defines the signal e⁺e⁻ → γa with a → γγ, or with an ALP that is not seen. */
export interface AxionOptions extends CollisionOptions {
  /** Mass of the ALP in GeV. */
  readonly mass: number;
  /** Coupling g_aγγ in GeV⁻¹. */
  readonly coupling: number;
  readonly decay: "photons" | "invisible";
}

const SLOTS = ["photon", "alp", "photon1", "photon2", "radiated photon"] as const;
const [PHOTON, ALP, FIRST, SECOND, RADIATED] = SLOTS.keys();

/** Sampler: recoil photon as 1 + cos²θ*, a → γγ isotropic in the frame of the ALP. Exact at tree level. */
export function axionProcess(options: AxionOptions): Process {
  const { mass, coupling } = options;
  const crossSection = (sqrtS: number) => alpPhotonCrossSection(mass, coupling, { sqrtS });
  const collision = new BeamCollision(options, mass, crossSection);
  const seen = options.decay === "photons";
  const reduced = { sqrtS: options.sqrtS };

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!collision.draw(stream)) return 0;
    const cosine = 2 * stream.uniformFast() - 1;
    placePair(momenta, collision.reducedEnergy, PHOTON, 0, ALP, mass, cosine, 2 * Math.PI * stream.uniformFast());
    const decayCosine = 2 * stream.uniformFast() - 1;
    decayPair(momenta, ALP, mass, FIRST, 0, SECOND, 0, decayCosine, 2 * Math.PI * stream.uniformFast());
    pdg[PHOTON] = PDG.photon;
    pdg[ALP] = PDG_HYPOTHETICAL.alp;
    pdg[FIRST] = pdg[SECOND] = seen ? PDG.photon : 0;
    collision.finish(momenta, pdg, RADIATED, RADIATED);
    reduced.sqrtS = collision.reducedEnergy;
    return 0.75 * (1 + cosine * cosine) * collision.weight * alpPhotonCrossSection(mass, coupling, reduced);
  };
  return { slots: SLOTS, draw };
}

/** Flight of the ALP for `fly`, from Γ(a → γγ). */
export function axionFlight({ mass, coupling }: AxionOptions): Flight {
  return { products: ["photon1", "photon2"], decayLength: alpDiphotonDecayLength(mass, coupling) };
}

/** Generator of e⁺e⁻ → γa; slots "photon1" and "photon2" are those of the ALP, empty where it is not seen. */
export function axion(options: AxionOptions): Generator {
  if (!(options.mass > 0)) throw new RangeError(`ALP mass: ${options.mass} GeV`);
  if (!(options.coupling > 0)) throw new RangeError(`ALP coupling: ${options.coupling} per GeV`);
  return makeGenerator(
    {
      id: `alp-photon-${options.decay}`,
      title: options.decay === "photons" ? "e⁺e⁻ → γa, a → γγ" : "e⁺e⁻ → γa, a not seen",
      matrixElement: "tree level: dσ/dcosθ ∝ 1 + cos², a → γγ isotropic",
      approximations: ["coupling to photons alone, not running", "radiation of the beams along the beam line"],
    },
    options.sqrtS,
    axionProcess(options),
  );
}
