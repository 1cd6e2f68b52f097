import type { RandomStream } from "../../numerics/random.js";
import { MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { leptophilicScalarBranchingFraction, leptophilicYukawa } from "../theory/leptophilic.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import { type Generator, INVISIBLE_SYSTEM, makeGenerator, type Process, type Trial } from "./generator.js";
import { PairEmission } from "./pair-emission.js";
import { TAU_BRANCHING_FRACTION, type TauChannel, TauDecay } from "./tau-decay.js";
import { decayPair } from "./trial-decay.js";

/** Decays of a τ to one charged particle and neutrinos alone. */
export type TauProng = Exclude<TauChannel, "rho">;

/** What defines the signal e⁺e⁻ → τ⁺τ⁻φ_L, φ_L → ℓ⁺ℓ⁻. */
export interface LeptophilicOptions extends CollisionOptions {
  /** Mass of the scalar in GeV. */
  readonly mass: number;
  /** Coupling ξ of ℒ = −ξ Σ (m_ℓ/v) ℓ̄φℓ. */
  readonly xi: number;
  readonly leptons: "electrons" | "muons";
  /** Decays of the τ⁻ and of the τ⁺; the cross-section includes their branching fractions. */
  readonly minus: TauProng;
  readonly plus: TauProng;
}

const SLOTS = ["tau- daughter", "tau+ daughter", "neutrinos", "scalar", "l-", "l+", "radiated photon"] as const;
const [, , NEUTRINOS, SCALAR, MINUS, PLUS, RADIATED] = SLOTS.keys();
const TAUS = SLOTS.length;
const PAIR = SLOTS.length + 2;

/** Sampler: exact amplitude of τ⁺τ⁻φ, φ → ℓℓ isotropic, τ decays unpolarised. */
export function leptophilicProcess(options: LeptophilicOptions): Process {
  const { sqrtS, mass, xi } = options;
  const collision = new BeamCollision(options, mass + 2 * MASS.tau);
  const emission = new PairEmission("scalar", sqrtS, mass, MASS.tau);
  const decay = new TauDecay();
  const muons = options.leptons === "muons";
  const leptonMass = muons ? MASS.muon : MASS.electron;
  const code = muons ? PDG.muon : PDG.electron;
  const channels = [options.minus, options.plus] as const;
  const constant =
    leptophilicYukawa(xi, MASS.tau) ** 2 *
    leptophilicScalarBranchingFraction(mass, muons ? "muon" : "electron") *
    TAU_BRANCHING_FRACTION[channels[0]] *
    TAU_BRANCHING_FRACTION[channels[1]];
  const scratch = new Float64Array(4 * (SLOTS.length + 3));
  const written = scratch.subarray(0, 4 * SLOTS.length);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!collision.draw(stream)) return 0;
    const weight = emission.draw(stream, scratch, collision.reducedEnergy, TAUS, TAUS + 1, SCALAR, PAIR);
    if (weight === 0) return 0;
    const cosine = 2 * stream.uniformFast() - 1;
    decayPair(scratch, SCALAR, mass, MINUS, leptonMass, PLUS, leptonMass, cosine, 2 * Math.PI * stream.uniformFast());
    scratch.fill(0, 4 * NEUTRINOS, 4 * NEUTRINOS + 4);
    for (let tau = 0; tau < 2; tau++) {
      const at = 4 * (TAUS + tau);
      decay.draw(stream, channels[tau], 0);
      const momentum = Math.sqrt(scratch[at] ** 2 + scratch[at + 1] ** 2 + scratch[at + 2] ** 2);
      const [x, y, z] = [scratch[at] / momentum, scratch[at + 1] / momentum, scratch[at + 2] / momentum];
      decay.boost(x, y, z, scratch[at + 3] / MASS.tau, momentum / MASS.tau);
      pdg[tau] = tau === 0 ? decay.code : -decay.code;
      for (let k = 0; k < 4; k++) {
        scratch[4 * tau + k] = decay.momenta[k];
        scratch[4 * NEUTRINOS + k] += scratch[at + k] - decay.momenta[k];
      }
    }
    momenta.set(written);
    pdg[NEUTRINOS] = INVISIBLE_SYSTEM;
    pdg[SCALAR] = PDG_HYPOTHETICAL.leptophilicScalar;
    pdg[MINUS] = code;
    pdg[PLUS] = -code;
    collision.finish(momenta, pdg, RADIATED, RADIATED);
    return constant * collision.weight * weight;
  };
  return { slots: SLOTS, draw };
}

/** Generator of e⁺e⁻ → τ⁺τ⁻φ_L with φ_L → e⁺e⁻ or μ⁺μ⁻. */
export function leptophilic(options: LeptophilicOptions): Generator {
  const { mass, xi, leptons, minus, plus, sqrtS } = options;
  const threshold = 2 * (leptons === "muons" ? MASS.muon : MASS.electron);
  if (!(mass > threshold && mass < sqrtS - 2 * MASS.tau)) {
    throw new RangeError(`scalar mass: ${mass} GeV, expected ${threshold} to ${sqrtS - 2 * MASS.tau}`);
  }
  if (!(xi > 0)) throw new RangeError(`ξ: ${xi}`);
  return makeGenerator(
    {
      id: `leptophilic-${leptons}-${minus}-${plus}`,
      title: "e⁺e⁻ → τ⁺τ⁻φ, φ → ℓ⁺ℓ⁻",
      matrixElement: "scalar radiated by either τ, exact at tree level with the τ mass and the e⁺e⁻ tensor",
      approximations: ["τ decay unpolarised and uncorrelated", "φ decays at once", "radiation along the beam line"],
    },
    sqrtS,
    leptophilicProcess(options),
  );
}
