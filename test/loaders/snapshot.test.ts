import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/loaders/freshness.js";
import { readSnapshot, writeSnapshot } from "../../src/loaders/snapshot.js";
import { angle, momentum, uniformTable } from "../analysis/fixtures.js";

const folder = mkdtempSync(join(tmpdir(), "darkroom-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a snapshot", () => {
  const table = uniformTable(5, 5000);
  const notes = { preselection: { steps: ["it's"], counts: { first: [1] } } };

  it("gives back the table and the notes that were written", async () => {
    const path = join(folder, "it's a name.duckdb");
    await writeSnapshot(path, [momentum, angle], table, notes);
    const read = await readSnapshot(path, [momentum, angle]);
    expect(read.table).toEqual(table);
    expect(read.notes).toEqual(notes);
  });

  it("has the same bytes for the same table", async () => {
    const [a, b] = ["a.duckdb", "b.duckdb"].map((name) => join(folder, name));
    await writeSnapshot(a, [momentum, angle], table, notes);
    await writeSnapshot(b, [momentum, angle], uniformTable(5, 5000), notes);
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true);
  });

  it("has the same bytes for the same long texts, which DuckDB keeps beside the others with stray bytes behind", async () => {
    const long = { ...notes, counts: Array.from({ length: 20_000 }, (_, i) => i), sign: "𝜏".repeat(3000) };
    const [first, ...rest] = table.samples;
    const wordy = { ...first.sample, label: "run 7 ".repeat(2000) };
    const samples = [{ ...first, sample: wordy }, ...rest];
    const found = new Set<string>();
    for (let i = 0; i < 8; i++) {
      const path = join(folder, `long-${i}.duckdb`);
      await writeSnapshot(path, [momentum, angle], { ...table, samples }, long);
      found.add(sha256(readFileSync(path)));
      if (i > 0) continue;
      const read = await readSnapshot(path, [momentum, angle]);
      expect(read.notes).toEqual(long);
      expect(read.table.samples).toEqual(samples);
    }
    expect(found.size).toBe(1);
  });
});
