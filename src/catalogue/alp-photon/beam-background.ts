import { assumed } from "../../analysis/origin.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II } from "../../physics/beams.js";
import { PDG } from "../../physics/constants.js";
import { cosDegrees } from "../../physics/detector/angles.js";
import type { Process, Trial } from "../../physics/generators/generator.js";

/**
 * Clusters that particles lost from the beams leave in the barrel: how many a second, how hard, and within which time a
 * cluster passes for one of the collision. No publication says it of 2018: a model.
 */
export const BEAM_BACKGROUND = {
  rate: assumed(
    1000,
    "Hz",
    "clusters above 1 GeV in the barrel; more would have filled the level-1 trigger of 2018 alone, so that it is rather too much than too little",
  ),
  power: assumed(3, "", "dR/dE ∝ E⁻³: softer than bremsstrahlung (1/E), as most of what is lost showers before"),
  timing: assumed(
    5,
    "ns",
    "Δt₉₉, within which 99 % of the clusters of a collision lie; those of the beams come at any time, evenly",
  ),
} as const;

/** σ of the time of a prompt cluster in Δt₉₉: a Gaussian of which 99 % lie within one. */
export const PROMPT_TIME = 1 / 2.5758;

const NANOSECOND = 1e-9;

/** Expected clusters above an energy (GeV, laboratory) in the barrel within ± so many Δt₉₉ of a collision. */
export function beamClusters(energy: number, within: number): number {
  const { rate, power, timing } = BEAM_BACKGROUND;
  return rate.value * energy ** (1 - power.value) * 2 * within * timing.value * NANOSECOND;
}

/** Where clusters of the beams are drawn: least energy (GeV) and polar angles (degrees) in the laboratory, and time. */
export interface BeamClusterRange {
  readonly energy: number;
  readonly polarAngle: readonly [number, number];
  /** Largest |t| in Δt₉₉. */
  readonly within: number;
}

/** Slot of the cluster that is added. */
export const BEAM_SLOT = "beam cluster";

/**
 * A reaction with one cluster of beam background beside it, evenly spread over the range's solid angle: its last slot. The
 * weight carries the probability that there is one, so that no event is made to be thrown away; of two it knows nothing.
 */
export function withBeamCluster({ slots, draw }: Process, { energy, polarAngle, within }: BeamClusterRange): Process {
  const probability = beamClusters(energy, within);
  const [highest, lowest] = polarAngle.map(cosDegrees);
  const exponent = 1 / (1 - BEAM_BACKGROUND.power.value);
  const m = BELLE_II.centreOfMassMatrix;
  const at = 4 * slots.length;
  return {
    slots: [...slots, BEAM_SLOT],
    draw(stream: RandomStream, trial: Trial): number {
      const weight = draw(stream, trial);
      if (weight === 0) return 0;
      const { momenta, pdg } = trial;
      const e = energy * (1 - stream.uniformFast()) ** exponent;
      const cosine = lowest + (highest - lowest) * stream.uniformFast();
      const phi = 2 * Math.PI * stream.uniformFast();
      const across = e * Math.sqrt(1 - cosine * cosine);
      const [px, py, pz] = [across * Math.cos(phi), across * Math.sin(phi), e * cosine];
      for (let k = 0; k < 4; k++) {
        // The matrix has the energy first, a trial has it last.
        momenta[at + ((k + 3) % 4)] = m[4 * k] * e + m[4 * k + 1] * px + m[4 * k + 2] * py + m[4 * k + 3] * pz;
      }
      pdg[slots.length] = PDG.photon;
      return weight * probability;
    },
  };
}
