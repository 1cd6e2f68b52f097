import { describe, expect, it } from "vitest";
import { Analysis } from "../../src/analysis/evaluate.js";
import { makeTable } from "../../src/analysis/events.js";
import { nominalState } from "../../src/analysis/state.js";
import { pairObservables } from "../../src/catalogue/zprime-invisible/observables.js";
import { zprimeInvisible } from "../../src/catalogue/zprime-invisible.js";
import { controlSummary, controlTable } from "../../src/figures/control-samples.js";
import { figureData, figuresOf } from "../../src/figures/figures.js";
import { compileFigure, drawSvg } from "../../src/loaders/draw.js";
import { sampleSummary } from "../analysis/fixtures.js";

// Pairs that pass everything, but for a photon one degree from the recoil.
const block = (squares: readonly number[], photonAngle: number) => {
  const all = (value: number) => new Float64Array(squares.length).fill(value);
  return {
    length: squares.length,
    values: {
      [pairObservables.recoilMassSquared.id]: Float64Array.from(squares),
      [pairObservables.recoilPolarAngle.id]: all(90),
      [pairObservables.pairPt.id]: all(5),
      [pairObservables.smallestAngle.id]: all(60),
      [pairObservables.largestAngle.id]: all(100),
      [pairObservables.extraEnergy.id]: all(3),
      [pairObservables.photonRecoilAngle.id]: all(photonAngle),
      [pairObservables.recoilPtHarder.id]: all(4),
      [pairObservables.recoilPtSofter.id]: all(4),
      [pairObservables.openingAzimuth.id]: all(170),
      [pairObservables.pairMass.id]: all(5),
    },
  };
};

const backgrounds = zprimeInvisible.samples.filter(({ kind }) => kind === "background").map((one) => one.id);
const samples = [...backgrounds.map((one) => sampleSummary(one, "background", 0.5)), sampleSummary("data", "data")];
const table = makeTable(
  zprimeInvisible.observables,
  samples.map((sample) => ({
    sample,
    blocks: [
      sample.id === "mumu"
        ? block([0.02, 0.03, 0.04, 0.05, 0.34, 0.35], 1)
        : block(sample.kind === "data" ? [0.05, 0.05, 0.05, 0.37] : [], 1),
      // Far from the recoil: another sample's.
      block([0.05], 100),
    ],
  })),
);
const state = nominalState(zprimeInvisible);
const evaluation = new Analysis(zprimeInvisible, table).evaluate(state);

describe("the figure of a control sample", () => {
  it("shows the ratio of data to simulation in each bin that has simulation", () => {
    const { ratio, data } = figureData(zprimeInvisible, "control-mumugamma", evaluation, samples, { state });
    // Bins of 0.1 from 0: simulation 4 · 0.5 and 2 · 0.5, data 3 and 1.
    expect(ratio.map((row) => [row.x, row.y])).toEqual([
      [expect.closeTo(0.05, 9), 1.5],
      [expect.closeTo(0.35, 9), 1],
    ]);
    expect(data.filter((row) => row.y !== null)).toHaveLength(2);
  });

  it("has a table and a line in the summary with the same numbers", () => {
    const [control] = zprimeInvisible.controls ?? [];
    const rows = controlTable(control, evaluation, samples).values.filter((row) => Number(row.at(-1)) > 0);
    expect(rows.map((row) => row.slice(-2))).toEqual([
      [2, 3],
      [1, 1],
    ]);
    expect(controlSummary([control], evaluation, samples).values).toEqual([["μμγ", 4, 3, 4 / 3]]);
  });

  it("is drawn", async () => {
    const figure = figuresOf(zprimeInvisible, evaluation.scan).find(({ name }) => name === "control-mumugamma");
    if (!figure) throw new Error("no such figure");
    const data = figureData(zprimeInvisible, figure.name, evaluation, samples, { state });
    const svg = await drawSvg(compileFigure(figure.spec), data);
    expect(svg).toContain("data / sim.");
    expect(svg).toContain("M²rec");
  });
});
