import { tableFromArrays, tableToIPC } from "apache-arrow";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { siteWith, visit } from "../browser.js";
import { page as page64, tupleFile } from "../formats/tuple-file.js";
import { hasReference, referencePath } from "../reference.js";
import { drop } from "./drop.js";

// A reader's own events in place of the data of a page: every format, what is broken, and the way back.
const PAGE = "searches/zprime-invisible.html";
const ROWS = 240;

const site = siteWith("index.html");

/** Columns of all observables, each value within its domain, no two rows the same. */
const columns = Object.fromEntries(
  findSearch("zprime-invisible").observables.map(({ id, domain: [low, high] }, k) => [
    id,
    Array.from({ length: ROWS }, (_, i) => low + (high - low) * ((0.05 + 0.37 * k + i * 0.618034) % 1)),
  ]),
);
const names = Object.keys(columns);
const csv = [
  names.join(","),
  ...Array.from({ length: ROWS }, (_, i) => names.map((name) => columns[name][i]).join(",")),
];

const formats: Readonly<Record<string, Uint8Array>> = {
  "mine.csv": new TextEncoder().encode(csv.join("\n")),
  "mine.parquet": new Uint8Array(
    parquetWriteBuffer({ columnData: names.map((name) => ({ name, data: columns[name], type: "DOUBLE" as const })) }),
  ),
  "mine.arrow": tableToIPC(
    tableFromArrays(Object.fromEntries(names.map((name) => [name, Float64Array.from(columns[name])]))),
    "file",
  ),
  "mine.root": tupleFile(
    "events",
    names.map((name) => ({
      name,
      type: "double",
      column: { type: 0x0d, bits: 64, pages: [page64(Float64Array.from(columns[name]))] },
    })),
    [ROWS],
  ),
};

const status = (page: Page) => page.locator("[data-own-status]").textContent();
const facts = (page: Page) => page.locator("[data-facts]").textContent();
const dataCells = (page: Page) =>
  page.locator('table[data-table="cut-flow"] tbody tr').evaluateAll((rows) => rows.map((row) => row.textContent));
/** Waits until the mark below the figures says something. */
const marked = (page: Page, pattern: RegExp) =>
  expect.poll(() => page.locator("[data-mark]").textContent(), { timeout: 50_000 }).toMatch(pattern);

describe("events of a reader", () => {
  it("are mapped with a preview and stand in for the data, from CSV, Parquet, Arrow and RNTuple alike; removed, all is as before", async () => {
    const { page, close, foreign, errors, violations } = await visit(site, PAGE);
    try {
      const before = { facts: await facts(page), flow: await dataCells(page) };
      expect(before.facts).toContain("simulated");
      const flows: string[] = [];
      for (const [name, content] of Object.entries(formats)) {
        await drop(page, "article.search", [{ name, content }]);
        const dialog = page.getByRole("dialog", { name: `Columns of ${name}` });
        await dialog.waitFor({ timeout: 30_000 });
        // Every observable is suggested, and its first values are shown.
        const chosen = dialog.getByLabel("column for dimuon_pt", { exact: true });
        expect(await chosen.inputValue()).toBe("dimuon_pt");
        const row = dialog.locator("tr", { has: page.getByLabel("column for dimuon_pt", { exact: true }) });
        expect(await row.locator(".preview").textContent()).toContain(String(columns.dimuon_pt[0]).slice(0, 8));
        await dialog.getByRole("button", { name: "read" }).click();
        await expect.poll(() => status(page), { timeout: 30_000 }).toContain(`${ROWS} rows in 1 file`);
        await marked(page, new RegExp(`events of ${name}`));
        expect(await facts(page)).toContain(`events of ${name}, opened here; simulated background`);
        const heading = await page.locator('[data-figure="spectrum"] svg').textContent();
        expect(heading).toContain(name);
        expect(heading).toContain("Darkroom simulation");
        const flow = (await dataCells(page)).join("\n");
        expect(flow).toContain(String(ROWS));
        flows.push(flow);
      }
      expect(new Set(flows).size).toBe(1);
      await page.getByRole("button", { name: "remove", exact: true }).click();
      await marked(page, /same as the build/);
      expect(await facts(page)).toBe(before.facts);
      expect(await dataCells(page)).toEqual(before.flow);
      expect(await page.locator('[data-figure="spectrum"] svg').textContent()).not.toContain("mine");
      expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
    } finally {
      await close();
    }
  });

  it("may be cancelled, be broken in many ways, and be none: one line each, and the page goes on", async () => {
    const { page, close, errors } = await visit(site, PAGE);
    try {
      const before = { facts: await facts(page), flow: await dataCells(page) };
      const dialog = page.locator("dialog.mapping");
      await drop(page, "article.search", [{ name: "mine.csv", content: formats["mine.csv"] }]);
      await dialog.waitFor({ timeout: 30_000 });
      await dialog.getByRole("button", { name: "cancel" }).click();
      expect(await status(page)).toBe("cancelled; the page is as it was");
      const absurd = formats["mine.parquet"].slice();
      // Four bytes before the mark at the end are the length of the metadata.
      new DataView(absurd.buffer).setUint32(absurd.length - 8, 0x7fffffff, true);
      for (const [name, content, message] of [
        ["empty.csv", "", /^empty file: 0 bytes, in empty.csv; /],
        ["cut.parquet", formats["mine.parquet"].subarray(0, 400), /^not readable: .*, in cut.parquet; /],
        ["absurd.parquet", absurd, /^not readable: .*, in absurd.parquet; /],
        ["cut.arrow", formats["mine.arrow"].subarray(0, 900), /^not readable: .*, in cut.arrow; /],
        ["x.root", "this is no ROOT file", /^not readable: no root file: .*, in x.root; /],
        ["cut.root", `root${"\0".repeat(300)}`, /^not readable: .*, in cut.root; /],
      ] as const) {
        await drop(page, "article.search", [{ name, content }]);
        await expect.poll(() => status(page), { timeout: 40_000 }).toMatch(message);
        expect(await dialog.count()).toBe(0);
      }
      // What only reading tells is told in the dialogue, which stays for another try.
      const header = [...names.slice(1), '<img src=x onerror="window.broken = 1">', '"; drop table x; --'];
      const hostile = [
        header.map((name) => `"${name.replaceAll('"', '""')}"`).join(","),
        header.map(() => "word").join(","),
      ];
      await drop(page, "article.search", [{ name: "<b>hostile</b>.csv", content: hostile.join("\n") }]);
      await dialog.waitFor();
      expect(await dialog.locator("h2").textContent()).toBe("Columns of <b>hostile</b>.csv");
      expect(await dialog.locator("h2 b").count()).toBe(0);
      await dialog.getByRole("button", { name: "read" }).click();
      await expect
        .poll(() => dialog.getByRole("status").textContent(), { timeout: 20_000 })
        .toMatch(/^not a number: word, /);
      await dialog.getByLabel(`column for ${names[0]}`, { exact: true }).selectOption({ label: "an expression …" });
      const expression = dialog.getByLabel(`expression for ${names[0]}`, { exact: true });
      await expression.fill("1 +");
      await expression.press("Tab");
      const own = page.getByLabel(`expression for ${names[0]}`, { exact: true });
      const preview = dialog.locator("tr", { has: own }).locator(".preview");
      await expect.poll(() => preview.textContent(), { timeout: 20_000 }).toMatch(/^not an expression: /);
      await expression.fill("3 * 2");
      await expression.press("Tab");
      await expect.poll(() => preview.textContent(), { timeout: 20_000 }).toBe("6.00000");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      expect(await page.evaluate(() => "broken" in window)).toBe(false);
      expect(await facts(page)).toBe(before.facts);
      expect(await dataCells(page)).toEqual(before.flow);
      // The page still counts.
      await page.locator('[data-cut="dimuon-pt"] input[type=range]').first().focus();
      await page.keyboard.press("ArrowRight");
      await marked(page, /away from nominal/);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  const root = "events/root/uproot-Zmumu.root";
  it.skipIf(!hasReference(root))("are read from a ROOT tree by expressions, with their luminosity", async () => {
    const { page, close, errors, violations } = await visit(site, PAGE);
    try {
      await page.locator('[data-group="own-events"] input[type=file]').setInputFiles(referencePath(root));
      const dialog = page.locator("dialog.mapping");
      await dialog.waitFor({ timeout: 30_000 });
      expect(await dialog.locator("p").first().textContent()).toMatch(
        /^ROOT, 2304 rows\. .*The file stays on this machine\.$/,
      );
      const write = async (id: string, text: string) => {
        await dialog.getByLabel(`column for ${id}`, { exact: true }).selectOption({ label: "an expression …" });
        await dialog.getByLabel(`expression for ${id}`, { exact: true }).fill(text);
      };
      for (const select of await dialog.locator('select[aria-label^="column for"]').all())
        await select.selectOption("");
      // The pairs are of the LHC: a hundredth of their momenta fits the beams of the search.
      for (const k of [1, 2]) {
        for (const id of ["px", "py", "pz"]) await write(`${id}${k}`, `${id}${k} / 100`);
        await dialog.getByLabel(`column for Q${k}`, { exact: true }).selectOption(`Q${k}`);
      }
      await write("extra_photon_energy", "0");
      await write("photon_recoil_angle", "180");
      await dialog.getByLabel(/^luminosity of these events/).fill("552");
      await dialog.getByLabel("in", { exact: true }).selectOption("pb^-1");
      await dialog.getByRole("button", { name: "read" }).click();
      await expect.poll(() => status(page), { timeout: 50_000 }).toContain("2304 rows in 1 file");
      await marked(page, /events of uproot-Zmumu.root/);
      expect(await facts(page)).toContain("552 pb⁻¹");
      expect(await page.locator('[data-figure="spectrum"] svg').textContent()).toContain("552 pb⁻¹");
      expect({ errors, violations }).toEqual({ errors: [], violations: [] });
    } finally {
      await close();
    }
  });
});
