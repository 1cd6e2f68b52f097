import type { RandomStream } from "../../numerics/random.js";
import { MASS, PDG } from "../constants.js";
import type { MaterialCylinder } from "../detector/configuration.js";
import { type EventBlock, particleColumns } from "../events.js";
import { slotIndex } from "./flight.js";

/** Probability to convert in one layer: 7/9 of its radiation lengths along the path, sin θ the sine of the polar angle. */
export function conversionProbability(thickness: number, sinTheta: number): number {
  return 1 - Math.exp((-7 * thickness) / (9 * sinTheta));
}

/** Fraction of the energy that e⁻ takes: dP/dx ∝ 1 − (4/3)x(1 − x) (complete screening; B. Rossi, PDG). */
export function conversionEnergyFraction(stream: RandomStream): number {
  for (;;) {
    const x = stream.uniformFast();
    if (stream.uniformFast() < 1 - (4 / 3) * x * (1 - x)) return x;
  }
}

/**
 * Angle u = θE/m_e of a lepton to the photon: the mixture of u·exp(−au) with a = 0.625
 * (one event in four) and 1.875, the parametrisation of the Tsai cross-section that GEANT uses (Y.-S. Tsai, Rev. Mod.
 * Phys. 46 (1974) 815).
 */
export function conversionAngle(stream: RandomStream): number {
  const slope = stream.uniformFast() < 0.25 ? 0.625 : 1.875;
  return -Math.log(stream.uniform() * stream.uniform()) / slope;
}

/** Energy fraction of e⁻ and angle u = θE/m_e of both leptons of a pair made by a photon of an energy in GeV. */
export type ConversionPair = (energy: number, stream: RandomStream) => { readonly share: number; readonly u: number };

const anyPair: ConversionPair = (_, stream) => ({
  share: conversionEnergyFraction(stream),
  u: conversionAngle(stream),
});

/** What all layers together make of a photon: the probability that it converts in any of them. */
export function totalConversionProbability(material: readonly MaterialCylinder[], sinTheta: number): number {
  return conversionProbability(
    material.reduce((sum, { thickness }) => sum + thickness.value, 0),
    sinTheta,
  );
}

/**
 * Converts one of the photons of the given slots in material: a new block, with that photon turned into an e⁺e⁻ pair in
 * two more slots "conversion e-" and "conversion e+" that stand at the point of conversion (cm, in the laboratory).
 *
 * Every event is made to convert one of its photons, drawn with equal shares, and its weight takes their number times
 * the probability, so that the weights sum to the expected number of conversions; the layer is drawn with its share.
 * The pair has the energy of the photon; the nucleus takes the missing momentum, of the order of m_e. Events without a
 * photon above 4m_e in the slot that was drawn stay, at weight 0.
 *
 * @param pair how the photon's energy is shared, and the angle; as the cross-section has it unless told
 * @throws RangeError for a block that is not in the laboratory
 */
export function convertPhotons(
  block: EventBlock,
  slots: readonly string[],
  material: readonly MaterialCylinder[],
  stream: RandomStream,
  pair: ConversionPair = anyPair,
): EventBlock {
  if (block.frame !== "laboratory") {
    throw new RangeError(`conversion: block in the ${block.frame} frame, expected laboratory`);
  }
  const indices = slots.map((name) => slotIndex(block, name));
  const { length } = block;
  const weight = block.weight.slice();
  const minus = particleColumns("conversion e-", length, PDG.electron, true);
  const plus = { ...particleColumns("conversion e+", length, -PDG.electron), vertex: minus.vertex };
  const vertex = minus.vertex!;
  const left = block.particles.map((particle, index) =>
    indices.includes(index) ? { ...particle, pdg: particle.pdg.slice() } : particle,
  );
  const present = new Int32Array(indices.length);

  for (let i = 0; i < length; i++) {
    let number = 0;
    for (const index of indices) if (left[index].pdg[i] === PDG.photon) present[number++] = index;
    const photon = left[present[number === 0 ? 0 : Math.floor(number * stream.uniformFast())]];
    const energy = photon.e[i];
    const [nx, ny, nz] = [photon.px[i] / energy, photon.py[i] / energy, photon.pz[i] / energy];
    const sine = Math.sqrt(nx * nx + ny * ny);
    if (number === 0 || energy <= 4 * MASS.electron || sine === 0) {
      weight[i] = 0;
      minus.pdg[i] = plus.pdg[i] = 0;
      continue;
    }
    photon.pdg[i] = 0;
    // Layer in which the photon is lost: cumulative loss, drawn within the total probability.
    let lost = 0;
    for (const { thickness } of material) lost += (1 - lost) * conversionProbability(thickness.value, sine);
    const target = stream.uniform() * lost;
    weight[i] *= number * lost;
    let reached = 0;
    let radius = 0;
    for (const { radius: at, thickness } of material) {
      reached += (1 - reached) * conversionProbability(thickness.value, sine);
      radius = at.value;
      if (target < reached) break;
    }
    const path = radius / sine;
    vertex.x[i] = (photon.vertex?.x[i] ?? 0) + path * nx;
    vertex.y[i] = (photon.vertex?.y[i] ?? 0) + path * ny;
    vertex.z[i] = (photon.vertex?.z[i] ?? 0) + path * nz;

    const { share, u } = pair(energy, stream);
    const available = energy - 2 * MASS.electron;
    const minusEnergy = MASS.electron + share * available;
    const plusEnergy = MASS.electron + (1 - share) * available;
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const transverse = u * MASS.electron;
    place(minus, i, minusEnergy, transverse / minusEnergy, azimuth, nx, ny, nz, sine);
    place(plus, i, plusEnergy, transverse / plusEnergy, azimuth + Math.PI, nx, ny, nz, sine);
  }
  return { ...block, particles: [...left, minus, plus], weight };
}

/** Writes one electron at an angle to the photon's direction n (its transverse length given). */
function place(
  to: { readonly px: Float64Array; readonly py: Float64Array; readonly pz: Float64Array; readonly e: Float64Array },
  i: number,
  energy: number,
  angle: number,
  azimuth: number,
  nx: number,
  ny: number,
  nz: number,
  sine: number,
): void {
  const momentum = Math.sqrt(energy * energy - MASS.electron ** 2);
  const turn = Math.min(angle, Math.PI);
  const u = momentum * Math.sin(turn) * Math.cos(azimuth);
  const v = momentum * Math.sin(turn) * Math.sin(azimuth);
  const w = momentum * Math.cos(turn);
  const [cosPhi, sinPhi] = [nx / sine, ny / sine];
  to.px[i] = nz * cosPhi * u - sinPhi * v + nx * w;
  to.py[i] = nz * sinPhi * u + cosPhi * v + ny * w;
  to.pz[i] = -sine * u + nz * w;
  to.e[i] = energy;
}
