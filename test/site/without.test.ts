import { expect, it } from "vitest";
import { siteWith, type Visit, visit } from "../browser.js";

// What a page does where something is dear, late or missing: megabytes, its code, WebAssembly, the snapshot.
const PAGE = "searches/zprime-invisible.html";

const site = siteWith(PAGE);

type Page = Visit["page"];
const WAIT = { timeout: 60_000 };
const mark = (page: Page) => page.locator("[data-mark]").textContent();
const marked = (page: Page, words: string) =>
  page.waitForFunction((text) => document.querySelector("[data-mark]")?.textContent?.includes(text), words, WAIT);
const moveCut = async (page: Page) => {
  const slider = page.locator(".panel-cuts input[type=range]").first();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
};

it.each([
  ["saves data", { saveData: true, effectiveType: "4g" }, true],
  ["is slow", { saveData: false, effectiveType: "3g" }, true],
  ["is neither", { saveData: false, effectiveType: "4g" }, false],
])("tells the size before it fetches where the connection %s", { timeout: 90_000 }, async (_, connection, asks) => {
  const visited = await visit(site, "reading.html");
  const { page } = visited;
  await page.addInitScript((value) => Object.defineProperty(navigator, "connection", { value }), connection);
  const fetched: string[] = [];
  page.on("request", (request) => {
    if (/\.wasm$|\.duckdb$|analysis\.worker/.test(new URL(request.url()).pathname) && request.method() === "GET")
      fetched.push(request.url());
  });
  await page.goto(site.address + PAGE);
  await moveCut(page);
  const costly = page.locator("[data-costly]");
  if (asks) {
    await costly.waitFor({ state: "visible", ...WAIT });
    expect(await costly.textContent()).toMatch(
      /DuckDB-WASM, [\d.]+ MB\) and at most [\d.]+ MB of events; nothing was fetched yet/,
    );
    await page.waitForTimeout(500);
    expect(fetched).toEqual([]);
    expect(await mark(page)).toBe("from the build");
    await costly.locator("button").focus();
    await page.keyboard.press("Enter");
  }
  await marked(page, "away from nominal: cuts");
  expect(fetched.length).toBeGreaterThan(0);
  expect(await costly.isVisible()).toBe(false);
  expect(visited.errors).toEqual([]);
  await visited.close();
});

it("says what is missing without WebAssembly, and keeps the build's numbers when a cut moves", async () => {
  const visited = await visit(site, "reading.html");
  const { page } = visited;
  await page.addInitScript("delete globalThis.WebAssembly");
  await page.goto(site.address + PAGE);
  const limits = await page.locator('[data-figure="limit"] table').textContent();
  await moveCut(page);
  await marked(page, "not computed");
  expect(await page.locator("[data-notice]").textContent()).toMatch(
    /^WebAssembly is switched off .* Missing are: moved cuts/,
  );
  expect(await page.locator('[data-figure="limit"] table').textContent()).toBe(limits);
  expect(await page.locator('.drawing[aria-busy="true"]').count()).toBe(0);
  expect(visited.errors).toEqual([]);
  await visited.close();
});

it("takes up what was moved before the page could hear it", { timeout: 90_000 }, async () => {
  const visited = await visit(site, "reading.html");
  const { page } = visited;
  let alive = () => {};
  const moved = new Promise<void>((resolve) => {
    alive = resolve;
  });
  await page.context().route(/\/search-page\.[^/]*js$/, async (route) => {
    await moved;
    await route.continue();
  });
  await page.goto(site.address + PAGE, { waitUntil: "commit" });
  await moveCut(page);
  expect(await mark(page)).toBe("from the build");
  alive();
  await marked(page, "away from nominal: cuts");
  expect(visited.errors).toEqual([]);
  await visited.close();
});

it("says that the snapshot is missing, and keeps the page", { timeout: 90_000 }, async () => {
  const visited = await visit(site, PAGE);
  const { page } = visited;
  await page.context().route("**/*.duckdb", (route) => route.fulfill({ status: 404, body: "gone" }));
  const limits = await page.locator('[data-figure="limit"] table').textContent();
  await moveCut(page);
  await marked(page, "not computed");
  expect(await page.locator("[data-notice]").textContent()).toContain("no snapshot: 404");
  expect(await page.locator('[data-figure="limit"] table').textContent()).toBe(limits);
  expect(await page.locator('[data-figure="limit"] svg path').count()).toBeGreaterThan(5);
  await visited.close();
});
