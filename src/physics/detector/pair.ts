import type { RandomStream } from "../../numerics/random.js";
import type { Beams } from "../beams.js";
import type { EventBlock } from "../events.js";
import { angleDegrees } from "./angles.js";
import type { Detector } from "./configuration.js";
import { type DetectedBlock, FOUND, SPECIES, SPECIES_MASS } from "./detected.js";
import { PAIR_OBSERVABLES, type PairObservable } from "./pair-observables.js";
import { observePhotons } from "./pair-photons.js";
import { detect } from "./response.js";
import { triggerConditions } from "./triggers.js";
import { vertexResolution } from "./vertices.js";

/** Reconstructed pairs of a block: one entry for each event that has a negative and a positive track. */
export interface PairColumns {
  readonly length: number;
  /** Index of the event in its block. */
  readonly event: Int32Array;
  /** Weight of the event, fb per trial. */
  readonly weight: Float64Array;
  /** Trials behind the whole block, also those without a pair. */
  readonly trials: number;
  /** Trigger conditions, bits of `TRIGGER`. */
  readonly triggers: Uint16Array;
  /** Bits of `FOUND` of the negative and of the positive track. */
  readonly negativeFlags: Uint8Array;
  readonly positiveFlags: Uint8Array;
  readonly columns: Readonly<Record<PairObservable, Float64Array>>;
}

/** What may be chosen about a pair. */
export interface PairOptions {
  /** Names of the slots that may give the tracks of the pair; all of them if absent. */
  readonly legs?: readonly string[];
}

/**
 * Detector response and reconstruction of a block in the laboratory: in each event the negative and the positive track
 * of highest momentum, and what is beside them. Events without such a pair are left out.
 *
 * A track has the electron's mass if it is identified as an electron, else the muon's.
 *
 * @throws RangeError for a block in the centre-of-mass frame, and for a leg that is not a slot of the block.
 */
export function reconstructPair(
  block: EventBlock,
  detector: Detector,
  beams: Beams,
  stream: RandomStream,
  options: PairOptions = {},
): PairColumns {
  const detected = detect(block, detector, stream);
  return pairsOf(detected, block, detector, beams, stream, options);
}

/** The pairs of a block that has been through the detector: the second half of `reconstructPair`. */
export function pairsOf(
  detected: DetectedBlock,
  block: Pick<EventBlock, "weight" | "trials">,
  detector: Detector,
  beams: Beams,
  stream: RandomStream,
  options: PairOptions = {},
): PairColumns {
  const conditions = triggerConditions(detected, detector, beams);
  const { event, negative, positive, tracks } = choosePairs(detected, options.legs);
  const count = event.length;
  const { particles } = detected;
  const column = () => new Float64Array(count);
  const weight = column();
  const triggers = new Uint16Array(count);
  const negativeFlags = new Uint8Array(count);
  const positiveFlags = new Uint8Array(count);
  const columns = Object.fromEntries(PAIR_OBSERVABLES.map((name) => [name, column()])) as Record<
    PairObservable,
    Float64Array
  >;
  const {
    recoilMassSquared,
    recoilMass,
    recoilPolarAngle,
    pairMass,
    pairTransverseMomentum,
    pairMomentum,
    recoilTransverseToLeading,
    recoilTransverseToTrailing,
    azimuthalOpening,
    opening,
    negativePolarAngle,
    positivePolarAngle,
    negativeMomentum,
    positiveMomentum,
    negativeCluster,
    positiveCluster,
    negativeEnergyOverMomentum,
    positiveEnergyOverMomentum,
    cosHelicity,
    energyAsymmetry,
    tracks: trackCount,
    radius,
    pointingAngle,
  } = columns;
  const direction = { x: column(), y: column(), z: column() };

  const m = beams.centreOfMassMatrix;
  const beam = beams.momentum;
  for (let k = 0; k < count; k++) {
    const i = event[k];
    const first = particles[negative[i]];
    const second = particles[positive[i]];
    const flags1 = first.flags[i];
    const flags2 = second.flags[i];
    weight[k] = block.weight[i];
    triggers[k] = conditions[i];
    trackCount[k] = tracks[i];
    negativeFlags[k] = flags1;
    positiveFlags[k] = flags2;

    const x1 = first.px[i];
    const y1 = first.py[i];
    const z1 = first.pz[i];
    const x2 = second.px[i];
    const y2 = second.py[i];
    const z2 = second.pz[i];
    const mass1 = SPECIES_MASS[flags1 & FOUND.electron ? SPECIES.electron : SPECIES.muon];
    const mass2 = SPECIES_MASS[flags2 & FOUND.electron ? SPECIES.electron : SPECIES.muon];
    const q1 = x1 * x1 + y1 * y1;
    const q2 = x2 * x2 + y2 * y2;
    const p1 = Math.sqrt(q1 + z1 * z1);
    const p2 = Math.sqrt(q2 + z2 * z2);
    const e1 = Math.sqrt(p1 * p1 + mass1 * mass1);
    const e2 = Math.sqrt(p2 * p2 + mass2 * mass2);
    const transverse = x1 * x2 + y1 * y2;
    negativeMomentum[k] = p1;
    positiveMomentum[k] = p2;
    negativePolarAngle[k] = angleDegrees(z1 / p1);
    positivePolarAngle[k] = angleDegrees(z2 / p2);
    azimuthalOpening[k] = angleDegrees(transverse / Math.sqrt(q1 * q2));
    opening[k] = angleDegrees((transverse + z1 * z2) / (p1 * p2));
    negativeCluster[k] = first.cluster[i];
    positiveCluster[k] = second.cluster[i];
    negativeEnergyOverMomentum[k] = first.cluster[i] / p1;
    positiveEnergyOverMomentum[k] = second.cluster[i] / p2;

    const px = x1 + x2;
    const py = y1 + y2;
    const pz = z1 + z2;
    const e = e1 + e2;
    const rx = beam.px - px;
    const ry = beam.py - py;
    const rz = beam.pz - pz;
    const re = beam.e - e;
    const r2 = rx * rx + ry * ry + rz * rz;
    const mass2Recoil = re * re - r2;
    recoilMassSquared[k] = mass2Recoil;
    recoilMass[k] = mass2Recoil < 0 ? -Math.sqrt(-mass2Recoil) : Math.sqrt(mass2Recoil);
    recoilPolarAngle[k] = angleDegrees(rz / Math.sqrt(r2));
    const pairMass2 = Math.max(0, e * e - px * px - py * py - pz * pz);
    const mass = Math.sqrt(pairMass2);
    pairMass[k] = mass;

    // Centre-of-mass frame: the tracks, from which the recoil follows as minus their sum.
    const f1 = m[0] * e1 + m[1] * x1 + m[2] * y1 + m[3] * z1;
    const u1 = m[4] * e1 + m[5] * x1 + m[6] * y1 + m[7] * z1;
    const v1 = m[8] * e1 + m[9] * x1 + m[10] * y1 + m[11] * z1;
    const w1 = m[12] * e1 + m[13] * x1 + m[14] * y1 + m[15] * z1;
    const f2 = m[0] * e2 + m[1] * x2 + m[2] * y2 + m[3] * z2;
    const u2 = m[4] * e2 + m[5] * x2 + m[6] * y2 + m[7] * z2;
    const v2 = m[8] * e2 + m[9] * x2 + m[10] * y2 + m[11] * z2;
    const w2 = m[12] * e2 + m[13] * x2 + m[14] * y2 + m[15] * z2;
    const u = u1 + u2;
    const v = v1 + v2;
    const w = w1 + w2;
    const t2 = u * u + v * v;
    const g2 = t2 + w * w;
    const g = Math.sqrt(g2);
    pairTransverseMomentum[k] = Math.sqrt(t2);
    pairMomentum[k] = g;
    const s1 = u1 * u1 + v1 * v1 + w1 * w1;
    const s2 = u2 * u2 + v2 * v2 + w2 * w2;
    const along1 = u * u1 + v * v1 + w * w1;
    const along2 = u * u2 + v * v2 + w * w2;
    const across1 = Math.sqrt(Math.max(0, g2 - (along1 * along1) / s1));
    const across2 = Math.sqrt(Math.max(0, g2 - (along2 * along2) / s2));
    recoilTransverseToLeading[k] = s1 > s2 ? across1 : across2;
    recoilTransverseToTrailing[k] = s1 > s2 ? across2 : across1;
    const energy = f1 + f2;
    energyAsymmetry[k] = Math.abs(f1 - f2) / energy;
    cosHelicity[k] = helicity(f1, energy, g, mass, mass1, mass2);

    direction.x[k] = -u / g;
    direction.y[k] = -v / g;
    direction.z[k] = -w / g;

    const { vertex } = first;
    if (vertex && second.vertex) {
      const sigma = vertexResolution(detector.vertices, Math.sqrt(vertex.x[i] ** 2 + vertex.y[i] ** 2));
      const x = vertex.x[i] + sigma * stream.normal();
      const y = vertex.y[i] + sigma * stream.normal();
      const z = vertex.z[i] + sigma * stream.normal();
      radius[k] = Math.sqrt(x * x + y * y);
      const product = Math.sqrt((x * x + y * y + z * z) * (px * px + py * py + pz * pz));
      pointingAngle[k] = angleDegrees((x * px + y * py + z * pz) / product);
    }
  }
  observePhotons(detected, event, direction, m, detector.calorimeter.photonThreshold.value, columns);
  return { length: count, event, weight, trials: block.trials, triggers, negativeFlags, positiveFlags, columns };
}

/**
 * |cos θ_helicity| of the first of two tracks from its energy in the frame in which the pair has energy and momentum:
 * E₁ = γ E₁' + γβ p' cos θ, primes in the frame of the pair.
 */
function helicity(e1: number, energy: number, momentum: number, mass: number, mass1: number, mass2: number): number {
  const restEnergy = (mass * mass + mass1 * mass1 - mass2 * mass2) / (2 * mass);
  const restMomentum = Math.sqrt(Math.max(0, restEnergy * restEnergy - mass1 * mass1));
  const cosine = (e1 * mass - energy * restEnergy) / (momentum * restMomentum);
  return Number.isFinite(cosine) ? Math.min(1, Math.abs(cosine)) : 0;
}

interface ChosenPairs {
  /** Events that have a pair. */
  readonly event: Int32Array;
  /** Slots of the tracks of the pair, and the number of tracks, in each event of the block. */
  readonly negative: Uint8Array;
  readonly positive: Uint8Array;
  readonly tracks: Uint8Array;
}

/** In each event the negative and the positive track of highest momentum; events that lack one are left out. */
function choosePairs(detected: DetectedBlock, legs: readonly string[] | undefined): ChosenPairs {
  const { length, particles } = detected;
  const names = particles.map(({ name }) => name);
  for (const leg of legs ?? []) {
    if (!names.includes(leg)) throw new RangeError(`leg of the pair: ${leg}, the events have ${names.join(", ")}`);
  }
  const tracks = new Uint8Array(length);
  const negative = new Uint8Array(length);
  const positive = new Uint8Array(length);
  const hardestNegative = new Float64Array(length);
  const hardestPositive = new Float64Array(length);
  for (const [slot, { name, flags, px, py, pz }] of particles.entries()) {
    const mayBeLeg = legs === undefined || legs.includes(name);
    for (let i = 0; i < length; i++) {
      if (!(flags[i] & FOUND.track)) continue;
      tracks[i]++;
      if (!mayBeLeg) continue;
      const p2 = px[i] * px[i] + py[i] * py[i] + pz[i] * pz[i];
      if (flags[i] & FOUND.negative) {
        if (p2 <= hardestNegative[i]) continue;
        hardestNegative[i] = p2;
        negative[i] = slot;
      } else if (p2 > hardestPositive[i]) {
        hardestPositive[i] = p2;
        positive[i] = slot;
      }
    }
  }
  const event = new Int32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) if (hardestNegative[i] > 0 && hardestPositive[i] > 0) event[count++] = i;
  return { event: event.slice(0, count), negative, positive, tracks };
}
