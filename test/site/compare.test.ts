import { expect, it } from "vitest";
import { siteWith, visit } from "../browser.js";

const site = siteWith("index.html");

it("lets a reader choose plane, curves and parameters by keyboard", async () => {
  const { page, close, foreign, errors, violations } = await visit(site, "compare.html");
  try {
    await page.getByRole("tab", { name: "g′" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tabpanel").count()).toBe(1);
    expect(await page.locator("#kinetic-mixing").isVisible()).toBe(true);
    await page.getByRole("tab", { name: "g′" }).click();

    const table = page.locator('[data-table="plane-gauge-coupling"]');
    await page.locator("#gauge-coupling summary", { hasText: "Table" }).click();
    const labels = async () => new Set(await table.locator("tbody th").allTextContents());
    const before = await labels();
    expect(before.size).toBeGreaterThan(3);
    expect([...before].some((label) => label.includes("2023"))).toBe(false);
    await page.getByRole("checkbox", { name: /2023/ }).focus();
    await page.keyboard.press("Space");
    await page.waitForFunction(
      () => document.querySelector("#gauge-coupling [data-mark]")?.textContent !== "from the build",
    );
    expect((await labels()).size).toBe(before.size + 1);

    await page.getByRole("tab", { name: "sin θ" }).click();
    const section = page.locator("#higgs-mixing");
    await section.locator("summary", { hasText: "Table" }).click();
    const slider = section.locator("input[type=range]");
    const first = await section.locator("tbody tr").first().textContent();
    await slider.focus();
    await page.keyboard.press("PageDown");
    await page.waitForFunction((text) => document.querySelector("#higgs-mixing tbody tr")?.textContent !== text, first);
    expect(await section.locator("[data-mark]").textContent()).toContain("chosen here");
    expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
  } finally {
    await close();
  }
});
