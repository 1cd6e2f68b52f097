import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { cutToSql } from "../src/analysis/cut.js";
import { Analysis } from "../src/analysis/evaluate.js";
import type { EventTable } from "../src/analysis/events.js";
import { stepBounds } from "../src/analysis/observable.js";
import { nominalState, withCut } from "../src/analysis/state.js";
import { findSearch } from "../src/catalogue/catalogue.js";
import { ensureSnapshot, nominalSize, readEvents, snapshotPath } from "../src/loaders/events.js";
import { openSite, visit } from "../test/browser.js";
import { type BenchmarkRow, clock, keepRaw, quantile } from "./row.js";

const SEARCH = "zprime-invisible";
const REPETITIONS = 40;
/** Numbers of rows that a control is dragged on. */
const MANY = [1_000_000, 10_000_000] as const;

/**
 * The way from a moved control to a new exclusion plot: in Node, piece by piece, beside a plain loop over typed arrays
 * and native DuckDB doing the counting; in the page, from key to redraw; and the bytes a reader pays.
 */
export async function benchmark(): Promise<BenchmarkRow[]> {
  const search = findSearch(SEARCH);
  await ensureSnapshot(search, nominalSize());
  const { table } = await readEvents(search);
  const analysis = new Analysis(search, table);
  const nominal = nominalState(search);
  let turn = 0;
  const moved = () => withCut(search, nominal, "dimuon-pt", "min", 1 + 0.05 * (turn++ % 20));
  const counting = { ...search, scan: { ...search.scan, windows: [] } };
  const counts = new Analysis(counting, table);

  const whole = await clock(REPETITIONS, () => analysis.evaluate(moved()));
  const countOnly = await clock(REPETITIONS, () => counts.evaluate(moved()));
  const loop = await clock(REPETITIONS, () => plainLoop(moved()));
  const duckdb = await nativeDuckDB();
  const page = await inThePage();
  const many: { rows: number; times: number[] }[] = [];
  for (const rows of MANY) many.push({ rows, times: await dragged(rows) });
  const raw = { events: table.length, whole, countOnly, loop, duckdb, page, many };
  keepRaw("zprime", raw);

  const p50 = (times: readonly number[]) => quantile(times, 0.5);
  const limits = p50(whole) - p50(countOnly);
  return [
    { name: `${table.length} events: control to counts and limits, p50`, value: p50(whole), unit: "ms" },
    { name: `${table.length} events: control to counts and limits, p90`, value: quantile(whole, 0.9), unit: "ms" },
    { name: "of which counting, cut flow and spectrum, p50", value: p50(countOnly), unit: "ms" },
    { name: "counting / plain typed-array loop over all cuts", value: p50(countOnly) / p50(loop), unit: "ratio" },
    {
      name: "native DuckDB, selected events by sample and window / counting",
      value: p50(duckdb) / p50(countOnly),
      unit: "ratio",
    },
    {
      name: "limits with bands and all systematics",
      value: (1000 * search.scan.windows.length) / limits,
      unit: "limits/s",
    },
    ...many.flatMap(({ rows, times }) =>
      [0.5, 0.9].map((p) => ({
        name: `${rows} events: dragged control to counts and limits, p${100 * p}`,
        value: quantile(times, p),
        unit: "ms",
      })),
    ),
    ...page.rows,
    { name: "snapshot", value: statSync(snapshotPath(SEARCH)).size / 1e6, unit: "MB" },
    { name: "first view, compressed", value: firstViewBytes() / 1e3, unit: "kB" },
  ];

  /** Steps of a slider that is dragged, on the events of the search so many times over that there are as many rows. */
  async function dragged(rows: number): Promise<number[]> {
    const large = new Analysis(search, repeated(table, Math.ceil(rows / table.length)));
    large.evaluate(nominal);
    let step = 0;
    return clock(REPETITIONS, () =>
      large.evaluate(withCut(search, nominal, "extra-photon-energy", "max", 0.4 + 0.005 * step++), {
        unseen: ["controls", "other-binning"],
      }),
    );
  }

  /** The yardstick: every cut of every event asked for again, one histogram filled. */
  function plainLoop(state: typeof nominal): Uint32Array {
    const found = new Uint32Array(1000);
    const pt = table.columns.dimuon_pt;
    const m2 = table.columns.recoil_mass_squared;
    const low = table.columns.muon_polar_angle_min;
    const high = table.columns.muon_polar_angle_max;
    const angle = table.columns.recoil_polar_angle;
    const extra = table.columns.extra_photon_energy;
    const photon = table.columns.photon_recoil_angle;
    const harder = table.columns.recoil_pt_harder;
    const softer = table.columns.recoil_pt_softer;
    const least = 1000 * state.cuts["dimuon-pt"].min;
    for (let i = 0; i < table.length; i++) {
      if (low[i] < 3700 || high[i] > 12000 || extra[i] > 400 || photon[i] < 1500) continue;
      if (m2[i] < 2250 && (angle[i] < 3200 || angle[i] > 12500)) continue;
      if (m2[i] < 12250 && (pt[i] < least || harder[i] < 2000 - 0.5 * softer[i])) continue;
      found[Math.max(0, Math.min(999, m2[i] >> 4))]++;
    }
    return found;
  }

  /** Selected events of every sample and window, by native DuckDB from the snapshot. */
  async function nativeDuckDB(): Promise<number[]> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(`attach '${snapshotPath(SEARCH)}' as snapshot (read_only)`);
    await connection.run("create temp table windows (lowest integer, highest integer)");
    const appender = await connection.createAppender("windows");
    for (const { window } of search.scan.windows) {
      const { lowest, highest } = stepBounds(search.scan.observable, window.min, window.max);
      appender.appendInteger(lowest);
      appender.appendInteger(highest);
      appender.endRow();
    }
    appender.closeSync();
    const times = await clock(10, async () => {
      const state = moved();
      const cuts = search.selection.map((cut) => cutToSql(cut, state.cuts[cut.id]));
      const where = cuts.map((one) => one.text).join(" and ");
      await connection.runAndReadAll(
        `select sample, lowest, count(*) from snapshot.events, windows
         where recoil_mass_squared between lowest and highest and ${where} group by all`,
        cuts.flatMap((one) => [...one.values]),
      );
    });
    connection.closeSync();
    instance.closeSync();
    return times;
  }
}

/** Every simulated sample of a table so many times over, each row with the weight that is left to it; data once. */
function repeated(table: EventTable, times: number): EventTable {
  let length = 0;
  const parts = table.samples.map(({ sample, start, end }) => {
    const copies = sample.kind === "data" ? 1 : times;
    const at = length;
    length += copies * (end - start);
    const weighted = copies === 1 ? sample : { ...sample, weight: sample.weight / copies };
    return { sample: weighted, copies, from: { start, end }, start: at, end: length };
  });
  const columns = Object.fromEntries(
    Object.entries(table.columns).map(([id, column]) => {
      const more = column instanceof Int16Array ? new Int16Array(length) : new Int32Array(length);
      for (const { copies, from, start } of parts) {
        const rows = column.subarray(from.start, from.end);
        for (let k = 0; k < copies; k++) more.set(rows, start + k * rows.length);
      }
      return [id, more];
    }),
  );
  return { ...table, length, columns, samples: parts.map(({ sample, start, end }) => ({ sample, start, end })) };
}

/** From key to redraw in the built page: figures, tables and the line about one hypothesis. */
async function inThePage(): Promise<{ rows: BenchmarkRow[]; times: number[] }> {
  const built = join(import.meta.dirname, "../dist/searches", `${SEARCH}.html`);
  if (!existsSync(built)) {
    process.stderr.write("not measured: the page; run npm run build first\n");
    return { rows: [], times: [] };
  }
  const site = await openSite();
  const { page, close } = await visit(site, `searches/${SEARCH}.html`);
  try {
    const slider = page.locator('[data-cut="dimuon-pt"] input[type=range]');
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => /counted/.test(document.querySelector("[data-status]")?.textContent ?? ""));
    const times: number[] = [];
    for (let i = 0; i < REPETITIONS; i++) {
      times.push(
        await slider.evaluate(async (input: HTMLInputElement) => {
          const table = document.querySelector('[data-table="cut-flow"]');
          const changed = new Promise<void>((resolve) => {
            const watch = new MutationObserver(() => {
              watch.disconnect();
              requestAnimationFrame(() => resolve());
            });
            if (table) watch.observe(table, { subtree: true, childList: true, characterData: true });
          });
          const start = performance.now();
          input.stepUp(1);
          input.dispatchEvent(new Event("input", { bubbles: true }));
          await changed;
          return performance.now() - start;
        }),
      );
    }
    return {
      times,
      rows: [
        { name: "in the page: control to redraw, p50", value: quantile(times, 0.5), unit: "ms" },
        { name: "in the page: control to redraw, p90", value: quantile(times, 0.9), unit: "ms" },
      ],
    };
  } finally {
    await close();
    await site.close();
  }
}

/** Compressed bytes of the page and of what it fetches before it is touched: styles and scripts named in its head. */
function firstViewBytes(): number {
  const folder = join(import.meta.dirname, "../dist");
  const path = join(folder, "searches", `${SEARCH}.html`);
  if (!existsSync(path)) return Number.NaN;
  const html = readFileSync(path, "utf8");
  const named = new Set(
    Array.from(
      html.matchAll(/(?:href|src)="\.\.\/((?:_observablehq|_import|_npm|_node)\/[^"]+)"/g),
      ([, file]) => file,
    ),
  );
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => named.has(file));
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, gzipSync(html).length);
}
