import type { RandomStream } from "../../numerics/random.js";
import { ALPHA } from "../constants.js";
import { turn } from "./born-pair.js";
import { vectorEmission } from "./vector-emission.js";

/** Photons with less than this part of half the pair's mass are not made. Our choice: 1 MeV at √s′ = 10 GeV. */
const LOG_SOFTEST = Math.log(2e-4);

/**
 * The hardest photon radiated by a pair of leptons in their final state, by the veto algorithm: the exact squared
 * amplitude of one photon with lepton mass and the tensor of the beams over that of the pair (as in the POWHEG method,
 * Nason, JHEP 11 (2004) 040), exponentiated by the probability that nothing harder was radiated.
 *
 * Proposals have the leading logarithm, which the exact ratio never exceeds (it reaches it for soft photons).
 * Unitary: the cross-section is that of the pair. The lepton that does not radiate keeps its direction.
 */
export class FinalStateRadiation {
  /** 2E/√s′ of the photon; 0 for none. */
  fraction = 0;

  readonly #mass2: number;

  /** @param mass mass of the leptons in GeV */
  constructor(mass: number) {
    this.#mass2 = mass * mass;
  }

  /**
   * Draws the emission and writes negative lepton, positive lepton and photon into the first three slots of `to`, in
   * the rest frame of all three.
   *
   * @param s s′ in GeV²
   * @param axis unit vector of the beam electron
   * @param direction unit vector of the negative lepton before radiation
   * @param cosine of the two
   */
  draw(
    stream: RandomStream,
    s: number,
    axis: Float64Array,
    direction: Float64Array,
    cosine: number,
    to: Float64Array,
  ): void {
    const r = this.#mass2 / s;
    const beta2 = 1 - 4 * r;
    const beta = Math.sqrt(beta2);
    const ends = ((1 + beta) * (1 + beta)) / (4 * r);
    const logarithm = Math.log(ends);
    const inverseRate = Math.PI / (2 * ALPHA * logarithm);
    const born = 4 * beta * (2 - beta2 + beta2 * cosine * cosine);
    let logarithmOfFraction = Math.log(beta2);
    for (;;) {
      logarithmOfFraction += inverseRate * Math.log(stream.uniformFast());
      if (logarithmOfFraction < LOG_SOFTEST) break;
      const y = Math.exp(logarithmOfFraction);
      const near = 0.5 * y * (1 - beta) * Math.exp(logarithm * stream.uniformFast());
      const far = y - near;
      const radiator = stream.uniformFast() < 0.5 ? 0 : 1;
      // 2p·k/s′ of the radiating lepton is `near`; the bounds on it are those at the lower mass of the pair.
      if (near * far * (1 - y) < r * y * y) continue;
      const energyNear = 0.5 * (1 - far);
      const energyFar = 0.5 * (1 - near);
      const momentumNear = Math.sqrt(energyNear * energyNear - r);
      const momentumFar = Math.sqrt(energyFar * energyFar - r);
      // Along the direction of the radiating lepton before; the other keeps its own, opposite one.
      const along = (momentumNear * momentumNear + momentumFar * momentumFar - 0.25 * y * y) / (2 * momentumFar);
      const across = Math.sqrt(Math.max(0, momentumNear * momentumNear - along * along));
      const azimuth = 2 * Math.PI * stream.uniformFast();
      const sign = 1 - 2 * radiator;
      const ax = across * Math.cos(azimuth);
      const ay = across * Math.sin(azimuth);
      turn(to, sign * direction[0], sign * direction[1], sign * direction[2], ax, ay, along);
      const projection = to[0] * axis[0] + to[1] * axis[1] + to[2] * axis[2];
      const other = -sign * momentumFar * cosine;
      const w = vectorEmission(far, near, r, 0, projection, other);
      if (stream.uniformFast() * born >= w * near * far) continue;
      this.#write(to, Math.sqrt(s), radiator, direction, energyNear, energyFar, momentumFar, y);
      return;
    }
    this.fraction = 0;
    const energy = 0.5 * Math.sqrt(s);
    const momentum = energy * beta;
    for (let k = 0; k < 3; k++) {
      to[k] = momentum * direction[k];
      to[4 + k] = -to[k];
      to[8 + k] = 0;
    }
    to[3] = to[7] = energy;
    to[11] = 0;
  }

  /** Momenta from the radiating lepton's, which stands over √s′ in the first three places. */
  #write(
    to: Float64Array,
    root: number,
    radiator: number,
    direction: Float64Array,
    energyNear: number,
    energyFar: number,
    momentumFar: number,
    y: number,
  ): void {
    const sign = 1 - 2 * radiator;
    const nearAt = 4 * radiator;
    const farAt = 4 - nearAt;
    this.fraction = y;
    for (let k = 2; k >= 0; k--) {
      const near = root * to[k];
      const far = -sign * root * momentumFar * direction[k];
      to[8 + k] = -near - far;
      to[nearAt + k] = near;
      to[farAt + k] = far;
    }
    to[nearAt + 3] = root * energyNear;
    to[farAt + 3] = root * energyFar;
    to[11] = 0.5 * root * y;
  }
}
