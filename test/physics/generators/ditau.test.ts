import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import { type DitauOptions, ditau } from "../../../src/physics/generators/ditau.js";
import { crossSectionOf, INVISIBLE_SYSTEM } from "../../../src/physics/generators/generator.js";
import { TAU_BRANCHING_FRACTION, type TauChannel, TauDecay } from "../../../src/physics/generators/tau-decay.js";
import { withInitialStateRadiation } from "../../../src/physics/theory/initial-state-radiation.js";
import { leptonPairCrossSection } from "../../../src/physics/theory/lepton-pair.js";
import { chiSquared, chiSquaredAt4Sigma, histogram, slot, worstImbalance } from "./statistics.js";

const sqrtS = 10.58;
const s = sqrtS ** 2;
const options: DitauOptions = { sqrtS, energySpread: 0, radiation: true, decays: ["muon", "muon"] };

/** x = E/E_τ of the daughter of a fast τ. */
function fractions(channel: TauChannel, polarisation: number, events: number): Float64Array {
  const decay = new TauDecay();
  const stream = randomStream("test", "tau decay", channel, polarisation);
  return Float64Array.from({ length: events }, () => {
    decay.draw(stream, channel, polarisation);
    const gamma = 1e5;
    decay.boost(0, 0, 1, gamma, Math.sqrt(gamma * gamma - 1));
    return decay.momenta[3] / (gamma * MASS.tau);
  });
}

describe("a polarised τ", () => {
  const bins = 20;
  const flat = (length: number) => new Float64Array(length).fill(1);

  it.each([1, -1])("decays to electrons with the spectrum f ± g (helicity %d, χ², 20 bins)", (helicity) => {
    const x = fractions("electron", helicity, 100_000);
    // ∫ (5 − 9x² + 4x³)/3 and ∫ (1 − 9x² + 8x³)/3.
    const primitive = (t: number) => (5 * t - 3 * t ** 3 + t ** 4 + helicity * (t - 3 * t ** 3 + 2 * t ** 4)) / 3;
    const expected = Float64Array.from({ length: bins }, (_, i) => primitive((i + 1) / bins) - primitive(i / bins));
    const { chi2, degrees } = chiSquared(histogram(x, flat(x.length), 0, 1, bins), expected);
    expect(chi2).toBeLessThan(chiSquaredAt4Sigma(degrees));
    const mean = x.reduce((sum, t) => sum + t, 0) / x.length;
    expect(Math.abs(mean - (helicity > 0 ? 0.3 : 0.4))).toBeLessThan((4 * 0.25) / Math.sqrt(x.length));
  });

  it.each([1, -1])("decays to pions with the spectrum 1 ± (2x − 1) (helicity %d, χ², 20 bins)", (helicity) => {
    const x = fractions("pion", helicity, 100_000);
    // The pion's mass leaves x from (m_π/m_τ)² to 1.
    const low = (MASS.pionCharged / MASS.tau) ** 2;
    const primitive = (c: number) => c + (helicity * c * c) / 2;
    const expected = Float64Array.from(
      { length: bins },
      (_, i) => primitive(-1 + (2 * (i + 1)) / bins) - primitive(-1 + (2 * i) / bins),
    );
    const { chi2, degrees } = chiSquared(histogram(x, flat(x.length), low, 1, bins), expected);
    expect(chi2).toBeLessThan(chiSquaredAt4Sigma(degrees));
  });

  it("decays to ρ with the asymmetry (m_τ² − 2m_ρ²)/(m_τ² + 2m_ρ²) and photons of a π⁰", () => {
    const decay = new TauDecay();
    const stream = randomStream("test", "tau to rho");
    const events = 40_000;
    let cosines = 0;
    let expected = 0;
    for (let i = 0; i < events; i++) {
      decay.draw(stream, "rho", 1);
      const p = decay.momenta;
      const neutral = [4, 5, 6, 7].map((k) => p[k] + p[k + 4]);
      const squared = ([x, y, z, e]: number[]) => e * e - x * x - y * y - z * z;
      expect(Math.abs(squared(neutral) - MASS.pionNeutral ** 2)).toBeLessThan(1e-9);
      const rho = neutral.map((value, k) => value + p[k]);
      const mass2 = squared(rho);
      cosines += rho[2] / Math.hypot(rho[0], rho[1], rho[2]);
      expected += (MASS.tau ** 2 - 2 * mass2) / (MASS.tau ** 2 + 2 * mass2) / 3;
      // What is left is a massless neutrino.
      expect(Math.abs(squared([-rho[0], -rho[1], -rho[2], MASS.tau - rho[3]]))).toBeLessThan(1e-9);
    }
    expect(Math.abs(cosines - expected) / events).toBeLessThan(4 * Math.sqrt(1 / 3 / events));
  });
});

describe("the generator of ττ(γ…)", () => {
  it("gives the radiator's cross-section times both branching fractions, for several seeds", () => {
    const born = (e: number) => leptonPairCrossSection(MASS.tau, { sqrtS: e });
    const expected = withInitialStateRadiation(born, 1 - (4 * MASS.tau ** 2) / s) * TAU_BRANCHING_FRACTION.muon ** 2;
    for (const seed of [1, 2, 3]) {
      const { value, sigma } = crossSectionOf([ditau(options).generate(40_000, randomStream("test", "tau", seed))]);
      expect(Math.abs(value - expected)).toBeLessThan(4 * sigma + 2e-3 * expected);
    }
  });

  it("correlates the energies of the daughters by ⟨x₁x₂⟩ − ⟨x₁⟩⟨x₂⟩ = (1 − 2p) (β/20)²", () => {
    const generator = ditau({ ...options, radiation: false, decays: ["electron", "electron"] });
    const block = generator.generateWeighted(400_000, randomStream("test", "correlation"));
    const first = slot(block, "tau- daughter").e;
    const second = slot(block, "tau+ daughter").e;
    let [a, b, ab, aabb] = [0, 0, 0, 0];
    const half = sqrtS / 2;
    for (let i = 0; i < block.length; i++) {
      const x = first[i] / half - 0.35;
      const y = second[i] / half - 0.35;
      a += x / block.length;
      b += y / block.length;
      ab += (x * y) / block.length;
      aabb += (x * y) ** 2 / block.length;
    }
    // p: chance of equal helicities, (4m²/s) sin²θ against 1 + cos²θ.
    const ratio = (4 * MASS.tau ** 2) / s;
    const flip = ((2 / 3) * ratio) / (4 / 3 + (2 / 3) * ratio);
    const expected = (1 - 2 * flip) * (1 - ratio) * 0.05 ** 2;
    const sigma = Math.sqrt((aabb - ab * ab) / block.length);
    expect(sigma).toBeLessThan(expected / 12);
    expect(Math.abs(ab - a * b - expected)).toBeLessThan(4 * sigma);
  });

  it("conserves four-momentum with masses on shell, neutrinos summed, photons of π⁰ in their slots", () => {
    const generator = ditau({ ...options, decays: ["one-prong", "one-prong"] });
    const block = generator.generate(15_000, randomStream("test", "balance"));
    expect(worstImbalance(block)).toBeLessThan(1e-9);
    const own: Record<number, number> = { 11: MASS.electron, 13: MASS.muon, 211: MASS.pionCharged };
    const counts: Record<string, number> = {};
    let worst = 0;
    for (let i = 0; i < block.length; i++) {
      for (const [name, sign] of [["tau- daughter", 1] as const, ["tau+ daughter", -1] as const]) {
        const { pdg, e, px, py, pz } = slot(block, name);
        const code = Math.abs(pdg[i]);
        expect(Math.sign(pdg[i])).toBe(code === 211 ? -sign : sign);
        worst = Math.max(worst, Math.abs(e[i] ** 2 - px[i] ** 2 - py[i] ** 2 - pz[i] ** 2 - own[code] ** 2));
      }
      const withNeutralPion = slot(block, "tau- photon1").pdg[i] !== 0;
      const daughter = slot(block, "tau- daughter").pdg[i];
      const key = withNeutralPion ? "rho" : `${daughter}`;
      counts[key] = (counts[key] ?? 0) + 1;
      expect(slot(block, "neutrinos").pdg[i]).toBe(INVISIBLE_SYSTEM);
    }
    expect(worst).toBeLessThan(1e-9 * s);
    const total = Object.values(TAU_BRANCHING_FRACTION).reduce((sum, x) => sum + x, 0);
    const named = { rho: "rho", "11": "electron", "13": "muon", "-211": "pion" } as const;
    for (const [key, channel] of Object.entries(named)) {
      const expected = (block.length * TAU_BRANCHING_FRACTION[channel]) / total;
      expect(Math.abs(counts[key] - expected)).toBeLessThan(4 * Math.sqrt(expected));
    }
  });
});
