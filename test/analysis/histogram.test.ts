import { expect, it } from "vitest";
import { countBins, findBins } from "../../src/analysis/histogram.js";
import { fromSteps } from "../../src/analysis/observable.js";
import type { Spectrum } from "../../src/analysis/search.js";
import { momentum, uniformTable } from "./fixtures.js";

const spectrum: Spectrum = {
  id: "signed-root",
  observable: momentum,
  heading: "Root",
  title: "root",
  unit: "",
  edges: [-2, -1.05, -0.55, 0.05, 1.05, 2],
  toObservable: (x) => x * Math.abs(x),
};

it("puts every event into the bin that its displayed value lies in", () => {
  const table = uniformTable(2);
  const bins = findBins(table, spectrum);
  const expected = new Float64Array(5);
  for (let row = 0; row < table.length; row++) {
    const value = fromSteps(momentum, table.columns.momentum[row]);
    const shown = Math.sign(value) * Math.sqrt(Math.abs(value));
    const bin = spectrum.edges.findIndex((edge, i) => i < 5 && shown >= edge - 1e-9 && shown < spectrum.edges[i + 1]);
    if (bin >= 0) expected[bin]++;
    else if (Math.abs(shown - 2) < 1e-9) expected[4]++;
  }
  const none = new Uint32Array(table.length);
  expect(countBins(bins, none, 0xffffffff, 5, 0, table.length)).toEqual(expected);
});

it("leaves out events that fail, and takes those back whose failed cut is masked", () => {
  const table = uniformTable(3, 50);
  const bins = findBins(table, spectrum);
  const all = countBins(bins, new Uint32Array(table.length), 0xffffffff, 5, 0, table.length);
  const failing = new Uint32Array(table.length).fill(2);
  expect(countBins(bins, failing, 0xffffffff, 5, 0, table.length)).toEqual(new Float64Array(5));
  expect(countBins(bins, failing, ~2, 5, 0, table.length)).toEqual(all);
});
