import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE, toLaboratory } from "../../../src/physics/beams.js";
import { MASS } from "../../../src/physics/constants.js";
import type { EventBlock } from "../../../src/physics/events.js";
import { bToDarkPhotons } from "../../../src/physics/generators/b-to-dark-photons.js";
import { bToLambda, LAMBDA_FLIGHT } from "../../../src/physics/generators/b-to-lambda.js";
import { bToScalar, scalarFlight } from "../../../src/physics/generators/b-to-scalar.js";
import { fly, properLengths } from "../../../src/physics/generators/flight.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { boostToRest, cosHelicity, type FourVector, momentumOf } from "../../../src/physics/kinematics.js";
import { bToDarkPhotonsMomentum } from "../../../src/physics/theory/b-to-dark-photons.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

const beams = { sqrtS: 10.58, energySpread: 0 };

function vectors(block: EventBlock, name: string): (i: number) => FourVector {
  const { e, px, py, pz } = slotOf(block, name);
  return (i) => ({ e: e[i], px: px[i], py: py[i], pz: pz[i] });
}

/** Shares of a cumulative distribution on [−1, 1] in 20 bins. */
const shares = (cumulative: (c: number) => number) =>
  Array.from({ length: 20 }, (_, i) => cumulative(-0.9 + i / 10) - cumulative(-1 + i / 10));

describe("B⁰ → Λψ", () => {
  const generator = (darkBaryonMass: number) => bToLambda({ ...beams, darkBaryonMass, branchingFraction: 1e-5 });

  // Momenta of the Λ in the B⁰ frame in GeV, of the specification.
  it.each([
    [1.0, 2.4181],
    [1.5, 2.287],
    [2.0, 2.1011],
    [2.5, 1.8564],
    [3.0, 1.5446],
    [3.5, 1.1436],
    [3.9, 0.7004],
  ])("Λ momentum for a dark baryon of %f GeV", (mass, momentum) => {
    const block = generator(mass).generate(200, randomStream("Λψ test", mass));
    const [b, lambda] = [vectors(block, "B"), vectors(block, "Lambda")];
    for (let i = 0; i < 20; i++) {
      const rest = boostToRest(lambda(i), b(i));
      expect(momentumOf(rest.px, rest.py, rest.pz)).toBeCloseTo(momentum, 4);
    }
  });

  const block = generator(2).generate(40_000, randomStream("Λψ test", 7));

  it("has the cross-section of its branching fractions, conserves four-momentum, and p*_B = 0.33 GeV", () => {
    // 2 × 3.752e8 B⁰ pairs in 711 fb⁻¹ × 0.639 × 1e-5.
    expect(crossSectionOf([block]).value / ((2 * 3.752e8 * 0.639 * 1e-5) / 711)).toBeCloseTo(1, 3);
    expect(largestImbalance(block, ["other B", "dark baryon", "Lambda"])).toBeLessThan(1e-9);
    expect(largestImbalance(block, ["other B", "dark baryon", "proton", "pion"])).toBeLessThan(1e-9);
    const b = vectors(block, "B")(0);
    expect(momentumOf(b.px, b.py, b.pz)).toBeCloseTo(0.33, 2);
  });

  it("B along sin²θ*, Λ isotropic in the B frame (20 bins each)", () => {
    const { px, py, pz } = slotOf(block, "B");
    const cosines = pz.map((z, i) => z / momentumOf(px[i], py[i], z));
    expect(
      chiSquare(
        histogram(cosines, -1, 1, 20),
        shares((c) => (3 / 4) * (c - c ** 3 / 3)),
      ),
    ).toBeLessThan(46);
    const [b, lambda] = [vectors(block, "B"), vectors(block, "Lambda")];
    const helicities = Float64Array.from({ length: block.length }, (_, i) => cosHelicity(lambda(i), b(i)));
    expect(
      chiSquare(
        histogram(helicities, -1, 1, 20),
        shares((c) => c / 2),
      ),
    ).toBeLessThan(46);
  });

  it("Λ flies 7.89 cm of proper length; charges belong together", () => {
    const flown = fly(toLaboratory(block, BELLE), [LAMBDA_FLIGHT], randomStream("Λψ flight", 1));
    const lengths = properLengths(flown, LAMBDA_FLIGHT.products);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(Math.abs(mean / 7.89 - 1)).toBeLessThan(4 / Math.sqrt(lengths.length));
    const [proton, pion, b] = [slotOf(block, "proton"), slotOf(block, "pion"), slotOf(block, "B")];
    for (let i = 0; i < 200; i++) {
      expect(Math.sign(proton.pdg[i])).toBe(Math.sign(b.pdg[i]));
      expect(Math.sign(pion.pdg[i])).toBe(-Math.sign(b.pdg[i]));
    }
  });

  it("refuses a closed decay", () => {
    expect(() => generator(4.3)).toThrow("dark baryon mass: 4.3 GeV");
  });
});

describe("B → K⁽*⁾S", () => {
  const options = { ...beams, scalarMass: 1.5, final: "muons", branchingFraction: 1e-8, decayLength: 30 } as const;

  it.each(["K+", "K*0"] as const)("%s: conserves four-momentum and flies with the asked lifetime", (kaon) => {
    const point = { ...options, kaon };
    const block = bToScalar(point).generate(20_000, randomStream("KS test", kaon));
    expect(largestImbalance(block, ["other B", "kaon", "pion", "x-", "x+"])).toBeLessThan(1e-9);
    const lengths = properLengths(
      fly(toLaboratory(block, BELLE), [scalarFlight(point)], randomStream("KS flight", kaon)),
      ["x-", "x+"],
    );
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(Math.abs(mean / 30 - 1)).toBeLessThan(4 / Math.sqrt(lengths.length));
    const share = kaon === "K+" ? 0.514 : 0.486 * (2 / 3);
    expect(crossSectionOf([block]).value / ((2 * 772e6 * share * 1e-8) / 711)).toBeCloseTo(1, 6);
  });

  it("K*⁰ is longitudinal: kaon as cos² of the helicity angle (20 bins)", () => {
    const block = bToScalar({ ...options, kaon: "K*0" }).generate(40_000, randomStream("KS test", 3));
    const [kaon, pion, b] = [vectors(block, "kaon"), vectors(block, "pion"), vectors(block, "B")];
    const cosines = Float64Array.from({ length: block.length }, (_, i) => {
      const one = boostToRest(kaon(i), b(i));
      const two = boostToRest(pion(i), b(i));
      const sum = { e: one.e + two.e, px: one.px + two.px, py: one.py + two.py, pz: one.pz + two.pz };
      return cosHelicity(one, sum);
    });
    expect(
      chiSquare(
        histogram(cosines, -1, 1, 20),
        shares((c) => c ** 3 / 2),
      ),
    ).toBeLessThan(46);
  });

  it("refuses masses out of range", () => {
    expect(() => bToScalar({ ...options, kaon: "K+", scalarMass: 0.2 })).toThrow("scalar mass: 0.2 GeV");
    expect(() => bToScalar({ ...options, kaon: "K*0", scalarMass: 4.5 })).toThrow("scalar mass: 4.5 GeV");
  });
});

describe("B⁰ → A′A′", () => {
  const options = {
    ...beams,
    darkPhotonMass: 1,
    first: "muons",
    second: "pions",
    branchingFraction: 1e-8,
    angles: "scalar",
  } as const;

  it.each([
    ["muons", "muons", 0.25],
    ["electrons", "pions", 1],
    ["pions", "pions", 1],
    ["pions", "muons", 2],
  ] as const)("correlation of %s and %s at %f GeV keeps the total", (first, second, darkPhotonMass) => {
    const block = bToDarkPhotons({ ...options, first, second, darkPhotonMass }).generateWeighted(
      20_000,
      randomStream("A′A′ test", first, second),
    );
    const { value, sigma } = crossSectionOf([block]);
    expect(sigma / value).toBeLessThan(0.02);
    expect(Math.abs(value - (2 * 772e6 * 0.486 * 1e-8) / 711)).toBeLessThan(4 * sigma);
    expect(largestImbalance(block, ["other B", "a-", "a+", "b-", "b+"])).toBeLessThan(1e-9);
  });

  it("pions of a light A′ go as cos², muons as sin² (longitudinal), with the momentum of the specification", () => {
    const block = bToDarkPhotons(options).generate(60_000, randomStream("A′A′ test", 2));
    expect(bToDarkPhotonsMomentum(1)).toBeCloseTo(2.443, 3);
    const b = vectors(block, "B");
    // Longitudinal over transverse amplitude squared: ((m_B² − 2M²)/2M²)² to 2.
    const ratio = (MASS.b0 ** 2 / 2 - 1) ** 2;
    const fraction = ratio / (ratio + 2);
    const helicity = (name: string, parent: string) => {
      const [child, mother] = [vectors(block, name), vectors(block, parent)];
      return Float64Array.from({ length: block.length }, (_, i) =>
        cosHelicity(boostToRest(child(i), b(i)), boostToRest(mother(i), b(i))),
      );
    };
    const pions = shares((c) => fraction * (c ** 3 / 2) + (1 - fraction) * 0.75 * (c - c ** 3 / 3));
    expect(chiSquare(histogram(helicity("b-", "dark photon2"), -1, 1, 20), pions)).toBeLessThan(46);
    const r = 4 * MASS.muon ** 2;
    const longitudinal = (c: number) => 0.75 * (c - c ** 3 / 3 + (r * c ** 3) / 3);
    const transverse = (c: number) => 0.375 * (c + c ** 3 / 3 + r * (c - c ** 3 / 3));
    const muons = shares((c) => (fraction * longitudinal(c) + (1 - fraction) * transverse(c)) / (1 + r / 2));
    expect(chiSquare(histogram(helicity("a-", "dark photon1"), -1, 1, 20), muons)).toBeLessThan(46);
  });

  it("isotropic by choice; refuses masses out of range", () => {
    const block = bToDarkPhotons({ ...options, angles: "isotropic" }).generate(100, randomStream("A′A′ test", 3));
    expect(block.length).toBe(100);
    expect(() => bToDarkPhotons({ ...options, darkPhotonMass: 0.2 })).toThrow("dark photon mass: 0.2 GeV");
  });
});
