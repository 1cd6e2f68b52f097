import { integrate } from "../../numerics/quadrature.js";
import { darkPhotonWidth } from "./dark-photon.js";
import { darkPhotonToChisWidth } from "./inelastic-dark-matter.js";

/** What sets the relic density of χ₁ besides ε. */
export interface Coannihilation {
  readonly chi1Mass: number;
  readonly chi2Mass: number;
  readonly darkPhotonMass: number;
  readonly alphaD: number;
}

/** m₁/T at freeze-out and effective degrees of freedom then (assumptions), Ωh² of dark matter, Planck mass in GeV. */
export const FREEZE_OUT = { x: 20, degrees: 10.75, density: 0.12, planckMass: 1.22e19 } as const;

/** Reach of the integral over √s in temperatures, and of that over m₁/T in units of freeze-out. */
const REACH = { energy: 30, inverse: 1e-3 } as const;

/** √(2z/π) e^z K_n(z) for z ≳ 10, asymptotic (Abramowitz & Stegun 9.7.2). */
function scaledBesselK(n: number, z: number): number {
  const mu = 4 * n * n;
  let term = 1;
  let sum = 1;
  for (let k = 1; k <= 4; k++) {
    term *= (mu - (2 * k - 1) ** 2) / (8 * z * k);
    sum += term;
  }
  return sum;
}

/**
 * σ(χ₁χ₂ → A′ → Standard Model) in GeV⁻² at ε = 1 and √s in GeV: (3π/p²) s Γ_in Γ_out / ((s − M²)² + M²Γ²), Breit–Wigner
 * with running partial widths, total width that of A′ → χ₁χ₂ at its mass.
 */
export function coannihilationCrossSection(model: Coannihilation, energy: number): number {
  const { chi1Mass, chi2Mass, darkPhotonMass, alphaD } = model;
  const s = energy * energy;
  const lambda = (s - (chi1Mass + chi2Mass) ** 2) * (s - (chi2Mass - chi1Mass) ** 2);
  if (!(lambda > 0)) return 0;
  const incoming = darkPhotonToChisWidth(energy, chi1Mass, chi2Mass, alphaD);
  const total = darkPhotonToChisWidth(darkPhotonMass, chi1Mass, chi2Mass, alphaD);
  const outgoing = darkPhotonWidth(energy, 1);
  if (!Number.isFinite(outgoing)) return 0;
  const distance = (s - darkPhotonMass ** 2) ** 2 + (darkPhotonMass * total) ** 2;
  return (((12 * Math.PI * s) / lambda) * s * incoming * outgoing) / distance;
}

/**
 * ⟨σv⟩ of all pairs in GeV⁻² at ε = 1 and x = m₁/T: 2 r₁r₂ ⟨σ₁₂v⟩, r the equilibrium shares (Gondolo & Gelmini, Nucl. Phys.
 * B360 (1991) 145; Edsjö & Gondolo, Phys. Rev. D56 (1997) 1879).
 */
function effectiveRate(model: Coannihilation, x: number): number {
  const { chi1Mass: m1, chi2Mass: m2, darkPhotonMass } = model;
  const temperature = m1 / x;
  const least = m1 + m2;
  const width = darkPhotonToChisWidth(darkPhotonMass, m1, m2, model.alphaD);
  const density = (energy: number) => {
    const s = energy * energy;
    const lambda = (s - least * least) * (s - (m2 - m1) ** 2);
    const z = energy / temperature;
    // Everything but the common e^(−(m₁ + m₂)/T).
    const bessel = Math.sqrt(Math.PI / (2 * z)) * scaledBesselK(1, z) * Math.exp((least - energy) / temperature);
    return 2 * coannihilationCrossSection(model, energy) * lambda * bessel;
  };
  const end = least + REACH.energy * temperature;
  const edges = [least, darkPhotonMass - 8 * width, darkPhotonMass, darkPhotonMass + 8 * width, end]
    .map((edge) => Math.min(end, Math.max(least, edge)))
    .sort((a, b) => a - b);
  let integral = 0;
  for (let i = 1; i < edges.length; i++)
    if (edges[i] > edges[i - 1]) integral += integrate(density, edges[i - 1], edges[i], 32);
  const number = (mass: number) => {
    const z = mass / temperature;
    return mass * mass * Math.sqrt(Math.PI / (2 * z)) * scaledBesselK(2, z);
  };
  // n₁ ∝ number(m₁) e^(−m₁/T): the common factor drops out of the shares but for the splitting.
  const [n1, n2] = [number(m1), number(m2)];
  const suppressed = n2 * Math.exp((m1 - m2) / temperature);
  const rate = integral / (8 * temperature * n1 * n2);
  return (2 * rate * n1 * suppressed) / (n1 + suppressed) ** 2;
}

/**
 * ε with which χ₁ has the density of dark matter: 1.07·10⁹ GeV⁻¹ / (√g_* M_Pl ∫ ⟨σv⟩ dx/x²) = Ωh², instantaneous freeze-out
 * at `FREEZE_OUT.x`. NaN where the spectrum of hadrons is not known.
 */
export function relicMixing(model: Coannihilation): number {
  const { x, degrees, density, planckMass } = FREEZE_OUT;
  // ∫ dx/x² = ∫ du/x_f over u = x_f/x from 0 to 1.
  const annihilated = integrate((u) => effectiveRate(model, x / u), REACH.inverse, 1, 16) / x;
  return Math.sqrt(1.07e9 / (density * Math.sqrt(degrees) * planckMass * annihilated));
}
