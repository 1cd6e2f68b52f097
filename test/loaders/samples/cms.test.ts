import { describe, expect, it } from "vitest";
import { Analysis } from "../../../src/analysis/evaluate.js";
import { withGivenSamples } from "../../../src/analysis/given-samples.js";
import type { ScanPoint } from "../../../src/analysis/scan-point.js";
import { nominalState } from "../../../src/analysis/state.js";
import type { Resonance } from "../../../src/analysis/studies.js";
import { findSearch } from "../../../src/catalogue/catalogue.js";
import { knownTable } from "../../../src/figures/panels/resonances.js";
import { makeEvents } from "../../../src/loaders/events.js";
import { expectEvery } from "../../expect-every.js";
import { hasReference, referencePath } from "../../reference.js";
import { dimuonManifest, makeFolder, sameNames } from "./folder.js";

/** Real pairs of muons of CMS (CERN Open Data). Masses of the resonances: PDG 2022, GeV. */
const MASS = { jpsi: 3.0969, psi2S: 3.6861, upsilon: 9.4604, z: 91.188 };
const cms = (name: string) => `events/cms/${name}`;
const cartesian = Object.fromEntries(
  [1, 2].flatMap((k) => ["E", "px", "py", "pz", "Q"].map((id) => [`${id}${k}`, `${id}${k}`])),
);
const dimuon = findSearch("dimuon-spectrum");

async function scanOf(file: string, columns: Readonly<Record<string, string>>) {
  const folder = makeFolder({ "m.json": dimuonManifest({ files: [referencePath(cms(file))], columns }) });
  const { table } = await makeEvents(dimuon, { seed: 1, scale: 1 }, folder);
  const own = withGivenSamples(
    dimuon,
    table.samples.map(({ sample }) => sample),
  );
  const { scan, cutFlow, resonances = [] } = new Analysis(own, table).evaluate(nominalState(own), { resonances: true });
  const notices = (table.samples[0].sample.source?.notices ?? []).map((one) => one.replace(/^.*m\.json: /, ""));
  return { table, scan, notices, cutFlow, resonances };
}

/** The fitted peak nearest to a mass, within so much of it, and no narrower or wider than a tracker makes it. */
function expectPeak(resonances: readonly Resonance[], mass: number, within: number, [least, most]: [number, number]) {
  const found = resonances.filter(({ position }) => Math.abs(position / mass - 1) < within);
  expect(found, JSON.stringify(resonances)).toHaveLength(1);
  expect(found[0].width / mass).toBeGreaterThan(least);
  expect(found[0].width / mass).toBeLessThan(most);
  expect(found[0].positionError).toBeLessThan(found[0].width);
  // What is drawn is the fit that is told: its peak where it says, as many events as bins hold.
  const { edges, counts, signal, background } = found[0].fit;
  const sum = (bins: readonly number[]) => bins.reduce((a, b) => a + b, 0);
  expect((sum(signal) + sum(background)) / sum(counts)).toBeCloseTo(1, 3);
  const top = signal.indexOf(Math.max(...signal));
  expect(found[0].position).toBeGreaterThan(edges[top - 1]);
  expect(found[0].position).toBeLessThan(edges[top + 2]);
}

/** Largest excess between two masses. */
function largest(scan: readonly ScanPoint[], [low, high]: [number, number] = [0, 1000]): ScanPoint {
  const p = (point: ScanPoint) => point.localPValue ?? 1;
  return scan
    .filter(({ hypothesis: { mass } }) => mass > low && mass < high)
    .reduce((best, point) =>
      p(point) < p(best) || (p(point) === p(best) && excess(point) > excess(best)) ? point : best,
    );
}

const excess = ({ observed, background }: ScanPoint) => (observed ?? 0) - (background?.value ?? 0);

describe.skipIf(!hasReference(cms("peakdata6.csv")))("the scan of real muon pairs", () => {
  it("finds the ψ(2S) where it is, and tells the masses that its file has wrong", async () => {
    const { table, scan, notices, resonances } = await scanOf("peakdata6.csv", { ...cartesian, M: "M" });
    expectPeak(resonances, MASS.psi2S, 0.003, [0.003, 0.02]);
    expect(table.length).toBe(4106);
    expect(notices).toEqual([
      "4106 rows in 1 file",
      "13 rows whose own mass M differs by more than 0.1 % from the computed one, which is used",
    ]);
    const found = largest(scan);
    expect(Math.abs(found.hypothesis.mass / MASS.psi2S - 1)).toBeLessThan(0.01);
    expect(found.localPValue).toBeLessThan(1e-100);
    const { observed, expected } = found.limits.yield;
    expect(observed).toBeGreaterThan(excess(found));
    expect(expected[2]).toBeLessThan(0.2 * (observed ?? 0));
  });

  it("finds the J/ψ and the Υ in mixed pairs, a third of which are of the same sign", async () => {
    const { table, scan, notices, cutFlow, resonances } = await scanOf("cms_dimuons_1000.csv", {
      ...cartesian,
      M: "M",
    });
    expectPeak(resonances, MASS.jpsi, 0.01, [0.003, 0.03]);
    expect(table.length).toBe(1000);
    expect(notices).toContain("380 pairs of the same sign, which the nominal cut on charges drops");
    expect(cutFlow[1].samples.data.events).toBe(620);
    const jpsi = largest(scan);
    expect(Math.abs(jpsi.hypothesis.mass / MASS.jpsi - 1)).toBeLessThan(0.01);
    expect(jpsi.localPValue).toBeLessThan(1e-15);
    const upsilon = largest(scan, [4, 60]);
    expect(Math.abs(upsilon.hypothesis.mass / MASS.upsilon - 1)).toBeLessThan(0.02);
    expect(upsilon.localPValue).toBeLessThan(1e-5);
    // Twenty-eight events where seven and a half are expected: below 5σ for the sidebands alone.
    expectPeak(resonances, MASS.upsilon, 0.01, [0.003, 0.03]);
    expect(resonances).toHaveLength(2);
    const known = knownTable(scan);
    expect(known.values.map(([name]) => name)).toEqual(
      expect.arrayContaining(["J/ψ", "ψ(2S)", "Υ(1S)", "Υ(2S)", "Υ(3S)"]),
    );
    const [, , events, background, local, exact] = known.values.find(([name]) => name === "Υ(1S)") ?? [];
    expect([events, background, local]).toEqual([28, expect.closeTo(7.47, 1), expect.closeTo(4.9, 1)]);
    expect(exact).toBeGreaterThan(5.4);
  });

  it("reads the same pairs from Parquet", async () => {
    const [csv, parquet] = await Promise.all([
      scanOf("cms_dimuons_1000.csv", cartesian),
      scanOf("cms_dimuons_1000.parquet", cartesian),
    ]);
    expect(parquet.table.length).toBe(1000);
    // The Parquet file is rounded elsewhere: in M² = E² − p² of fast pairs (one has 3.4 TeV) digits are lost.
    for (const id of Object.keys(csv.table.columns)) {
      const [a, b] = [csv.table.columns[id], parquet.table.columns[id]];
      const differences = Array.from(a, (steps, i) => Math.abs(steps - b[i]));
      expect(differences.filter((one) => one > 1).length).toBeLessThan(50);
      expectEvery(differences, (one, i) => one <= 1e-3 * Math.abs(a[i]) + 1);
    }
  });

  it.each([
    ["Zmumu_Run2011A_masses.csv", { ...cartesian, M: "M" }, 10851, 0],
    ["Zmumu_Run2011A.csv", sameNames, 10583, 356],
  ])("finds the Z in %s", async (file, columns, rows, sameSign) => {
    const { table, scan, notices, resonances } = await scanOf(file, columns);
    // The natural width of 2.5 GeV makes it wider than the resolution; radiation pulls it down.
    expectPeak(resonances, MASS.z, 0.01, [0.02, 0.05]);
    expect(table.length).toBe(rows);
    const dropped = `${sameSign} pairs of the same sign, which the nominal cut on charges drops`;
    expect(notices).toEqual([`${rows} rows in 1 file`, ...(sameSign > 0 ? [dropped] : [])]);
    const found = largest(scan);
    expect(Math.abs(found.hypothesis.mass / MASS.z - 1)).toBeLessThan(0.01);
    expect(found.localPValue).toBeLessThan(1e-100);
    // Beside the Z nothing is left that is as rare as 1e-4 by chance.
    for (const { hypothesis, localPValue } of scan)
      if (hypothesis.mass < 78 || hypothesis.mass > 105) expect(localPValue).toBeGreaterThan(1e-4);
  });
});
