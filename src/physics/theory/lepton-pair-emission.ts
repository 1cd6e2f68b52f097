import { integrate } from "../../numerics/quadrature.js";
import { type Collision, resolved } from "./collision.js";
import { pointCrossSection } from "./lepton-pair.js";

/**
 * e⁺e⁻ → ℓ⁺ℓ⁻X with X radiated off the final leptons, by its coupling to them: g′ γ^μ (vector), y (scalar),
 * y iγ₅ (pseudoscalar). Exact at tree level for massless electrons and without the Z: the tensor of the final state
 * integrates to a multiple of (−g^{μν} + q^μq^ν/s), which leaves one integral over t = m²_ℓℓ/s.
 *
 * Derived for this project from the amplitude of PRL 124 (2020) 141801; checked there against a five-dimensional
 * Monte Carlo with helicity amplitudes.
 */
export type EmittedSpin = "vector" | "scalar" | "pseudoscalar";

/**
 * J(t): the squared matrix element integrated over the difference of the lepton energies.
 *
 * @param softness x₃ − 2√z ≥ 0 with x₃ = 1 + z − t, passed in because it is small at the soft end of t
 */
function energyIntegral(spin: EmittedSpin, t: number, softness: number, z: number, r: number): number {
  const root = Math.sqrt(z);
  const x3 = softness + 2 * root;
  const beta2 = 1 - (4 * r) / t;
  const w = Math.sqrt(Math.max(0, beta2) * softness * (softness + 4 * root));
  // x₃² − w² without the cancellation.
  const difference = ((4 * r) / t) * x3 * x3 + 4 * z * beta2;
  const l = Math.log((x3 + w) ** 2 / difference);
  const d = (8 * w) / difference;
  if (spin === "vector") {
    return (
      2 * x3 * l -
      2 * w +
      (4 * (1 + z + 2 * r) * (1 + z - 2 * r) * l) / x3 -
      4 * (1 + 2 * r + z) * l -
      (1 + 2 * r) * (2 * r + z) * d
    );
  }
  if (spin === "scalar") {
    const constant = 8 * r + 16 * r * r - 12 * r * z + 2 * z * z;
    return 2 * x3 * l - 4 * (z - 4 * r) * l + (2 * constant * l) / x3 - (1 + 2 * r) * (z - 4 * r) * d;
  }
  return 2 * x3 * l - 4 * z * l + (2 * (2 * z * z - 4 * r * z) * l) / x3 - (1 + 2 * r) * z * d;
}

/** Nodes of the integral over t: relative error below 1e-9 from masses of 10⁻⁶ GeV to threshold. */
const NODES = 128;

function prefactor(spin: EmittedSpin, coupling: number, collision: Collision): number {
  const spins = spin === "vector" ? 8 : 16;
  return (pointCrossSection(collision) * coupling * coupling) / (spins * Math.PI ** 2);
}

/**
 * Cross-section (fb) of e⁺e⁻ → ℓ⁺ℓ⁻X without radiation from the initial state; 0 at and above threshold.
 *
 * @param mass mass of X, GeV, > 0
 * @param coupling g′ or y
 * @param leptonMass mass of the leptons that radiate, GeV
 */
export function emissionCrossSection(
  spin: EmittedSpin,
  mass: number,
  coupling: number,
  leptonMass: number,
  collision: Collision = {},
): number {
  const { sqrtS, s } = resolved(collision);
  if (mass + 2 * leptonMass >= sqrtS) return 0;
  const z = (mass / sqrtS) ** 2;
  const r = (leptonMass * leptonMass) / s;
  const first = 4 * r;
  const last = (1 - mass / sqrtS) ** 2;
  const length = last - first;
  // The fourth power of v gathers the nodes where X is soft, v = u²(3 − 2u) where the lepton pair is at threshold.
  const integral = integrate(
    (u) => {
      const v = u * u * (3 - 2 * u);
      const softness = length * v ** 4;
      return energyIntegral(spin, last - softness, softness, z, r) * 24 * length * v ** 3 * u * (1 - u);
    },
    0,
    1,
    NODES,
  );
  return prefactor(spin, coupling, collision) * integral;
}

/**
 * dσ/dm²_ℓℓ (fb/GeV²) of the same process at an invariant mass squared of the two leptons (GeV²); 0 outside its range
 * 4m²_ℓ … (√s − M)².
 */
export function emissionMassSpectrum(
  spin: EmittedSpin,
  dileptonMassSquared: number,
  mass: number,
  coupling: number,
  leptonMass: number,
  collision: Collision = {},
): number {
  const { sqrtS, s } = resolved(collision);
  const t = dileptonMassSquared / s;
  const r = (leptonMass * leptonMass) / s;
  const softness = (1 - mass / sqrtS) ** 2 - t;
  if (t <= 4 * r || softness <= 0 || mass >= sqrtS) return 0;
  return (prefactor(spin, coupling, collision) * energyIntegral(spin, t, softness, (mass / sqrtS) ** 2, r)) / s;
}
