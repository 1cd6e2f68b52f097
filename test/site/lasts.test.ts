import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium } from "../../bin/lib/chromium.mjs";
import { builtPages, siteFolder } from "../browser.js";

// The site as a stranger serves it in twenty years: below some folder, by a server that knows neither ranges nor names
// without their ending, with no network behind it, and in a browser without WebAssembly.
if (!existsSync(join(siteFolder, "index.html"))) throw new Error("dist: not built yet; run npm run build first");
const BASE = "/archive/2046/darkroom/";
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

let server: Server;
let address: string;
let browser: Browser;
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    const file = join(siteFolder, normalize(path.slice(BASE.length) || "index.html"));
    if (!path.startsWith(BASE) || !statSync(file, { throwIfNoEntry: false })?.isFile()) response.writeHead(404).end();
    else
      response
        .writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" })
        .end(request.method === "HEAD" ? undefined : readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
  const executablePath = findChromium();
  if (!executablePath) throw new Error("chromium: not found; set CHROMIUM to its path");
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** A page with every other address failing, and what went wrong on it. */
async function open(path: string, before = "") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addInitScript(before);
  const faults: string[] = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(address) || /^(data|blob):/.test(url)) return route.continue();
    faults.push(`asked for ${url}`);
    return route.abort("internetdisconnected");
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(address + path, { waitUntil: "load" });
  return { page, faults, close: () => context.close() };
}

describe("below a folder, without ranges, offline", () => {
  it("shows every page; every link leads somewhere, and from the first page to every other", {
    timeout: 120_000,
  }, async () => {
    const broken: string[] = [];
    const ways = new Map<string, string[]>();
    for (const path of builtPages()) {
      const { page, faults, close } = await open(path);
      await page.waitForTimeout(200);
      const links = await page
        .locator("a[href], link[href]")
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
      const there: string[] = [];
      for (const link of new Set(links)) {
        if (!link.startsWith(new URL(address).origin)) continue;
        const { pathname } = new URL(link);
        const name = decodeURIComponent(pathname.slice(BASE.length)) || "index.html";
        if (!pathname.startsWith(BASE) || !existsSync(join(siteFolder, name))) broken.push(`${path}: ${link}`);
        if (name.endsWith(".html")) there.push(name);
      }
      ways.set(path, there);
      broken.push(...faults.map((fault) => `${path}: ${fault}`));
      await close();
    }
    expect(broken).toEqual([]);
    const reached = new Set(["index.html"]);
    for (const path of reached) for (const next of ways.get(path) ?? []) reached.add(next);
    expect([...reached].sort()).toEqual(builtPages());
  });

  it("counts again from the whole snapshot, with the same numbers", async () => {
    const { page, faults, close } = await open("searches/b-mesogenesis.html");
    const slider = page.locator(".panel-cuts input[type=range]").first();
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(
      () => /computed here, away/.test(document.querySelector("[data-mark]")?.textContent ?? ""),
      undefined,
      { timeout: 100_000 },
    );
    expect(faults).toEqual([]);
    await close();
  });
});

it("has first view, tables and where numbers come from without WebAssembly", async () => {
  const { page, close } = await open("searches/zprime-invisible.html", "delete globalThis.WebAssembly");
  expect(await page.evaluate("typeof WebAssembly")).toBe("undefined");
  expect(await page.locator('[data-figure="limit"] svg path').count()).toBeGreaterThan(5);
  expect(await page.locator('table[data-table="gPrime"] tbody tr').count()).toBe(69);
  await page.locator('a[href="#where-from"]').first().click();
  expect(await page.locator("#where-from").isVisible()).toBe(true);
  // Where does this 0.75 come from? One click, one row: its name, its origin, its source.
  const row = page.locator('table[data-table="numbers"] tbody tr').filter({ hasText: "0.75" });
  expect(await row.count()).toBe(1);
  expect(await row.locator("th, td").allTextContents()).toEqual([
    "correction: yield",
    "0.75",
    "published",
    expect.stringContaining("PRL 124, 141801"),
  ]);
  await close();
});
