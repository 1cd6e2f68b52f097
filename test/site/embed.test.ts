import { parseFragment } from "parse5";
import { expect, it } from "vitest";
import { siteWith, visit } from "../browser.js";

// A figure in a frame of another page, by the code that the page itself gives.
const PAGE = "searches/zprime-invisible.html";

const site = siteWith(PAGE);
const WAIT = { timeout: 60_000 };

it("is the figure alone, in its state, with a way to the whole page", async () => {
  const visited = await visit(site, `${PAGE}?v=1&cut.dimuon-pt.min=2`);
  const { page } = visited;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.waitForFunction(
    () => document.querySelector("[data-mark]")?.textContent?.includes("away from nominal"),
    undefined,
    WAIT,
  );
  await page.locator('[data-figure="limit"] details.take summary').click();
  await page.locator('[data-figure="limit"] button[data-take="embed"]').click();
  await page.waitForFunction(
    () => document.querySelector("[data-status]")?.textContent?.startsWith("taken"),
    undefined,
    WAIT,
  );
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const [element] = parseFragment(code).childNodes;
  if (!("attrs" in element)) throw new Error(code);
  const src = element.attrs.find(({ name }) => name === "src")?.value ?? "";
  expect(src).toBe(`${site.address}${PAGE}?v=1&cut.dimuon-pt.min=2#figure-limit`);

  const other = await page.context().newPage();
  await other.setContent(`<!doctype html><title>another page</title><p>before</p>${code}`);
  const frame = other.frameLocator("iframe");
  await frame
    .locator('[data-figure="limit"] svg')
    .first()
    .waitFor({ state: "visible", ...WAIT });
  for (const hidden of ["h1", ".panel-cuts", "#observablehq-header", '[data-figure="spectrum"]', "nav.tabs"])
    expect(await frame.locator(hidden).first().isVisible(), hidden).toBe(false);
  await frame.locator('[data-figure="limit"] svg', { hasText: "not nominal" }).waitFor(WAIT);
  const whole = frame.locator("a[data-whole-page]");
  expect(await whole.evaluate((link: HTMLAnchorElement) => link.href)).toBe(src.replace(/#.*/, ""));
  const sizes = await frame
    .locator("html")
    .evaluate((html) => [html.scrollWidth - html.clientWidth, html.scrollHeight - html.clientHeight]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(0);
  expect(visited.errors).toEqual([]);
  await visited.close();
});

it("shows a figure of a closed tab, and needs no scripts for it", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const visited = await visit(site, `${PAGE}#figure-n-minus-one-dimuon-pt`, { javaScriptEnabled });
    const { page } = visited;
    await page.locator('[data-figure="n-minus-one-dimuon-pt"] svg').waitFor({ state: "visible", ...WAIT });
    const visible = await page.locator("figure:visible").evaluateAll((all) => all.map((one) => one.id));
    expect(visible).toEqual(["figure-n-minus-one-dimuon-pt"]);
    expect(await page.locator("h1").isVisible()).toBe(false);
    await visited.close();
  }
});
