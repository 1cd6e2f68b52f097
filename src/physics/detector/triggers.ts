import type { RandomStream } from "../../numerics/random.js";
import type { Beams } from "../beams.js";
import { cosDegrees, cosineRange } from "./angles.js";
import type { Detector, TriggerConfiguration } from "./configuration.js";
import { type DetectedBlock, FOUND } from "./detected.js";

/** Bits of the level-1 trigger lines. */
export const TRIGGER = {
  /** Two full tracks with an azimuthal opening, no Bhabha event. */
  twoTracks: 1,
  /** Three full tracks. */
  threeTracks: 2,
  /** Two tracks with an opening, or three, of which at least one is short. */
  shortTracks: 4,
  /** Energy in the barrel and part of the endcap, no Bhabha event. */
  energy: 8,
  /** A full track identified in the muon system. */
  singleMuon: 16,
  /** A neutral cluster above the low, the middle, the high threshold (0.5, 1, 2 GeV). */
  photonLow: 32,
  photonMiddle: 64,
  photonHigh: 128,
  /** Three isolated clusters. */
  threeClusters: 256,
  fourClusters: 512,
  /** Three clusters of which one is harder, no isolation. */
  lowMultiplicity: 1024,
  /** Two tracks from a displaced vertex. */
  displacedVertex: 2048,
} as const;

/** Name of a trigger line. */
export type TriggerLine = keyof typeof TRIGGER;

/**
 * Which trigger lines' conditions each event of a detected block fulfils, as bits of `TRIGGER`. Conditions only: the
 * plateau efficiencies are weights of an analysis (`triggerEfficiency`) or thrown by `throwTriggers`.
 */
export function triggerConditions(detected: DetectedBlock, detector: Detector, beams: Beams): Uint16Array {
  const { triggers, vertices } = detector;
  const conditions = new Uint16Array(detected.length);
  const { particles } = detected;
  const slots = particles.length;
  const m = beams.centreOfMassMatrix;

  const full = triggers.fullTrackTransverseMomentum.value;
  const short = triggers.shortTrackTransverseMomentum.value;
  const [fullCosMinimum, fullCosMaximum] = cosineRange(triggers.fullTrackPolarAngle);
  const cosOpening = cosDegrees(triggers.trackOpening.value);
  const muonMomentum = triggers.singleMuonMomentum.value;
  const [energyCosMinimum, energyCosMaximum] = cosineRange(triggers.energyPolarAngle);
  const [photonCosMinimum, photonCosMaximum] = cosineRange(triggers.photonPolarAngle);
  const low = triggers.photonLow.value;
  const middle = triggers.photonMiddle.value;
  const high = triggers.photonHigh.value;
  const energyThreshold = triggers.energy.value;
  const countEnergy = triggers.fourClusterEnergy.value;
  const lowOthers = triggers.lowMultiplicityOthers.value;
  const lowLeading = triggers.lowMultiplicityLeading.value;
  const bhabhaHigher = triggers.bhabhaHigherEnergy.value;
  const bhabhaLower = triggers.bhabhaLowerEnergy.value;
  const cosBack = -cosDegrees(triggers.bhabhaAcollinearity.value);
  const isolatedLeading = triggers.threeClusterLeading.value;
  const isolatedOthers = triggers.threeClusterOthers.value;
  const cosIsolation = cosDegrees(triggers.threeClusterIsolation.value);
  const displacedFrom = triggers.displacedVertexRadius.from.value;
  const displacedTo = Math.min(triggers.displacedVertexRadius.to.value, vertices.largestRadius.value);

  // Scratch of one event: transverse momenta of tracks, four-momenta of clusters in the centre-of-mass frame.
  const trackX = new Float64Array(slots);
  const trackY = new Float64Array(slots);
  const trackPt = new Float64Array(slots);
  const trackIsFull = new Uint8Array(slots);
  const clusters = new Float64Array(4 * slots);

  for (let i = 0; i < detected.length; i++) {
    let tracks = 0;
    let fullTracks = 0;
    let displaced = 0;
    let count = 0;
    let energy = 0;
    let overCount = 0;
    let overLow = 0;
    let overIsolated = 0;
    let hardest = 0;
    let hardestStar = 0;
    let bits = 0;
    for (let s = 0; s < slots; s++) {
      const particle = particles[s];
      const flags = particle.flags[i];
      if (flags === 0) continue;
      const x = particle.px[i];
      const y = particle.py[i];
      const z = particle.pz[i];
      const pt2 = x * x + y * y;
      const p = Math.sqrt(pt2 + z * z);
      if (flags & FOUND.track) {
        const pt = Math.sqrt(pt2);
        const isFull = pt > full && z > fullCosMinimum * p && z < fullCosMaximum * p;
        if (isFull || pt > short) {
          trackX[tracks] = x;
          trackY[tracks] = y;
          trackPt[tracks] = pt;
          trackIsFull[tracks++] = isFull ? 1 : 0;
          if (isFull) fullTracks++;
        }
        if (isFull && p > muonMomentum && flags & FOUND.muon) bits |= TRIGGER.singleMuon;
        if (particle.vertex) {
          const vx = particle.vertex.x[i];
          const vy = particle.vertex.y[i];
          const radius = Math.sqrt(vx * vx + vy * vy);
          if (radius > displacedFrom && radius < displacedTo) displaced++;
        }
      }
      if (flags & FOUND.cluster) {
        const e = particle.cluster[i];
        if (z > energyCosMinimum * p && z < energyCosMaximum * p) energy += e;
        if (e > countEnergy) overCount++;
        if (e > lowOthers) overLow++;
        if (e > hardest) hardest = e;
        const unit = e / p;
        const cx = unit * x;
        const cy = unit * y;
        const cz = unit * z;
        const at = 4 * count++;
        const star = m[0] * e + m[1] * cx + m[2] * cy + m[3] * cz;
        const starZ = m[12] * e + m[13] * cx + m[14] * cy + m[15] * cz;
        clusters[at] = star;
        clusters[at + 1] = m[4] * e + m[5] * cx + m[6] * cy + m[7] * cz;
        clusters[at + 2] = m[8] * e + m[9] * cx + m[10] * cy + m[11] * cz;
        clusters[at + 3] = starZ;
        if (star > hardestStar) hardestStar = star;
        if (star > isolatedOthers) overIsolated++;
        if (flags & FOUND.neutral && star > low && starZ > photonCosMinimum * star && starZ < photonCosMaximum * star) {
          bits |= TRIGGER.photonLow;
          if (star > middle) bits |= TRIGGER.photonMiddle;
          if (star > high) bits |= TRIGGER.photonHigh;
        }
      }
    }
    const veto = hardestStar > bhabhaHigher && isBhabha(clusters, count, bhabhaHigher, bhabhaLower, cosBack);
    for (let a = 0; a < tracks; a++) {
      for (let b = 0; b < a; b++) {
        if (trackX[a] * trackX[b] + trackY[a] * trackY[b] > cosOpening * trackPt[a] * trackPt[b]) continue;
        if (!(trackIsFull[a] & trackIsFull[b])) bits |= TRIGGER.shortTracks;
        else if (!veto) bits |= TRIGGER.twoTracks;
      }
    }
    if (fullTracks >= 3) bits |= TRIGGER.threeTracks;
    if (tracks >= 3 && fullTracks < tracks) bits |= TRIGGER.shortTracks;
    if (energy > energyThreshold && !veto) bits |= TRIGGER.energy;
    if (overCount >= 4) bits |= TRIGGER.fourClusters;
    if (overLow >= 3 && hardest > lowLeading) bits |= TRIGGER.lowMultiplicity;
    if (
      overIsolated >= 3 &&
      hardestStar > isolatedLeading &&
      hasThreeIsolated(clusters, count, isolatedOthers, cosIsolation)
    )
      bits |= TRIGGER.threeClusters;
    if (displaced >= 2) bits |= TRIGGER.displacedVertex;
    conditions[i] = bits;
  }
  return conditions;
}

/** Whether two of the clusters (rows E, x, y, z in the centre-of-mass frame) look like a Bhabha pair. */
function isBhabha(clusters: Float64Array, count: number, higher: number, lower: number, cosBack: number): boolean {
  for (let a = 0; a < count; a++) {
    if (clusters[4 * a] < higher) continue;
    for (let b = 0; b < count; b++) {
      if (b !== a && clusters[4 * b] > lower && cosineBetween(clusters, a, b) < cosBack) return true;
    }
  }
  return false;
}

/** Whether three clusters above a threshold are isolated: from the hardest down, each apart from those before. */
function hasThreeIsolated(clusters: Float64Array, count: number, threshold: number, cosIsolation: number): boolean {
  let ceiling = Number.POSITIVE_INFINITY;
  let first = -1;
  let second = -1;
  for (let round = 0; round < count; round++) {
    let hardest = -1;
    for (let a = 0; a < count; a++) {
      if (clusters[4 * a] < ceiling && (hardest < 0 || clusters[4 * a] > clusters[4 * hardest])) hardest = a;
    }
    if (hardest < 0 || clusters[4 * hardest] < threshold) return false;
    ceiling = clusters[4 * hardest];
    if (first < 0) first = hardest;
    else if (cosineBetween(clusters, first, hardest) > cosIsolation) continue;
    else if (second < 0) second = hardest;
    else if (cosineBetween(clusters, second, hardest) < cosIsolation) return true;
  }
  return false;
}

/** Cosine of the angle between two clusters; massless, so that |p| = E. */
function cosineBetween(clusters: Float64Array, a: number, b: number): number {
  const i = 4 * a;
  const j = 4 * b;
  const dot = clusters[i + 1] * clusters[j + 1] + clusters[i + 2] * clusters[j + 2] + clusters[i + 3] * clusters[j + 3];
  return dot / (clusters[i] * clusters[j]);
}

/** Plateau efficiency of a trigger line, from the configuration of its detector. */
export function triggerEfficiency(triggers: TriggerConfiguration, line: TriggerLine): number {
  switch (line) {
    case "twoTracks":
    case "shortTracks":
      return triggers.twoTrackEfficiency.value;
    case "threeTracks":
      return triggers.threeTrackEfficiency.value;
    case "energy":
      return triggers.energyEfficiency.value;
    case "singleMuon":
      return triggers.singleMuonEfficiency.value;
    case "photonLow":
    case "photonMiddle":
    case "photonHigh":
      return triggers.photonEfficiency.value;
    case "threeClusters":
    case "fourClusters":
    case "lowMultiplicity":
      return triggers.clusterEfficiency.value;
    case "displacedVertex":
      return triggers.displacedVertexEfficiency.value;
  }
}

/**
 * Trigger decisions from conditions, in place: each line whose condition is fulfilled fires with its efficiency,
 * independently of the others, so that the OR of lines is taken event by event.
 */
export function throwTriggers(conditions: Uint16Array, triggers: TriggerConfiguration, stream: RandomStream): void {
  for (const line of Object.keys(TRIGGER) as TriggerLine[]) {
    const bit = TRIGGER[line];
    const efficiency = triggerEfficiency(triggers, line);
    for (let i = 0; i < conditions.length; i++) {
      if (conditions[i] & bit && stream.uniformFast() >= efficiency) conditions[i] &= ~bit;
    }
  }
}
