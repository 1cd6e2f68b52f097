import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { backToNominal, siteFolder, siteWith, type Visit, visitOnce } from "../browser.js";

// Both channels of the Z′: what the page says of its numbers, cuts tuned window by window, and work that takes long.
const PAGES = ["searches/zprime-invisible.html", "searches/zprime-lepton-flavour-violating.html"].filter((page) =>
  existsSync(join(siteFolder, page)),
);
if (PAGES.length === 0) throw new Error("zprime-invisible: not built; run npm run build first");

const site = siteWith("index.html");

type Page = Visit["page"];
const WAIT = { timeout: 50_000 };

const number = (page: Page, cut: string, parameter: string) =>
  page.locator(`[data-cut="${cut}"] input[type=number][data-parameter="${parameter}"]`);
const slider = (page: Page, cut: string, parameter: string) =>
  page.locator(`[data-cut="${cut}"] input[type=range][data-parameter="${parameter}"]`);
const limits = (page: Page) => page.locator('[data-figure="limit"] table tbody').textContent();

const marked = (page: Page, words: string) =>
  page.waitForFunction(
    (text) =>
      document.querySelector("[data-mark]")?.textContent?.includes(text) &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    words,
    WAIT,
  );

describe.each(PAGES)("%s", (path) => {
  const visited = visitOnce(() => site, path);
  beforeEach(() => backToNominal(visited().page));

  it("says that its numbers are of the build, then computed here, then the same: tuned cuts, limit by limit", async () => {
    const { page } = visited();
    const built = await limits(page);
    expect(await page.locator("[data-mark]").textContent()).toBe("from the build");
    await slider(page, "extra-photon-energy", "max").focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowLeft");
    await marked(page, "computed here, away from nominal: cuts");
    expect(await limits(page)).not.toBe(built);
    await page.locator("button.reset-all").click();
    await marked(page, "same as the build");
    expect(await limits(page)).toBe(built);
  });

  it("moves the tuned line by keyboard from where it is in the window that is shown", async () => {
    const { page } = visited();
    const intercept = await number(page, "tau-suppression", "intercept").inputValue();
    const slope = Number(await slider(page, "tau-suppression", "slope").inputValue());
    await slider(page, "tau-suppression", "slope").focus();
    await page.keyboard.press("ArrowRight");
    await marked(page, "away from nominal");
    expect(await number(page, "tau-suppression", "intercept").inputValue()).toBe(intercept);
    expect(Number(await number(page, "tau-suppression", "slope").inputValue())).toBeCloseTo(slope + 0.05, 6);
  });

  it.runIf(path === PAGES[0])(
    "shows how far long work is, and leaves the figures as they were when it is stopped",
    async () => {
      const { page } = visited();
      const built = await limits(page);
      await page.locator('[data-group="method"] > summary').click();
      await page.locator('[data-choice="method"]').selectOption("feldman-cousins");
      await page.locator("[data-long-work]").waitFor({ state: "visible", ...WAIT });
      const share = await page.locator("[data-long-work] progress").evaluate((bar: HTMLProgressElement) => bar.value);
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
      await page.locator("[data-stop]").click();
      await page.waitForFunction(
        () => /^stopped/.test(document.querySelector("[data-status]")?.textContent ?? ""),
        undefined,
        WAIT,
      );
      expect(await page.locator("[data-long-work]").isVisible()).toBe(false);
      expect(await limits(page)).toBe(built);
      expect(await page.locator("[data-mark]").textContent()).toContain("stopped");
      // Asked again, it may end.
      await page.locator('[data-choice="method"]').selectOption("bayesian");
      await marked(page, "same as the build");
    },
  );
});
