import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { backToNominal, siteFolder, siteWith, type Visit, visit, visitOnce } from "../browser.js";

// A newcomer's way through the page of a search: look, come near, move a cut by the keyboard, go back.
const PAGE = "searches/zprime-invisible.html";

const site = siteWith(PAGE);

const slider = (page: Visit["page"], cut: string) => page.locator(`[data-cut="${cut}"] input[type=range]`).first();
const readout = (page: Visit["page"]) => page.locator("[data-readout]").textContent();
const limitPaths = (page: Visit["page"]) =>
  page
    .locator('[data-figure="limit"] svg path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute("d")).join(" "));

/** Waits until the figures show the newest evaluation. */
const settled = (page: Visit["page"]) =>
  page.waitForFunction(
    () =>
      document.querySelector("[data-mark]")?.textContent !== "from the build" &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    undefined,
    { timeout: 50_000 },
  );

describe("the page of the invisible Z′", () => {
  it("fetches neither WebAssembly nor the snapshot before a control is near, and WebAssembly when one is", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.waitForTimeout(1500);
    expect(asked.filter((url) => /\.(wasm|duckdb)$/.test(url))).toEqual([]);
    const warmed = page.waitForResponse((response) => response.url().endsWith(".wasm"), { timeout: 50_000 });
    await slider(page, "dimuon-pt").focus();
    await warmed;
    await page.waitForTimeout(500);
    expect(asked.filter((url) => url.endsWith(".duckdb"))).toEqual([]);
    await visited.close();
  });

  describe("by the hand of a newcomer", () => {
    const visited = visitOnce(() => site, PAGE);
    beforeEach(() => backToNominal(visited().page));

    // The first of these tests: the figure that it finds is the build's.
    it("draws the same figure alive as from the build", async () => {
      const { page } = visited();
      // Outlines of the stack, the band and the signal, and the points, as they are drawn.
      const shapes = () =>
        page
          .locator('[data-figure="spectrum"] svg :is(.mark-area, .mark-line, .mark-symbol) path')
          .evaluateAll((all) => all.map((path) => `${path.getAttribute("transform")} ${path.getAttribute("d")}`));
      const built = await shapes();
      expect(built.length).toBeGreaterThan(50);
      await page.locator('[data-view="log"]').uncheck();
      await expect.poll(shapes, { timeout: 20_000 }).not.toEqual(built);
      await page.locator('[data-view="log"]').check();
      await expect.poll(shapes, { timeout: 20_000 }).toEqual(built);
    });

    it("shows another limit when the pT cut is moved by the keyboard, and the build's when it is moved back", async () => {
      const { page } = visited();
      const before = { readout: await readout(page), paths: await limitPaths(page) };
      await slider(page, "dimuon-pt").focus();
      const start = Number(await slider(page, "dimuon-pt").inputValue());
      for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
      await settled(page);
      const moved = Number(await page.locator('[data-cut="dimuon-pt"] input[type=number]').inputValue());
      expect(moved).toBeCloseTo(start + 0.5, 6);
      expect(await readout(page)).not.toBe(before.readout);
      expect(await limitPaths(page)).not.toBe(before.paths);
      expect(await page.locator("[data-mark]").textContent()).toContain("away from nominal");

      await page.locator("button.reset-all").click();
      await page.waitForFunction(() => document.querySelector("[data-mark]")?.classList.contains("agrees"), undefined, {
        timeout: 50_000,
      });
      expect(await readout(page)).toBe(before.readout);
    });

    it("refuses a number out of range with a word, and keeps the last good one", async () => {
      const { page } = visited();
      const number = page.locator('[data-cut="dimuon-pt"] input[type=number]');
      await number.fill("1.7");
      await settled(page);
      const kept = await readout(page);
      await number.fill("99");
      expect(await number.evaluate((input: HTMLInputElement) => input.validationMessage)).toContain("not in range: 99");
      expect(await slider(page, "dimuon-pt").inputValue()).toBe("1.7");
      // Longer than the page waits before it counts.
      await page.waitForTimeout(1000);
      expect(await readout(page)).toBe(kept);
    });
  });
});

it("holds what the command line prints: limits that close with their cross-sections", () => {
  const name = /zprime-invisible\.[0-9a-f]+\.json/.exec(readFileSync(join(siteFolder, PAGE), "utf8"))?.[0];
  const { evaluation } = JSON.parse(readFileSync(join(siteFolder, `_file/loaders/${name}`), "utf8"));
  expect(evaluation.scan).toHaveLength(69);
  for (const { limits } of evaluation.scan) {
    const [a, b] = [limits.gPrime.observed, limits.gPrime.expected[2]];
    expect((a / b) ** 2).toBeCloseTo(limits.crossSection.observed / limits.crossSection.expected[2], 8);
  }
});
