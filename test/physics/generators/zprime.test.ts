import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { vectorEmission } from "../../../src/physics/generators/vector-emission.js";
import { zPrime } from "../../../src/physics/generators/zprime.js";
import { withInitialStateRadiation } from "../../../src/physics/theory/initial-state-radiation.js";
import { emissionMassSpectrum } from "../../../src/physics/theory/lepton-pair-emission.js";
import { zprimeCrossSection } from "../../../src/physics/theory/zprime.js";
import { contract, emissionAmplitudes, METRIC, type Momentum, overlap, product, square } from "./dirac.js";
import { chiSquared, chiSquaredAt4Sigma, histogram, slot, worstImbalance } from "./statistics.js";

const sqrtS = 10.58;
const s = sqrtS ** 2;
const options = { sqrtS, energySpread: 0, radiation: false, coupling: 1, leptons: "muons" } as const;

/** Cross-section in fb at g′ = 1 without radiation, by the mass in GeV: the one-dimensional integral. */
const CROSS_SECTION: [number, number][] = [
  [0.1, 5.677638e5],
  [0.5, 2.023629e5],
  [1, 9.95634e4],
  [4, 5439.236],
  [6.9, 201.7886],
  [8, 30.81086],
  [9.5, 0.3197755],
];

function events(mass: number, seed: number, trials: number) {
  return zPrime({ ...options, mass }).generateWeighted(trials, randomStream("test", "zprime", mass, seed));
}

const electron: Momentum = [sqrtS / 2, 0, 0, sqrtS / 2];
const positron: Momentum = [sqrtS / 2, 0, 0, -sqrtS / 2];
const beam: Momentum = [sqrtS, 0, 0, 0];

function momenta(block: ReturnType<typeof events>, i: number): Momentum[] {
  return ["mu-", "mu+", "zprime"].map((name) => {
    const p = slot(block, name);
    return [p.e[i], p.px[i], p.py[i], p.pz[i]];
  });
}

describe("the squared amplitude", () => {
  it("equals the contraction of explicit spinor amplitudes with the beams' tensor", () => {
    for (const mass of [0.05, 1, 6]) {
      const block = events(mass, 1, 40);
      for (let i = 0; i < block.length; i++) {
        const [p1, p2, k] = momenta(block, i);
        let sum = 0;
        for (const amplitude of emissionAmplitudes(p1, p2, k, MASS.muon)) {
          for (let alpha = 0; alpha < 4; alpha++) {
            const row = amplitude[alpha];
            const trace = row.reduce((total, x, mu) => total + METRIC[mu] * square(x), 0);
            const beams = 2 * overlap(contract(electron, row), contract(positron, row)) - (s / 2) * trace;
            sum -= METRIC[alpha] * beams;
          }
        }
        const closed = vectorEmission(
          1 - (2 * p1[0]) / sqrtS,
          1 - (2 * p2[0]) / sqrtS,
          MASS.muon ** 2 / s,
          mass ** 2 / s,
          -p1[3] / sqrtS,
          -p2[3] / sqrtS,
        );
        expect(closed / (sum / s)).toBeCloseTo(1, 6);
      }
    }
  });

  it("is of a gauge-invariant amplitude", () => {
    const block = events(1, 2, 40);
    for (let i = 0; i < block.length; i++) {
      const [p1, p2, k] = momenta(block, i);
      for (const amplitude of emissionAmplitudes(p1, p2, k, MASS.muon)) {
        const size = Math.sqrt(amplitude.flat().reduce((sum, x) => sum + square(x), 0));
        for (let index = 0; index < 4; index++) {
          expect(Math.sqrt(square(contract(beam, amplitude[index])))).toBeLessThan(1e-11 * sqrtS * size);
          const column = amplitude.map((row) => row[index]);
          expect(Math.sqrt(square(contract(k, column)))).toBeLessThan(1e-11 * sqrtS * size);
        }
      }
    }
  });

  it("factorises for a soft Z′ into the pair's amplitude and the eikonal current", () => {
    for (const energy of [0.1, 0.01]) {
      const mass = energy / 3;
      const momentum = Math.sqrt(energy ** 2 - mass ** 2);
      // Muons symmetric about the plane of the Z′: exact kinematics for a Z′ along x and muons in the x–z plane.
      const each = (sqrtS - energy) / 2;
      const across = Math.sqrt(each ** 2 - MASS.muon ** 2 - (momentum / 2) ** 2);
      const p1: Momentum = [each, -momentum / 2, 0.6 * across, 0.8 * across];
      const p2: Momentum = [each, -momentum / 2, -0.6 * across, -0.8 * across];
      const k: Momentum = [energy, momentum, 0, 0];
      const d1 = 2 * product(p1, k) + mass ** 2;
      const d2 = 2 * product(p2, k) + mass ** 2;
      const current = p1.map((x, i) => (2 * x) / d1 - (2 * p2[i]) / d2) as unknown as Momentum;
      const cosine2 = 0.64;
      const r = MASS.muon ** 2 / s;
      // Σ of the Born tensors, W/s with the pair alone.
      const born = 1 + (1 - 4 * r) * cosine2 + 4 * r;
      const each2 = each / sqrtS;
      const w = vectorEmission(1 - 2 * each2, 1 - 2 * each2, r, mass ** 2 / s, -p1[3] / sqrtS, -p2[3] / sqrtS);
      const ratio = w / (-product(current, current) * s * born);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.6 * energy);
    }
  });
});

describe("the generator of μμZ′", () => {
  it.each(CROSS_SECTION)("gives the cross-section of M = %d GeV within 4σ for several seeds", (mass, expected) => {
    for (const seed of [1, 2, 3]) {
      const { value, sigma } = crossSectionOf([events(mass, seed, 20_000)]);
      expect(sigma / expected).toBeLessThan(3e-3);
      expect(Math.abs(value - expected)).toBeLessThan(4 * sigma);
    }
  });

  it("gives the same from unweighted events", () => {
    const generator = zPrime({ ...options, mass: 2 });
    const block = generator.generate(40_000, randomStream("test", "unweighted"));
    const { value, sigma } = crossSectionOf([block]);
    expect(Math.abs(value - 3.466132e4)).toBeLessThan(4 * sigma);
    const heavy = block.weight.filter((w) => w > generator.maximum).length;
    expect(heavy / block.length).toBeLessThan(0.02);
    expect(block.length / block.trials).toBeGreaterThan(0.4);
  });

  it.each([0.3, 3])("follows dσ/dm² of the pair at M = %d GeV (χ², 20 equal bins)", (mass) => {
    const block = events(mass, 4, 60_000);
    const minus = slot(block, "mu-");
    const plus = slot(block, "mu+");
    const t = Float64Array.from(minus.e, (e, i) => {
      const [x, y, z] = [minus.px[i] + plus.px[i], minus.py[i] + plus.py[i], minus.pz[i] + plus.pz[i]];
      return ((e + plus.e[i]) ** 2 - x * x - y * y - z * z) / s;
    });
    const low = (4 * MASS.muon ** 2) / s;
    const high = (1 - mass / sqrtS) ** 2;
    const step = (high - low) / 20;
    const density = (u: number) => emissionMassSpectrum("vector", u * s, mass, 1, MASS.muon);
    const expected = Float64Array.from({ length: 20 }, (_, i) =>
      integrate(density, low + i * step, low + (i + 1) * step, 200),
    );
    const { chi2, degrees } = chiSquared(histogram(t, block.weight, low, high, 20), expected);
    expect(chi2).toBeLessThan(chiSquaredAt4Sigma(degrees));
  });

  it.each([0.5, 4, 9])("agrees with radiation, M = %d GeV, with the radiator of both beams to 2e-3", (mass) => {
    const maximum = 1 - ((mass + 2 * MASS.muon) / sqrtS) ** 2;
    const expected = withInitialStateRadiation((e) => zprimeCrossSection(mass, 1, { sqrtS: e }), maximum);
    const generator = zPrime({ ...options, radiation: true, mass });
    const { value, sigma } = crossSectionOf([generator.generateWeighted(200_000, randomStream("test", "isr", mass))]);
    expect(sigma / expected).toBeLessThan(1.5e-3);
    expect(Math.abs(value / expected - 1)).toBeLessThan(2e-3 + (4 * sigma) / expected);
  });

  it("conserves four-momentum and keeps masses on shell, with radiation and for eμ", () => {
    for (const leptons of ["muons", "electron-muon"] as const) {
      const generator = zPrime({ ...options, radiation: true, mass: 2, leptons });
      const block = generator.generate(5000, randomStream("test", "balance"));
      expect(worstImbalance(block)).toBeLessThan(1e-9);
      const [minus, , vector] = block.particles;
      for (let i = 0; i < block.length; i++) {
        const squareOf = ({ e, px, py, pz }: typeof minus) => e[i] ** 2 - px[i] ** 2 - py[i] ** 2 - pz[i] ** 2;
        const own = minus.pdg[i] === 13 ? MASS.muon : MASS.electron;
        expect(Math.abs(squareOf(minus) - own ** 2)).toBeLessThan(1e-9 * s);
        expect(Math.abs(squareOf(vector) - 4)).toBeLessThan(1e-9 * s);
      }
    }
  });

  it("makes e⁻μ⁺ and e⁺μ⁻ equally often", () => {
    const generator = zPrime({ ...options, mass: 1, leptons: "electron-muon" });
    const block = generator.generate(20_000, randomStream("test", "flavour"));
    const electrons = block.particles[0].pdg.filter((code) => code === 11).length;
    const positrons = block.particles[1].pdg.filter((code) => code === -11).length;
    expect(electrons + positrons).toBe(block.length);
    expect(Math.abs(electrons - positrons)).toBeLessThan(4 * Math.sqrt(block.length));
  });

  it("gives every event its own energy when the beams have a spread", () => {
    const generator = zPrime({ ...options, energySpread: 0.0054, mass: 1 });
    const block = generator.generate(20_000, randomStream("test", "spread"));
    const energies = Float64Array.from(block.weight, (_, i) => block.particles.reduce((sum, { e }) => sum + e[i], 0));
    const mean = energies.reduce((sum, e) => sum + e, 0) / block.length;
    const variance = energies.reduce((sum, e) => sum + (e - mean) ** 2, 0) / (block.length - 1);
    expect(Math.abs(mean - sqrtS)).toBeLessThan((4 * 0.0054) / Math.sqrt(block.length));
    expect(Math.abs(Math.sqrt(variance) / 0.0054 - 1)).toBeLessThan(4 / Math.sqrt(2 * block.length));
  });

  it("refuses a mass above threshold", () => {
    expect(() => zPrime({ ...options, mass: 10.5 })).toThrow(RangeError);
  });
});
