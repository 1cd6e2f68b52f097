import { MASS, PDG } from "../constants.js";
import type { EventBlock, ParticleColumns } from "../events.js";

/** Bits of `DetectedParticle.flags`. */
export const FOUND = {
  /** A charged track. */
  track: 1,
  /** A cluster in the calorimeter. */
  cluster: 2,
  /** A cluster without a track: a photon, or a charged particle whose track was lost. */
  neutral: 4,
  /** The charge is negative. */
  negative: 8,
  /** Identified as a muon, and so on; a track can pass for several. */
  muon: 16,
  electron: 32,
  kaon: 64,
  proton: 128,
} as const;

/** What the detector measured of one particle slot; an entry without flags was not seen, its numbers are 0. */
export interface DetectedParticle {
  readonly name: string;
  /** True PDG code of the particle in each event. */
  readonly pdg: Int32Array;
  /** Measured momentum in the laboratory, GeV: of the track, or of the cluster where there is no track. */
  readonly px: Float64Array;
  readonly py: Float64Array;
  readonly pz: Float64Array;
  /** Energy of the cluster in the calorimeter, GeV; 0 without a cluster. */
  readonly cluster: Float64Array;
  /** Bits of `FOUND`. */
  readonly flags: Uint8Array;
  /** True production vertex, cm. */
  readonly vertex?: ParticleColumns["vertex"];
}

/** What the detector measured of a block of events. */
export interface DetectedBlock {
  readonly length: number;
  readonly particles: readonly DetectedParticle[];
}

/** Species that leave tracks, as rows of tables of probabilities; −1 is everything else. */
export const SPECIES = { electron: 0, muon: 1, pion: 2, kaon: 3, proton: 4 } as const;

/** Masses of the species in GeV, in the order of `SPECIES`. */
export const SPECIES_MASS = Float64Array.of(MASS.electron, MASS.muon, MASS.pionCharged, MASS.kaonCharged, MASS.proton);

/** Row of `SPECIES` of a PDG code; −1 for neutral, unstable and empty. */
export function speciesOf(pdg: number): number {
  switch (pdg < 0 ? -pdg : pdg) {
    case PDG.muon:
      return SPECIES.muon;
    case PDG.electron:
      return SPECIES.electron;
    case PDG.pionCharged:
      return SPECIES.pion;
    case PDG.kaonCharged:
      return SPECIES.kaon;
    case PDG.proton:
      return SPECIES.proton;
    default:
      return -1;
  }
}

/** Whether a charged particle of that species and code is negative: leptons have positive codes when negative. */
export function isNegative(species: number, pdg: number): boolean {
  return species <= SPECIES.muon ? pdg > 0 : pdg < 0;
}

/** Empty columns for the measurement of a block. */
export function emptyDetection(block: EventBlock): DetectedBlock {
  const { length } = block;
  return {
    length,
    particles: block.particles.map(
      ({ name, pdg, vertex }): DetectedParticle => ({
        name,
        pdg,
        px: new Float64Array(length),
        py: new Float64Array(length),
        pz: new Float64Array(length),
        cluster: new Float64Array(length),
        flags: new Uint8Array(length),
        ...(vertex ? { vertex } : {}),
      }),
    ),
  };
}
