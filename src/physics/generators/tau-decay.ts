import type { RandomStream } from "../../numerics/random.js";
import { BRANCHING_FRACTION, MASS, PDG } from "../constants.js";
import { turn } from "./born-pair.js";

/** One-prong decays of the τ that are simulated. */
export type TauChannel = "muon" | "electron" | "pion" | "rho";

/** Branching fraction of a channel. */
export const TAU_BRANCHING_FRACTION: Readonly<Record<TauChannel, number>> = {
  muon: BRANCHING_FRACTION.tauToMuon.value,
  electron: BRANCHING_FRACTION.tauToElectron.value,
  pion: BRANCHING_FRACTION.tauToPion.value,
  rho: BRANCHING_FRACTION.tauToRho.value,
};

const TAU2 = MASS.tau * MASS.tau;

/** Γ(ρ) in GeV (recalled, PDG), of the Breit–Wigner its mass is drawn from. */
const RHO_WIDTH = 0.1491;

/**
 * Decays a τ of given helicity. Products are written in the rest frame of the τ about its flight, turned and boosted
 * to the frame in which the τ is given.
 *
 * `polarisation` is ±1 for τ⁻ of that helicity and for τ⁺ of the opposite one: with it both have the same spectra.
 */
export class TauDecay {
  /** Charged daughter at 0 … 3, photons of a π⁰ at 4 … 7 and 8 … 11 (px, py, pz, E; GeV). */
  readonly momenta = new Float64Array(12);
  /** PDG code of the charged daughter for a τ⁻. */
  code = 0;
  /** Whether there are photons. */
  photons = false;

  readonly #vector = new Float64Array(3);

  draw(stream: RandomStream, channel: TauChannel, polarisation: number): void {
    this.photons = false;
    switch (channel) {
      case "muon":
        this.code = PDG.muon;
        this.#lepton(stream, MASS.muon, polarisation);
        return;
      case "electron":
        this.code = PDG.electron;
        this.#lepton(stream, MASS.electron, polarisation);
        return;
      case "pion": {
        this.code = -PDG.pionCharged;
        const energy = (TAU2 + MASS.pionCharged ** 2) / (2 * MASS.tau);
        this.#place(stream, energy, MASS.pionCharged, linear(stream.uniformFast(), polarisation));
        return;
      }
      case "rho":
        this.code = -PDG.pionCharged;
        this.#rho(stream, polarisation);
    }
  }

  /** Turns and boosts the daughters to the frame in which the τ flies along `direction` with γ and βγ. */
  boost(x: number, y: number, z: number, gamma: number, betaGamma: number): void {
    const { momenta } = this;
    const v = this.#vector;
    const end = this.photons ? 12 : 4;
    for (let at = 0; at < end; at += 4) {
      const ahead = gamma * momenta[at + 2] + betaGamma * momenta[at + 3];
      momenta[at + 3] = gamma * momenta[at + 3] + betaGamma * momenta[at + 2];
      turn(v, x, y, z, momenta[at], momenta[at + 1], ahead);
      momenta[at] = v[0];
      momenta[at + 1] = v[1];
      momenta[at + 2] = v[2];
    }
  }

  /**
   * τ → ℓνν̄ by V − A with the mass of the lepton (PDG review "muon decay parameters", ρ = δ = 3/4, ξ = 1, η = 0):
   * dΓ/dx dcosθ ∝ p[x(3 − 2x) − x₀² + P cosθ p(√(1 − x₀²) − 2x)]/6, x = E/E_max, p² = x² − x₀². Without the mass it is
   * x²[(3 − 2x) + P cosθ (1 − 2x)].
   */
  #lepton(stream: RandomStream, mass: number, polarisation: number): void {
    const largest = (TAU2 + mass * mass) / (2 * MASS.tau);
    const x0 = mass / largest;
    for (;;) {
      const x = Math.cbrt(stream.uniformFast());
      const p2 = x * x - x0 * x0;
      if (p2 <= 0) continue;
      const p = Math.sqrt(p2);
      const isotropic = x * (3 - 2 * x) - x0 * x0;
      if (stream.uniformFast() * 3 * x * x >= p * isotropic) continue;
      const slope = (polarisation * p * (Math.sqrt(1 - x0 * x0) - 2 * x)) / isotropic;
      this.#place(stream, x * largest, mass, linear(stream.uniformFast(), slope));
      return;
    }
  }

  /**
   * τ → ρν, ρ → ππ⁰, π⁰ → γγ. The ρ of mass m is longitudinal with weight m_τ²(1 + P cosθ) and transverse with
   * 2m²(1 − P cosθ); their interference is left out. Mass from a Breit–Wigner times (1 − m²/m_τ²)²(m_τ² + 2m²).
   */
  #rho(stream: RandomStream, polarisation: number): void {
    const pion = MASS.pionCharged;
    const neutral = MASS.pionNeutral;
    const low = Math.atan(((pion + neutral) ** 2 - MASS.rho ** 2) / (MASS.rho * RHO_WIDTH));
    const high = Math.atan((TAU2 - MASS.rho ** 2) / (MASS.rho * RHO_WIDTH));
    let q2 = 0;
    for (;;) {
      q2 = MASS.rho ** 2 + MASS.rho * RHO_WIDTH * Math.tan(low + (high - low) * stream.uniformFast());
      const ratio = q2 / TAU2;
      if (stream.uniformFast() < (1 - ratio) ** 2 * (1 + 2 * ratio)) break;
    }
    const slope = (polarisation * (TAU2 - 2 * q2)) / (TAU2 + 2 * q2);
    const cosine = linear(stream.uniformFast(), slope);
    const longitudinal = TAU2 * (1 + polarisation * cosine);
    const transverse = 2 * q2 * (1 - polarisation * cosine);
    const isLongitudinal = stream.uniformFast() * (longitudinal + transverse) < longitudinal;
    let helicity = 2 * stream.uniformFast() - 1;
    if (isLongitudinal) helicity = Math.cbrt(helicity);
    else while (stream.uniformFast() >= 1 - helicity * helicity) helicity = 2 * stream.uniformFast() - 1;

    const { momenta } = this;
    const v = this.#vector;
    const mass = Math.sqrt(q2);
    this.photons = true;
    // Charged and neutral pion in the rest frame of the ρ, about its flight.
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const energy = (q2 + pion * pion - neutral * neutral) / (2 * mass);
    const momentum = Math.sqrt(energy * energy - pion * pion);
    const sine = Math.sqrt(1 - helicity * helicity);
    momenta[0] = momentum * sine * Math.cos(azimuth);
    momenta[1] = momentum * sine * Math.sin(azimuth);
    momenta[2] = momentum * helicity;
    momenta[3] = energy;
    // Photons in the rest frame of the π⁰, isotropic, then along its flight.
    const decay = 2 * stream.uniformFast() - 1;
    const turnAngle = 2 * Math.PI * stream.uniformFast();
    const decaySine = Math.sqrt(1 - decay * decay);
    const neutralEnergy = mass - energy;
    for (let photon = 0; photon < 2; photon++) {
      const sign = 1 - 2 * photon;
      const at = 4 + 4 * photon;
      const across = 0.5 * sign * decaySine;
      turn(
        v,
        -momenta[0] / momentum,
        -momenta[1] / momentum,
        -momenta[2] / momentum,
        neutral * across * Math.cos(turnAngle),
        neutral * across * Math.sin(turnAngle),
        0.5 * (neutralEnergy * sign * decay + momentum),
      );
      momenta[at] = v[0];
      momenta[at + 1] = v[1];
      momenta[at + 2] = v[2];
      momenta[at + 3] = 0.5 * (neutralEnergy + momentum * sign * decay);
    }
    // All three from the rest frame of the ρ to that of the τ.
    const rhoEnergy = (TAU2 + q2) / (2 * MASS.tau);
    const rhoMomentum = (TAU2 - q2) / (2 * MASS.tau);
    const rhoAzimuth = 2 * Math.PI * stream.uniformFast();
    const rhoSine = Math.sqrt(1 - cosine * cosine);
    this.boost(
      rhoSine * Math.cos(rhoAzimuth),
      rhoSine * Math.sin(rhoAzimuth),
      cosine,
      rhoEnergy / mass,
      rhoMomentum / mass,
    );
  }

  #place(stream: RandomStream, energy: number, mass: number, cosine: number): void {
    const momentum = Math.sqrt(Math.max(0, energy * energy - mass * mass));
    const sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const { momenta } = this;
    momenta[0] = momentum * sine * Math.cos(azimuth);
    momenta[1] = momentum * sine * Math.sin(azimuth);
    momenta[2] = momentum * cosine;
    momenta[3] = energy;
  }
}

/** Cosine at `u` of the cumulative distribution of 1 + slope·cosθ, |slope| ≤ 1. */
function linear(u: number, slope: number): number {
  const root = Math.sqrt((1 - slope) * (1 - slope) + 4 * slope * u);
  return (slope - 2 + 4 * u) / (1 + root);
}
