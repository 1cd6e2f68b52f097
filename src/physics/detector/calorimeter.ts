import type { RandomStream } from "../../numerics/random.js";
import { PDG } from "../constants.js";
import type { ParticleColumns } from "../events.js";
import { CALORIMETER_PART, calorimeterEdges, calorimeterPart } from "./angles.js";
import type { CalorimeterConfiguration, Detector } from "./configuration.js";
import { type DetectedParticle, FOUND, SPECIES, speciesOf } from "./detected.js";

/**
 * Relative energy resolution σ_E/E at an energy in GeV: linear in ln E between the two published ends, constant
 * outside, times the factor of data over simulation.
 */
export function energyResolution(calorimeter: CalorimeterConfiguration, energy: number): number {
  const low = calorimeter.lowEnergy.value;
  const position = Math.log(energy / low) / Math.log(calorimeter.highEnergy.value / low);
  const part = Math.min(1, Math.max(0, position));
  const atLow = calorimeter.resolutionAtLowEnergy.value;
  return calorimeter.resolutionScale.value * (atLow + part * (calorimeter.resolutionAtHighEnergy.value - atLow));
}

/**
 * Measures the photons of one slot (laboratory, GeV): acceptance with its gaps, inefficiency, Gaussian smearing of
 * energy and direction, threshold. Writes momenta, cluster energies and the bits `cluster`, `neutral`.
 *
 * Clusters that overlap are not merged; photons that convert are the business of the generator.
 */
export function measurePhotons(
  slot: ParticleColumns,
  out: DetectedParticle,
  detector: Detector,
  stream: RandomStream,
): void {
  const { calorimeter } = detector;
  const edges = calorimeterEdges(calorimeter);
  const barrelMiss = calorimeter.barrelInefficiency.value;
  const endcapMiss = calorimeter.endcapInefficiency.value;
  const position = calorimeter.positionResolution.value;
  const threshold = calorimeter.clusterThreshold.value;
  const { pdg, px, py, pz, e } = slot;
  const length = pdg.length;
  for (let i = 0; i < length; i++) {
    if (pdg[i] !== PDG.photon) continue;
    const energy = e[i];
    // A photon far below threshold is not seen, whatever the resolution; zero energies have no direction.
    if (energy < 0.5 * threshold) continue;
    const x = px[i] / energy;
    const y = py[i] / energy;
    const z = pz[i] / energy;
    const part = calorimeterPart(edges, z);
    if (part === CALORIMETER_PART.none) continue;
    if (stream.uniformFast() < (part === CALORIMETER_PART.barrel ? barrelMiss : endcapMiss)) continue;
    const measured = energy * (1 + energyResolution(calorimeter, energy) * stream.normal());
    if (measured < threshold) continue;
    const rho = Math.sqrt(x * x + y * y);
    const along = position * stream.normal();
    const across = position * stream.normal();
    const dx = x + (along * z * x - across * y) / rho;
    const dy = y + (along * z * y + across * x) / rho;
    const dz = z - along * rho;
    const scale = measured / Math.sqrt(dx * dx + dy * dy + dz * dz);
    out.px[i] = scale * dx;
    out.py[i] = scale * dy;
    out.pz[i] = scale * dz;
    out.cluster[i] = measured;
    out.flags[i] = FOUND.cluster | FOUND.neutral;
  }
}

/**
 * Energy that the charged particles of one slot leave in the calorimeter (after `measureTracks`): muons and hadrons
 * that do not shower leave a Moyal-distributed minimum-ionising energy, electrons their energy less bremsstrahlung,
 * other hadrons a triangular fraction of their momentum. Writes cluster energies and the bit `cluster`.
 *
 * A particle without a track leaves a neutral cluster: its measured momentum is then that of the cluster.
 */
export function measureDeposits(
  slot: ParticleColumns,
  out: DetectedParticle,
  detector: Detector,
  stream: RandomStream,
): void {
  const { calorimeter, deposits } = detector;
  const edges = calorimeterEdges(calorimeter);
  const minimumPt2 = deposits.minimumTransverseMomentum.value ** 2;
  const peak = deposits.minimumIonisingPeak.value;
  const width = deposits.minimumIonisingWidth.value;
  const throughGoing = deposits.hadronMinimumIonising.value;
  const bremsstrahlung = deposits.bremsstrahlungProbability.value;
  const loss = deposits.bremsstrahlungLoss.value;
  const threshold = calorimeter.clusterThreshold.value;
  const { pdg, px, py, pz } = slot;
  const length = pdg.length;
  for (let i = 0; i < length; i++) {
    const species = speciesOf(pdg[i]);
    if (species < 0) continue;
    const pt2 = px[i] * px[i] + py[i] * py[i];
    if (pt2 < minimumPt2) continue;
    const p = Math.sqrt(pt2 + pz[i] * pz[i]);
    if (calorimeterPart(edges, pz[i] / p) === CALORIMETER_PART.none) continue;
    let energy: number;
    if (species === SPECIES.electron) {
      energy = p;
      if (stream.uniformFast() < bremsstrahlung) energy *= Math.max(0, 1 - loss * stream.exponential());
      energy *= 1 + energyResolution(calorimeter, p) * stream.normal();
    } else if (species === SPECIES.muon || stream.uniformFast() < throughGoing) {
      // −ln z² of a standard normal z is distributed as Moyal's approximation to Landau's energy loss, mode 0.
      energy = Math.min(p, peak - 2 * width * Math.log(Math.abs(stream.normal())));
    } else {
      energy = 0.5 * p * (stream.uniformFast() + stream.uniformFast());
    }
    if (energy < threshold) continue;
    out.cluster[i] = energy;
    if (out.flags[i] & FOUND.track) {
      out.flags[i] |= FOUND.cluster;
    } else {
      out.flags[i] |= FOUND.cluster | FOUND.neutral;
      out.px[i] = (energy * px[i]) / p;
      out.py[i] = (energy * py[i]) / p;
      out.pz[i] = (energy * pz[i]) / p;
    }
  }
}
