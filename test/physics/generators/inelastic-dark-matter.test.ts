import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { BELLE_II, toLaboratory } from "../../../src/physics/beams.js";
import { HBARC_CM, MASS } from "../../../src/physics/constants.js";
import { fly, properLengths } from "../../../src/physics/generators/flight.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import {
  chi2Flight,
  type InelasticDarkMatterOptions,
  inelasticDarkMatter,
} from "../../../src/physics/generators/inelastic-dark-matter.js";
import { fermionCorrelation } from "../../../src/physics/generators/radiative-return.js";
import { boostToRest, cosHelicity, invariantMass, sumOf } from "../../../src/physics/kinematics.js";
import { radiativeDarkPhotonCrossSection, recoilPhotonEnergy } from "../../../src/physics/theory/dark-photon.js";
import {
  chi2DecayLengthWithPions,
  chi2LeptonSpectrum,
  chi2LeptonWidth,
  offShellSpectrum,
} from "../../../src/physics/theory/inelastic-dark-matter.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

const DEGREE = Math.PI / 180;
const options = (change: Partial<InelasticDarkMatterOptions> = {}): InelasticDarkMatterOptions => ({
  sqrtS: 10.58,
  energySpread: 0,
  radiation: false,
  chi1Mass: 1,
  splitting: 0.4,
  darkPhotonMass: 2.5,
  epsilon: 1e-3,
  alphaD: 0.1,
  leptons: "electrons",
  maximumCosine: Math.cos(20 * DEGREE),
  minimumPhotonEnergy: 0.1,
  lineshape: "narrow",
  ...change,
});
const model = { chi1Mass: 1, chi2Mass: 1.4, darkPhotonMass: 2.5, epsilon: 1e-3, alphaD: 0.1 };

describe("inelastic dark matter", () => {
  it.each(["electrons", "muons"] as const)("total with %s: σ(γA′) times the share of the leptons", (leptons) => {
    const generator = inelasticDarkMatter(options({ leptons }));
    const mass = leptons === "muons" ? MASS.muon : MASS.electron;
    const share = (chi2LeptonWidth(model, mass) * chi2DecayLengthWithPions(model)) / HBARC_CM;
    for (const seed of [1, 2, 3]) {
      const block = generator.generateWeighted(20_000, randomStream("inelastic dark matter test", leptons, seed));
      const { value, sigma } = crossSectionOf([block]);
      expect(sigma / value).toBeLessThan(0.01);
      // 6.518535 fb: the specification's σ(γA′) at m_A′ = 2.5 GeV, ε = 1e-3, |cos θ*| < cos 20°.
      expect(Math.abs(value - 6.518535 * share)).toBeLessThan(4 * sigma);
    }
  });

  const block = inelasticDarkMatter(options({ leptons: "muons" })).generate(
    80_000,
    randomStream("inelastic dark matter test", 4),
  );

  it("photon is monoenergetic at the recoil energy", () => {
    expect(recoilPhotonEnergy(2.5)).toBeCloseTo(4.9946, 4);
    for (const e of slotOf(block, "photon").e.subarray(0, 1000)) expect(e).toBeCloseTo(4.9946, 4);
  });

  it("q² follows the exact width (20 bins)", () => {
    const minus = slotOf(block, "l-");
    const plus = slotOf(block, "l+");
    const [low, high] = [4 * MASS.muon ** 2, 0.16];
    const q2 = minus.e.map(
      (e, i) =>
        (e + plus.e[i]) ** 2 -
        (minus.px[i] + plus.px[i]) ** 2 -
        (minus.py[i] + plus.py[i]) ** 2 -
        (minus.pz[i] + plus.pz[i]) ** 2,
    );
    const density = (value: number) => chi2LeptonSpectrum(model, value, MASS.muon);
    const step = (high - low) / 20;
    const parts = Array.from({ length: 20 }, (_, i) => integrate(density, low + i * step, low + (i + 1) * step, 64));
    const total = parts.reduce((sum, part) => sum + part, 0);
    // The two last bins hold less than a per mille: they are taken together with the one before.
    const counts = histogram(q2, low, high, 20);
    const joined = <T extends number>(values: T[]) => [...values.slice(0, 17), values[17] + values[18] + values[19]];
    expect(
      chiSquare(
        joined(counts),
        joined(parts).map((part) => part / total),
      ),
    ).toBeLessThan(43);
  });

  it("leptons follow W(c) about the direction of their pair (20 bins)", () => {
    const at = (name: string) => {
      const { e, px, py, pz } = slotOf(block, name);
      return (i: number) => ({ e: e[i], px: px[i], py: py[i], pz: pz[i] });
    };
    const [minus, plus, chi2] = [at("l-"), at("l+"), at("chi2")];
    const expected = new Float64Array(20);
    const cosines = Float64Array.from({ length: block.length }, (_, i) => {
      const one = boostToRest(minus(i), chi2(i));
      const pair = sumOf(one, boostToRest(plus(i), chi2(i)));
      const q2 = invariantMass(pair) ** 2;
      const r = (4 * MASS.muon ** 2) / q2;
      // W(c) of this event's q², of longitudinal and transverse virtual photons, over its integral.
      const longitudinal = (c: number) => 5.76 * 0.75 * (c - c ** 3 / 3 + (r * c ** 3) / 3);
      const transverse = (c: number) => 2 * q2 * 0.375 * (c + c ** 3 / 3 + r * (c - c ** 3 / 3));
      const primitive = (c: number) => longitudinal(c) + transverse(c);
      for (let bin = 0; bin < 20; bin++) {
        expected[bin] += (primitive(-0.9 + bin / 10) - primitive(-1 + bin / 10)) / (2 * primitive(1)) / block.length;
      }
      return cosHelicity(one, pair);
    });
    expect(chiSquare(histogram(cosines, -1, 1, 20), Array.from(expected))).toBeLessThan(46);
    // Far from isotropic.
    expect(chiSquare(histogram(cosines, -1, 1, 20), new Array(20).fill(0.05))).toBeGreaterThan(100);
  });

  it("photon in the laboratory keeps to its kinematic range", () => {
    const { e } = slotOf(toLaboratory(block, BELLE_II), "photon");
    const gamma = Math.hypot(1, BELLE_II.betaGamma);
    const cosine = Math.cos(20 * DEGREE);
    // The boost is not quite along the beams: a little room at the ends.
    const low = 4.9946 * (gamma - BELLE_II.betaGamma * cosine);
    const high = 4.9946 * (gamma + BELLE_II.betaGamma * cosine);
    const sorted = e.slice().sort();
    expect(Math.abs(sorted[0] / low - 1)).toBeLessThan(0.02);
    expect(Math.abs(sorted[sorted.length - 1] / high - 1)).toBeLessThan(0.02);
  });

  it("conserves four-momentum, also after radiation, spread and off the A′ mass", () => {
    const final = ["photon", "chi1", "chi1 of chi2", "l-", "l+", "radiated photon"];
    expect(largestImbalance(block, final)).toBeLessThan(1e-9);
    const other = inelasticDarkMatter(options({ radiation: true, lineshape: "breit-wigner" }));
    const events = other.generate(20_000, randomStream("inelastic dark matter test", 5));
    expect(largestImbalance(events, final)).toBeLessThan(1e-9);
  });

  it.each([2.5, 12])("Breit–Wigner total for an A′ of %f GeV agrees with the integral over q²", (darkPhotonMass) => {
    const change = { darkPhotonMass, alphaD: 0.5, lineshape: "breit-wigner", minimumPhotonEnergy: 0.5 } as const;
    const here = { ...model, darkPhotonMass, alphaD: 0.5 };
    const generator = inelasticDarkMatter(options(change));
    const { value, sigma } = crossSectionOf([
      generator.generateWeighted(100_000, randomStream("inelastic dark matter test", "wide", darkPhotonMass)),
    ]);
    const highest = 10.58 ** 2 - 2 * 0.5 * 10.58;
    const cosine = Math.cos(20 * DEGREE);
    const edges = [2.4 ** 2, 6, 6.5, 8, 20, highest];
    let expected = 0;
    for (let i = 0; i < 5; i++) {
      expected += integrate((q2) => offShellSpectrum(here, q2, cosine), edges[i], edges[i + 1], 400);
    }
    const share = (chi2LeptonWidth(here, MASS.electron) * chi2DecayLengthWithPions(here)) / HBARC_CM;
    expect(sigma / value).toBeLessThan(0.02);
    expect(Math.abs(value - expected * share)).toBeLessThan(4 * sigma + 2e-3 * value);
  });

  it("χ₂ direction keeps the correlation with the beams: mean weight 1, flat in azimuth", () => {
    const { px, py } = slotOf(block, "chi2");
    const azimuths = px.map((x, i) => Math.atan2(py[i], x));
    expect(chiSquare(histogram(azimuths, -Math.PI, Math.PI, 20), new Array(20).fill(0.05))).toBeLessThan(46);
  });

  // Toy of the specification: shares of all produced decays by region of R_xy, ± 0.003, ISR off, photon in 12–168°.
  it.each([
    [0.5, 1e-3, [0.042, 0.452, 0.132], 8.3935],
    [1, 1e-3, [0.177, 0.397, 0.0006], 8.9931],
    [1, 3e-4, [0.021, 0.318, 0.239], 0.8094],
    [2, 1e-4, [0.018, 0.288, 0.25], 0.1241],
    [3, 1e-4, [0.074, 0.479, 0.052], 0.2527],
  ])("decays by region at m₁ = %f GeV, ε = %f", (chi1Mass, epsilon, shares, crossSection) => {
    const maximumCosine = Math.cos(12 * DEGREE);
    const point = options({ chi1Mass, darkPhotonMass: 2.5 * chi1Mass, epsilon, maximumCosine });
    expect(radiativeDarkPhotonCrossSection(2.5 * chi1Mass, epsilon, maximumCosine) / crossSection).toBeCloseTo(1, 3);
    const flight = chi2Flight(point);
    const produced = inelasticDarkMatter(point).generate(
      60_000,
      randomStream("inelastic dark matter toy", chi1Mass, epsilon),
    );
    const decayed = fly(
      toLaboratory(produced, BELLE_II),
      [flight],
      randomStream("inelastic dark matter toy flight", 1),
    );
    const photon = slotOf(produced, "photon");
    const chi2 = slotOf(decayed, "chi2");
    const { x, y } = slotOf(decayed, "l-").vertex!;
    const counts = [0, 0, 0];
    const chis = ["chi1", "chi2"].map((name) => slotOf(produced, name));
    const pair = new Float64Array(8);
    let total = 0;
    for (let i = 0; i < produced.length; i++) {
      // The toy lets A′ decay isotropically: its events are ours without the correlation with the beams.
      for (let at = 0; at < 2; at++) {
        const { px, py, pz, e } = chis[at];
        pair.set([px[i], py[i], pz[i], e[i]], 4 * at);
      }
      const cosine = photon.pz[i] / photon.e[i];
      const weight = 1 / fermionCorrelation(pair, 10.58, cosine, 0, 1, chi1Mass, 1.4 * chi1Mass);
      total += weight;
      const angle = Math.acos(cosine) / DEGREE;
      const direction = Math.atan2(Math.hypot(chi2.px[i], chi2.py[i]), chi2.pz[i]) / DEGREE;
      if (photon.e[i] < 2 || angle < 22 || angle > 158.5 || direction < 17 || direction > 150) continue;
      const r = Math.hypot(x[i], y[i]);
      const region = [0.2, 0.9, 17, 60].findLastIndex((edge) => r > edge);
      if (region >= 0 && region < 3) counts[region] += weight;
    }
    counts.forEach((n, region) => {
      const share = n / total;
      const error = Math.hypot(0.003, Math.sqrt((share * (1 - share)) / produced.length));
      expect(Math.abs(share - shares[region])).toBeLessThan(3 * error);
    });
    const lengths = properLengths(decayed, flight.products);
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(Math.abs(mean / flight.decayLength - 1)).toBeLessThan(4 / Math.sqrt(lengths.length));
  });

  it("refuses closed decays", () => {
    expect(() => inelasticDarkMatter(options({ darkPhotonMass: 2.3 }))).toThrow("A′ → χ₁χ₂ is closed");
    expect(() => inelasticDarkMatter(options({ splitting: 0.1, leptons: "muons" }))).toThrow("splitting: 0.1");
  });
});
