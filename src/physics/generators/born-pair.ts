import type { RandomStream } from "../../numerics/random.js";
import type { InitialStateRadiation } from "./initial-state-radiation.js";

/**
 * The direction of a lepton pair from one photon of squared mass s′, in its rest frame, after radiation of the beams.
 *
 * With one photon radiated by electrons of negligible mass the squared amplitude is Σ_p (p·Q)² [1 + β²c_p² + 4m²/s′],
 * c_p the cosine, in the rest frame of Q, of the lepton to beam p: a mixture of two Born distributions, each about the
 * direction of one beam, which is drawn here as such and is exact. With two photons it is the same with the Q that
 * they leave: exact where both are collinear or one is soft.
 */
export class BornPair {
  /** Direction of the beam electron in the rest frame of the pair (positron: against it), unit vector. */
  readonly axis = new Float64Array(3);
  /** Direction of the negative lepton, unit vector. */
  readonly direction = new Float64Array(3);
  /** Cosine of the negative lepton to `axis`. */
  cosine = 0;

  /**
   * Draws axis and direction.
   *
   * @param isr the radiation before the collision, drawn; null for none
   * @param beta2 squared velocity of the leptons in their rest frame
   */
  draw(stream: RandomStream, isr: InitialStateRadiation | null, beta2: number): void {
    const { axis, direction } = this;
    axis[0] = axis[1] = 0;
    axis[2] = 1;
    if (isr && isr.hardest >= 0) this.#turnAxis(stream, isr);
    // 1 + 4m²/s′ + β²c² = (2 − β²) + β²c²: flat, or c² by the cube root.
    const constant = 2 - beta2;
    const square = beta2 / 3;
    const u = stream.uniformFast() * (constant + square);
    let c: number;
    if (u < constant) c = (2 * u) / constant - 1;
    else c = Math.cbrt((2 * (u - constant)) / square - 1);
    this.cosine = c;
    const sine = Math.sqrt(1 - c * c);
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const along = sine * Math.cos(azimuth);
    const across = sine * Math.sin(azimuth);
    if (axis[2] === 1) {
      direction[0] = along;
      direction[1] = across;
      direction[2] = c;
      return;
    }
    turn(direction, axis[0], axis[1], axis[2], along, across, c);
  }

  #turnAxis(stream: RandomStream, { left, reducedSquare }: InitialStateRadiation): void {
    const x = left[0];
    const y = left[1];
    const z = left[2];
    const e = left[3];
    const mass = Math.sqrt(reducedSquare);
    // p·Q of the electron and of the positron, both over √s/2.
    const electron = e - z;
    const positron = e + z;
    const share = (electron * electron) / (electron * electron + positron * positron);
    const sign = stream.uniformFast() < share ? 1 : -1;
    // The unit vector ±z, with its energy, boosted to the rest frame; its energy there is p·Q/√s′.
    const shift = (sign * z) / (e + mass) - 1;
    const energy = (sign > 0 ? electron : positron) / mass;
    const norm = sign / (energy * mass);
    const { axis } = this;
    axis[0] = norm * shift * x;
    axis[1] = norm * shift * y;
    axis[2] = norm * (shift * z + sign * mass);
  }
}

/** Writes the vector (along, across, ahead), given about a polar axis of direction (x, y, z), into `to`. */
export function turn(
  to: Float64Array,
  x: number,
  y: number,
  z: number,
  along: number,
  across: number,
  ahead: number,
): void {
  // Rotation that takes ẑ to the axis by the shortest way; against ẑ it is a turn by π about x.
  if (z < -0.999999999) {
    to[0] = along;
    to[1] = -across;
    to[2] = -ahead;
    return;
  }
  const k = (along * x + across * y) / (1 + z);
  to[0] = along + x * (ahead - k);
  to[1] = across + y * (ahead - k);
  to[2] = ahead * z - (along * x + across * y);
}
