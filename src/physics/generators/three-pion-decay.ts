import type { RandomStream } from "../../numerics/random.js";
import { MASS, type Parameter } from "../constants.js";
import { sampleThreeBodyMass } from "../phase-space.js";
import { decayPair } from "./trial-decay.js";

/** Width of the a₁(1260). */
const A1_WIDTH: Parameter = { value: 0.42, unit: "GeV", origin: "assumption", source: "PDG range 0.25 to 0.6 GeV" };

const TAU2 = MASS.tau * MASS.tau;

/**
 * τ → a₁ν, a₁ → πππ: a₁ from a Breit–Wigner of fixed width (1.23 GeV, 0.42 GeV: assumption) times the phase space and
 * coupling of a spin-one hadron, (1 − q²/m_τ²)²(1 + 2q²/m_τ²); its pions flat in their Dalitz plot.
 */
export class ThreePionDecay {
  // Slots: τ, three pions, neutrino, a₁, a pair of its pions.
  readonly #scratch = new Float64Array(28);

  /** Decays the τ of slot `tau` into the pions (the third of the odd charge) and the neutrino of the given slots. */
  draw(
    stream: RandomStream,
    momenta: Float64Array,
    tau: number,
    first: number,
    second: number,
    third: number,
    neutrino: number,
  ): void {
    const pion = MASS.pionCharged;
    const scale = MASS.a1 * A1_WIDTH.value;
    const low = Math.atan(((3 * pion) ** 2 - MASS.a1 ** 2) / scale);
    const high = Math.atan((TAU2 - MASS.a1 ** 2) / scale);
    let q2 = 0;
    let ratio = 0;
    do {
      q2 = MASS.a1 ** 2 + scale * Math.tan(low + (high - low) * stream.uniformFast());
      ratio = q2 / TAU2;
    } while (stream.uniformFast() >= (1 - ratio) ** 2 * (1 + 2 * ratio));
    const mass = Math.sqrt(q2);
    const pairMass = sampleThreeBodyMass(mass, pion, pion, pion, stream);
    const scratch = this.#scratch;
    for (let k = 0; k < 4; k++) scratch[k] = momenta[4 * tau + k];
    const aCosine = 2 * stream.uniformFast() - 1;
    decayPair(scratch, 0, MASS.tau, 5, mass, 4, 0, aCosine, 2 * Math.PI * stream.uniformFast());
    const pairCosine = 2 * stream.uniformFast() - 1;
    decayPair(scratch, 5, mass, 6, pairMass, 3, pion, pairCosine, 2 * Math.PI * stream.uniformFast());
    const pionCosine = 2 * stream.uniformFast() - 1;
    decayPair(scratch, 6, pairMass, 1, pion, 2, pion, pionCosine, 2 * Math.PI * stream.uniformFast());
    for (let k = 0; k < 4; k++) {
      momenta[4 * first + k] = scratch[4 + k];
      momenta[4 * second + k] = scratch[8 + k];
      momenta[4 * third + k] = scratch[12 + k];
      momenta[4 * neutrino + k] = scratch[16 + k];
    }
  }
}
