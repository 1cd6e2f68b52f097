import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { readSnapshot } from "../../src/loaders/snapshot.js";
import { copyProject, type ProjectCopy } from "./project-copy.js";

// A window is open while the signal region is closed. Two builds whose data differ in the signal region alone must not
// differ at all: whatever is in a page, a table, a drawing or a file then cannot come from what is closed.
const SEARCH = "zprime-invisible";
const only = ["--only", SEARCH];
const TIME = 400_000;
const { observables } = findSearch(SEARCH);

/** An event that passes every cut at some squared recoil mass, or is vetoed for a photon near the recoil. */
const event = (square: number, angle: number): number[] => {
  const passing: Readonly<Record<string, number>> = {
    ...{ recoil_mass_squared: square, recoil_polar_angle: 80, dimuon_pt: 3, muon_polar_angle_min: 60 },
    ...{ muon_polar_angle_max: 100, extra_photon_energy: 0, photon_recoil_angle: angle, recoil_pt_harder: 4 },
    ...{ recoil_pt_softer: 1, azimuthal_opening: 150, dimuon_mass: 5 },
  };
  return observables.map(({ id }) => passing[id]);
};
const OPEN = Array.from({ length: 40 }, (_, i) => event(0.1 * i, 0.5 + 0.1 * i));

const FEW = [9, 9, 25];
const MANY = Array.from({ length: 300 }, (_, i) => 1 + 0.2 * i);

/** Data: of the control sample always the same, in the signal region those at some squared recoil masses. */
function giveData(copy: ProjectCopy, squares: readonly number[]): void {
  const folder = join(copy.folder, "src/data/samples");
  mkdirSync(folder, { recursive: true });
  const rows = [observables.map(({ id }) => id), ...squares.map((square) => event(square, 180)), ...OPEN];
  writeFileSync(join(folder, "run7.csv"), rows.map((row) => row.join(",")).join("\n"));
  const columns = Object.fromEntries(observables.map(({ id }) => [id, id]));
  const about = { sample: "run7", search: SEARCH, kind: "data", label: "run 7", files: ["run7.csv"], weight: 1 };
  writeFileSync(join(folder, "run7.json"), JSON.stringify({ ...about, columns }));
}

/** What is built of some data, blinded or not. */
async function built(copy: ProjectCopy, squares: readonly number[], blinding: string) {
  giveData(copy, squares);
  writeFileSync(join(copy.folder, "src/data/blinding.yaml"), `${SEARCH}:\n  ${blinding}\n`);
  copy.build(only, { DARKROOM_SCALE: "0.002" });
  return shown(copy);
}

/** Everything that pages are made of and fetch, but for the hashes of the files that the data came in. */
async function shown(copy: ProjectCopy): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(copy.outputs())) {
    if (name.endsWith(".duckdb")) {
      const { table, notes } = await readSnapshot(copy.output(name), observables);
      found[name] = { table, preselection: notes.preselection };
    } else found[name] = readFileSync(copy.output(name), "utf8").replaceAll(/[0-9a-f]{64}/g, "hash");
  }
  return found;
}

let copy: ProjectCopy;
beforeAll(() => {
  copy = copyProject("blinded");
  // What is simulated is the same in all builds: less of it tells as much.
  copy.edit(
    "src/catalogue/zprime-invisible/samples.ts",
    /SIGNAL_MASSES = \[.*\]/,
    "SIGNAL_MASSES = [0.1, 0.5, 3, 6.9, 8]",
  );
});
afterAll(() => copy?.remove());

it("nothing that is built depends on data in the closed signal region, while a control sample is open", {
  timeout: TIME,
}, async () => {
  const closed = "blinded: not frozen\n  open: [mumugamma]";
  const [one, other] = [await built(copy, FEW, closed), await built(copy, MANY, closed)];
  expect(Object.keys(one)).toEqual(
    expect.arrayContaining([
      ...[`loaders/${SEARCH}.duckdb`, `loaders/${SEARCH}.json`, `searches/${SEARCH}.md`],
      ...["index.md", "compare.md", "review.md", "loaders/compare.json"],
    ]),
  );
  expect(other).toEqual(one);
  // The window is open: its data are there.
  const { evaluation } = JSON.parse(String(one[`loaders/${SEARCH}.json`]));
  const { counts } = evaluation.controls.find(({ control }: { control: string }) => control === "mumugamma");
  expect(counts.data.reduce((sum: number, n: number) => sum + n, 0)).toBeGreaterThan(30);
  // And it is what closed them: opened, the same data are told apart.
  const open = await built(copy, MANY, "unblinded: { by: A. Name, on: 2026-11-21, reason: approved }");
  const { evaluation: seen } = JSON.parse(String(open[`loaders/${SEARCH}.json`]));
  expect(seen.cutFlow.at(-1).samples.data.events).toBe(MANY.length);
  expect(open[`searches/${SEARCH}.md`]).toContain("A. Name");
});
