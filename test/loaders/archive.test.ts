import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { describe, expect, it } from "vitest";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { licencesText, zenodoOf } from "../../src/loaders/archive/papers.js";
import { eventsParquet } from "../../src/loaders/archive/products.js";
import { zipOf } from "../../src/loaders/archive/zip.js";
import { root } from "../../src/loaders/paths.js";
import { angle, momentum, uniformTable } from "../analysis/fixtures.js";

describe("an archive", () => {
  it("holds its files as they are, and has the same bytes for the same files", () => {
    const members = new Map<string, string | Uint8Array>([
      ["b/ä.txt", "Z′ → μμ\n".repeat(1000)],
      ["a.parquet", Uint8Array.from([1, 2, 3])],
    ]);
    const zip = zipOf(members);
    const found = unzipSync(zip);
    expect(Object.keys(found).sort()).toEqual(["a.parquet", "b/ä.txt"]);
    expect(new TextDecoder().decode(found["b/ä.txt"])).toBe(members.get("b/ä.txt"));
    expect(Buffer.from(zipOf(new Map([...members].reverse()))).equals(Buffer.from(zip))).toBe(true);
  });

  it("has the events with their units, as another reader of Parquet finds them", async () => {
    const search = { ...findSearch("zprime-invisible"), observables: [momentum, angle] };
    const table = uniformTable(4, 300);
    const bytes = await eventsParquet(search, table);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const rows = await parquetReadObjects({ file, compressors });
    expect(rows).toHaveLength(table.length);
    expect(Number(rows[0].sample)).toBe(0);
    expect(Number(rows[table.length - 1].sample)).toBe(1);
    expect(rows[7].momentum).toBeCloseTo(table.columns.momentum[7] * momentum.step, 12);
  });

  it("says how to cite it, and names the licences of what is shipped", () => {
    const citation = readFileSync(join(root, "CITATION.cff"), "utf8");
    const zenodo = JSON.parse(zenodoOf(citation, [findSearch("zprime-invisible")], "0123456789abcdef"));
    expect(zenodo).toMatchObject({ title: "Darkroom", upload_type: "software", license: "MIT" });
    expect(zenodo.creators.length).toBeGreaterThan(0);
    expect(zenodo.related_identifiers).toEqual([
      { identifier: "10.1103/PhysRevLett.124.141801", relation: "isSupplementTo", scheme: "doi" },
    ]);
    const licences = licencesText();
    for (const name of ["d3", "vega", "@duckdb/duckdb-wasm"]) expect(licences).toContain(`\n${name} `);
    expect(licences).not.toContain("\nvitest ");
  });
});
