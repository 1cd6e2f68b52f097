import { describe, expect, it } from "vitest";
import { boxOf, siteWith, type Visit, visit } from "../browser.js";

// A reader's observable in the page: written, seen, cut on, sent as a link.
const PAGE = "searches/zprime-invisible.html";

const site = siteWith(PAGE);

type Page = Visit["page"];
const WAIT = { timeout: 60_000 };
const word = (page: Page) => page.locator("[data-own-word]").textContent();
const lastRow = (page: Page) => page.locator('table[data-table="cut-flow"] tbody tr').last().textContent();
const cut = (page: Page, end: string) => page.locator(`[data-cut="own"] input[data-parameter="${end}"]`);

const settled = (page: Page, mark: string) =>
  page.waitForFunction(
    (words) =>
      document.querySelector("[data-mark]")?.textContent?.includes(words) &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    mark,
    WAIT,
  );
const drawn = (page: Page, unit: string) =>
  page.waitForFunction(
    (title) =>
      document.querySelector('[data-figure="own"] svg')?.textContent?.includes(title) &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    unit,
    WAIT,
  );

describe("an own observable", () => {
  it("is written by the keyboard, told its unit, drawn, brushed, and gone again", async () => {
    const visited = await visit(site, `${PAGE}#own-observable`);
    const { page } = visited;
    const field = page.locator('input[name="expression"]');
    await field.fill("dimuon_pt + recoil_polar_angle");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[data-own-word]")?.textContent !== "");
    expect(await word(page)).toBe(
      "units do not agree: rad is added to GeV; write numbers with their unit, e.g. 1.5*GeV",
    );
    expect(await page.locator("[data-own-figure]").isVisible()).toBe(false);

    await field.fill("dimuon_pt^2");
    expect(await word(page)).toBe("in GeV²");
    const before = await lastRow(page);
    await page.keyboard.press("Enter");
    await drawn(page, "dimuon_pt^2 [GeV²]");
    await settled(page, "same as the build");
    expect(await page.locator('[data-figure="own"] svg').textContent()).not.toContain("not nominal");
    expect(await page.locator('[data-figure="own"] tbody tr').count()).toBe(40);
    expect(await page.locator("#own-observable [data-origin]").textContent()).toBe("computed here");
    expect(await page.locator("#efficiency [data-origin]").textContent()).toBe("from the build");

    const handle = page.locator('[data-figure="own"] .brush-handle').first();
    await handle.focus();
    await page.keyboard.press("PageUp");
    await settled(page, "away from nominal: cut on an own observable");
    expect(Number(await cut(page, "min").inputValue())).toBeGreaterThan(0);
    expect(await lastRow(page)).not.toBe(before);
    expect(await lastRow(page)).toContain("own observable");

    const brush = page.locator('[data-figure="own"] .brush');
    const box = await boxOf(brush);
    expect(box.height).toBeGreaterThan(100);
    await page.locator('[data-figure="own"]').scrollIntoViewIfNeeded();
    const seen = await boxOf(brush);
    await page.mouse.move(seen.x + 0.25 * seen.width, seen.y + 0.5 * seen.height);
    await page.mouse.down();
    await page.mouse.move(seen.x + 0.5 * seen.width, seen.y + 0.5 * seen.height, { steps: 4 });
    await page.mouse.up();
    const [low, high] = JSON.parse((await page.locator('[data-figure="own"]').getAttribute("data-brush")) ?? "").domain;
    await page.waitForFunction(
      () => (document.querySelector('[data-cut="own"] [data-parameter="max"]') as HTMLInputElement).value !== "",
      undefined,
      WAIT,
    );
    expect((Number(await cut(page, "min").inputValue()) - low) / (high - low)).toBeCloseTo(0.25, 1);
    expect((Number(await cut(page, "max").inputValue()) - low) / (high - low)).toBeCloseTo(0.5, 1);

    await page.locator("[data-own-open]").click();
    await settled(page, "same as the build");
    expect(await lastRow(page)).toBe(before);
    await page.locator("[data-own-remove-observable]").click();
    await page.waitForFunction(
      () => (document.querySelector("[data-own-figure]") as HTMLElement).hidden,
      undefined,
      WAIT,
    );
    await page.waitForFunction(() => location.search === "", undefined, WAIT);
    const { errors, foreign, violations } = visited;
    expect({ errors, foreign, violations }).toEqual({ errors: [], foreign: [], violations: [] });
    await visited.close();
  });

  it("repeats a cut of the search, and is opened by its link elsewhere", async () => {
    const by = await visit(site, `${PAGE}?v=1&cut.extra-photon-energy.max=0.2`);
    await settled(by.page, "nominal: cuts");
    const counted = (await lastRow(by.page))?.replace(/^\D*/, "");
    const limits = await by.page.locator('[data-figure="limit"] tbody').textContent();
    await by.close();
    const visited = await visit(site, `${PAGE}?v=1&own=extra_photon_energy%20%2F%20MeV&own.max=200#own-observable`);
    const { page } = visited;
    await settled(page, "own observable");
    expect(await page.locator('input[name="expression"]').inputValue()).toBe("extra_photon_energy / MeV");
    expect(await word(page)).toBe("in no unit");
    expect((await lastRow(page))?.replace(/^\D*/, "")).toBe(counted);
    expect(await page.locator('[data-figure="limit"] tbody').textContent()).toBe(limits);
    expect(visited.errors).toEqual([]);
    await visited.close();
  });

  it.each(["own=fetch(1)", "own=dimuon_pt%2B1", "own.min=2", "own=dimuon_pt&own.range=2:1"])(
    "of a broken link is none: %s",
    async (part) => {
      const visited = await visit(site, `${PAGE}?v=1&${part}`);
      const { page } = visited;
      await page.waitForFunction(
        () => !(document.querySelector("[data-notice]") as HTMLElement).hidden,
        undefined,
        WAIT,
      );
      expect(await page.locator("[data-notice]").textContent()).toContain("The page shows what was published.");
      expect(visited.errors).toEqual([]);
      await visited.close();
    },
  );
});
