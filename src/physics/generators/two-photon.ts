import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB, MASS, PDG } from "../constants.js";
import type { CollisionOptions } from "./collision.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { TabulatedDensity } from "./tabulated-density.js";
import { TAU_DECAY_SLOTS, TAU_PHOTON_SLOTS, type TauChoice, TauPairDecay } from "./tau-pair-decay.js";

/** What defines e⁺e⁻ → e⁺e⁻ℓ⁺ℓ⁻ by two photons. */
export interface TwoPhotonOptions extends CollisionOptions {
  /** The pair; muons unless told. */
  readonly leptons?: "muon" | "tau";
  /** Least mass of the pair in GeV; 0.5, or the threshold of the pair where that is more. */
  readonly leastPairMass?: number;
  /** Least energy in GeV of the two photons together, before their virtualities; 0 unless told. */
  readonly leastPairEnergy?: number;
}

/** The same with decays of a τ pair. */
export interface DecayingTwoPhotonOptions extends TwoPhotonOptions {
  /** Decays of the τ⁻ and of the τ⁺, whose branching fractions the cross-section then includes; undecayed unless told. */
  readonly decays?: readonly [TauChoice, TauChoice];
}

/**
 * Largest virtuality of a photon over W²: with 1/4 the cross-section for W > 0.5 GeV is 18.5 nb, near the 18.9 nb of
 * the exact calculation of e⁺e⁻μ⁺μ⁻ (AAFH, recalled). Assumption.
 */
export const LARGEST_VIRTUALITY = 0.25;

/** Least pair mass (GeV) that is generated unless told; lighter pairs do not reach the detector. Our choice. */
const LEAST_PAIR_MASS = 0.5;

/**
 * How often virtualities are drawn again where the scattered particles could not carry them: they are those of the
 * approximation, given that the event exists, so that the cross-section stays that of the approximation.
 */
const ATTEMPTS = 100;

const M2 = MASS.electron * MASS.electron;

/** x n(x) of one beam: photons of energy fraction x with virtualities up to `largest` (GeV²), beam energy in GeV. */
function photonFlux(x: number, beamEnergy: number, largest: number): number {
  const least = (M2 * x * x) / (1 - x);
  const most = Math.min(4 * beamEnergy * beamEnergy * (1 - x), largest);
  if (!(most > least)) return 0;
  const z = 1 - x;
  return (ALPHA / (2 * Math.PI)) * ((1 + z * z) * Math.log(most / least) - 2 * M2 * x * x * (1 / least - 1 / most));
}

/** σ(γγ → ℓ⁺ℓ⁻) in fb of real photons at the mass W (GeV); 0 below threshold. */
export function pairCrossSection(w: number, mass: number): number {
  const r = (mass * mass) / (w * w);
  if (r >= 0.25) return 0;
  const beta = Math.sqrt(1 - 4 * r);
  // (1 + β)/(1 − β) without the cancellation.
  const logarithm = Math.log(((1 + beta) * (1 + beta)) / (4 * r));
  const bracket = (1 + 4 * r - 8 * r * r) * logarithm - beta * (1 + 4 * r);
  return ((4 * Math.PI * ALPHA * ALPHA) / (w * w)) * HBARC2_FB * bracket;
}

const [MINUS, PLUS, ELECTRON, POSITRON] = [0, 1, 2, 3];

/** Sampler of e⁺e⁻ → e⁺e⁻ℓ⁺ℓ⁻ in the equivalent-photon approximation. */
export function twoPhotonProcess(options: DecayingTwoPhotonOptions): Process {
  const { sqrtS, energySpread, leptons = "muon", leastPairEnergy = 0 } = options;
  const mass = MASS[leptons];
  const mass2 = mass * mass;
  const code = PDG[leptons];
  const least = Math.max(options.leastPairMass ?? LEAST_PAIR_MASS, 2 * mass);
  if (!(least < sqrtS)) throw new RangeError(`pair mass: ${least} GeV, expected less than √s = ${sqrtS} GeV`);
  // Photons of fractions (W/√s) exp(±t) have the energy W cosh t: |t| is between these two.
  const leastTilt = (w: number) => Math.acosh(Math.max(1, leastPairEnergy / w));
  const mostTilt = (w: number, energy: number) => Math.log(energy / w);
  // Table in ln W: cross-section, tilts and both fluxes at equal fractions.
  const table = new TabulatedDensity(
    (logarithm) => {
      const w = Math.exp(logarithm);
      const tilts = mostTilt(w, sqrtS) - leastTilt(w);
      if (!(tilts > 0)) return 0;
      const flux = photonFlux(w / sqrtS, 0.5 * sqrtS, LARGEST_VIRTUALITY * w * w);
      return pairCrossSection(w, mass) * flux * flux * tilts;
    },
    Math.log(least),
    Math.log(sqrtS),
    512,
  );
  const virtuality = new Float64Array(2);
  if (options.decays && leptons !== "tau") throw new RangeError(`decays of a ${leptons} pair: only τ decay here`);
  const decay = options.decays && new TauPairDecay(options.decays);
  const branching = decay?.branchingFraction ?? 1;
  const undecayed = new Float64Array(16);
  const beamSlot = decay ? TAU_DECAY_SLOTS.length : ELECTRON;

  const draw = (stream: RandomStream, trial: Trial): number => {
    const { pdg } = trial;
    const momenta = decay ? undecayed : trial.momenta;
    const energy = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    const beam = 0.5 * energy;
    const w = Math.exp(table.at(stream.uniformFast()));
    const root = w / energy;
    const t = leastTilt(w);
    const tilts = mostTilt(w, energy) - t;
    if (!(tilts > 0)) return 0;
    const side = 2 * stream.uniformFast() - 1;
    const tilt = Math.exp(side < 0 ? tilts * side - t : tilts * side + t);
    const x1 = root * tilt;
    const x2 = root / tilt;
    const largest = LARGEST_VIRTUALITY * w * w;
    // dx₁ dx₂ = 2 x₁x₂ dlnW dt, on both sides of t = 0.
    const flux = photonFlux(x1, beam, largest) * photonFlux(x2, beam, largest);
    const weight = (branching * 4 * tilts * flux * pairCrossSection(w, mass)) / table.density;
    if (weight === 0) return 0;

    let scattered = false;
    for (let attempt = 0; attempt < ATTEMPTS && !scattered; attempt++) {
      virtuality[0] = drawVirtuality(stream, x1, beam, largest);
      virtuality[1] = drawVirtuality(stream, x2, beam, largest);
      scattered = scatter(momenta, stream, energy, x1, x2, virtuality, w * w);
    }
    if (!scattered) return 0;

    // The pair in its rest frame about the beam axis, then along what the beam particles have left.
    const beta2 = 1 - (4 * mass2) / (w * w);
    const beta = Math.sqrt(Math.max(0, beta2));
    const cosine = drawCosine(stream, beta, beta2);
    const sine = Math.sqrt(1 - cosine * cosine);
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const momentum = 0.5 * w * beta;
    const x = -momenta[4 * ELECTRON] - momenta[4 * POSITRON];
    const y = -momenta[4 * ELECTRON + 1] - momenta[4 * POSITRON + 1];
    const z = -momenta[4 * ELECTRON + 2] - momenta[4 * POSITRON + 2];
    const e = energy - momenta[4 * ELECTRON + 3] - momenta[4 * POSITRON + 3];
    const px = momentum * sine * Math.cos(azimuth);
    const py = momentum * sine * Math.sin(azimuth);
    const pz = momentum * cosine;
    const along = px * x + py * y + pz * z;
    for (let lepton = 0; lepton < 2; lepton++) {
      const sign = 1 - 2 * lepton;
      const at = 4 * (lepton === 0 ? MINUS : PLUS);
      const shift = (sign * along) / (w * (e + w)) + 0.5;
      momenta[at] = sign * px + shift * x;
      momenta[at + 1] = sign * py + shift * y;
      momenta[at + 2] = sign * pz + shift * z;
      momenta[at + 3] = 0.5 * e + (sign * along) / w;
    }
    if (decay) {
      // Real photons make τ of opposite helicities where they are fast: both decay with the same polarisation.
      const polarisation = stream.uniformFast() < 0.5 ? 1 : -1;
      decay.draw(stream, undecayed, polarisation, polarisation, trial, beamSlot + 2);
      trial.momenta.set(undecayed.subarray(4 * ELECTRON), 4 * beamSlot);
    } else {
      pdg[MINUS] = code;
      pdg[PLUS] = -code;
    }
    pdg[beamSlot] = PDG.electron;
    pdg[beamSlot + 1] = -PDG.electron;
    return weight;
  };
  const names = decay ? TAU_DECAY_SLOTS : leptons === "muon" ? ["mu-", "mu+"] : ["tau-", "tau+"];
  const photons = decay?.withPhotons ? TAU_PHOTON_SLOTS : [];
  return { slots: [...names, "beam electron", "beam positron", ...photons], draw };
}

/** Generator of e⁺e⁻ → e⁺e⁻μ⁺μ⁻ (or ττ) by two photons. */
export function twoPhoton(options: DecayingTwoPhotonOptions): Generator {
  const { sqrtS, leptons = "muon" } = options;
  const pair = leptons === "muon" ? "μ⁺μ⁻" : "τ⁺τ⁻";
  return makeGenerator(
    {
      id: [
        ...["two-photon", leptons, options.leastPairMass ?? "default", options.leastPairEnergy ?? 0],
        ...(options.decays ?? []),
      ].join("-"),
      title: `e⁺e⁻ → e⁺e⁻${pair}, two photons`,
      matrixElement:
        "γγ → ℓ⁺ℓ⁻ of real photons with the lepton mass, on equivalent photons of both beams with virtualities from the " +
        "kinematic least to W²/4 (assumption).",
      approximations: [
        "Photons of the t channel only: no pairs from radiated photons (the part that peaks at low pair mass against a " +
          "hard recoil), no radiation of the beams.",
        "The pair gets the transverse momentum of both virtualities, W kept; the amplitude is that of real photons.",
        ...(options.decays
          ? ["Helicities of the τ are opposite as for fast ones; transverse spins are left out."]
          : []),
        ...(options.radiation ? ["Radiation was asked for and is not simulated."] : []),
      ],
    },
    sqrtS,
    twoPhotonProcess(options),
  );
}

/** Virtuality (GeV²) from [(1 + (1−x)²)/q² − 2m²x²/q⁴] dq². */
function drawVirtuality(stream: RandomStream, x: number, beam: number, largest: number): number {
  const least = (M2 * x * x) / (1 - x);
  const most = Math.min(4 * beam * beam * (1 - x), largest);
  const z = 1 - x;
  const logarithm = Math.log(most / least);
  for (;;) {
    const q2 = least * Math.exp(logarithm * stream.uniformFast());
    if (stream.uniformFast() < 1 - (2 * M2 * x * x) / (q2 * (1 + z * z))) return q2;
  }
}

/** Cosine from [1 + 2β²(1 − β²)(1 − c²) − β⁴c⁴]/(1 − β²c²)². */
function drawCosine(stream: RandomStream, beta: number, beta2: number): number {
  const rapidity = Math.atanh(beta);
  for (;;) {
    const flat = 2 * stream.uniformFast() - 1;
    const c = beta > 1e-6 ? Math.tanh(flat * rapidity) / beta : flat;
    const square = beta2 * c * c;
    const exact = 1 + 2 * (1 - beta2) * (beta2 - square) - square * square;
    // exact/(1 − β²c²) stays below 2.
    if (stream.uniformFast() * 2 * (1 - square) < exact) return c;
  }
}

/**
 * Writes the scattered beam particles, with transverse momenta of the virtualities and energies such that the pair has
 * exactly the mass squared `w2`: both energy losses are scaled alike until it has. False where that cannot be.
 */
function scatter(
  momenta: Float64Array,
  stream: RandomStream,
  energy: number,
  x1: number,
  x2: number,
  virtuality: Float64Array,
  w2: number,
): boolean {
  const beam = 0.5 * energy;
  const t1 = Math.max(0, virtuality[0] * (1 - x1) - M2 * x1 * x1);
  const t2 = Math.max(0, virtuality[1] * (1 - x2) - M2 * x2 * x2);
  const angle1 = 2 * Math.PI * stream.uniformFast();
  const angle2 = 2 * Math.PI * stream.uniformFast();
  const px1 = Math.sqrt(t1) * Math.cos(angle1);
  const py1 = Math.sqrt(t1) * Math.sin(angle1);
  const px2 = Math.sqrt(t2) * Math.cos(angle2);
  const py2 = Math.sqrt(t2) * Math.sin(angle2);
  const kick2 = (px1 + px2) ** 2 + (py1 + py2) ** 2;
  let scale = 1;
  for (let iteration = 0; iteration < 30; iteration++) {
    const e1 = beam * (1 - scale * x1);
    const e2 = beam * (1 - scale * x2);
    const l1 = e1 * e1 - t1 - M2;
    const l2 = e2 * e2 - t2 - M2;
    if (e1 <= 0 || e2 <= 0 || l1 < 0 || l2 < 0) return false;
    const z1 = Math.sqrt(l1);
    const z2 = Math.sqrt(l2);
    const e = energy - e1 - e2;
    const z = z2 - z1;
    const excess = e * e - z * z - kick2 - w2;
    if (Math.abs(excess) < 1e-13 * energy * energy) {
      const a = 4 * ELECTRON;
      const b = 4 * POSITRON;
      momenta[a] = px1;
      momenta[a + 1] = py1;
      momenta[a + 2] = z1;
      momenta[a + 3] = e1;
      momenta[b] = px2;
      momenta[b + 1] = py2;
      momenta[b + 2] = -z2;
      momenta[b + 3] = e2;
      return true;
    }
    const slope = 2 * e * beam * (x1 + x2) - 2 * z * beam * ((x1 * e1) / z1 - (x2 * e2) / z2);
    scale -= excess / slope;
    if (!(scale > 0)) return false;
  }
  return false;
}
