import type { RandomStream } from "../../numerics/random.js";
import { HBARC2_FB, MASS, PDG } from "../constants.js";
import { bhabhaMatrixElement } from "./bhabha.js";
import type { Process, Trial } from "./generator.js";
import { dot } from "./trial-decay.js";

/** Cuts of e⁺e⁻ → e⁺e⁻γ with both leptons along their beams, in the centre-of-mass frame. */
export interface VirtualComptonOptions {
  /** Centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Least and largest energy of the photon in GeV. */
  readonly energy: readonly [number, number];
  /** Least angle of the photon to the beam line in degrees. */
  readonly minimumAngle: number;
  /** Largest angle of either lepton to its own beam in degrees, and the least one; that of the mass if absent. */
  readonly maximumLeptonAngle: number;
  readonly minimumLeptonAngle?: number;
}

const SLOTS = ["e-", "e+", "photon"] as const;
const [MINUS, PLUS, PHOTON] = SLOTS.keys();
/** Scratch slots of the beams: electron, positron. */
const ELECTRON = 3;
const POSITRON = 4;

/** Angle (rad) far below that at which the mass of the electron ends the peak. */
const SMALLEST_ANGLE = 1e-5;

/**
 * Angle (rad) that a massless electron must be cut at to be as many as massive ones, x the part of its energy E (GeV)
 * that it gives away: ln(q²max/q²min) − 2(1 − x)/(1 + (1 − x)²), the flux of equivalent photons with mass, as one logarithm.
 */
export function massAngle(x: number, energy: number): number {
  const rest = 1 - x;
  return ((MASS.electron / energy) * x * Math.exp(rest / (1 + rest * rest))) / rest;
}

/**
 * Sampler of a wide-angle photon between two leptons that stay along the beams: the one of them nearer to its beam is
 * drawn as 1/(1 − cos θ) down to where its mass ends the peak, the photon flat in cos θ with dE/E³; the last momentum
 * follows from conservation. Exact at tree level (`bhabhaMatrixElement`) but for the mass, which is a cut here.
 */
export function virtualComptonProcess(options: VirtualComptonOptions): Process {
  const { sqrtS, minimumLeptonAngle } = options;
  const s = sqrtS * sqrtS;
  const half = sqrtS / 2;
  const [low, high] = options.energy;
  const maximumCosine = Math.cos((options.minimumAngle * Math.PI) / 180);
  const widest = 2 * Math.sin((options.maximumLeptonAngle * Math.PI) / 360) ** 2;
  const floor = ((minimumLeptonAngle ?? 0) * Math.PI) / 180;
  const least = 2 * Math.sin(Math.max(SMALLEST_ANGLE, floor) / 2) ** 2;
  const logAngle = Math.log(widest / least);
  const inverseSquares = low ** -2 - high ** -2;
  const volume = (2 * Math.PI) ** -5;
  const all = new Float64Array(20);
  all.set([0, 0, half, half], 4 * ELECTRON);
  all.set([0, 0, -half, half], 4 * POSITRON);
  const written = all.subarray(0, 12);

  /** 1 − cos of a lepton to its own beam, or 0 where it is not between the cuts. */
  const forward = (lepton: number): number => {
    const at = 4 * lepton;
    const sine2 = (all[at] ** 2 + all[at + 1] ** 2) / all[at + 3] ** 2;
    const cosine = ((lepton === MINUS ? 1 : -1) * all[at + 2]) / all[at + 3];
    if (cosine <= 0) return 0;
    const value = sine2 / (1 + cosine);
    const cut = Math.max(floor, massAngle(1 - all[at + 3] / half, half));
    return value < widest && value > 0.5 * cut * cut ? value : 0;
  };

  /** Density of drawing `lepton` first, over phase space. */
  const density = (lepton: number, value: number): number => {
    const energy = all[4 * PHOTON + 3];
    const away = dot(all, lepton, PHOTON) / (energy * all[4 * lepton + 3]);
    const element = (volume * energy * all[4 * lepton + 3]) / (4 * (2 * sqrtS - 2 * energy * away));
    const photon = 2 / (inverseSquares * energy ** 3) / (4 * Math.PI * maximumCosine);
    return (0.5 * photon) / (2 * Math.PI * logAngle * value * element);
  };

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const first = stream.uniformFast() < 0.5 ? MINUS : PLUS;
    const other = first === MINUS ? PLUS : MINUS;
    const energy = (low ** -2 - inverseSquares * stream.uniformFast()) ** -0.5;
    const kz = maximumCosine * (2 * stream.uniformFast() - 1);
    const kt = Math.sqrt(1 - kz * kz);
    const small = least * Math.exp(logAngle * stream.uniformFast());
    const sine = Math.sqrt(small * (2 - small));
    const nz = first === MINUS ? 1 - small : small - 1;
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const photonAzimuth = 2 * Math.PI * stream.uniformFast();
    const [nx, ny] = [sine * Math.cos(azimuth), sine * Math.sin(azimuth)];
    const [kx, ky] = [kt * Math.cos(photonAzimuth), kt * Math.sin(photonAzimuth)];
    const away = 1 - (nx * kx + ny * ky + nz * kz);
    const firstEnergy = (s - 2 * sqrtS * energy) / (2 * sqrtS - 2 * energy * away);
    const otherEnergy = sqrtS - energy - firstEnergy;
    if (!(firstEnergy > 0 && otherEnergy > 0)) return 0;
    write(PHOTON, energy, kx, ky, kz);
    write(first, firstEnergy, nx, ny, nz);
    for (let axis = 0; axis < 3; axis++) {
      all[4 * other + axis] = -all[4 * first + axis] - all[4 * PHOTON + axis];
    }
    all[4 * other + 3] = otherEnergy;
    const [minus, plus] = [forward(MINUS), forward(PLUS)];
    if (minus === 0 || plus === 0) return 0;
    momenta.set(written);
    pdg[MINUS] = PDG.electron;
    pdg[PLUS] = -PDG.electron;
    pdg[PHOTON] = PDG.photon;
    const sum = density(MINUS, minus) + density(PLUS, plus);
    return (HBARC2_FB * bhabhaMatrixElement(all)) / (2 * s * sum);
  };
  return { slots: SLOTS, draw };

  function write(slot: number, energy: number, x: number, y: number, z: number): void {
    all.set([energy * x, energy * y, energy * z, energy], 4 * slot);
  }
}
