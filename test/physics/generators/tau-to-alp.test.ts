import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import type { EventBlock } from "../../../src/physics/events.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { tauToAlp } from "../../../src/physics/generators/tau-to-alp.js";
import { boostToRest, type FourVector, invariantMass, momentumOf, sumOf } from "../../../src/physics/kinematics.js";
import { leptonPairCrossSection } from "../../../src/physics/theory/lepton-pair.js";
import { michelSpectrum } from "../../../src/physics/theory/tau-to-lepton-alp.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

const collision = { sqrtS: 10.58, energySpread: 0, radiation: false };
const options = { ...collision, lepton: "muon", decay: "alp", alpMass: 1, branchingFraction: 1e-3 } as const;

function vectors(block: EventBlock, name: string): (i: number) => FourVector {
  const { e, px, py, pz } = slotOf(block, name);
  return (i) => ({ e: e[i], px: px[i], py: py[i], pz: pz[i] });
}

/** Lepton in the rest frame of its τ, event by event. */
function leptonAtRest(block: EventBlock): FourVector[] {
  const [lepton, missing] = [vectors(block, "lepton"), vectors(block, "missing")];
  return Array.from({ length: block.length }, (_, i) => boostToRest(lepton(i), sumOf(lepton(i), missing(i))));
}

describe("τ → ℓ and something unseen, with three pions as the tag", () => {
  // Momenta of the lepton in the τ frame in GeV, of the specification.
  it.each([
    ["muon", 0, 0.8853],
    ["muon", 1, 0.601],
    ["muon", 1.6, 0.1348],
    ["electron", 0.5, 0.8181],
    ["electron", 1.4, 0.337],
  ] as const)("%s against a boson of %f GeV", (lepton, alpMass, momentum) => {
    const block = tauToAlp({ ...options, lepton, alpMass }).generate(50, randomStream("τ → ℓα test", lepton, alpMass));
    for (const { px, py, pz } of leptonAtRest(block)) expect(momentumOf(px, py, pz)).toBeCloseTo(momentum, 3);
  });

  it("total without radiation, four-momentum with and without, tag within the τ mass", () => {
    const block = tauToAlp(options).generate(20_000, randomStream("τ → ℓα test", 1));
    const { value, sigma } = crossSectionOf([block]);
    const expected = leptonPairCrossSection(MASS.tau) * 2 * 1e-3 * 0.0931;
    expect(Math.abs(value / expected - 1)).toBeLessThan(4 * (sigma / value) + 1e-9);
    const final = ["lepton", "missing", "pion1", "pion2", "pion3", "tag neutrino"];
    expect(largestImbalance(block, final)).toBeLessThan(1e-9);
    const radiating = tauToAlp({ ...options, radiation: true }).generate(5000, randomStream("τ → ℓα test", 2));
    expect(largestImbalance(radiating, [...final, "isr electron", "isr positron"])).toBeLessThan(1e-9);
    const pions = ["pion1", "pion2", "pion3"].map((name) => vectors(block, name));
    const neutrino = vectors(block, "tag neutrino");
    for (let i = 0; i < 500; i++) {
      const three = pions.map((pion) => pion(i));
      expect(invariantMass(...three)).toBeGreaterThan(3 * MASS.pionCharged);
      expect(invariantMass(...three, neutrino(i))).toBeCloseTo(MASS.tau, 6);
    }
    const [lepton, third] = [slotOf(block, "lepton"), slotOf(block, "pion3")];
    for (let i = 0; i < 100; i++) expect(Math.sign(third.pdg[i])).toBe(-Math.sign(lepton.pdg[i]));
  });

  it("τ pair as 1 + cos² + (4m²/s) sin² (20 bins)", () => {
    const block = tauToAlp(options).generate(40_000, randomStream("τ → ℓα test", 3));
    const [lepton, missing] = [vectors(block, "lepton"), vectors(block, "missing")];
    const cosines = Float64Array.from({ length: block.length }, (_, i) => {
      const tau = sumOf(lepton(i), missing(i));
      return tau.pz / momentumOf(tau.px, tau.py, tau.pz);
    });
    const ratio = (2 * MASS.tau) ** 2 / 10.58 ** 2;
    const primitive = (c: number) => c * (1 + ratio) + ((1 - ratio) * c ** 3) / 3;
    const shares = Array.from(
      { length: 20 },
      (_, i) => (primitive(-0.9 + i / 10) - primitive(-1 + i / 10)) / (2 * primitive(1)),
    );
    expect(chiSquare(histogram(cosines, -1, 1, 20), shares)).toBeLessThan(46);
  });

  it("neutrinos instead of a boson give the Michel spectrum (20 bins)", () => {
    const block = tauToAlp({ ...options, decay: "neutrinos" }).generate(40_000, randomStream("τ → ℓα test", 4));
    const x = Float64Array.from(leptonAtRest(block), ({ e }) => (2 * e) / MASS.tau);
    const [low, high] = [(2 * MASS.muon) / MASS.tau, 1 + (MASS.muon / MASS.tau) ** 2];
    const step = (high - low) / 20;
    const density = (value: number) => michelSpectrum(value, MASS.muon);
    const shares = Array.from({ length: 20 }, (_, i) => integrate(density, low + i * step, low + (i + 1) * step, 24));
    expect(chiSquare(histogram(x, low, high, 20), shares)).toBeLessThan(46);
  });

  it("refuses a boson that is too heavy", () => {
    expect(() => tauToAlp({ ...options, alpMass: 1.7 })).toThrow("ALP mass: 1.7 GeV");
  });
});
