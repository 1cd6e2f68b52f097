import type { RandomStream } from "../../numerics/random.js";
import { MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { zprimeBranchingFraction } from "../theory/zprime.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { PairEmission } from "./pair-emission.js";
import { decayPair } from "./trial-decay.js";

/** What defines the signal e⁺e⁻ → μ⁺μ⁻Z′, Z′ → μ⁺μ⁻. */
export interface FourMuonOptions extends CollisionOptions {
  /** Mass of the Z′ in GeV. */
  readonly mass: number;
  /** g′; the cross-section is proportional to its square. */
  readonly coupling: number;
}

const SLOTS = ["mu-", "mu+", "zprime", "zprime mu-", "zprime mu+", "radiated photon"] as const;
const [MINUS, PLUS, ZPRIME, OWN_MINUS, OWN_PLUS, RADIATED] = SLOTS.keys();
const PAIR = SLOTS.length;

/** Sampler: exact amplitude of μ⁺μ⁻Z′, then Z′ → μ⁺μ⁻ isotropic. */
export function fourMuonProcess(options: FourMuonOptions): Process {
  const { sqrtS, mass, coupling } = options;
  const collision = new BeamCollision(options, mass + 2 * MASS.muon);
  const emission = new PairEmission("vector", sqrtS, mass, MASS.muon);
  const constant = coupling * coupling * zprimeBranchingFraction(mass, "muons");
  const scratch = new Float64Array(4 * (SLOTS.length + 1));
  const written = scratch.subarray(0, 4 * SLOTS.length);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!collision.draw(stream)) return 0;
    const weight = emission.draw(stream, scratch, collision.reducedEnergy, MINUS, PLUS, ZPRIME, PAIR);
    if (weight === 0) return 0;
    const cosine = 2 * stream.uniformFast() - 1;
    const azimuth = 2 * Math.PI * stream.uniformFast();
    decayPair(scratch, ZPRIME, mass, OWN_MINUS, MASS.muon, OWN_PLUS, MASS.muon, cosine, azimuth);
    momenta.set(written);
    pdg[MINUS] = pdg[OWN_MINUS] = PDG.muon;
    pdg[PLUS] = pdg[OWN_PLUS] = -PDG.muon;
    pdg[ZPRIME] = PDG_HYPOTHETICAL.zPrime;
    collision.finish(momenta, pdg, RADIATED, RADIATED);
    return constant * collision.weight * weight;
  };
  return { slots: SLOTS, draw };
}

/** Generator of e⁺e⁻ → μ⁺μ⁻Z′, Z′ → μ⁺μ⁻ of the L_μ − L_τ model. */
export function fourMuon(options: FourMuonOptions): Generator {
  const { mass, coupling, sqrtS } = options;
  if (!(mass > 2 * MASS.muon && mass < sqrtS - 2 * MASS.muon)) throw new RangeError(`Z′ mass: ${mass} GeV`);
  if (!(coupling > 0)) throw new RangeError(`g′: ${coupling}`);
  return makeGenerator(
    {
      id: "four-muon",
      title: "e⁺e⁻ → μ⁺μ⁻Z′, Z′ → μ⁺μ⁻",
      matrixElement: "Z′ radiated by either muon, exact at tree level with the e⁺e⁻ tensor",
      approximations: [
        "Z′ narrow, decaying isotropically: its polarisation is left out",
        "no interference of equal muons",
        "radiation along the beam line",
      ],
    },
    sqrtS,
    fourMuonProcess(options),
  );
}
