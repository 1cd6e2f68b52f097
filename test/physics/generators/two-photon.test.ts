import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { pairCrossSection, twoPhoton } from "../../../src/physics/generators/two-photon.js";
import { expectEvery } from "../../expect-every.js";
import { chiSquared, chiSquaredAt4Sigma, histogram, slot, worstImbalance } from "./statistics.js";

const sqrtS = 10.58;
const options = { sqrtS, energySpread: 0, radiation: false };

describe("ee → eeμμ by two photons", () => {
  it("has the pair production of real photons falling as ln W²/W² and closed below threshold", () => {
    expect(pairCrossSection(0.2, MASS.muon)).toBe(0);
    const [low, high] = [100, 1000].map((w) => pairCrossSection(w, MASS.muon) * w * w);
    // 4πα²(ħc)²·ln(100) between the two.
    expect((high - low) / (4 * Math.PI * 0.3893793721e12 * (1 / 137.035999) ** 2 * Math.log(100))).toBeCloseTo(1, 4);
  });

  // nb, with virtualities up to W²/4, to the digits of the table.
  it.each([
    [0.5, 18.52],
    [1, 4.168],
    [2, 0.7015],
    [4, 0.0711],
  ])("gives σ(W > %d GeV) for several seeds", (least, expected) => {
    for (const seed of [1, 2]) {
      const generator = twoPhoton({ ...options, leastPairMass: least });
      const { value, sigma } = crossSectionOf([generator.generateWeighted(40_000, randomStream("test", "ee", seed))]);
      expect(Math.abs(value / 1e6 - expected)).toBeLessThan((4 * sigma) / 1e6 + 1e-3 * expected);
    }
  });

  it("has the same cross-section above W from a sample that begins lower", () => {
    const block = twoPhoton({ ...options, leastPairMass: 0.5 }).generate(60_000, randomStream("test", "above"));
    const [minus, plus] = block.particles;
    const weight = block.weight.map((w, i) => {
      const [e, x, y, z] = (["e", "px", "py", "pz"] as const).map((key) => minus[key][i] + plus[key][i]);
      return e * e - x * x - y * y - z * z > 1 ? w : 0;
    });
    const { value, sigma } = crossSectionOf([{ ...block, weight }]);
    expect(Math.abs(value / 1e6 - 4.168)).toBeLessThan((4 * sigma) / 1e6);
  });

  it("has the same cross-section of energetic pairs from a sample that is forced to have energy", () => {
    const above = (leastPairEnergy: number) => {
      const generator = twoPhoton({ ...options, leastPairMass: 1, leastPairEnergy });
      const block = generator.generate(100_000, randomStream("test", "energy", leastPairEnergy));
      const [minus, plus] = block.particles;
      return crossSectionOf([{ ...block, weight: block.weight.map((w, i) => (minus.e[i] + plus.e[i] > 4 ? w : 0)) }]);
    };
    const [whole, forced] = [above(0), above(3)];
    expect(forced.sigma).toBeLessThan(0.6 * whole.sigma);
    expect(Math.abs(forced.value - whole.value)).toBeLessThan(4 * Math.hypot(whole.sigma, forced.sigma));
  });

  it("has the angles of γγ → μμ in the rest frame of the pair (χ², 20 bins)", () => {
    const block = twoPhoton({ ...options, leastPairMass: 0.3 }).generate(60_000, randomStream("test", "angle"));
    const [minus, plus] = block.particles;
    const cosines: number[] = [];
    const weights: number[] = [];
    for (let i = 0; i < block.length; i++) {
      const [e, x, y, z] = (["e", "px", "py", "pz"] as const).map((key) => minus[key][i] + plus[key][i]);
      const w = Math.sqrt(e * e - x * x - y * y - z * z);
      if (w > 0.32) continue;
      // Rest frame, axes unturned.
      const along = minus.px[i] * x + minus.py[i] * y + minus.pz[i] * z;
      const pz = minus.pz[i] + (z / w) * (along / (e + w) - minus.e[i]);
      cosines.push(pz / Math.sqrt((w * w) / 4 - MASS.muon ** 2));
      weights.push(block.weight[i]);
    }
    const beta2 = 1 - (4 * MASS.muon ** 2) / 0.309 ** 2;
    const density = (c: number) => {
      const square = beta2 * c * c;
      return (1 + 2 * beta2 * (1 - beta2) * (1 - c * c) - square * square) / (1 - square) ** 2;
    };
    const edge = 0.9;
    const step = (2 * edge) / 20;
    const expected = Float64Array.from({ length: 20 }, (_, i) =>
      integrate(density, -edge + i * step, -edge + (i + 1) * step, 16),
    );
    const { chi2, degrees } = chiSquared(histogram(cosines, weights, -edge, edge, 20), expected);
    expect(cosines.length).toBeGreaterThan(4000);
    expect(chi2).toBeLessThan(chiSquaredAt4Sigma(degrees));
  });

  it("conserves four-momentum, with the beam particles forward and the pair at small transverse momentum", () => {
    const block = twoPhoton(options).generate(20_000, randomStream("test", "balance"));
    expect(worstImbalance(block)).toBeLessThan(1e-9);
    let worst = 0;
    let small = 0;
    for (const { px, py, pz, e, pdg } of block.particles) {
      for (let i = 0; i < block.length; i++) {
        const mass = Math.abs(pdg[i]) === 13 ? MASS.muon : MASS.electron;
        worst = Math.max(worst, Math.abs(e[i] ** 2 - px[i] ** 2 - py[i] ** 2 - pz[i] ** 2 - mass ** 2));
      }
    }
    expect(worst).toBeLessThan(1e-9 * sqrtS ** 2);
    const electron = slot(block, "beam electron");
    const positron = slot(block, "beam positron");
    for (let i = 0; i < block.length; i++) {
      if (electron.pz[i] <= 0 || positron.pz[i] >= 0) throw new Error(`event ${i}: beam particle turned back`);
      if (Math.hypot(electron.px[i] + positron.px[i], electron.py[i] + positron.py[i]) < 0.1) small++;
    }
    expect(small / block.length).toBeGreaterThan(0.6);
    expect(small / block.length).toBeLessThan(0.95);
  });

  it("makes τ pairs above their threshold only", () => {
    const block = twoPhoton({ ...options, leptons: "tau" }).generate(5000, randomStream("test", "taus"));
    const { e } = slot(block, "tau-");
    expect(block.length).toBeGreaterThan(1000);
    expectEvery(e, (energy) => energy >= MASS.tau);
    expect(crossSectionOf([block]).value).toBeLessThan(0.1e6);
  });

  it("decays τ pairs into the slots of their daughters", () => {
    const undecayed = twoPhoton({ ...options, leptons: "tau" });
    const generator = twoPhoton({ ...options, leptons: "tau", decays: ["muon", "rho"] });
    const block = generator.generate(5000, randomStream("test", "decays"));
    expect(worstImbalance(block)).toBeLessThan(1e-9);
    expectEvery(slot(block, "tau- daughter").pdg, (code) => code === 13);
    expectEvery(slot(block, "tau+ daughter").pdg, (code) => code === 211);
    expectEvery(slot(block, "tau+ photon1").pdg, (code) => code === 22);
    expectEvery(slot(block, "beam positron").pz, (pz) => pz < 0);
    const ratio = generator.survey.value / undecayed.survey.value;
    expect(ratio / (0.1739 * 0.2549)).toBeCloseTo(1, 1);
    expect(() => twoPhoton({ ...options, decays: ["muon", "muon"] })).toThrow("decays of a muon pair");
  });

  it("refuses a pair mass above the energy", () => {
    expect(() => twoPhoton({ ...options, leastPairMass: 11 })).toThrow(RangeError);
  });
});
