import { describe, expect, it } from "vitest";
import { FERMI, HBARC_CM, MASS } from "../../../src/physics/constants.js";
import {
  bToKaonScalarWidth,
  bToKaonStarScalarWidth,
  bToScalarBranchingFraction,
  bToScalarInclusiveBranchingFraction,
  penguinCoupling,
} from "../../../src/physics/theory/b-to-scalar.js";
import {
  scalarBranchingFraction,
  scalarDarkWidth,
  scalarDecayLength,
  scalarKaonWidth,
  scalarLeptonWidth,
  scalarPionWidth,
  scalarWidth,
} from "../../../src/physics/theory/higgs-mixed-scalar.js";
import { hasReference, readReferenceTable } from "../../reference.js";

const off = (found: number, expected: number) => Math.abs(found / expected - 1);

describe("B → K S", () => {
  // BR/sin²θ and Γ/sin²θ in GeV.
  it.each([
    [0.3, 0.46381, 1.86377e-13],
    [0.5, 0.46498, 1.86848e-13],
    [1, 0.47052, 1.89072e-13],
    [1.5, 0.47985, undefined],
    [2, 0.49304, 1.98124e-13],
    [3, 0.52935, undefined],
    [4, 0.54698, 2.198e-13],
    [4.5, 0.45253, undefined],
  ])("at %f GeV", (mass, fraction, width) => {
    expect(Math.abs(bToScalarBranchingFraction(mass, 1) - fraction)).toBeLessThan(6e-6);
    if (width !== undefined) expect(off(bToKaonScalarWidth(mass, 1), width)).toBeLessThan(3e-6);
  });

  it.each([
    [0.5, 0.55959],
    [1, 0.55948],
    [2, 0.55418],
    [3, 0.51325],
    [4, 0.25506],
  ])("with a K* at %f GeV", (mass, fraction) => {
    expect(Math.abs(bToScalarBranchingFraction(mass, 1, "kaon-star") - fraction)).toBeLessThan(6e-6);
  });

  it("has the coupling 3.809123e-4, scales as sin²θ and ends at threshold", () => {
    expect(penguinCoupling()).toBeCloseTo(3.809123e-4, 10);
    expect(
      off(penguinCoupling(), (3 * Math.SQRT2 * FERMI * 174 ** 2 * 0.0394 * 1.019) / (16 * Math.PI ** 2)),
    ).toBeLessThan(1e-14);
    expect(off(bToScalarBranchingFraction(2, 1e-3), 1e-6 * bToScalarBranchingFraction(2, 1))).toBeLessThan(1e-12);
    expect(bToScalarBranchingFraction(4.8, 1)).toBe(0);
    expect(bToKaonStarScalarWidth(4.4, 1)).toBe(0);
    expect(off(bToKaonStarScalarWidth(1, 1, MASS.kaonStarCharged), bToKaonStarScalarWidth(1, 1))).toBeLessThan(2e-3);
    expect(bToScalarInclusiveBranchingFraction(0, 1e-2)).toBeCloseTo(5.6e-4, 12);
    expect(bToScalarInclusiveBranchingFraction(6, 1)).toBe(0);
  });
});

describe("widths of S", () => {
  it.each([
    [0.25, 2.79963e-10],
    [0.3, 7.87504e-10],
    [0.5, 2.732025e-9],
    [1, 6.853908e-9],
    [2, 1.443492e-8],
    [4, 2.923729e-8],
  ])("to muons at %f GeV", (mass, width) => {
    expect(off(scalarLeptonWidth(mass, 1, MASS.muon), width)).toBeLessThan(2e-6);
  });

  it("to τ leptons, near threshold and above", () => {
    expect(off(scalarLeptonWidth(3.6, 1, MASS.tau), 3.05126e-8)).toBeLessThan(2e-6);
    // The specification gives 8.02858e-7, 2e-4 less than the closed form with the same τ mass.
    expect(off(scalarLeptonWidth(4, 1, MASS.tau), 8.02858e-7)).toBeLessThan(3e-4);
    expect(scalarLeptonWidth(3.5, 1, MASS.tau)).toBe(0);
  });

  const curve = (name: string) => readReferenceTable(name).map(([mass, value]) => [mass, value] as const);

  it.skipIf(!hasReference("theory/scalar-widths/winkler_pi.txt"))("to pions follow the full curve", () => {
    const logs = curve("theory/scalar-widths/winkler_pi.txt")
      .filter(([mass]) => mass > 0.2835 && mass < 2)
      .map(([mass, value]) => ({ mass, log: Math.log(scalarPionWidth(mass, 1) / value) }));
    expect(logs.length).toBeGreaterThan(100);
    // At the narrow f₀(980) the digitised curve itself jumps by 30 %.
    for (const { mass, log } of logs) expect(Math.abs(log)).toBeLessThan(mass > 0.97 && mass < 1.02 ? 0.3 : 0.12);
    expect(Math.abs(logs.reduce((sum, { log }) => sum + log, 0) / logs.length)).toBeLessThan(0.02);
  });

  it.skipIf(!hasReference("theory/scalar-widths/winkler_K.txt"))("to kaons follow the full curve", () => {
    const logs = curve("theory/scalar-widths/winkler_K.txt")
      .filter(([mass]) => mass > 0.9998 && mass < 2.03)
      .map(([mass, value]) => Math.log(scalarKaonWidth(mass, 1) / value));
    expect(logs.length).toBeGreaterThan(30);
    expect(Math.max(...logs.map(Math.abs))).toBeLessThan(0.08);
  });

  it.skipIf(!hasReference("curves/dark-higgs/DarkHiggs__ctau.txt"))("follow the published decay length", () => {
    const logs = curve("curves/dark-higgs/DarkHiggs__ctau.txt")
      .filter(([mass]) => mass > 0.221 && mass < 5.16)
      // Between the openings of μμ and ππ the digitised curve is 2 % off the closed form, and it jumps at ππ.
      .filter(([mass]) => mass < 0.275 || mass > 0.295)
      .map(([mass, length]) => Math.log(scalarDecayLength(mass, 1) / 100 / length));
    expect(logs.length).toBeGreaterThan(100);
    expect(Math.max(...logs.map(Math.abs))).toBeLessThan(0.1);
    expect(Math.abs(logs.reduce((a, b) => a + b, 0) / logs.length)).toBeLessThan(0.02);
  });

  // cτ at sin θ = 1 in metres.
  it.each([
    [0.25, 7.21e-7],
    [0.5, 8.1e-9],
    [1, 2.77e-10],
    [1.5, 1.609e-9],
    [2.5, 1.08e-9],
    [3.6, 5.25e-10],
    [4.5, 4.13e-11],
  ])("give a decay length within 3 % of the published one at %f GeV", (mass, metres) => {
    expect(off(scalarDecayLength(mass, 1) / 100, metres)).toBeLessThan(0.03);
  });

  it("join where the table begins, and sum to one below it", () => {
    expect(off(scalarWidth(0.97999999, 1), scalarWidth(0.98, 1))).toBeLessThan(0.03);
    for (const mass of [0.1, 0.25, 0.4, 0.9]) {
      const finals = ["electrons", "muons", "taus", "pions", "kaons"] as const;
      expect(finals.reduce((sum, final) => sum + scalarBranchingFraction(mass, final), 0)).toBeCloseTo(1, 12);
    }
    for (const mass of [0.985, 1, 1.3, 1.9]) {
      const finals = ["muons", "pions", "kaons"] as const;
      const sum = finals.reduce((total, final) => total + scalarBranchingFraction(mass, final), 0);
      expect(sum).toBeGreaterThan(0.35);
      expect(sum).toBeLessThanOrEqual(1 + 1e-12);
    }
    expect(scalarBranchingFraction(2.5, "pions")).toBeNaN();
    expect(scalarBranchingFraction(2.5, "muons")).toBeGreaterThan(0.05);
    expect(scalarPionWidth(0.279, 1)).toBe(0);
    expect(scalarKaonWidth(0.98, 1)).toBe(0);
    expect(scalarWidth(5.2, 1)).toBeNaN();
    expect(off(scalarDecayLength(0.5, 1e-3) * scalarWidth(0.5, 1e-3), HBARC_CM)).toBeLessThan(1e-12);
  });

  it("to dark fermions is y²m/8π without mass and mixing", () => {
    expect(off(scalarDarkWidth(2, 0.3, 0), (0.09 * 2) / (8 * Math.PI))).toBeLessThan(1e-14);
    expect(scalarDarkWidth(2, 0.3, 1)).toBe(0);
    expect(scalarDarkWidth(2, 0.3, 0.1, 0.6) / scalarDarkWidth(2, 0.3, 0.1)).toBeCloseTo(0.64, 12);
  });
});
