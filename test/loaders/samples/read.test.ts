import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Analysis } from "../../../src/analysis/evaluate.js";
import { makeTable } from "../../../src/analysis/events.js";
import { withGivenSamples } from "../../../src/analysis/given-samples.js";
import { nominalState } from "../../../src/analysis/state.js";
import { findSearch } from "../../../src/catalogue/catalogue.js";
import { SampleError } from "../../../src/formats/sample-error.js";
import { eventsRecipe, makeEvents } from "../../../src/loaders/events.js";
import { manifestsOf, readGiven } from "../../../src/loaders/samples/given.js";
import { expectEvery } from "../../expect-every.js";
import { dimuonManifest, makeFolder, pairsCsv, sameNames, smooth, writeParquet } from "./folder.js";

const dimuon = findSearch("dimuon-spectrum");
const SIZE = { seed: 1, scale: 1 };

const read = (folder: string) => readGiven(dimuon, manifestsOf(dimuon, folder));

async function complaint(files: Readonly<Record<string, unknown>>, changes = {}): Promise<string> {
  const folder = makeFolder({ "m.json": dimuonManifest(changes), ...files });
  const error = await read(folder).then(
    () => new Error("none"),
    (reason) => reason,
  );
  expect(error).toBeInstanceOf(SampleError);
  expect(error.message).not.toContain("\n");
  return error.message;
}

const few = [2, 3, 4, 5];
const edited = (row: number, from: string, to: string) =>
  pairsCsv(few, (lines) => {
    expect(lines[row]).toContain(from);
    lines[row] = lines[row].replace(from, to);
  });

describe("a file of events", () => {
  const broken: [what: string, csv: unknown, expected: RegExp][] = [
    [
      "misspelt column",
      pairsCsv(few).replace("eta2", "eta_2"),
      /^missing column: eta2, in .*pairs\.csv, wanted for eta2; did you mean eta_2$/,
    ],
    [
      "nothing like the column",
      pairsCsv(few).replace("phi1", "azimuthal"),
      /^missing column: phi1, .*; known are azimuthal$/,
    ],
    [
      "two columns of a name",
      pairsCsv(few).replace("eta1", "pt1"),
      /^several columns of one name: pt1, in .*pairs\.csv, wanted for pt1; name them anew$/,
    ],
    ["no byte", "", /^empty file: 0 bytes, in .*pairs\.csv; give one with events$/],
    ["a header alone", pairsCsv([]), /^no events: 0 rows, in .*pairs\.csv/],
    ["NaN", edited(3, "4,0,", "nan,0,"), /^not finite: nan, in .*pairs\.csv, row 3, column pt1; /],
    ["an infinity", edited(2, ",-1", ",-inf"), /^not finite: -inf, in .*row 2, column Q2; /],
    ["a hole", edited(4, "5,0,", ",0,"), /^missing value: none, in .*row 4, column pt1; /],
    ["a word", edited(1, "2,0,", "two,0,"), /^not a number: two, in .*row 1, column pt1; /],
    [
      "a negative momentum",
      edited(2, "3,0,", "-3,0,"),
      /^impossible pt1: -3, a momentum is not negative, in .*row 2, column pt1; /,
    ],
    [
      "a charge of two",
      edited(2, ",-1", ",-2"),
      /^impossible Q2: -2, the charge of a muon is \+1 or −1, in .*row 2, column Q2; /,
    ],
    [
      "MeV taken for GeV",
      pairsCsv(few.map((pt) => 1e4 * pt)),
      /^impossible E1: 20000.*, more than the 7000 GeV .*row 1.*; check the mapping and the units$/,
    ],
    ["a row cut short", `${pairsCsv(few)}6,0`, /^not readable: .*, in .*pairs\.csv; write it anew$/],
  ];
  it.each(broken)("with %s is refused", async (_, csv, expected) => {
    expect(await complaint({ "pairs.csv": csv })).toMatch(expected);
  });

  it("that is not there, of no known kind or no Parquet is refused", async () => {
    expect(await complaint({}, { files: ["data/*.csv"] })).toMatch(
      /^no file: .*data\/\*\.csv, in .*m\.json; paths are relative/,
    );
    expect(await complaint({ "x.xlsx": "PK" }, { files: ["x.xlsx"] })).toMatch(
      /^unknown format: \.xlsx, in .*x\.xlsx; endings are \.parquet/,
    );
    const parquet = { files: ["x.parquet"] };
    expect(await complaint({ "x.parquet": "PAR1" }, parquet)).toMatch(/^not readable: .*x\.parquet; write it anew$/);
    expect(await complaint({ "x.parquet": pairsCsv(few) }, parquet)).toMatch(/^not readable: /);
  });

  it("with an energy below its momentum, or a cosine above one, is refused with its row", async () => {
    const columns = { ...sameNames, E1: "E1" };
    const rows = ["3,0,0,1,3,0,3,-1,3.0017", "3,0,0,1,3,0,3,-1,2.9999", "3,0,0,1,3,0,3,-1,2.99"];
    const csv = ["pt1,eta1,phi1,Q1,pt2,eta2,phi2,Q2,E1", ...rows].join("\n");
    expect(await complaint({ "pairs.csv": csv }, { columns })).toMatch(
      /^impossible E1: 2\.99, less than the momentum 3\.00000 GeV, in .*row 3, column E1; /,
    );
    const polar = {
      p1: "pt1",
      cosTheta1: "eta1",
      phi1: "phi1",
      Q1: "Q1",
      p2: "pt2",
      cosTheta2: "eta2",
      phi2: "phi2",
      Q2: "Q2",
    };
    expect(await complaint({ "pairs.csv": edited(2, "3,0,", "3,1.01,") }, { columns: polar })).toMatch(
      /^impossible cosTheta1: 1\.01, .*row 2, column eta1; /,
    );
  });

  it("tells the row of the file where others were left out before it", async () => {
    const csv = pairsCsv(few, (lines) => {
      lines[1] = lines[1].replace("2,0,", ",0,");
      lines[3] = lines[3].replace("4,0,", "-4,0,");
    });
    expect(await complaint({ "pairs.csv": csv }, { missing: "drop" })).toMatch(
      /^impossible pt1: -4, .*row 3, column pt1; /,
    );
  });

  it("has lists of numbers in Parquet as in ROOT", async () => {
    const columns = {
      ...Object.fromEntries(
        Object.keys(sameNames).map((id) => [id, { expression: `${id.slice(0, -1)}[${id.endsWith("1") ? 0 : -1}]` }]),
      ),
    };
    const folder = makeFolder({ "m.json": dimuonManifest({ columns, files: ["x.parquet"], missing: "drop" }) });
    await writeParquet(
      join(folder, "x.parquet"),
      `select [3.0, n]::float[] as pt, [0, 0]::integer[] as eta, [0, pi()] as phi, [1, -1]::tinyint[] as "Q" from range(4, 8) t(n)
       union all select null, [], [1], [1]`,
    );
    const [{ sample, blocks }] = await read(folder);
    expect([...blocks[0].values.muon_pt_max]).toEqual([4, 5, 6, 7]);
    expect(sample.source?.notices.join()).toMatch(/1 rows left out: missing value in pt\[0\]/);
  });

  it("that lacks what an observable is computed from is refused with what would do", async () => {
    const { Q1: _, ...columns } = sameNames;
    expect(await complaint({ "pairs.csv": pairsCsv(few) }, { columns })).toMatch(
      /^missing column: charge_product, in columns of .*m\.json; map it, or what it is computed from: .*Q1 and Q2$/,
    );
    expect(await complaint({ "pairs.csv": pairsCsv(few) }, { columns: { ...sameNames, ptl: "pt1" } })).toMatch(
      /^unknown column: ptl, .*; did you mean pt1$/,
    );
    expect(await complaint({ "pairs.csv": pairsCsv(few) }, { units: { E1: "MeV" } })).toMatch(
      /^unit without a column: E1/,
    );
  });

  it("is the same as CSV or Parquet, in one piece or several, in our units or others, under any names", async () => {
    const plain = makeFolder({ "m.json": dimuonManifest(), "pairs.csv": pairsCsv(smooth) });
    const other = makeFolder({
      "m.json": dimuonManifest({
        files: ["parts/*.parquet"],
        columns: { ...sameNames, pt1: 'p"t; drop table x', Q2: { column: "q", factor: -1 } },
        units: { pt1: "MeV", phi2: "mrad" },
      }),
      "parts/readme.txt": "",
    });
    for (const [k, half] of ["pt1 < 5", "pt1 >= 5"].entries()) {
      await writeParquet(
        join(other, "parts", `${k}.parquet`),
        `select pt1 * 1000 as "p""t; drop table x", eta1, phi1, Q1, pt2, eta2, phi2 * 1000 as phi2, -Q2 as q
         from read_csv('${join(plain, "pairs.csv")}') where ${half}`,
      );
    }
    const [one, two] = await Promise.all(
      [plain, other].map(async (folder) => makeTable(dimuon.observables, await read(folder))),
    );
    expect(two.length).toBe(2000);
    expect(two.columns).toEqual(one.columns);
    // Back to back and at rest, so that M² = 4 (pT² + m²).
    const { dimuon_mass, dimuon_pt } = one.columns;
    expect(dimuon_mass[0] * 1e-4).toBeCloseTo(2 * Math.hypot(smooth[0], 0.1056583755), 3);
    expectEvery(dimuon_pt, (pt) => pt === 0);
  });

  it("may have blanks around names, semicolons, constants", async () => {
    const csv = pairsCsv(few).replaceAll(",", ";").replace(";eta1", "; eta1 ");
    const folder = makeFolder({
      "m.json": dimuonManifest({ columns: { ...sameNames, Q2: { constant: -1 } } }),
      "pairs.csv": csv,
    });
    expect((await read(folder))[0].blocks[0].values.charge_product).toEqual(new Float64Array(4).fill(-1));
  });

  it("tells repeated rows, same-sign pairs and masses that disagree, and drops rows only when asked", async () => {
    const lines = pairsCsv(few, (rows) => {
      rows[0] += ",M";
      rows.slice(1).forEach((row, i) => {
        rows[i + 1] = `${row},${i === 1 ? 6.5 : 2 * Math.hypot(few[i], 0.1056583755)}`;
      });
      rows.push(rows[1]);
      rows[4] = rows[4].replace(",-1", ",1");
    });
    const columns = { ...sameNames, M: "M" };
    const kept = makeFolder({ "m.json": dimuonManifest({ columns }), "pairs.csv": lines });
    const [{ sample, blocks }] = await read(kept);
    const notices = sample.source?.notices.map((one) => one.replace(/^.*m\.json: /, ""));
    expect(notices).toEqual([
      "5 rows in 1 file",
      "1 pairs of the same sign, which the nominal cut on charges drops",
      "1 rows whose own mass M differs by more than 0.1 % from the computed one, which is used",
      "1 rows that repeat an earlier one, kept",
    ]);
    expect(blocks[0].length).toBe(5);
    const dropped = makeFolder({ "m.json": dimuonManifest({ columns, duplicates: "drop" }), "pairs.csv": lines });
    expect((await read(dropped))[0].blocks[0].length).toBe(4);
  });
});

describe("the search with a sample", () => {
  it("is real, over the range of the data, with the sample's own heading", async () => {
    const folder = makeFolder({ "m.json": dimuonManifest({ conditions: "7 TeV" }), "pairs.csv": pairsCsv(smooth) });
    const { table } = await makeEvents(dimuon, SIZE, folder);
    const own = withGivenSamples(
      dimuon,
      table.samples.map(({ sample }) => sample),
    );
    expect(own.data).toBe("real");
    expect(own.heading).toEqual({ label: "test data", conditions: "7 TeV" });
    const edges = own.spectra[0].edges;
    expect(edges[0]).toBeGreaterThan(4);
    expect(edges[edges.length - 1]).toBeLessThan(20.1);
    const { scan } = new Analysis(own, table).evaluate(nominalState(own));
    expect(scan.length).toBeGreaterThan(40);
    expect(Math.min(...scan.map(({ localPValue }) => localPValue ?? 0))).toBeGreaterThan(1e-3);
  });

  it("is not without one, nor where the data leave no room beside a window", async () => {
    await expect(makeEvents(dimuon, SIZE, makeFolder({}))).rejects.toThrow(/^no sample: dimuon-spectrum/);
    const narrow = makeFolder({ "m.json": dimuonManifest(), "pairs.csv": pairsCsv([2, 2.05]) });
    await expect(makeEvents(dimuon, SIZE, narrow)).rejects.toThrow(/^range too narrow: 4\.0\d* … 4\.1\d* GeV/);
  });

  it("is made again when a file or a manifest changes, and not else", async () => {
    const recipeOf = async (files: Readonly<Record<string, unknown>>, folder = makeFolder(files)) =>
      Object.values((await eventsRecipe(dimuon, SIZE, folder)).inputs);
    const files = { "m.json": dimuonManifest(), "pairs.csv": pairsCsv(few) };
    const first = await recipeOf(files);
    expect(first).toHaveLength(2);
    expect(await recipeOf(files)).toEqual(first);
    expect(await recipeOf({ ...files, "pairs.csv": pairsCsv([2, 3]) })).not.toEqual(first);
    expect(await recipeOf({ ...files, "m.json": dimuonManifest({ label: "other" }) })).not.toEqual(first);
  });
});
