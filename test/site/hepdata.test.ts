import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { siteWith, visit } from "../browser.js";
import { drop } from "./drop.js";

// Tables of HEPData that a reader brings: limits join a plane, spectra become a likelihood.
const site = siteWith("index.html");

const HOSTILE = '<img src=x onerror="window.broken = 1">';
const LIMITS = `
independent_variables:
- header: {name: M, units: MEV}
  values: [{value: 500}, {low: 900, high: 1100}, {value: 2000}, {value: 3000}]
dependent_variables:
- header: {name: '${HOSTILE}', units: ''}
  qualifiers: [{name: CONFIDENCE LEVEL, value: 0.9}]
  values:
  - value: 4.0E-6
    errors: [{asymerror: {minus: -3.0E-6, plus: 5.0E-6}, label: stat}, {symerror: 50%, label: sys}]
  - value: 1.0E-6
  - value: .inf
  - value: 9.0E-6
`;
const SPECTRUM = `
independent_variables: [{header: {name: M, units: GEV}, values: [{low: 0, high: 1}, {low: 1, high: 2}, {low: 2, high: 3}]}]
dependent_variables:
- {header: {name: Data}, values: [{value: 52}, {value: 40}, {value: '-'}]}
- header: {name: Background}
  values:
  - {value: 50, errors: [{asymerror: {minus: -3, plus: 5}, label: scale}, {symerror: 10%, label: stat}]}
  - {value: 38, errors: [{symerror: 2, label: scale}]}
  - {value: 3}
- {header: {name: Signal}, values: [{value: 10}, {value: 4}, {value: 1}]}
`;
const SUBMISSION = `comment: made by a test
---
name: Limits
description: on the square of the mixing
keywords: []
data_file: limits.yaml
---
name: Spectrum
description: of masses
keywords: []
data_file: spectrum.yaml
`;
const files = { "submission.yaml": SUBMISSION, "limits.yaml": LIMITS, "spectrum.yaml": SPECTRUM };
const zip = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe("the page that compares", () => {
  it("takes a curve of a submission into a plane with all that is known of it, and gives it back", async () => {
    const visited = await visit(site, "compare.html#kinetic-mixing");
    const { page, close, foreign, errors, violations } = visited;
    try {
      const status = page.locator("[data-import-status]");
      const rows = page.locator('table[data-table="plane-kinetic-mixing"] tbody tr');
      const before = await rows.count();
      await drop(page, "article.compare", [{ name: "HEPData.zip", content: zip }]);
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      const choice = (name: string) => dialog.getByLabel(name, { exact: true });
      expect(await choice("plane").inputValue()).toBe("kinetic-mixing");
      expect(await choice("limit").locator("option").allTextContents()).toEqual([HOSTILE]);
      expect(await dialog.locator("label", { hasText: /^mass/ }).count()).toBe(1);
      await choice("which is").selectOption("square");
      const cells = () => dialog.locator("tbody tr").evaluateAll((some) => some.map((row) => row.textContent));
      expect((await cells()).length).toBe(4);
      expect((await cells())[0]).toContain("+5.00 × 10⁻⁶ −3.00 × 10⁻⁶± 50.0 %");
      expect((await cells())[0]).toContain("0.002000");
      expect((await cells())[2]).toContain("∞");
      const told = (await dialog.getByRole("status").textContent()) ?? "";
      for (const part of ["CONFIDENCE LEVEL = 0.9", "1 infinite values", "drawn at their middles"])
        expect(told).toContain(part);
      await choice("called").fill("my limit");
      await dialog.getByRole("button", { name: "add the curve" }).click();
      await page.waitForFunction((count) => {
        const shown = document.querySelectorAll('table[data-table="plane-kinetic-mixing"] tbody tr');
        return shown.length === count + 4;
      }, before);
      const item = page.locator('li[data-own="own-1"]');
      expect(await item.textContent()).toContain("my limit, opened here");
      expect(await item.textContent()).toContain("CONFIDENCE LEVEL = 0.9");
      const path = page.locator('[data-figure="plane-kinetic-mixing"] path[stroke="#d6278f"]');
      expect(await path.count()).toBeGreaterThan(0);
      // Hidden by its box, gone by its button.
      await item.getByRole("checkbox").uncheck();
      await page.waitForFunction(
        (count) => document.querySelectorAll('table[data-table="plane-kinetic-mixing"] tbody tr').length === count,
        before,
      );
      await item.getByRole("checkbox").check();
      await item.getByRole("button", { name: "remove my limit" }).click();
      await page.waitForFunction(
        (count) => document.querySelectorAll('table[data-table="plane-kinetic-mixing"] tbody tr').length === count,
        before,
      );
      expect(await item.count()).toBe(0);
      expect(await status.textContent()).toBe("removed my limit");
      expect(await page.evaluate(() => "broken" in window)).toBe(false);
      expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
    } finally {
      await close();
    }
  });

  it("opens a folder, a YAML file and the JSON of a table; cancels; tells in one line what is broken", async () => {
    const folder = mkdtempSync(join(tmpdir(), "darkroom-hepdata-"));
    const { page, close, errors } = await visit(site, "compare.html");
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const status = page.locator("[data-import-status]");
      const dialog = page.getByRole("dialog");
      const cancelled = async () => {
        await dialog.getByRole("button", { name: "cancel" }).click();
        await expect.poll(() => status.textContent()).toBe("cancelled; the planes are as they were");
        expect(await page.locator("li[data-own]").count()).toBe(0);
      };
      const [one, whole] = await page.locator("[data-import] input").all();
      await whole.setInputFiles(folder);
      await dialog.waitFor();
      expect(await dialog.getByLabel("table", { exact: true }).locator("option").allTextContents()).toEqual([
        "Limits",
        "Spectrum",
      ]);
      await cancelled();
      await one.setInputFiles(join(folder, "limits.yaml"));
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => !document.querySelector("dialog"));
      const json = {
        name: "Table 1",
        headers: [{ name: "M [GEV]" }, { name: "SIG [FB]" }],
        values: [{ x: [{ value: "1" }], y: [{ group: 0, value: "6.7" }] }],
      };
      await drop(page, "article.compare", [{ name: "table.json", content: JSON.stringify(json) }]);
      await dialog.waitFor();
      await cancelled();
      for (const [name, content, message] of [
        ["cut.zip", zip.subarray(0, 200), /^not a zip archive: .*, in cut.zip; /],
        ["x.yaml", "a: [", /^not YAML: .*, in x.yaml; /],
        ["x.yaml", SUBMISSION, /^no data file: limits.yaml, in x.yaml; /],
        ["x.json", "[1, 2]", /^a likelihood: x.json; /],
        ["empty.yaml", "", /^no tables: empty.yaml, in what was opened; /],
      ] as const) {
        await drop(page, "article.compare", [{ name, content }]);
        await expect.poll(() => status.textContent(), { timeout: 20_000 }).toMatch(message);
        expect(await dialog.count()).toBe(0);
      }
      expect(errors).toEqual([]);
    } finally {
      await close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the page of likelihoods", () => {
  it("makes a likelihood of a spectrum: templates, both sides of uncertainties, a limit", async () => {
    const { page, close, errors, violations } = await visit(site, "likelihoods.html");
    try {
      const status = page.locator("[data-status]");
      await drop(page, ".likelihoods", [{ name: "HEPData.zip", content: zip }]);
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      await dialog.getByLabel("table", { exact: true }).selectOption({ label: "Spectrum" });
      const role = (name: string) => dialog.getByLabel(name, { exact: true });
      expect(await role("Data").inputValue()).toBe("data");
      expect(await role("uncertainty: stat").inputValue()).toBe("bin");
      expect(await dialog.getByRole("status").textContent()).toContain("1 of 3 bins without a finite value");
      await role("Signal").selectOption("none");
      await role("Background").selectOption("none");
      expect(await dialog.getByRole("status").textContent()).toMatch(/^no background: /);
      expect(await dialog.getByRole("button", { name: "fit it" }).isDisabled()).toBe(true);
      await role("Background").selectOption("background");
      await role("Signal").selectOption("signal");
      await dialog.getByRole("button", { name: "fit it" }).click();
      await expect
        .poll(() => status.textContent(), { timeout: 30_000 })
        .toMatch(/^computed here in .*; templates of HEPData/);
      expect(await page.locator("[data-name]").textContent()).toBe("Spectrum, HEPData.zip");
      const yields = page.locator('table[data-table="yields"] tbody tr');
      expect(await yields.count()).toBe(2);
      expect(await yields.first().textContent()).toContain("52");
      expect(await page.locator('table[data-table="ranking"] tbody').textContent()).toContain("scale");
      expect({ errors, violations }).toEqual({ errors: [], violations: [] });
    } finally {
      await close();
    }
  });
});
