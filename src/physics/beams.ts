import type { RandomStream } from "../numerics/random.js";
import type { EventBlock, ParticleColumns } from "./events.js";
import type { FourVector } from "./kinematics.js";
import {
  boostMatrix,
  inverse,
  type LorentzMatrix,
  product,
  rotationAboutY,
  transform,
  transformColumns,
} from "./transformations.js";

/**
 * The colliding beams, in the laboratory: z along the solenoid axis, towards where the electrons fly; both beams in
 * the x–z plane. Electron mass neglected. Energies in GeV, angles in radians.
 */
export interface Beams {
  readonly name: string;
  readonly electronEnergy: number;
  readonly positronEnergy: number;
  /** Full crossing angle: the sum of the two angles below. */
  readonly crossingAngle: number;
  /** Angle of the electron momentum to +z, towards +x. */
  readonly electronAngle: number;
  /** Angle of the positron momentum to −z, towards +x. */
  readonly positronAngle: number;
  readonly sqrtS: number;
  /** Gaussian spread (standard deviation) of √s. */
  readonly energySpread: number;
  /** Total four-momentum. */
  readonly momentum: FourVector;
  /** |p|/√s of the centre-of-mass frame in the laboratory. */
  readonly betaGamma: number;
  /** From the centre-of-mass frame with e⁻ along +z to the laboratory. */
  readonly laboratoryMatrix: LorentzMatrix;
  /** From the laboratory to the centre-of-mass frame with e⁻ along +z. */
  readonly centreOfMassMatrix: LorentzMatrix;
}

/** What defines beams: nominal energies, which are both scaled so that √s comes out as asked. */
export interface BeamParameters {
  readonly name: string;
  readonly electronEnergy: number;
  readonly positronEnergy: number;
  readonly electronAngle: number;
  readonly positronAngle: number;
  readonly sqrtS: number;
  readonly energySpread: number;
}

/**
 * Beams from their nominal energies and angles. s = 2E₋E₊(1 + cos θ_c); both energies are scaled by the same factor to
 * reach the asked √s, which leaves the boost as it was.
 */
export function collidingBeams(parameters: BeamParameters): Beams {
  const { name, electronAngle, positronAngle, sqrtS, energySpread } = parameters;
  const crossingAngle = electronAngle + positronAngle;
  const nominal = 2 * Math.sqrt(parameters.electronEnergy * parameters.positronEnergy) * Math.cos(crossingAngle / 2);
  const scale = sqrtS / nominal;
  const electronEnergy = parameters.electronEnergy * scale;
  const positronEnergy = parameters.positronEnergy * scale;
  const momentum = {
    e: electronEnergy + positronEnergy,
    px: electronEnergy * Math.sin(electronAngle) + positronEnergy * Math.sin(positronAngle),
    py: 0,
    pz: electronEnergy * Math.cos(electronAngle) - positronEnergy * Math.cos(positronAngle),
  };
  const boost = boostMatrix(momentum);
  const electron = transform(inverse(boost), {
    e: electronEnergy,
    px: electronEnergy * Math.sin(electronAngle),
    py: 0,
    pz: electronEnergy * Math.cos(electronAngle),
  });
  // A pure boost leaves the e⁻ slightly off the z axis, in the x–z plane: turn the frame about y until it is on it.
  const laboratoryMatrix = product(boost, rotationAboutY(Math.atan2(electron.px, electron.pz)));
  return {
    name,
    electronEnergy,
    positronEnergy,
    crossingAngle,
    electronAngle,
    positronAngle,
    sqrtS,
    energySpread,
    momentum,
    betaGamma: Math.hypot(momentum.px, momentum.pz) / sqrtS,
    laboratoryMatrix,
    centreOfMassMatrix: inverse(laboratoryMatrix),
  };
}

/**
 * SuperKEKB as seen by Belle II: 7 GeV electrons on 4 GeV positrons (published), full crossing angle 83 mrad
 * (recalled), the solenoid axis along the bisector (assumption), spread of √s 5.4 MeV (assumption).
 */
export const BELLE_II: Beams = collidingBeams({
  name: "Belle II",
  electronEnergy: 7,
  positronEnergy: 4,
  electronAngle: 0.0415,
  positronAngle: 0.0415,
  sqrtS: 10.58,
  energySpread: 0.0054,
});

/**
 * KEKB as seen by Belle: 8 GeV electrons on 3.5 GeV positrons, crossing at 22 mrad, the positron beam along the
 * solenoid axis (published: NIM A479 (2002) 117); spread of √s 5.4 MeV (assumption, as for Belle II).
 */
export const BELLE: Beams = collidingBeams({
  name: "Belle",
  electronEnergy: 8,
  positronEnergy: 3.5,
  electronAngle: 0.022,
  positronAngle: 0,
  sqrtS: 10.58,
  energySpread: 0.0054,
});

/** A four-momentum of the centre-of-mass frame (e⁻ along +z) in the laboratory, GeV. */
export function momentumInLaboratory(v: FourVector, beams: Beams): FourVector {
  return transform(beams.laboratoryMatrix, v);
}

/** A four-momentum of the laboratory in the centre-of-mass frame (e⁻ along +z), GeV. */
export function momentumInCentreOfMass(v: FourVector, beams: Beams): FourVector {
  return transform(beams.centreOfMassMatrix, v);
}

/**
 * The block in the laboratory: new momentum columns, everything else shared. A block that is there already is returned
 * as it is. Vertices are positions in the laboratory in either frame: without a time they cannot be boosted.
 *
 * The transformation does not depend on √s, as the spread of √s scales both beams alike.
 */
export function toLaboratory(block: EventBlock, beams: Beams): EventBlock {
  return inFrame(block, "laboratory", beams.laboratoryMatrix);
}

/** The block in the centre-of-mass frame, e⁻ along +z; the inverse of `toLaboratory`. */
export function toCentreOfMass(block: EventBlock, beams: Beams): EventBlock {
  return inFrame(block, "centre-of-mass", beams.centreOfMassMatrix);
}

function inFrame(block: EventBlock, frame: EventBlock["frame"], matrix: LorentzMatrix): EventBlock {
  if (block.frame === frame) return block;
  const particles = block.particles.map((particle): ParticleColumns => {
    const column = () => new Float64Array(block.length);
    const moved = { ...particle, px: column(), py: column(), pz: column(), e: column() };
    transformColumns(matrix, particle, moved, block.length);
    return moved;
  });
  return { ...block, frame, particles };
}

/** √s of one collision (GeV): Gaussian about the nominal value. */
export function sampleSqrtS(beams: Beams, stream: RandomStream): number {
  return beams.sqrtS + beams.energySpread * stream.normal();
}
