import { describe, expect, it } from "vitest";
import { builtPages, siteWith, type Visit, visit } from "../browser.js";

// A newcomer's way through every search: from the front page, one control by the keyboard, back, every tab, and an
// observable of one's own.
const searches = builtPages().filter((path) => path.startsWith("searches/"));

const site = siteWith("index.html");

/** What the page shows that follows from counting. */
const counted = ({ page }: Visit) => page.locator('[data-table="cut-flow"] tbody').textContent();

/** Waits until the page says whether what it shows is the build's, and has stopped working. */
const told = ({ page }: Visit, agrees: boolean) =>
  page.waitForFunction(
    (wanted) => {
      const mark = document.querySelector("[data-mark]");
      const busy = document.querySelector('.drawing[aria-busy="true"]') !== null;
      return !busy && mark?.textContent !== "from the build" && mark?.classList.contains("agrees") === wanted;
    },
    agrees,
    { timeout: 90_000 },
  );

it("has searches to visit", () => expect(searches.length).toBeGreaterThan(3));

describe.each(searches)("a newcomer at %s", (path) => {
  it("comes from the front page, moves a control, goes back, looks at every tab, and draws the example of an observable", {
    timeout: 180_000,
  }, async () => {
    const visited = await visit(site, "index.html");
    const { page } = visited;
    try {
      const card = page.locator(`.cards a[href$="${path}"], .cards a[href$="${path.replace(".html", "")}"]`);
      await Promise.all([page.waitForEvent("load"), card.click()]);
      expect(await page.locator("h1").textContent()).toContain("→");
      const before = await counted(visited);

      const control = page.locator(".panel-cuts input[type=range]").first();
      await control.focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
      await told(visited, false);
      expect(await counted(visited)).not.toBe(before);

      await page.locator("button.reset-all").click();
      await told(visited, true);
      expect(await counted(visited)).toBe(before);

      const tabs = page.locator("nav.tabs [role=tab]");
      const count = await tabs.count();
      expect(count).toBeGreaterThan(3);
      for (let i = 0; i < count; i++) {
        await tabs.nth(i).click();
        const panel = page.locator(`#${await tabs.nth(i).getAttribute("aria-controls")}`);
        expect(await panel.isVisible()).toBe(true);
        expect(
          (await panel.textContent())?.trim().length,
          await tabs.nth(i).textContent().then(String),
        ).toBeGreaterThan(20);
      }

      await page.locator('nav.tabs a[href="#own-observable"]').click();
      const example = page.locator("[data-own-example]");
      await example.click();
      await page.waitForFunction(
        (expression) =>
          document.querySelector('[data-figure="own"] svg')?.textContent?.includes(expression) &&
          document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
        (await example.getAttribute("data-own-example")) ?? "nothing",
        { timeout: 60_000 },
      );
      expect(await page.locator('[data-figure="own"] tbody tr').count()).toBe(40);
      expect(await page.locator('[data-figure="own"] svg path').count()).toBeGreaterThan(10);
      const { foreign, errors, violations } = visited;
      expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
    } finally {
      await visited.close();
    }
  });
});
