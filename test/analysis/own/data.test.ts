import { describe, expect, it } from "vitest";
import { Analysis } from "../../../src/analysis/evaluate.js";
import { makeTable } from "../../../src/analysis/events.js";
import { withGivenSamples } from "../../../src/analysis/given-samples.js";
import { samplesWithOwn, searchWithOwn, tableWithOwn } from "../../../src/analysis/own/data.js";
import { nominalState } from "../../../src/analysis/state.js";
import { darkPhotonApex } from "../../../src/catalogue/dark-photon-apex.js";
import { factsText } from "../../../src/figures/facts.js";
import { suggestColumns } from "../../../src/formats/suggestions.js";

/** A table of masses in GeV, as a build or a reader gives it. */
function tableOf(masses: readonly number[], label: string) {
  const source = { label, conditions: "", citation: "", coverage: [0.15, 0.3] as const, notices: [] };
  const sample = { id: "data", kind: "data" as const, label, crossSection: null, trials: 0, weight: 1, source };
  const values = { pair_mass: Float64Array.from(masses) };
  return makeTable(darkPhotonApex.observables, [{ sample, blocks: [{ length: masses.length, values }] }]);
}

describe("a reader's own events", () => {
  const built = tableOf([0.18, 0.2, 0.22], "built");
  const own = tableOf([0.19, 0.21], "mine");
  const data = { length: 2, columns: own.columns, source: own.samples[0].sample.source! };

  it("stand in place of the data, and leave the built table alone", () => {
    const table = tableWithOwn(darkPhotonApex, built, data);
    expect(table.length).toBe(2);
    expect(Array.from(table.columns.pair_mass)).toEqual(Array.from(own.columns.pair_mass));
    expect(table.samples.map(({ sample, start, end }) => [sample.id, sample.label, start, end])).toEqual([
      ["data", "mine", 0, 2],
    ]);
    expect(built.length).toBe(3);
    const search = searchWithOwn(
      withGivenSamples(darkPhotonApex, [built.samples[0].sample]),
      table.samples.map(({ sample }) => sample),
    );
    expect(search.heading?.label).toBe("mine");
    expect(search.scan).toBe(darkPhotonApex.scan);
    const { cutFlow } = new Analysis(search, table).evaluate(nominalState(search));
    expect(cutFlow[0].samples.data.events).toBe(2);
  });

  it("stand behind simulated samples, which stay", () => {
    const { observables } = darkPhotonApex;
    const simulated = {
      ...{ id: "mc", kind: "background" as const, label: "mc" },
      ...{ crossSection: { value: 1, sigma: 0 }, trials: 9, weight: 2 },
    };
    const both = makeTable(observables, [
      { sample: built.samples[0].sample, blocks: [{ length: 1, values: { pair_mass: Float64Array.of(0.18) } }] },
      { sample: simulated, blocks: [{ length: 2, values: { pair_mass: Float64Array.of(0.23, 0.24) } }] },
    ]);
    const table = tableWithOwn(darkPhotonApex, both, data);
    expect(table.samples.map(({ sample, start, end }) => [sample.id, start, end])).toEqual([
      ["mc", 0, 2],
      ["data", 2, 4],
    ]);
    expect(Array.from(table.columns.pair_mass, (steps) => steps * observables[0].step)).toEqual([
      expect.closeTo(0.23, 9),
      expect.closeTo(0.24, 9),
      expect.closeTo(0.19, 9),
      expect.closeTo(0.21, 9),
    ]);
  });
  it("have a luminosity of their own, to which what is simulated is weighted; the page says whose they are", () => {
    const simulated = {
      ...{ id: "mc", kind: "background" as const, label: "mc" },
      ...{ crossSection: { value: 1, sigma: 0 }, trials: 9, weight: 2 },
    };
    const luminosity = (inverseFemtobarn: number) => ({
      inverseFemtobarn,
      ...{ value: inverseFemtobarn, unit: "fb^-1", text: `${inverseFemtobarn} fb⁻¹` },
    });
    const search = { ...darkPhotonApex, luminosity: luminosity(100) };
    const samples = [simulated, built.samples[0].sample];
    const source = { ...data.source, luminosity: luminosity(25) };
    const mine = samplesWithOwn(search, samples, source);
    expect(mine.map(({ id, weight }) => [id, weight])).toEqual([
      ["mc", 0.5],
      ["data", 1],
    ]);
    expect(samplesWithOwn(search, samples, data.source)[0].weight).toBe(2);
    const shown = searchWithOwn(search, mine);
    expect(shown.luminosity?.text).toBe("25 fb⁻¹");
    expect(factsText(shown, mine, "mine.csv")).toMatch(
      /^25 fb⁻¹ · .* · events of mine.csv, opened here; simulated background$/,
    );
    expect(factsText(search, [built.samples[0].sample])).toMatch(/real data, nothing simulated$/);
  });
});

describe("columns that are suggested", () => {
  const of = (ours: readonly string[], theirs: readonly string[]) => {
    const columns = theirs.map((name) => ({ name, kind: "number" as const, type: "" }));
    return Object.fromEntries(suggestColumns(ours, columns));
  };

  it("are those of the same name, then of the same words, then misspelt; each once", () => {
    expect(of(["pt1", "theta1", "eta1"], ["PT_1", "eta1"])).toEqual({ pt1: "PT_1", theta1: undefined, eta1: "eta1" });
    expect(of(["dimuon_mass", "Q1"], ["reco_mass_of_dimuon", "charge"])).toEqual({
      dimuon_mass: "reco_mass_of_dimuon",
      Q1: undefined,
    });
    expect(of(["dimuon_mass"], ["dimuon_mas"])).toEqual({ dimuon_mass: "dimuon_mas" });
  });
});
