import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB } from "../constants.js";
import { type EmittedSpin, emissionMassSpectrum } from "../theory/lepton-pair-emission.js";
import { scalarEmission } from "./scalar-emission.js";
import { TabulatedDensity } from "./tabulated-density.js";
import { decayAlongFlight, placePair } from "./trial-decay.js";
import { vectorEmission } from "./vector-emission.js";

/** α²/16πs and α²/12πs times the squared amplitudes are d²σ/da db for a coupling of 1 (vector, scalars). */
const VECTOR_PREFACTOR = (HBARC2_FB * ALPHA * ALPHA) / (16 * Math.PI);
const SCALAR_PREFACTOR = (HBARC2_FB * ALPHA * ALPHA) / (12 * Math.PI);

/**
 * e⁺e⁻ → ℓ⁻ℓ⁺X for a coupling of 1, X kept whole, exact at tree level for every orientation.
 *
 * The pair mass is drawn from its table at the nominal energy, the direction of X flat, the leptons in their rest frame
 * with 1/(1 − b²c²) about X, the peaks of their propagators.
 */
export class PairEmission {
  readonly #spin: EmittedSpin;
  readonly #mass: number;
  readonly #leptonMass: number;
  readonly #table: TabulatedDensity;

  /** @param sqrtS nominal energy, GeV; `mass` of X and `leptonMass` in GeV, together below it */
  constructor(spin: EmittedSpin, sqrtS: number, mass: number, leptonMass: number) {
    this.#spin = spin;
    this.#mass = mass;
    this.#leptonMass = leptonMass;
    const most = (sqrtS - mass) ** 2;
    const span = most - 4 * leptonMass ** 2;
    // m² = most − span(1 − u)⁴ flattens the fall towards an X at rest.
    this.#table = new TabulatedDensity(
      (u) => (1 - u) ** 3 * emissionMassSpectrum(spin, most - span * (1 - u) ** 4, mass, 1, leptonMass, { sqrtS }),
      0,
      1,
      512,
    );
  }

  /**
   * Writes one trial at `energy` (GeV) into the slots of the leptons and of X; `pair` is a slot of scratch. Returns the
   * weight in fb; 0 below threshold.
   */
  draw(
    stream: RandomStream,
    momenta: Float64Array,
    energy: number,
    minus: number,
    plus: number,
    boson: number,
    pair: number,
  ): number {
    const mass = this.#mass;
    const m = this.#leptonMass;
    if (energy <= mass + 2 * m) return 0;
    const s = energy * energy;
    const r = (m * m) / s;
    const z = (mass * mass) / s;
    const u = this.#table.at(stream.uniformFast());
    const span = (1 - mass / energy) ** 2 - 4 * r;
    const t = 4 * r + span * (1 - (1 - u) ** 4);
    let weight = (4 * span * (1 - u) ** 3) / this.#table.density;
    const x = 1 + z - t;
    const w = Math.sqrt(Math.max(0, (1 - (4 * r) / t) * (x * x - 4 * z)));
    const bound = w / x;
    let c = 2 * stream.uniformFast() - 1;
    if (bound > 1e-6) {
      const rapidity = Math.atanh(bound);
      c = Math.tanh(c * rapidity) / bound;
      weight *= (rapidity * (1 - bound * bound * c * c)) / bound;
    }
    weight *= w / s;
    const pairMass = energy * Math.sqrt(t);
    const cosine = 2 * stream.uniformFast() - 1;
    placePair(momenta, energy, pair, pairMass, boson, mass, cosine, 2 * Math.PI * stream.uniformFast());
    decayAlongFlight(momenta, pair, pairMass, minus, m, plus, m, c, 2 * Math.PI * stream.uniformFast());
    const a = 0.5 * (x - w * c);
    const b = 0.5 * (x + w * c);
    const minusZ = momenta[4 * minus + 2] / energy;
    const plusZ = momenta[4 * plus + 2] / energy;
    const spin = this.#spin;
    if (spin === "vector") return weight * VECTOR_PREFACTOR * vectorEmission(a, b, r, z, minusZ, plusZ);
    return weight * SCALAR_PREFACTOR * scalarEmission(spin, a, b, r, z, minusZ, plusZ);
  }
}
