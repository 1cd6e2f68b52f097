import { createHash } from "node:crypto";
import { afterEach, expect, it, vi } from "vitest";
import type { EventTable } from "../../src/analysis/events.js";
import type { Search } from "../../src/analysis/search.js";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { simulationOf } from "../../src/catalogue/simulations.js";
import { simulate } from "../../src/loaders/simulate.js";

afterEach(() => vi.unstubAllEnvs());

/** Samples that are quick to make: two backgrounds, which come as estimate and as pseudo-data, and one signal. */
const KEPT = ["mumu", "tautau", "signal-8", "data"];

/** 20 pb⁻¹ of a search, enough for blocks that are whole and blocks that are not. */
function smallSearch(): Search {
  const search = findSearch("zprime-invisible");
  if (!search.luminosity) throw new Error("no luminosity");
  return {
    ...search,
    luminosity: { ...search.luminosity, inverseFemtobarn: 0.02 },
    samples: search.samples.filter(({ id }) => KEPT.includes(id)),
  };
}

function hash({ columns, samples }: EventTable): string {
  const digest = createHash("sha256").update(JSON.stringify(samples));
  for (const [name, column] of Object.entries(columns))
    digest.update(name).update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return digest.digest("hex");
}

it("gives the same events with one worker and with three", async () => {
  const search = smallSearch();
  const whole = await simulationOf(search.id);
  const simulation = { ...whole, samples: whole.samples.filter(({ sample }) => KEPT.includes(sample)) };
  const made = (workers: number) => {
    vi.stubEnv("DARKROOM_WORKERS", String(workers));
    return simulate(search, simulation, { seed: 3, scale: 0.05 });
  };
  const [one, three] = [await made(1), await made(3)];
  const rows = Object.fromEntries(one.table.samples.map(({ sample, start, end }) => [sample.id, end - start]));
  for (const id of KEPT) expect(rows[id], id).toBeGreaterThan(10);
  expect(hash(three.table)).toBe(hash(one.table));
  expect(three.preselection).toEqual(one.preselection);
});
