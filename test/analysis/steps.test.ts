import { describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { nominalState, withCut } from "../../src/analysis/state.js";
import { rankInSteps, systematicsRanking } from "../../src/analysis/systematics-ranking.js";
import { toySearch, toyTable } from "./toy-search.js";

const state = { ...nominalState(toySearch), tuned: [] };
const other = withCut(toySearch, state, "threshold", "min", 2.5);

describe("an evaluation in steps", () => {
  it("tells how much is done after every window, and finds what the whole one does", () => {
    const analysis = new Analysis(toySearch, toyTable(1));
    const shares: number[] = [];
    const steps = analysis.evaluateInSteps(state);
    let step = steps.next();
    for (; !step.done; step = steps.next()) shares.push(step.value);
    expect(shares).toEqual(toySearch.scan.windows.map((_, i) => (i + 1) / toySearch.scan.windows.length));
    expect(step.value).toEqual(analysis.evaluate(state));
  });

  it("can be left: the next one is not touched by it", () => {
    const analysis = new Analysis(toySearch, toyTable(1));
    const before = analysis.evaluate(state);
    const left = analysis.evaluateInSteps(other);
    left.next();
    expect(analysis.evaluate(state)).toEqual(before);
    expect(analysis.evaluate(other)).not.toEqual(before);
  });

  it("sets the limits of one hypothesis alone where only that is asked about", () => {
    const analysis = new Analysis(toySearch, toyTable(1));
    const [{ id }] = toySearch.interpretations;
    const whole = analysis.evaluate(state).scan;
    const alone = analysis.evaluate(state, { only: 4 }).scan;
    expect(alone[4]).toEqual(whole[4]);
    expect(alone.map(({ limits }) => limits[id].expected[2] !== null)).toEqual(whole.map((_, i) => i === 4));
  });
});

describe("a ranking in steps", () => {
  it("is a step for every source, and the same as the whole one", () => {
    const analysis = new Analysis(toySearch, toyTable(1));
    const evaluate = analysis.evaluate.bind(analysis);
    const steps = [...rankInSteps(toySearch, state, 2, evaluate)];
    expect(steps).toHaveLength(toySearch.measurement.systematics.length);
    expect(systematicsRanking(toySearch, state, 2, evaluate).mass).toBe(toySearch.scan.windows[2].hypothesis.mass);
  });
});
