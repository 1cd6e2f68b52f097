import type { RandomStream } from "../../numerics/random.js";
import { MASS, type Parameter, PDG } from "../constants.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { decayPair } from "./trial-decay.js";

/**
 * Shape of e⁺e⁻ → hadrons near √s = 10.58 GeV: limited transverse momentum about an axis. A stand-in for the event
 * shape, the multiplicity and the energy flow of the continuum; it knows no resonances, strangeness or charm decays.
 */
export const HADRON_PARAMETERS = {
  crossSection: recalled(3.69e6, "fb", "Belle II Physics Book: uū, dd̄, ss̄ and cc̄ at 10.58 GeV"),
  chargedPairs: recalled(4.1, "", "ARGUS and CLEO: about 8.3 charged particles an event"),
  neutralPions: recalled(3.3, "", "ARGUS: about 3.2 neutral pions an event"),
  kaonShare: assumption(0.12, "", "K± among the charged particles"),
  transverseMomentum: assumption(0.32, "GeV", "Gaussian width of each component about the axis"),
  rapidity: assumption(2.4, "", "half width of the flat rapidity before momenta are balanced"),
} as const satisfies Record<string, Parameter>;

function recalled(value: number, unit: string, source: string): Parameter {
  return { value, unit, origin: "recalled", source };
}

function assumption(value: number, unit: string, source: string): Parameter {
  return { value, unit, origin: "assumption", source };
}

const MOST_PAIRS = 6;
const MOST_NEUTRAL = 6;
const MOST = 2 * MOST_PAIRS + MOST_NEUTRAL;
const CHARGED = Array.from({ length: 2 * MOST_PAIRS }, (_, i) => `hadron${i + 1}`);
const PHOTONS = Array.from({ length: 2 * MOST_NEUTRAL }, (_, i) => `photon${i + 1}`);
const SLOTS = [...CHARGED, ...PHOTONS, "radiated photon"];
const RADIATED = SLOTS.length - 1;
/** Least √s′ in GeV: below it there are resonances, of which this knows nothing. */
const THRESHOLD = 3;

/**
 * The factor λ that brings Σ√(m_T² + λ²p_L²) to the energy (both in GeV), by Newton's method on a convex function; NaN
 * where the transverse masses are too much already.
 */
function longitudinalScale(
  transverse2: Float64Array,
  longitudinal: Float64Array,
  count: number,
  energy: number,
): number {
  let rest = 0;
  let most = 0;
  for (let i = 0; i < count; i++) {
    rest += Math.sqrt(transverse2[i]);
    most += Math.abs(longitudinal[i]);
  }
  if (rest >= energy || most === 0) return Number.NaN;
  // λ Σ|p_L| < E at the root: this start is above it, from where Newton on a convex function does not overshoot.
  let scale = energy / most;
  for (let iteration = 0; iteration < 60; iteration++) {
    let sum = -energy;
    let slope = 0;
    for (let i = 0; i < count; i++) {
      const e = Math.sqrt(transverse2[i] + (scale * longitudinal[i]) ** 2);
      sum += e;
      slope += (scale * longitudinal[i] ** 2) / e;
    }
    const step = sum / slope;
    scale -= step;
    if (Math.abs(step) < 1e-14 * scale) break;
  }
  return scale;
}

/** Sampler: axis as 1 + cos²θ*, particles by limited transverse momentum about it, balanced; π⁰ → γγ. */
export function hadronsProcess(options: CollisionOptions): Process {
  const collision = new BeamCollision(options, THRESHOLD, (energy) => 1 / (energy * energy));
  const { crossSection, chargedPairs, neutralPions, kaonShare, transverseMomentum, rapidity } = HADRON_PARAMETERS;
  const x = new Float64Array(MOST);
  const y = new Float64Array(MOST);
  const z = new Float64Array(MOST);
  const transverse2 = new Float64Array(MOST);
  const codes = new Int32Array(MOST);
  const neutral = new Float64Array(12);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!collision.draw(stream)) return 0;
    const pairs = Math.min(MOST_PAIRS, 1 + stream.poisson(chargedPairs.value - 1));
    const charged = 2 * pairs;
    const count = charged + Math.min(MOST_NEUTRAL, stream.poisson(neutralPions.value));
    const width = transverseMomentum.value;
    let [sumX, sumY, sumZ] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      // Strangeness comes in pairs, as charge does.
      const second = i % 2 === 1 && i < charged;
      const kaon = second ? Math.abs(codes[i - 1]) === PDG.kaonCharged : stream.uniformFast() < kaonShare.value;
      codes[i] = i >= charged ? PDG.pionNeutral : (second ? -1 : 1) * (kaon ? PDG.kaonCharged : PDG.pionCharged);
      x[i] = width * stream.normal();
      y[i] = width * stream.normal();
      const mass = massOf(codes[i]);
      const flat = rapidity.value * (2 * stream.uniformFast() - 1);
      z[i] = Math.sqrt(mass * mass + x[i] * x[i] + y[i] * y[i]) * Math.sinh(flat);
      sumX += x[i];
      sumY += y[i];
      sumZ += z[i];
    }
    for (let i = 0; i < count; i++) {
      x[i] -= sumX / count;
      y[i] -= sumY / count;
      z[i] -= sumZ / count;
      transverse2[i] = massOf(codes[i]) ** 2 + x[i] * x[i] + y[i] * y[i];
    }
    const scale = longitudinalScale(transverse2, z, count, collision.reducedEnergy);
    if (!(scale > 0)) return 0;

    let cosine = 0;
    do cosine = 2 * stream.uniformFast() - 1;
    while (2 * stream.uniformFast() >= 1 + cosine * cosine);
    const sine = Math.sqrt(1 - cosine * cosine);
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const [cosPhi, sinPhi] = [Math.cos(azimuth), Math.sin(azimuth)];
    momenta.fill(0);
    pdg.fill(0);
    for (let i = 0; i < count; i++) {
      const along = scale * z[i];
      const inPlane = cosine * x[i] + sine * along;
      const to = i < charged ? momenta : neutral;
      const at = i < charged ? 4 * i : 0;
      to[at] = inPlane * cosPhi - y[i] * sinPhi;
      to[at + 1] = inPlane * sinPhi + y[i] * cosPhi;
      to[at + 2] = cosine * along - sine * x[i];
      to[at + 3] = Math.sqrt(transverse2[i] + along * along);
      if (i < charged) {
        pdg[i] = codes[i];
        continue;
      }
      decayPair(
        neutral,
        0,
        MASS.pionNeutral,
        1,
        0,
        2,
        0,
        2 * stream.uniformFast() - 1,
        2 * Math.PI * stream.uniformFast(),
      );
      const slot = CHARGED.length + 2 * (i - charged);
      for (let k = 0; k < 8; k++) momenta[4 * slot + k] = neutral[4 + k];
      pdg[slot] = pdg[slot + 1] = PDG.photon;
    }
    collision.finish(momenta, pdg, RADIATED, RADIATED);
    return (crossSection.value * collision.weight * options.sqrtS ** 2) / collision.reducedEnergy ** 2;
  };
  return { slots: SLOTS, draw };
}

function massOf(code: number): number {
  const size = Math.abs(code);
  if (size === PDG.pionNeutral) return MASS.pionNeutral;
  return size === PDG.kaonCharged ? MASS.kaonCharged : MASS.pionCharged;
}

/** Generator of e⁺e⁻ → hadrons by the documented parametrisation `HADRON_PARAMETERS`. */
export function hadrons(options: CollisionOptions): Generator {
  return makeGenerator(
    {
      id: "hadrons",
      title: "e⁺e⁻ → hadrons",
      matrixElement: "none: limited transverse momentum about an axis that goes as 1 + cos²θ",
      approximations: [
        "multiplicity, transverse momentum and kaon share are parameters, not predictions",
        "charged pions and kaons and π⁰ only; at most 12 charged particles and 6 π⁰",
        "cross-section as 1/s′ above 3 GeV, with radiation along the beam line",
      ],
    },
    options.sqrtS,
    hadronsProcess(options),
  );
}
