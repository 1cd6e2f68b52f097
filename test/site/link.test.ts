import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { siteFolder, siteWith, type Visit, visit } from "../browser.js";

// A state of the page as an address: made by hand, sent, opened elsewhere; undone and done again.
const PAGE = "searches/zprime-invisible.html";

const site = siteWith(PAGE);

type Page = Visit["page"];
const WAIT = { timeout: 50_000 };
const number = (page: Page, cut: string) => page.locator(`[data-cut="${cut}"] input[type=number]`).first();
const choice = (page: Page, name: string) => page.locator(`[data-choice="${name}"]`);

const settled = (page: Page, mark: string) =>
  page.waitForFunction(
    (words) =>
      document.querySelector("[data-mark]")?.textContent?.endsWith(words) &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    mark,
    WAIT,
  );

/** Everything that a reader sees of the state. */
const shown = (page: Page) =>
  page.evaluate(() => ({
    controls: Array.from(
      document.querySelectorAll<HTMLInputElement | HTMLSelectElement>(".panel-cuts :is(input, select), [data-view]"),
      (one) => (one instanceof HTMLInputElement && one.type === "checkbox" ? String(one.checked) : one.value),
    ),
    readout: document.querySelector("[data-readout]")?.textContent,
    limits: document.querySelector('[data-figure="limit"] table')?.textContent,
    panel: document.querySelector('.tabs [aria-selected="true"]')?.textContent,
  }));

describe("the address of a search's page", () => {
  it("opens the state that it spells, and another page opened by it shows the same", async () => {
    const visited = await visit(
      site,
      `${PAGE}?v=1&cut.dimuon-pt.min=2&method=cls&cl=0.8&systematic.trigger=0&scale=linear&hypothesis=3#systematics`,
    );
    const { page } = visited;
    await settled(page, "away from nominal: cuts, method, confidence level, systematics");
    expect(await number(page, "dimuon-pt").inputValue()).toBe("2");
    expect(await choice(page, "method").inputValue()).toBe("cls");
    expect(await choice(page, "confidenceLevel").inputValue()).toBe("0.8");
    expect(await page.locator('[data-view="log"]').isChecked()).toBe(false);
    expect(await page.locator("[data-notice]").isVisible()).toBe(false);

    await number(page, "extra-photon-energy").fill("0.3");
    await page.waitForFunction(() => location.search.includes("cut.extra-photon-energy.max=0.3"), undefined, WAIT);
    await settled(page, "systematics");
    const there = await shown(page);
    const sent = new URL(page.url());
    const other = await visit(site, `${PAGE}${sent.search}${sent.hash}`);
    await settled(other.page, "systematics");
    expect(await shown(other.page)).toEqual(there);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    await other.close();
    await visited.close();
  });

  /** What stands in the page as it is built. */
  const html = readFileSync(join(siteFolder, PAGE), "utf8");
  const nominal = /data-cut="dimuon-pt"[\s\S]*?type="number"[^>]*? value="([^"]+)"/.exec(html)?.[1];

  it.each(["?v=1&cut.dimuon-pt.min=99", "?fbclid=abc", "?v=7&method=cls"])(
    "falls back to nominal and says so: %s",
    async (query) => {
      const visited = await visit(site, PAGE + query);
      const { page } = visited;
      await page.locator("[data-notice]").waitFor({ state: "visible", ...WAIT });
      expect(await page.locator("[data-notice]").textContent()).toContain("not understood");
      expect(await number(page, "dimuon-pt").inputValue()).toBe(nominal ?? "no number in the page");
      expect(await page.locator("button.reset-all").isDisabled()).toBe(true);
      expect(visited.errors).toEqual([]);
      await visited.close();
    },
  );

  it("follows undo and redo, by button and by keyboard", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    await number(page, "dimuon-pt").fill("1.8");
    await settled(page, "nominal: cuts");
    await page.waitForFunction(() => location.search === "?v=1&cut.dimuon-pt.min=1.8", undefined, WAIT);
    await page.locator('[data-group="method"] > summary').click();
    await choice(page, "method").selectOption("cls");
    await settled(page, "cuts, method");
    await page.locator("button.undo").click();
    await settled(page, "nominal: cuts");
    expect(await choice(page, "method").inputValue()).toBe("bayesian");
    await page.locator('[data-view="hypothesis"]').focus();
    await page.keyboard.press("Control+z");
    await settled(page, "same as the build");
    expect(await page.locator("button.undo").isDisabled()).toBe(true);
    await page.waitForFunction(() => location.search === "", undefined, WAIT);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+y");
    await settled(page, "cuts, method");
    expect(await choice(page, "method").inputValue()).toBe("cls");
    expect(await number(page, "dimuon-pt").inputValue()).toBe("1.8");
    expect(await page.locator("button.redo").isDisabled()).toBe(true);
    expect(visited.errors).toEqual([]);
    await visited.close();
  });
});
