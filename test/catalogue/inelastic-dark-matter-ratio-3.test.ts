import { describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable } from "../../src/analysis/events.js";
import { nominalState } from "../../src/analysis/state.js";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { reachOf } from "../../src/catalogue/inelastic-dark-matter/claims.js";
import {
  type MassConfiguration,
  RATIO_OF_3,
  STUDY_RATIO,
} from "../../src/catalogue/inelastic-dark-matter/configurations.js";
import { inelasticModel, MAXIMUM_COSINE } from "../../src/catalogue/inelastic-dark-matter/model.js";
import { signalId } from "../../src/catalogue/inelastic-dark-matter/samples.js";
import { signalGenerator } from "../../src/catalogue/inelastic-dark-matter/simulation.js";
import { inelasticDarkMatter } from "../../src/catalogue/inelastic-dark-matter.js";
import { simulation } from "../../src/catalogue/inelastic-dark-matter-ratio-3/simulation.js";
import { inelasticDarkMatterRatio3 as search } from "../../src/catalogue/inelastic-dark-matter-ratio-3.js";
import { randomStream } from "../../src/numerics/random.js";
import { ALPHA, HBARC2_FB } from "../../src/physics/constants.js";
import type { EventBlock } from "../../src/physics/events.js";

const SQRT_S = 10.58;
const three = inelasticModel(3);

/** σ in fb of e⁺e⁻ → γA′ within |cos θ*| < c by the closed integral over the angle, ε = 10⁻³. */
function closedCrossSection(darkPhotonMass: number, c: number): number {
  const x = (darkPhotonMass / SQRT_S) ** 2;
  const angles = (2 + (4 * x) / (1 - x) ** 2) * 2 * Math.atanh(c) - 2 * c;
  return ((2 * Math.PI * (ALPHA * 1e-3) ** 2 * HBARC2_FB) / SQRT_S ** 2) * (1 - x) * angles;
}

describe("kinematics and rates for m(A′) = 3 m(χ₁)", () => {
  it("puts the photon where an A′ of three times the mass recoils", () => {
    expect(three.peakEnergy(1)).toBeCloseTo(4.864669, 6);
    expect(three.peakEnergy(2)).toBeCloseTo(3.588677, 6);
    expect(three.peakEnergy(3)).toBeCloseTo(1.462023, 6);
    const [window] = search.scan.windows
      .filter(({ hypothesis }) => hypothesis.chi1Mass === 3.4)
      .map((one) => one.window);
    expect((window.min + window.max) / 2).toBeCloseTo((SQRT_S ** 2 - 10.2 ** 2) / (2 * SQRT_S), 9);
  });

  it("takes the cross-section of the closed integral", () => {
    // Known from outside: 19.253342 fb for 7.5 GeV and 43.936212 fb for 9 GeV within cos 20°.
    const cosine = Math.cos(Math.PI / 9);
    expect(closedCrossSection(7.5, cosine) / 19.253342).toBeCloseTo(1, 5);
    expect(closedCrossSection(9, cosine) / 43.936212).toBeCloseTo(1, 5);
    for (const mass of [0.5, 1, 2.5, 3]) {
      const found = three.crossSection({ mass, chi1Mass: mass }, { epsilon: 1e-3 });
      expect(found / closedCrossSection(3 * mass, MAXIMUM_COSINE)).toBeCloseTo(1, 5);
    }
  });

  it("takes the lifetime at its own ratio", () => {
    const values = { epsilon: 1e-3, alphaD: 0.1, splitting: 0.1 };
    const length = three.decayLength({ mass: 1, chi1Mass: 1 }, values);
    expect(length / 2963.3).toBeCloseTo(1, 4);
    // cτ ∝ m(A′)⁴ but for q²/m(A′)².
    const study = inelasticModel(2.5).decayLength({ mass: 1, chi1Mass: 1 }, values);
    expect(length / study / 1.2 ** 4).toBeCloseTo(1, 2);
    expect(length / study).not.toBeCloseTo(1, 1);
  });

  it("makes χ₂ faster in the frame of the A′: γ = 1.19 in place of 1.03", () => {
    const boost = (configuration: MassConfiguration) => {
      const block = signalGenerator(configuration, 1, 0.4).generate(200, randomStream("test", "idm", "boost"));
      expect(block.length).toBeGreaterThan(50);
      return Array.from({ length: block.length }, (_, i) => chi2Boost(block, i));
    };
    for (const [configuration, gamma] of [
      [STUDY_RATIO, 1.03],
      [RATIO_OF_3, 1.185714],
    ] as const) {
      const found = boost(configuration);
      expect(Math.min(...found)).toBeCloseTo(gamma, 5);
      expect(Math.max(...found)).toBeCloseTo(gamma, 5);
    }
  });
});

/** γ of χ₂ in the frame of χ₁ and χ₂ together. */
function chi2Boost(block: EventBlock, i: number): number {
  const sum = (names: readonly string[]) => {
    const found = block.particles.filter(({ name }) => names.includes(name));
    expect(found).toHaveLength(names.length);
    return (["e", "px", "py", "pz"] as const).map((key) => found.reduce((total, one) => total + one[key][i], 0));
  };
  const product = (a: readonly number[], b: readonly number[]) => a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
  const heavier = sum(["chi1 of chi2", "l-", "l+"]);
  const pair = heavier.map((one, k) => one + sum(["chi1"])[k]);
  return product(heavier, pair) / Math.sqrt(product(heavier, heavier) * product(pair, pair));
}

/** Signals about 1 GeV and about the end of the reach, as the pipeline makes them. */
const table = makeTable(
  search.observables,
  [1, 2.5, 2.65, 2.75, 2.85, 3.1, 3.4].map((mass) => {
    const generator = signalGenerator(RATIO_OF_3, mass, 0.4);
    const trials = mass === 1 ? 20_000 : 12_000;
    const block = generator.generate(trials, randomStream("test", "idm-3", mass));
    const observed = simulation.observe(block, randomStream("test", "idm-3", "detector", mass));
    const sample = {
      id: signalId(mass, 0.4),
      kind: "signal" as const,
      label: "signal",
      hypothesis: { mass, chi1Mass: mass, splitting: 0.4 },
      crossSection: generator.survey,
      trials,
      weight: (100 * generator.maximum) / trials,
    };
    return { sample, blocks: [observed] };
  }),
);
const evaluation = new Analysis(search, table).evaluate(nominalState(search));

describe("what is excluded for m(A′) = 3 m(χ₁)", () => {
  it("is an interval of ε closed on both sides, above what rate and lifetime alone give", () => {
    const away = (point: (typeof evaluation.scan)[number]) => Math.abs(point.hypothesis.chi1Mass - 1);
    const nearest = evaluation.scan.reduce((a, b) => (away(b) < away(a) ? b : a));
    expect(away(nearest)).toBeLessThan(0.1);
    const intervals = nearest.limits.epsilon.excluded?.expected[2] ?? [];
    expect(intervals).toHaveLength(1);
    const [[low, high]] = intervals;
    const { couplings } = search.measurement as { couplings: readonly number[] };
    expect(low).toBeGreaterThan(1.66e-4);
    expect(low).toBeLessThan(3e-4);
    expect(high).toBeGreaterThan(3e-3);
    expect(high).toBeLessThan(couplings[couplings.length - 1]);
  });

  it("ends with the trigger of 2 GeV: at 2.78 GeV in place of 3.34", () => {
    expect(reachOf(RATIO_OF_3)).toBeCloseTo(2.7812, 4);
    expect(reachOf(STUDY_RATIO)).toBeCloseTo(3.3375, 4);
    expect(three.peakEnergy(reachOf(RATIO_OF_3))).toBeCloseTo(2, 10);
    const claim = search.claims?.find(({ title }) => title === "reach of the 2 GeV trigger");
    expect(claim?.published).toContain("for m(A′) = 3 m(χ₁) that is 2.78 GeV");
    const found = claim?.find(evaluation);
    expect(found?.ratio).toBeGreaterThan(0.95);
    expect(found).toMatchObject({ agrees: true });
  });
});

describe("the two configurations", () => {
  it("scan up to the last mass that is simulated, below the end of phase space", () => {
    for (const configuration of [STUDY_RATIO, RATIO_OF_3]) {
      const { windows } = findSearch(configuration.id).scan;
      const masses = windows.map(({ hypothesis }) => hypothesis.chi1Mass);
      expect(masses).toEqual(masses.toSorted((a, b) => a - b));
      expect(masses[0]).toBe(0.1);
      expect(masses[masses.length - 1]).toBe(configuration.signalMasses[configuration.signalMasses.length - 1]);
      expect(masses[masses.length - 1] * configuration.ratio.value).toBeLessThan(SQRT_S);
    }
    const study = inelasticDarkMatter.scan.windows.map(({ hypothesis }) => hypothesis.mass);
    expect(study).toHaveLength(61);
    expect(search.scan.windows).toHaveLength(46);
    expect([study[1], study[30], study[31], study[59]]).toEqual([0.1105, 2, 2.07, 4.03]);
  });

  it("draw their events by their own names", () => {
    expect([STUDY_RATIO.id, RATIO_OF_3.id]).toEqual([inelasticDarkMatter.id, search.id]);
    expect(simulation.search).toBe(search.id);
    const made = simulation.samples.map(({ sample }) => sample);
    const declared = search.samples.filter(({ kind }) => kind !== "data").map(({ id }) => id);
    expect(made.toSorted()).toEqual(declared.toSorted());
  });

  it("lead to each other", () => {
    const led = (one: typeof search) => one.remarks?.flatMap(({ page }) => (page ? [page.id] : []));
    expect(led(search)).toEqual([inelasticDarkMatter.id]);
    expect(led(inelasticDarkMatter)).toEqual([search.id]);
  });
});
