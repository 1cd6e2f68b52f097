import { describe, expect, it } from "vitest";
import { withGivenSamples } from "../../../src/analysis/given-samples.js";
import type { Search } from "../../../src/analysis/search.js";
import { nominalState } from "../../../src/analysis/state.js";
import { findSearch } from "../../../src/catalogue/catalogue.js";
import { simulationOf } from "../../../src/catalogue/simulations.js";
import { resultOf } from "../../../src/loaders/result.js";
import { manifestsOf, readGiven } from "../../../src/loaders/samples/given.js";
import { simulate } from "../../../src/loaders/simulate.js";
import { BELLE_II, momentumInLaboratory } from "../../../src/physics/beams.js";
import { recoilMassSquared } from "../../../src/physics/kinematics.js";
import { makeFolder } from "./folder.js";

const zprime = findSearch("zprime-invisible");
const SIZE = { seed: 1, scale: 1e-4 };
const MUON = 0.1056583755;

const quantities = ["E", "px", "py", "pz"];
const columns = Object.fromEntries([1, 2].flatMap((k) => [...quantities, "Q"].map((id) => [`${id}${k}`, `${id}${k}`])));
const photons = { extra_photon_energy: { constant: 0 }, photon_recoil_angle: { constant: 180 } };

const manifest = (changes: Readonly<Record<string, unknown>>) => ({
  sample: "mine",
  search: "zprime-invisible",
  kind: "data",
  label: "my data",
  files: ["pairs.csv"],
  columns: { ...columns, ...photons },
  ...changes,
});

/** Two muons of momentum p (GeV) in the centre of mass, in the x–z plane at ±angle to the x axis, both signs of charge. */
function pair(p: number, angle: number, charges = [1, -1]) {
  const e = Math.hypot(p, MUON);
  const [c, s] = [p * Math.cos(angle), p * Math.sin(angle)];
  const own = [
    { e, px: c, py: 0, pz: s },
    { e, px: -c, py: 0, pz: s },
  ];
  return {
    own,
    line: own
      .map((muon, k) => {
        const { e: energy, px, py, pz } = momentumInLaboratory(muon, BELLE_II);
        return [energy, px, py, pz, charges[k]].join(",");
      })
      .join(","),
  };
}

const header = [1, 2].map((k) => [...quantities, "Q"].map((id) => `${id}${k}`).join(",")).join(",");
const csv = (lines: readonly string[]) => `${[header, ...lines].join("\n")}\n`;

const read = (folder: string, search: Search = zprime) => readGiven(search, manifestsOf(search, folder));

describe("pairs of muons in the laboratory of Belle II", () => {
  it("give the observables of the search", async () => {
    const [p, angle] = [3, 0.4];
    const { own, line } = pair(p, angle);
    const folder = makeFolder({
      "m.json": manifest({ weight: 1 }),
      "pairs.csv": csv([line, pair(p, angle, [1, 1]).line]),
    });
    const [{ sample, blocks }] = await read(folder);
    const of = (id: string) => blocks[0].values[id];
    expect(of("dimuon_mass")).toHaveLength(1);
    expect(sample.source?.notices.join()).toContain("1 pairs of the same sign, left out");
    // In the centre of mass the pair flies along the beam: with the momentum 2 p sin, and without transverse momentum.
    const energy = own[0].e + own[1].e;
    const along = 2 * p * Math.sin(angle);
    const visible = energy ** 2 - along ** 2;
    expect(of("dimuon_mass")[0]).toBeCloseTo(Math.sqrt(visible), 9);
    expect(of("recoil_mass_squared")[0]).toBeCloseTo(recoilMassSquared(BELLE_II.sqrtS, visible, energy), 8);
    expect(of("dimuon_pt")[0]).toBeCloseTo(0, 9);
    expect(of("recoil_pt_harder")[0]).toBeCloseTo(along * Math.cos(angle), 6);
    expect(of("recoil_pt_softer")[0]).toBeCloseTo(along * Math.cos(angle), 6);
    expect(of("azimuthal_opening")[0]).toBeGreaterThan(170);
    expect(of("extra_photon_energy")[0]).toBe(0);
  });

  it("have no more energy than the beams, and need the photons told", async () => {
    const { line } = pair(3, 0.4);
    const mev = makeFolder({
      "m.json": manifest({ weight: 1 }),
      "pairs.csv": csv([line.replaceAll(/-?\d+\.\d+/g, (x) => String(1000 * Number(x)))]),
    });
    await expect(read(mev)).rejects.toThrow(
      /^impossible E1: .* more than the 12 GeV of the beams; are the units GeV\?, in .*row 1/,
    );
    const blind = makeFolder({ "m.json": manifest({ weight: 1, columns }), "pairs.csv": csv([line]) });
    await expect(read(blind)).rejects.toThrow(/^missing column: extra_photon_energy, .* never computed$/);
  });
});

/** Observables of an event that passes every cut, with a given squared recoil mass, and a file of such events. */
const passing: Readonly<Record<string, number>> = {
  recoil_polar_angle: 80,
  dimuon_pt: 3,
  muon_polar_angle_min: 60,
  muon_polar_angle_max: 100,
  extra_photon_energy: 0,
  photon_recoil_angle: 180,
  recoil_pt_harder: 4,
  recoil_pt_softer: 1,
  azimuthal_opening: 150,
  dimuon_mass: 5,
};
const byObservable = Object.fromEntries(zprime.observables.map(({ id }) => [id, id]));
const observableCsv = (squares: readonly number[]) =>
  [
    zprime.observables.map(({ id }) => id).join(","),
    ...squares.map((square) => zprime.observables.map(({ id }) => passing[id] ?? square).join(",")),
  ].join("\n");

describe("samples of the invisible Z′ search", () => {
  it("stand in place of pseudo-data, of a background and of a signal, at the luminosity of the data", {
    timeout: 60_000,
  }, async () => {
    // One sample is left to simulate, so that the test is quick.
    const kept = ["mumu", "signal-1", "signal-3", "data"];
    const search = { ...zprime, samples: zprime.samples.filter(({ id }) => kept.includes(id)) };
    const whole = await simulationOf(zprime.id);
    const simulation = { ...whole, samples: whole.samples.filter(({ sample }) => sample === "signal-1") };
    const given = { columns: byObservable };
    const signal = { sample: "signal-3", kind: "signal", mass: 3, generated: 40, weight: 1 };
    const folder = makeFolder({
      "data.json": manifest({ ...given, files: ["data.csv"], luminosity: { value: 552, unit: "pb^-1" } }),
      "data.csv": observableCsv([9, 9, 9, 25]),
      "mumu.json": manifest({ ...given, sample: "mumu", kind: "background", files: ["mumu.csv"], weight: 0.5 }),
      "mumu.csv": observableCsv([9.01, 9.02]),
      "signal.json": manifest({ ...given, ...signal, files: ["s.csv"] }),
      "s.csv": observableCsv(Array.from({ length: 10 }, () => 9)),
    });
    const parts = await read(folder, search);
    const summaries = parts.map(({ sample }) => sample);
    const own = withGivenSamples(search, summaries);
    const { table } = await simulate(own, simulation, SIZE, parts);
    const result = resultOf(search, table, nominalState(own), {});
    expect(result.data).toBe("real");
    expect(result.luminosity).toEqual({ value: 552, unit: "pb^-1" });
    const last = result.cutFlow[result.cutFlow.length - 1].samples;
    expect(last.data.events).toBe(4);
    expect(last.mumu).toEqual({ events: 2, yield: 1 });
    const point = result.scan.reduce((best, one) =>
      Math.abs(one.hypothesis.mass - 3) < Math.abs(best.hypothesis.mass - 3) ? one : best,
    );
    expect(point.observed).toBe(3);
    // 10 of 40 at 3 GeV; below it the efficiency runs towards what is simulated at 1 GeV.
    expect(Math.abs(point.efficiency - 0.25)).toBeLessThan(0.03);
    // What is simulated stands for twice the luminosity of the publication too.
    const half = { inverseFemtobarn: 0.276, value: 276, unit: "pb^-1", text: "" };
    const publication = { ...own, luminosity: half };
    const published = await simulate(publication, simulation, SIZE, parts);
    const weightOf = ({ samples }: typeof table) =>
      samples.find(({ sample }) => sample.id === "signal-1")?.sample.weight;
    expect(weightOf(table)).toBeCloseTo(2 * (weightOf(published.table) ?? 0), 12);
  });

  it("leave the search without data where only a background is given", async () => {
    const folder = makeFolder({
      "b.json": manifest({ columns: byObservable, sample: "extra", kind: "background", weight: 1 }),
      "pairs.csv": observableCsv([9]),
    });
    const [{ sample }] = await read(folder);
    const own = withGivenSamples(zprime, [sample]);
    expect(own.data).toBe("blinded");
    expect(own.samples[own.samples.length - 1]).toMatchObject({ id: "extra", kind: "background", label: "my data" });
    expect(withGivenSamples(zprime, [])).toBe(zprime);
  });
});
