import { type EventTable, makeTable } from "../../src/analysis/events.js";
import { nominalState } from "../../src/analysis/state.js";
import { signalId } from "../../src/catalogue/alp-photon/samples.js";
import { simulation } from "../../src/catalogue/alp-photon/simulation.js";
import { alpPhoton } from "../../src/catalogue/alp-photon.js";
import { runTask } from "../../src/loaders/simulation-task.js";

/** Simulated masses of the small table, GeV. */
export const MASSES = [0.4, 0.5, 2, 4, 6, 6.85, 8.4, 9.4];

/** The search with the signals of the small table alone. */
export const smallSearch = {
  ...alpPhoton,
  samples: alpPhoton.samples.filter((one) => one.kind !== "signal" || MASSES.includes(one.hypothesis?.mass ?? 0)),
};

const run = (sample: string, trials: number) =>
  runTask(simulation, { search: "alp-photon-test", sample, purpose: "estimate", seed: 1, block: 0, trials });

/** Background of about one luminosity as data, and signals of some masses. */
export function smallTable(): EventTable {
  const trials = 8000;
  const parts = MASSES.map((mass) => {
    const { observed, weightSum } = run(signalId(mass), trials);
    const maximum = simulation.samples.find(({ sample }) => sample === signalId(mass))?.makeGenerator().maximum ?? 0;
    return {
      sample: {
        id: signalId(mass),
        kind: "signal" as const,
        label: "",
        hypothesis: { mass },
        crossSection: { value: weightSum / trials, sigma: 0 },
        trials,
        weight: (0.445 * maximum) / trials,
      },
      blocks: [observed],
    };
  });
  const data = { id: "data", kind: "data" as const, label: "", crossSection: null, trials: 0, weight: 1 };
  return makeTable(smallSearch.observables, [
    ...parts,
    { sample: data, blocks: [run("gammagammagamma", 63_000).observed] },
  ]);
}

/** The search with the fits of some masses (GeV) alone, in M²γγ and in M²rec. */
export function withFits(diphoton: readonly number[], recoil: readonly number[]) {
  const { measurement } = smallSearch;
  if (measurement.kind !== "peak-fits") throw new Error("not fits of peaks");
  const [first, second] = measurement.variables;
  const variables = [
    { ...first, masses: diphoton },
    { ...second, masses: recoil },
  ];
  return { ...smallSearch, measurement: { ...measurement, variables } };
}

/** Rows that pass the nominal selection of a mass. */
export function selectedRows(table: EventTable, mass: number): number[] {
  const state = nominalState(alpPhoton);
  const { measurement } = alpPhoton;
  const left = measurement.kind === "peak-fits" ? measurement.leftOut(mass) : [];
  const rows: number[] = [];
  for (let i = 0; i < table.length; i++) {
    const passes = alpPhoton.selection.every((cut) => {
      if (cut.kind !== "range" || left.includes(cut.id)) return true;
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = state.cuts[cut.id];
      const low = table.columns[cut.observable.id][i] * cut.observable.step;
      const upper = cut.highest ?? cut.observable;
      return low >= min && table.columns[upper.id][i] * upper.step <= max;
    });
    if (passes) rows.push(i);
  }
  return rows;
}
