import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB, PDG } from "../constants.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { dot } from "./trial-decay.js";

/** Cuts that keep e⁺e⁻ → e⁺e⁻γ finite, in the centre-of-mass frame. */
export interface BhabhaOptions {
  /** Centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Least energy of the photon in GeV. */
  readonly minimumEnergy: number;
  /** Least angle of the photon to the beam line in degrees. */
  readonly minimumAngle: number;
  /** Least angle of the electron and of the positron to the beam line in degrees, far above m_e/E (0.006°). */
  readonly minimumLeptonAngle: number;
  /** Least angle between the photon and either of them in degrees, far above m_e/E too. */
  readonly minimumSeparation: number;
  /** Least mass of the e⁺e⁻ pair in GeV, far above 2m_e: a hard photon against a pair of no mass is singular. */
  readonly minimumPairMass: number;
}

const SLOTS = ["e-", "e+", "photon"] as const;
const [MINUS, PLUS, PHOTON] = SLOTS.keys();
/** Scratch slots of the beams: electron, positron. */
const ELECTRON = 3;
const POSITRON = 4;

/**
 * Spin-averaged |M|² of e⁺e⁻ → e⁺e⁻γ in GeV⁻², electron mass neglected: −e⁶(v_p − v_q)²[ss′(s² + s′²) + tt′(t² + t′²)
 * + uu′(u² + u′²)]/(ss′tt′), v = p₊/(p₊k) − p₋/(p₋k) (F. A. Berends et al., Nucl. Phys. B206 (1982) 61).
 *
 * `momenta` as in `Trial`: slots e⁻, e⁺, photon, then the beams e⁻, e⁺.
 */
export function bhabhaMatrixElement(momenta: Float64Array): number {
  const s = 2 * dot(momenta, ELECTRON, POSITRON);
  const sReduced = 2 * dot(momenta, MINUS, PLUS);
  const t = -2 * dot(momenta, POSITRON, PLUS);
  const tOther = -2 * dot(momenta, ELECTRON, MINUS);
  const u = -2 * dot(momenta, POSITRON, MINUS);
  const uOther = -2 * dot(momenta, ELECTRON, PLUS);
  const electron = dot(momenta, ELECTRON, PHOTON);
  const positron = dot(momenta, POSITRON, PHOTON);
  const minus = dot(momenta, MINUS, PHOTON);
  const plus = dot(momenta, PLUS, PHOTON);
  const eikonal =
    s / (electron * positron) +
    sReduced / (minus * plus) -
    t / (positron * plus) -
    tOther / (electron * minus) +
    u / (positron * minus) +
    uOther / (electron * plus);
  const numerator =
    s * sReduced * (s * s + sReduced * sReduced) +
    t * tOther * (t * t + tOther * tOther) +
    u * uOther * (u * u + uOther * uOther);
  return ((4 * Math.PI * ALPHA) ** 3 * eikonal * numerator) / (s * sReduced * t * tOther);
}

/** Share of the trials that each of the four channels draws. Any split is exact; this one serves wide-angle photons. */
const CHANNEL_SHARE = [0.3, 0.3, 0.2, 0.2] as const;
const BEAMS_SHARE = CHANNEL_SHARE[0] + CHANNEL_SHARE[1];
/** Part of the polar angles of the leptons that is drawn flat, beside the peak of the exchanged photon. */
const FLAT_SHARE = 0.2;

/**
 * Sampler by four channels: either lepton is drawn first, about its own beam as 1/(1 − cos θ)², and the photon either
 * about the beams (1/(1 − z²)) or opposite to that lepton, where the one that radiates flies. The last momentum follows
 * from conservation, and |M|² is divided by the summed densities of all channels at the point.
 */
export function bhabhaProcess(options: BhabhaOptions): Process {
  const { sqrtS, minimumEnergy } = options;
  const s = sqrtS * sqrtS;
  const maximumCosine = cosineOf(options.minimumAngle);
  const leptonCosine = cosineOf(options.minimumLeptonAngle);
  const rapidity = Math.atanh(maximumCosine);
  // Energy of the photon by dω/ω, from beams by dω/ω + dω/(√s/2 − ω): the s channel has a pole at low pair mass.
  const half = sqrtS / 2;
  const maximumEnergy = half - options.minimumPairMass ** 2 / (2 * sqrtS);
  const lowOdds = minimumEnergy / (half - minimumEnergy);
  const logOdds = Math.log(maximumEnergy / (half - maximumEnergy) / lowOdds);
  const logEnergy = Math.log(maximumEnergy / minimumEnergy);
  // p·k of the lepton that radiates is proportional to 1 + cos of photon and other lepton, which the cut keeps above
  // this for a soft pair; it only shapes the density.
  const shelf = (energy: number) => nearest * (1 - energy / half) ** 2;
  const nearest = 1 - cosineOf(options.minimumSeparation);
  // A lepton that radiates a photon near itself has about the angle of the photon, and so has the other one.
  const radiatingAngle = Math.max(options.minimumLeptonAngle, options.minimumAngle - 2 * options.minimumSeparation);
  const radiatingCosine = cosineOf(radiatingAngle);
  const volume = (2 * Math.PI) ** -5;
  const [minusBeams, plusBeams, minusAbout, plusAbout] = CHANNEL_SHARE;
  const all = new Float64Array(20);
  all.set([0, 0, sqrtS / 2, sqrtS / 2], 4 * ELECTRON);
  all.set([0, 0, -sqrtS / 2, sqrtS / 2], 4 * POSITRON);
  const written = all.subarray(0, 12);

  /** Density of a lepton's direction over dΩ: `forward` its cosine to its own beam, `end` where the peak ends. */
  const leptonDensity = (forward: number, end: number) => {
    const flat = FLAT_SHARE / (2 * leptonCosine);
    const span = (2 * end) / (1 - end * end);
    const peak = Math.abs(forward) <= end ? (1 - FLAT_SHARE) / (span * (1 - forward) * (1 - forward)) : 0;
    return (flat + peak) / (2 * Math.PI);
  };

  /** Summed density of the two channels that draw `lepton` first, over phase space. */
  const density = (lepton: number, forward: number, share: number, shareAbout: number) => {
    const energy = all[4 * PHOTON + 3];
    const z = all[4 * PHOTON + 2] / energy;
    const away = dot(all, lepton, PHOTON) / (energy * all[4 * lepton + 3]);
    const element = (volume * energy * all[4 * lepton + 3]) / (4 * (2 * sqrtS - 2 * energy * away));
    const beams = half / (logOdds * (half - energy) * 4 * Math.PI * rapidity * (1 - z * z));
    const least = shelf(energy);
    const about = 1 / (logEnergy * 2 * Math.PI * Math.log((2 + least) / least) * (2 - away + least));
    const directions =
      share * beams * leptonDensity(forward, leptonCosine) +
      shareAbout * about * leptonDensity(forward, radiatingCosine);
    return directions / (energy * element);
  };

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const u = stream.uniformFast();
    const channel = u < BEAMS_SHARE ? (u < minusBeams ? 0 : 1) : u < BEAMS_SHARE + minusAbout ? 2 : 3;
    const first = channel % 2 === 0 ? MINUS : PLUS;
    const other = first === MINUS ? PLUS : MINUS;
    const beam = first === MINUS ? 1 : -1;
    const odds = lowOdds * Math.exp(logOdds * stream.uniformFast());
    const energy =
      channel < 2 ? (half * odds) / (1 + odds) : minimumEnergy * Math.exp(logEnergy * stream.uniformFast());
    const end = channel < 2 ? leptonCosine : radiatingCosine;
    const forward =
      stream.uniformFast() < FLAT_SHARE
        ? leptonCosine * (2 * stream.uniformFast() - 1)
        : 1 - 1 / (1 / (1 + end) + ((2 * end) / (1 - end * end)) * stream.uniformFast());
    const cosine = beam * forward;
    const sine = Math.sqrt(1 - cosine * cosine);
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const [nx, ny, nz] = [sine * Math.cos(azimuth), sine * Math.sin(azimuth), cosine];
    const turn = 2 * Math.PI * stream.uniformFast();
    let [kx, ky, kz] = [0, 0, 0];
    if (channel < 2) {
      kz = Math.tanh(rapidity * (2 * stream.uniformFast() - 1));
      const transverse = Math.sqrt(1 - kz * kz);
      kx = transverse * Math.cos(turn);
      ky = transverse * Math.sin(turn);
    } else {
      const least = shelf(energy);
      const along = least * (Math.exp(Math.log((2 + least) / least) * stream.uniformFast()) - 1) - 1;
      const across = Math.sqrt(Math.max(0, 1 - along * along));
      const [cx, cy] = [across * Math.cos(turn), across * Math.sin(turn)];
      kx = nz * Math.cos(azimuth) * cx - Math.sin(azimuth) * cy + nx * along;
      ky = nz * Math.sin(azimuth) * cx + Math.cos(azimuth) * cy + ny * along;
      kz = -sine * cx + nz * along;
    }
    if (Math.abs(kz) > maximumCosine) return 0;
    const away = 1 - (nx * kx + ny * ky + nz * kz);
    if (away < nearest) return 0;
    const firstEnergy = (s - 2 * sqrtS * energy) / (2 * sqrtS - 2 * energy * away);
    const otherEnergy = sqrtS - energy - firstEnergy;
    if (!(firstEnergy > 0 && otherEnergy > 0)) return 0;
    write(all, PHOTON, energy, kx, ky, kz);
    write(all, first, firstEnergy, nx, ny, nz);
    for (let axis = 0; axis < 3; axis++) {
      all[4 * other + axis] = -all[4 * first + axis] - all[4 * PHOTON + axis];
    }
    all[4 * other + 3] = otherEnergy;
    const minusForward = all[4 * MINUS + 2] / all[4 * MINUS + 3];
    const plusForward = -all[4 * PLUS + 2] / all[4 * PLUS + 3];
    if (Math.abs(minusForward) > leptonCosine || Math.abs(plusForward) > leptonCosine) return 0;
    if (dot(all, other, PHOTON) < nearest * energy * otherEnergy) return 0;
    momenta.set(written);
    pdg[MINUS] = PDG.electron;
    pdg[PLUS] = -PDG.electron;
    pdg[PHOTON] = PDG.photon;
    const sum = density(MINUS, minusForward, minusBeams, minusAbout) + density(PLUS, plusForward, plusBeams, plusAbout);
    return (HBARC2_FB * bhabhaMatrixElement(all)) / (2 * s * sum);
  };
  return { slots: SLOTS, draw };
}

function cosineOf(degrees: number): number {
  return Math.cos((degrees * Math.PI) / 180);
}

function write(momenta: Float64Array, slot: number, energy: number, x: number, y: number, z: number): void {
  momenta[4 * slot] = energy * x;
  momenta[4 * slot + 1] = energy * y;
  momenta[4 * slot + 2] = energy * z;
  momenta[4 * slot + 3] = energy;
}

/** Generator of e⁺e⁻ → e⁺e⁻γ with all three within the cuts. */
export function bhabha(options: BhabhaOptions): Generator {
  const { sqrtS, minimumEnergy, minimumPairMass } = options;
  if (!(minimumPairMass > 0 && minimumPairMass < sqrtS)) throw new RangeError(`minimum mass: ${minimumPairMass} GeV`);
  if (!(minimumEnergy > 0 && minimumEnergy < sqrtS / 2 - minimumPairMass ** 2 / (2 * sqrtS))) {
    throw new RangeError(`minimum energy: ${minimumEnergy} GeV`);
  }
  for (const angle of [options.minimumAngle, options.minimumLeptonAngle, options.minimumSeparation]) {
    if (!(angle >= 0.1 && angle < 90)) throw new RangeError(`angle of a cut: ${angle} deg, expected 0.1 to 90`);
  }
  return makeGenerator(
    {
      id: "radiative-bhabha",
      title: "e⁺e⁻ → e⁺e⁻γ",
      matrixElement: "exact tree level, s and t channel, electron mass neglected (Berends et al. 1982)",
      approximations: ["one photon", "electrons are massless: no leptons or photons closer than the cuts"],
    },
    sqrtS,
    bhabhaProcess(options),
  );
}
