import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { siteFolder, siteWith, visit } from "../browser.js";

const site = siteWith("index.html");

describe("the search over all pages", () => {
  it("finds by keyboard, from a page in a folder too, and opens what it found", async () => {
    const { page, close, foreign, errors, violations } = await visit(site, "searches/zprime-invisible.html");
    try {
      await page.getByRole("searchbox", { name: "Search all pages" }).focus();
      await page.keyboard.type("feldman");
      await page.waitForSelector("[data-found] a");
      const first = await page.locator("[data-found] a").first().textContent();
      expect(first).toMatch(/feldman/i);
      await page.keyboard.press("ArrowDown");
      await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
      expect(await page.locator("main").textContent()).toMatch(/feldman/i);
      expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
    } finally {
      await close();
    }
  });

  it("says when there is nothing, shows what was typed as text, and closes on Escape", async () => {
    const { page, close, errors } = await visit(site, "index.html");
    try {
      await page.getByRole("searchbox").focus();
      await page.keyboard.type("<img src=x onerror=alert(1)>qqqq");
      await page.waitForSelector("[data-found] li.note");
      expect(await page.locator("[data-found] li").allTextContents()).toEqual([
        "nothing found: <img src=x onerror=alert(1)>qqqq",
      ]);
      expect(await page.locator("[data-found] img").count()).toBe(0);
      await page.keyboard.press("Escape");
      expect(await page.locator("[data-found]").isVisible()).toBe(false);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });

  it("leads only to what is there", () => {
    const sections = JSON.parse(readFileSync(join(siteFolder, "search.json"), "utf8")) as {
      page: string;
      id: string;
    }[];
    expect(sections.length).toBeGreaterThan(20);
    const broken = sections.filter(({ page, id }) => {
      const html = readFileSync(join(siteFolder, page), "utf8");
      return id !== "" && !html.includes(`id="${id}"`);
    });
    expect(broken).toEqual([]);
  });
});
