import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
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
});
