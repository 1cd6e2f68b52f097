import { describe, expect, it } from "vitest";
import { siteWith, type Visit, visit } from "../browser.js";

// A reader of the page on statistics: looks, moves the count by the keyboard, goes back.
const PAGE = "statistics.html";

const site = siteWith(PAGE);

/** Upper ends of all methods, as the table behind the plot prints them. */
const limits = (page: Visit["page"]) =>
  page
    .locator('[data-table="intervals"] tbody tr td:nth-child(3)')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));

const marked = (page: Visit["page"], text: string) =>
  page.waitForFunction((expected) => document.querySelector("[data-mark]")?.textContent?.includes(expected), text, {
    timeout: 30_000,
  });

describe("the page on statistics", () => {
  it("shows all methods, both maps and their tables before anything runs", async () => {
    const visited = await visit(site, PAGE, { javaScriptEnabled: false });
    const { page } = visited;
    expect(await limits(page)).toHaveLength(7);
    for (const name of ["intervals", "tails", "coverage-known", "coverage-systematics", "pulls"]) {
      const figure = page.locator(`[data-figure="${name}"]`);
      expect(await figure.locator(".drawing svg").count(), name).toBe(1);
      expect(await figure.locator('.drawing[role="img"]').getAttribute("aria-label"), name).toBeTruthy();
      expect(await figure.locator("details table tbody tr").count(), name).toBeGreaterThan(5);
    }
    await visited.close();
  });

  it("sets other limits when the count is moved by the keyboard, and the build's when it is moved back", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    await page.waitForTimeout(500);
    const before = await limits(page);
    const count = page.getByLabel("events counted, n");
    await count.focus();
    await page.keyboard.press("ArrowRight");
    await marked(page, "computed here in");
    expect(await page.locator('output[for="example-observed"]').textContent()).toBe("3");
    const after = await limits(page);
    for (const [i, limit] of after.entries()) expect(limit).toBeGreaterThan(before[i]);
    await page.keyboard.press("ArrowLeft");
    await marked(page, "same as the build");
    expect(await limits(page)).toEqual(before);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    expect(visited.foreign).toEqual([]);
    await visited.close();
  });

  it("answers a signal put to the test, and says where no limit exists", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    await page.waitForTimeout(500);
    const cls = page.locator("[data-cls]");
    const before = await cls.textContent();
    await page.getByLabel("signal put to the test").focus();
    await page.keyboard.press("End");
    await page.waitForFunction((old) => document.querySelector("[data-cls]")?.textContent !== old, before);
    // 20 events on b = 3: P(N ≤ 2 | 23) / P(N ≤ 2 | 3).
    expect(await cls.textContent()).toContain("× 10⁻⁸");
    await page.getByLabel("uncertainty of the efficiency").focus();
    await page.keyboard.press("End");
    await marked(page, "computed here in");
    expect(await page.locator('[data-table="intervals"] tbody tr').first().locator("td").nth(1).textContent()).toBe(
      "–",
    );
    await page.getByRole("button", { name: "as it was" }).click();
    await marked(page, "same as the build");
    expect(visited.errors).toEqual([]);
    await visited.close();
  });
});
