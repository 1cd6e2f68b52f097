import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { withGivenSamples } from "../../../src/analysis/given-samples.js";
import { findSearch } from "../../../src/catalogue/catalogue.js";
import { readMapped } from "../../../src/formats/mapped-rows.js";
import { SampleError } from "../../../src/formats/sample-error.js";
import type { TableFile } from "../../../src/formats/table-file.js";
import { manifestsOf, readGiven } from "../../../src/loaders/samples/given.js";
import { openInThread } from "../../../src/loaders/samples/thread-table.js";
import { hasReference, referencePath } from "../../reference.js";
import { dimuonManifest, makeFolder, sameNames } from "./folder.js";

const dimuon = findSearch("dimuon-spectrum");
const root = (name: string) => `events/root/uproot-${name}.root`;
const open = (name: string, tree?: string) => openInThread(referencePath(root(name)), basename(root(name)), tree);

async function columnsOf(
  file: TableFile,
  sources: Readonly<Record<string, string>>,
  missing: "refuse" | "drop" = "refuse",
) {
  const mapped = Object.entries(sources).map(([id, expression]) => ({ id, source: { expression }, unitFactor: 1 }));
  return readMapped(file, mapped, { missing });
}

describe.skipIf(!hasReference(root("Zmumu")))("ROOT files of others", () => {
  it("of five compressions give the same numbers, those of the text", async () => {
    const names = ["", "-lz4", "-lzma", "-uncompressed", "-zstd"];
    const wanted = ["E1", "px1", "pt1", "eta1", "phi1", "Q1", "M", "Run"];
    const all = await Promise.all(
      names.map(async (name) =>
        columnsOf(await open(`Zmumu${name}`), Object.fromEntries(wanted.map((one) => [one, one]))),
      ),
    );
    expect(all[0].length).toBe(2304);
    expect(all[0].values.M.slice(0, 2)).toEqual(Float64Array.of(82.4626915551, 83.6262040052));
    for (const other of all.slice(1)) expect(other).toEqual(all[0]);
  });

  it("of lists a row give entries, lengths and what is computed of them; rows without are counted", async () => {
    const file = await open("HZZ");
    expect(file.rows).toBe(2421);
    expect(file.columns.find(({ name }) => name === "Muon_Px")).toEqual({
      name: "Muon_Px",
      kind: "list",
      type: "TLeafF",
    });
    const all = await columnsOf(file, { number: "NMuon", length: "#Muon_Px" });
    expect(all.values.length).toEqual(all.values.number);
    const pairs = await columnsOf(
      await open("HZZ"),
      { first: "Muon_Px[0]", last: "Muon_Px[-1]", second: "Muon_Px[1]", number: "NMuon" },
      "drop",
    );
    const two = all.values.number.filter((n) => n >= 2).length;
    expect(two).toBeGreaterThan(1000);
    expect(pairs.length).toBe(two);
    expect(pairs.rows).toBe(2421);
    expect(pairs.values.first[0]).toBeCloseTo(-52.899456, 5);
    expect(pairs.values.second[0]).toBeCloseTo(37.737782, 5);
    expect(pairs.values.last[0]).toBe(pairs.values.second[0]);
    const dropped = Object.values(pairs.dropped).reduce((a, b) => a + b, 0);
    expect(dropped).toBe(2421 - two);
  });

  it("refuse a column of lists without an index, and one of text", async () => {
    const list = [{ id: "pt1", source: { column: "Muon_Px", factor: 1 }, unitFactor: 1 }];
    await expect(readMapped(await open("HZZ"), list)).rejects.toThrow(/^several values a row: Muon_Px, .*Muon_Px\[0\]/);
    const text = [{ id: "pt1", source: { column: "three", factor: 1 }, unitFactor: 1 }];
    await expect(readMapped(await open("simple"), text)).rejects.toThrow(
      /^not a number: uno, in .*row 1, column three/,
    );
  });

  it("of histograms alone are tables of bins, by name", async () => {
    const file = await open("histograms", "two");
    expect(file.format).toBe("ROOT histogram");
    const { values, length } = await columnsOf(file, { low: "low", high: "high", content: "content", error: "error" });
    expect(length).toBe(file.rows);
    expect(values.low.slice(1)).toEqual(values.high.slice(0, -1));
    expect(values.content.some((n) => n > 0)).toBe(true);
    values.content.forEach((n, i) => {
      expect(values.error[i]).toBeCloseTo(Math.sqrt(n), 5);
    });
    await expect(open("histograms", "on")).rejects.toThrow(/^missing tree: on, in .*did you mean one$/);
  });

  it("are samples of a search: the pairs of the text, by glob, whatever the tree holds beside", async () => {
    const manifest = dimuonManifest({ files: [referencePath("events/root/uproot-Zmumu-l*.root")], tree: "events" });
    const folder = makeFolder({ "m.json": manifest });
    const [{ sample, blocks }] = await readGiven(dimuon, manifestsOf(dimuon, folder));
    expect(blocks.map(({ length }) => length)).toEqual([2304, 2304]);
    const mapped = Object.keys(sameNames);
    const { values } = await columnsOf(await open("Zmumu"), Object.fromEntries(mapped.map((one) => [one, one])));
    const distinct = new Set(Array.from({ length: 2304 }, (_, i) => mapped.map((one) => values[one][i]).join()));
    expect(distinct.size).toBeGreaterThan(1000);
    expect(sample.source?.notices.map((one) => one.replace(/^.*m\.json: /, ""))).toContain(
      `${2 * 2304 - distinct.size} rows that repeat an earlier one, kept`,
    );
    expect(withGivenSamples(dimuon, [sample]).data).toBe("real");
  });
});

describe("a broken ROOT file", () => {
  const files: Record<string, Uint8Array | string> = {
    "magic alone": "root",
    "no ROOT": "nothing of the kind, but long enough for a header of a hundred bytes ".repeat(4),
  };
  it.each(Object.keys(files))("%s is told in one line", async (name) => {
    const folder = makeFolder({ "m.json": dimuonManifest({ files: ["x.root"] }), "x.root": files[name] });
    const error = await readGiven(dimuon, manifestsOf(dimuon, folder)).catch((reason) => reason);
    expect(error).toBeInstanceOf(SampleError);
    expect(error.message).toMatch(/^not readable: .*, in .*x\.root; write it anew/);
  });

  it.skipIf(!hasReference(root("Zmumu")))("cut short anywhere is told, and never half a sample", async () => {
    const bytes = readFileSync(referencePath(root("Zmumu")));
    for (const share of [0.001, 0.3, 0.9, 0.999]) {
      const folder = makeFolder({
        "m.json": dimuonManifest({ files: ["x.root"] }),
        "x.root": bytes.subarray(0, Math.floor(share * bytes.length)),
      });
      const error = await readGiven(dimuon, manifestsOf(dimuon, folder)).catch((reason) => reason);
      expect(error, String(share)).toBeInstanceOf(SampleError);
    }
  });
});
