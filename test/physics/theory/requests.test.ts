import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUANTITIES } from "../../../src/physics/theory/quantities.js";
import { answerTheory } from "../../../src/physics/theory/requests.js";

const one = (quantity: unknown, inputs: unknown) => answerTheory([{ quantity, inputs }])[0];

describe("theory requests", () => {
  it.each([
    ["cross-section-zprime", { mass: 2, coupling: 1 }, 3.466132e4, "fb"],
    ["cross-section-leptophilic-scalar-muons", { mass: 4, yukawa: 1 }, 1644.16, "fb"],
    ["cross-section-alp-muons", { mass: 4, yukawa: 1 }, 1631.02, "fb"],
    [
      "cross-section-dark-higgsstrahlung",
      { darkPhotonMass: 6, darkHiggsMass: 3, epsilonSquaredAlphaD: 1e-8 },
      1.197834,
      "fb",
    ],
    [
      "cross-section-dark-higgsstrahlung",
      { darkPhotonMass: 0.6, darkHiggsMass: 0.3, epsilonSquaredAlphaD: 1e-9, sqrtS: 1.019461 },
      13.1115,
      "fb",
    ],
    ["cross-section-radiative-dark-photon", { mass: 5, epsilon: 1e-3, cosThetaMax: 0.8 }, 5.46764, "fb"],
    ["cross-section-alp-photon", { mass: 1, coupling: 1e-3 }, 115.25, "fb"],
    ["recoil-photon-energy", { mass: 7 }, 2.97431, "GeV"],
    ["branching-fraction-zprime-invisible", { mass: 4 }, 0.37876, ""],
    ["branching-fraction-dark-photon", { mass: 0.15, final: "electrons" }, 1, ""],
    ["branching-fraction-b-to-k-scalar", { mass: 1, sinTheta: 1 }, 0.47052, ""],
    ["width-scalar-dimuon", { mass: 1, sinTheta: 1 }, 6.853908e-9, "GeV"],
    ["lifetime-alp-diphoton", { mass: 1, coupling: 1e-3 }, 3.9675e-6, "cm"],
    [
      "lifetime-inelastic-chi2",
      { chi1Mass: 1, splitting: 0.4, darkPhotonMass: 2.5, epsilon: 1e-3, alphaD: 0.1 },
      1.4059,
      "cm",
    ],
    ["muon-anomaly", { mass: 1, coupling: 5.402323e-3 }, 251e-11, ""],
  ])("%s of %j", (quantity, inputs, value, unit) => {
    const answer = one(quantity, inputs);
    expect(answer.status).toBe("ok");
    expect(answer.unit).toBe(unit);
    expect(Object.keys(answer).sort()).toEqual(["quantity", "status", "unit", "value"]);
    expect(Math.abs(Number(answer.value) / value - 1)).toBeLessThan(4e-5);
  });

  it("take √s = 10.58 GeV unless told", () => {
    const inputs = { mass: 2, coupling: 0.1 };
    expect(one("cross-section-zprime", { ...inputs, sqrtS: 10.58 })).toEqual(one("cross-section-zprime", inputs));
    expect(one("cross-section-zprime", { ...inputs, sqrtS: 10 })).not.toEqual(one("cross-section-zprime", inputs));
  });

  it("take the final states of a dark photon by more than one name", () => {
    expect(one("branching-fraction-dark-photon", { mass: 3, final: "mumu" }).value).toBe(
      one("branching-fraction-dark-photon", { mass: 3, final: "muons" }).value,
    );
  });

  it.each([
    ["speed-of-light", {}, "unknown-quantity", "[0].quantity"],
    ["constructor", {}, "unknown-quantity", "[0].quantity"],
    [12, {}, "invalid-input", "[0].quantity"],
    ["cross-section-zprime", { mass: -1, coupling: 1 }, "invalid-input", "[0].inputs.mass: -1, expected"],
    ["cross-section-zprime", { mass: 0, coupling: 1 }, "invalid-input", "[0].inputs.mass"],
    ["cross-section-zprime", { mass: "2", coupling: 1 }, "invalid-input", "[0].inputs.mass"],
    ["cross-section-zprime", { mass: 2 }, "invalid-input", "[0].inputs.coupling: missing"],
    ["cross-section-zprime", { mass: 2, coupling: null }, "invalid-input", "[0].inputs.coupling"],
    ["cross-section-zprime", { mass: 2, coupling: 1, sqrtS: 0 }, "invalid-input", "[0].inputs.sqrtS"],
    ["cross-section-zprime", { mass: 2, coupling: 1, sqrts: 9 }, "invalid-input", "[0].inputs.sqrts"],
    ["cross-section-zprime", { mass: 2, coupling: 1e300 }, "invalid-input", "not a finite number"],
    ["cross-section-zprime", [1, 2], "invalid-input", "[0].inputs"],
    ["cross-section-zprime", { mass: 10.4, coupling: 1 }, "above-threshold", "[0].inputs.mass: 10.4 GeV"],
    ["cross-section-leptophilic-scalar-muons", { mass: 11, yukawa: 1 }, "above-threshold", "mass"],
    ["cross-section-alp-muons", { mass: 11, yukawa: 1 }, "above-threshold", "mass"],
    [
      "cross-section-dark-higgsstrahlung",
      { darkPhotonMass: 9, darkHiggsMass: 2, epsilonSquaredAlphaD: 1 },
      "above-threshold",
      "darkHiggsMass",
    ],
    [
      "cross-section-dark-higgsstrahlung",
      { darkPhotonMass: 11, darkHiggsMass: 2, epsilonSquaredAlphaD: 1 },
      "above-threshold",
      "darkPhotonMass",
    ],
    ["cross-section-radiative-dark-photon", { mass: 11, epsilon: 1, cosThetaMax: 0.9 }, "above-threshold", "mass"],
    ["cross-section-radiative-dark-photon", { mass: 1, epsilon: 1, cosThetaMax: 1 }, "invalid-input", "cosThetaMax"],
    ["cross-section-alp-photon", { mass: 11, coupling: 1 }, "above-threshold", "mass"],
    ["recoil-photon-energy", { mass: 11 }, "above-threshold", "mass"],
    ["branching-fraction-dark-photon", { mass: 1, final: "quarks" }, "invalid-input", "final"],
    ["branching-fraction-dark-photon", { mass: 0.2, final: "muons" }, "below-threshold", "mass"],
    ["branching-fraction-dark-photon", { mass: 60, final: "muons" }, "invalid-input", "R(s)"],
    ["branching-fraction-b-to-k-scalar", { mass: 4.8, sinTheta: 1e-3 }, "above-threshold", "mass"],
    ["branching-fraction-b-to-k-scalar", { mass: 1, sinTheta: 2 }, "invalid-input", "sinTheta"],
    ["width-scalar-dimuon", { mass: 0.2, sinTheta: 1 }, "below-threshold", "mass"],
    ["lifetime-alp-diphoton", { mass: 1, coupling: 0 }, "invalid-input", "coupling"],
    [
      "lifetime-inelastic-chi2",
      { chi1Mass: 1, splitting: 1e-4, darkPhotonMass: 2.5, epsilon: 1e-3, alphaD: 0.1 },
      "below-threshold",
      "splitting",
    ],
    [
      "lifetime-inelastic-chi2",
      { chi1Mass: 1, splitting: 3, darkPhotonMass: 2.5, epsilon: 1e-3, alphaD: 0.1 },
      "above-threshold",
      "splitting",
    ],
  ])("%s of %j is refused", (quantity, inputs, status, message) => {
    const answer = one(quantity, inputs);
    expect(answer.value).toBeNull();
    expect(answer.status).toBe(status);
    expect(answer.message).toContain(message);
    expect(answer.message).toMatch(/^\[0\]\.(quantity|inputs)/);
  });

  it("answer what is not an array of requests, in its order, without throwing", () => {
    expect(answerTheory("x")).toHaveLength(1);
    expect(answerTheory("x")[0].status).toBe("invalid-input");
    expect(answerTheory(undefined)[0].message).toContain("requests");
    expect(answerTheory([])).toEqual([]);
    const answers = answerTheory([1, { quantity: "recoil-photon-energy", inputs: { mass: 1 } }, null]);
    expect(answers.map(({ status }) => status)).toEqual(["invalid-input", "ok", "invalid-input"]);
    expect(answers[2].message).toContain("[2]");
    expect(one("recoil-photon-energy", undefined).status).toBe("invalid-input");
  });
});

describe("for anything JSON can hold", () => {
  const sound = (requests: unknown) => {
    const answers = answerTheory(requests);
    expect(answers).toHaveLength(Array.isArray(requests) ? requests.length : 1);
    for (const { value, status, message, unit } of answers) {
      if (status === "ok") expect(Number.isFinite(value)).toBe(true);
      else {
        expect(value).toBeNull();
        expect(message).toBeTruthy();
      }
      expect(["fb", "GeV", "cm", ""]).toContain(unit);
    }
    // Answers are JSON themselves.
    expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
  };

  it("answers are sound, whatever the document", () => {
    fc.assert(fc.property(fc.jsonValue(), sound), { seed: 5, numRuns: 500 });
  });

  it("answers are sound, whatever the inputs of a known quantity", () => {
    // The right names with plausible, extreme and wrong values.
    const value = fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: 1e-6, max: 11, noNaN: true }) },
      { weight: 2, arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }) },
      { weight: 1, arbitrary: fc.constantFrom(0, -0, 1, 5e-324, 1e308, -1, 10.58, 2 * 0.1056583755, "muons", "ee") },
      { weight: 1, arbitrary: fc.jsonValue() },
    );
    const request = fc.constantFrom(...QUANTITIES.entries()).chain(([quantity, { inputs }]) =>
      fc
        .record(Object.fromEntries(Object.keys(inputs).map((field) => [field, value])), {
          requiredKeys: Object.keys(inputs).filter((field) => field !== "sqrtS"),
        })
        .map((fields) => ({ quantity, inputs: fields })),
    );
    fc.assert(fc.property(fc.array(request, { maxLength: 3 }), sound), { seed: 6, numRuns: 3000 });
  });

  it("cross-sections fall towards threshold and never are negative", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 10.36, noNaN: true }), (mass) => {
        const sigma = (m: number) => Number(one("cross-section-zprime", { mass: m, coupling: 1 }).value);
        const here = sigma(mass);
        expect(here).toBeGreaterThan(0);
        expect(here).toBeLessThan(sigma(mass * 0.99));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
