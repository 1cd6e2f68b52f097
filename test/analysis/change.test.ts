import { describe, expect, it } from "vitest";
import { type Change, changed, departures } from "../../src/analysis/change.js";
import { type AnalysisState, isNominal, nominalState } from "../../src/analysis/state.js";
import { zprimeInvisible as search } from "../../src/catalogue/zprime-invisible.js";

const nominal = nominalState(search);
const stateAfter = (...changes: readonly Change[]): AnalysisState =>
  changes.reduce((state, change) => changed(search, state, change), nominal);

describe("changes of the state", () => {
  it.each<[string, Change]>([
    ["cuts", { kind: "cut", cut: "extra-photon-energy", parameter: "max", value: 0.3 }],
    ["method", { kind: "choose", choices: { method: "feldman-cousins" } }],
    ["confidence level", { kind: "choose", choices: { confidenceLevel: 0.95 } }],
    ["systematics", { kind: "systematic", id: "trigger", scale: 0 }],
    ["systematics", { kind: "choose", choices: { correlation: 0.5 } }],
    ["luminosity", { kind: "choose", choices: { luminosity: 50 } }],
    ["binning", { kind: "choose", choices: { binning: "shifted" } }],
    [
      "injected signal",
      { kind: "choose", choices: { injection: { hypothesis: { mass: 3 }, coupling: 0.3, seed: 1 } } },
    ],
  ])("are told: %s", (words, change) => {
    const state = stateAfter(change);
    expect(departures(search, state)).toEqual([words]);
    expect(isNominal(search, state)).toBe(false);
    expect(isNominal(search, changed(search, state, { kind: "nominal" }))).toBe(true);
  });

  it("tell nothing where they are taken back one by one", () => {
    const state = stateAfter(
      { kind: "systematic", id: "trigger", scale: 2 },
      { kind: "cut", cut: "extra-photon-energy", parameter: "max", value: 0.3 },
      { kind: "choose", choices: { luminosity: 364 } },
      { kind: "choose", choices: { luminosity: null } },
      { kind: "nominal-cut", cut: "extra-photon-energy" },
      { kind: "systematic", id: "trigger", scale: 1 },
    );
    expect(departures(search, state)).toEqual([]);
    expect(isNominal(search, state)).toBe(true);
  });

  it("throw a signal again with the next seed, and nothing without a signal", () => {
    const injection = { hypothesis: { mass: 3 }, coupling: 0.3, seed: 4 };
    expect(stateAfter({ kind: "choose", choices: { injection } }, { kind: "throw-again" }).injection?.seed).toBe(5);
    expect(stateAfter({ kind: "throw-again" })).toEqual(nominal);
  });

  it("take a tuned line from where it is, and a moved one from where it was moved", () => {
    const from = { intercept: 2.2, slope: -0.6 };
    const line = { kind: "cut", cut: "tau-suppression", parameter: "slope" } as const;
    const first = stateAfter({ ...line, value: -0.55, from });
    expect(first.cuts["tau-suppression"]).toEqual({ intercept: 2.2, slope: -0.55 });
    expect(first.tuned).toEqual(["dimuon-pt"]);
    const second = changed(search, first, { ...line, value: -0.5, from: { intercept: 9, slope: 9 } });
    expect(second.cuts["tau-suppression"]).toEqual({ intercept: 2.2, slope: -0.5 });
  });

  it("refuse what is not known", () => {
    expect(() => stateAfter({ kind: "systematic", id: "weather", scale: 1 })).toThrow(
      /unknown systematic uncertainty: weather/,
    );
    expect(() => stateAfter({ kind: "systematic", id: "trigger", scale: -1 })).toThrow(/not a scale: -1/);
  });
});
