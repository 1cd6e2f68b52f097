import { describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { nominalState } from "../../src/analysis/state.js";
import { LUMINOSITY, toySearch, toyTable } from "./toy-search.js";

const state = nominalState(toySearch);
const quiet = { ...state, systematics: { signal: 0, background: 0 } };
const median = (analysis: Analysis, luminosity: number, of = "sigma") =>
  analysis.evaluate({ ...quiet, luminosity }).scan[4].limits[of].expected[2] as number;

describe("an evaluation", () => {
  const analysis = new Analysis(toySearch, toyTable(1));

  it("observes nothing away from the luminosity of the data, and everything at it", () => {
    const away = analysis.evaluate({ ...state, luminosity: 50 }).scan[4];
    expect(away.observed).toBeNull();
    expect(away.localPValue).toBeNull();
    expect(away.limits.g).toMatchObject({ observed: null, status: "expected-only" });
    const here = analysis.evaluate({ ...state, luminosity: LUMINOSITY });
    expect(here.scan).toEqual(analysis.evaluate(state).scan);
  });

  it("leaves out what is not seen, says so, and finds the same otherwise", () => {
    const { controls, localPValues, ...whole } = analysis.evaluate(state);
    const lean = analysis.evaluate(state, { unseen: ["controls", "other-binning"] });
    const { controls: _, localPValues: fewer, unseen, ...rest } = lean;
    expect(rest).toEqual(whole);
    expect(unseen).toEqual(["controls", "other-binning"]);
    expect(fewer.published).toEqual(localPValues.published);
    expect([localPValues.shifted.length > 0, fewer.shifted.length, lean.controls.length]).toEqual([true, 0, 0]);
  });

  it("scales the background with the luminosity, not its effective number of events", () => {
    const [one, many] = [LUMINOSITY, 10 * LUMINOSITY].map(
      (luminosity) => analysis.evaluate({ ...state, luminosity }).scan[4],
    );
    expect(many.background?.value).toBeCloseTo(10 * (one.background?.value ?? 0), 9);
    expect(many.effectiveEvents).toBeCloseTo(one.effectiveEvents ?? 0, 9);
    expect(many.efficiency).toBe(one.efficiency);
  });

  it("has an effective number of events that is the number of rows for one weight", () => {
    const { effectiveEvents, background } = analysis.evaluate(state).scan[4];
    expect(((effectiveEvents ?? 0) + 1) * 0.05).toBeCloseTo(background?.value ?? 0, 9);
  });

  it("goes with 1/√L where a well-known background dominates", () => {
    const rich = new Analysis(toySearch, toyTable(2, { perWindow: 40_000, weight: 1e-3 }));
    expect(median(rich, 10 * LUMINOSITY) / median(rich, 40 * LUMINOSITY)).toBeCloseTo(2, 1);
  });

  it("goes with 1/L without background, and g with its root", () => {
    const empty = new Analysis(toySearch, toyTable(3, { perWindow: 1, weight: 1e-9 }));
    expect(median(empty, LUMINOSITY) / median(empty, 10 * LUMINOSITY)).toBeCloseTo(10, 6);
    expect(median(empty, LUMINOSITY, "g") / median(empty, 10 * LUMINOSITY, "g")).toBeCloseTo(Math.sqrt(10), 6);
  });

  it("sets the limits of each luminosity again, from that of the data on, with cuts and method as they are", () => {
    const projected = new Analysis({ ...toySearch, projections: [20, 50] }, toyTable(1));
    const moved = { ...state, cuts: { ...state.cuts, threshold: { min: 2 } }, confidenceLevel: 0.95, luminosity: 30 };
    const { luminosities = [] } = projected.evaluate(moved, { luminosities: true });
    expect(luminosities.map(({ luminosity }) => luminosity)).toEqual([LUMINOSITY, 20, 30, 50]);
    for (const { luminosity, scan } of luminosities)
      expect(scan).toEqual(projected.evaluate({ ...moved, luminosity }).scan);
  });

  it("closes: the cross-section at the limit on the coupling is the limit on the cross-section", () => {
    const [coupling] = toySearch.interpretations;
    for (const { hypothesis, limits } of analysis.evaluate(state).scan) {
      const back = coupling.crossSection(limits.g.observed as number, hypothesis) as number;
      expect(back / (limits.sigma.observed as number)).toBeCloseTo(1, 9);
    }
  });

  it("counts the shifted windows, whose p-values stand beside the published ones", () => {
    const published = analysis.evaluate(state);
    const shifted = analysis.evaluate({ ...state, binning: "shifted" });
    expect(shifted.scan[0].region).toMatchObject({ min: 0, max: 1 });
    expect(published.scan[0].region).toMatchObject({ min: 0.5, max: 1.5 });
    expect(shifted.localPValues.published).toHaveLength(10);
    shifted.localPValues.shifted.forEach((one, i) => {
      expect(one.p).toBe(shifted.scan[i].localPValue);
      expect(published.localPValues.shifted[i].p).toBeCloseTo(one.p, 9);
    });
  });

  it("tells the efficiency of each simulated mass with a binomial error", () => {
    const [low] = analysis.evaluate(state).signals;
    expect(low.mass).toBe(1);
    expect(low.efficiency).toBeCloseTo(low.rows / 4000, 12);
    expect(low.sigma).toBeCloseTo(Math.sqrt((low.efficiency * (1 - low.efficiency)) / 4000), 4);
  });

  it("shows for each cut what it alone removes", () => {
    const { nMinusOne } = analysis.evaluate(state, { nMinusOne: true });
    const threshold = nMinusOne?.find(({ cut }) => cut === "threshold");
    const flow = analysis.evaluate(state).cutFlow;
    const all = threshold?.counts.background.reduce((sum, n) => sum + n, 0);
    const removed = analysis.evaluate({ ...state, cuts: { ...state.cuts, threshold: { min: 0 } } }).cutFlow;
    expect(all).toBe(removed[2].samples.background.events);
    expect(all).toBeGreaterThan(flow[2].samples.background.events);
  });

  it("shows the plane of the line thinned, with what its rows stand for", () => {
    const { plane } = analysis.evaluate(state, { plane: 1.4 });
    if (!plane) throw new Error("no plane");
    const background = plane.rows.filter(({ kind }) => kind === "background");
    expect(background.reduce((sum, { x }) => sum + x.length, 0)).toBeLessThanOrEqual(1500);
    expect(plane.signalMass).toBe(1);
    expect(plane.figureOfMerit).toBeCloseTo(plane.efficiency / (0.8 + Math.sqrt(plane.background)), 12);
    const inWindow = analysis.evaluate(state).scan.find(({ hypothesis }) => hypothesis === plane.hypothesis);
    expect(plane.background).toBeCloseTo((inWindow?.background?.value ?? 0) - 0.05, 9);
  });
});
