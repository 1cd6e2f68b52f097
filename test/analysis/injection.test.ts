import { describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { nominalState } from "../../src/analysis/state.js";
import { LUMINOSITY, toySearch, toyTable, UNIT_CROSS_SECTION } from "./toy-search.js";

const table = toyTable(5, { data: 5 });
const analysis = new Analysis(toySearch, table);
const state = nominalState(toySearch);
const inject = (mass: number, coupling: number, seed: number) => ({
  ...state,
  injection: { hypothesis: { mass }, coupling, seed },
});
const nearest = (mass: number) =>
  toySearch.scan.windows.findIndex(({ window }) => window.min <= mass * mass && mass * mass < window.max);

describe("an injected signal", () => {
  it("has the mean and the variance of its expectation over seeds", () => {
    const plain = analysis.evaluate(state);
    const w = nearest(1);
    const added = Array.from({ length: 400 }, (_, seed) => {
      const { observed } = analysis.evaluate(inject(1, 0.1, seed)).scan[w];
      return (observed as number) - (plain.scan[w].observed as number);
    });
    const mean = added.reduce((sum, n) => sum + n, 0) / added.length;
    const variance = added.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (added.length - 1);
    const efficiency = plain.signals[0].efficiency;
    const expected = UNIT_CROSS_SECTION * 0.1 ** 2 * LUMINOSITY * efficiency;
    expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(expected / added.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(4 * Math.sqrt(2 / added.length));
  });

  it("is the same for a seed, and another for another", () => {
    const [a, b, c] = [7, 7, 8].map((seed) => analysis.evaluate(inject(1, 0.5, seed)).spectra);
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it("shows in spectrum, cut flow, p-value and limit", () => {
    const plain = analysis.evaluate(state);
    const found = analysis.evaluate(inject(1, 0.5, 1));
    const w = nearest(1);
    const last = found.cutFlow.length - 1;
    const more = found.cutFlow[last].samples.data.events - plain.cutFlow[last].samples.data.events;
    const sum = (one: typeof plain) => one.spectra[0].counts.data.reduce((total, n) => total + n, 0);
    expect(more).toBeGreaterThan(300);
    expect(sum(found) - sum(plain)).toBe(more);
    expect(found.scan[w].localPValue).toBeLessThan(1e-6);
    expect(found.scan[w].limits.g.observed).toBeGreaterThan(0.5);
    expect(found.cutFlow[last].samples.background).toEqual(plain.cutFlow[last].samples.background);
  });

  it("peaks at its own mass, whichever mass was simulated", () => {
    const found = analysis.evaluate(inject(2.5, 0.5, 1));
    const plain = analysis.evaluate(state);
    const added = found.scan.map(({ observed }, i) => (observed as number) - (plain.scan[i].observed as number));
    expect(added.indexOf(Math.max(...added))).toBe(nearest(2.5));
  });

  it("is in the shifted windows too, and nowhere at another luminosity", () => {
    const shifted = analysis.evaluate({ ...inject(1, 0.5, 1), binning: "shifted" });
    expect(Math.min(...shifted.localPValues.shifted.map(({ p }) => p))).toBeLessThan(1e-6);
    expect(analysis.evaluate({ ...inject(1, 0.5, 1), luminosity: 10 }).scan[0].observed).toBeNull();
  });

  it("refuses more events than can be thrown", () => {
    expect(() => analysis.evaluate(inject(1, 1e4, 1))).toThrow("too large a signal");
  });

  it("is extracted as it was injected", () => {
    const points = analysis.evaluate(state, { linearity: 1 }).linearity?.points ?? [];
    expect(points.length).toBeGreaterThan(4);
    const chi2 = points.reduce((sum, { injected, extracted, sigma }) => sum + ((extracted - injected) / sigma) ** 2, 0);
    expect(chi2).toBeLessThan(30);
    expect(points[0].injected).toBe(0);
  });
});
