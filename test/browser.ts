import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { findChromium } from "../bin/lib/chromium.mjs";

const root = join(import.meta.dirname, "..");

/** Where the built site lies. */
export const siteFolder = join(root, "dist");

/** The site as it was built last, behind the server that `npm start` uses, and a browser that reaches nothing else. */
export interface Site {
  /** Address with a slash at its end. */
  readonly address: string;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** A page under watch: what it did that no page may do. Each list is empty while all is well. */
export interface Visit {
  readonly page: Page;
  /** Addresses of other hosts that the page or its workers asked for. */
  readonly foreign: string[];
  /** Errors on the console, uncaught ones, and answers of status 400 or more. */
  readonly errors: string[];
  /** Violations of the page's Content-Security-Policy: directive and what was blocked. */
  readonly violations: string[];
  close(): Promise<void>;
}

/** Starts the server on a free port and the browser; throws if the site is not built or no browser is found. */
export async function openSite(): Promise<Site> {
  const server = spawn(process.execPath, [join(root, "bin", "serve.mjs"), "--port", "0"], { cwd: root });
  const address = await new Promise<string>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const match = /http:\/\/\S+/.exec(output);
      if (match) resolve(match[0]);
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.on("close", (code) => reject(new Error(`bin/serve.mjs ended with ${code}: ${output.trim()}`)));
  });
  const executablePath = findChromium();
  if (!executablePath) throw new Error("chromium: not found; npm test installs it where it can, or set CHROMIUM");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  return {
    address,
    browser,
    async close() {
      await browser.close();
      server.kill();
    },
  };
}

/**
 * The site as it was built last, open while the tests of a file or a block run.
 *
 * @param pages that they need
 * @throws if one of them is not built
 */
export function siteWith(...pages: readonly string[]): Site {
  for (const page of pages) {
    if (!existsSync(join(siteFolder, page))) throw new Error(`${page}: not built; run npm run build first`);
  }
  let opened: Site | undefined;
  beforeAll(async () => {
    opened = await openSite();
  });
  afterAll(() => opened?.close());
  const now = () => {
    if (!opened) throw new Error("the site is opened before the first test, not while tests are declared");
    return opened;
  };
  return {
    get address() {
      return now().address;
    },
    get browser() {
      return now().browser;
    },
    close: () => now().close(),
  };
}

/** Paths of all built pages, as in `searches/zprime-invisible.html`. */
export function builtPages(): string[] {
  return readdirSync(siteFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .sort();
}

/** What a page did that no page may do. */
export const faultsOf = ({ foreign, errors, violations }: Visit) => ({ foreign, errors, violations });
export const NO_FAULTS = { foreign: [], errors: [], violations: [] };

/**
 * A page that is opened once for all tests of a block, which cost what it takes to come alive once; each of them may do
 * nothing that no page may. To be called in a describe, after the site is opened.
 */
export function visitOnce(site: () => Site, path: string, options: BrowserContextOptions = {}): () => Visit {
  let visited: Visit;
  beforeAll(async () => {
    visited = await visit(site(), path, options);
  });
  afterEach(() => expect(faultsOf(visited)).toEqual(NO_FAULTS));
  afterAll(() => visited?.close());
  return () => visited;
}

/** Takes the page of a search back to nominal, and to its top, where a test before left it elsewhere. */
export async function backToNominal(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo(0, 0));
  const reset = page.locator("button.reset-all");
  if (await reset.isDisabled()) return;
  await reset.click();
  await page.waitForFunction(
    () =>
      document.querySelector("[data-mark]")?.classList.contains("agrees") &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    undefined,
    { timeout: 50_000 },
  );
}

/** Opens a page of the site in a fresh context, with every other host blocked. */
export async function visit(site: Site, path: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const foreign: string[] = [];
  const errors: string[] = [];
  const violations: string[] = [];
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(site.address) || /^(data|blob):/.test(url)) return route.continue();
    foreign.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    if (/Content[ -]Security[ -]Policy/.test(message.text())) violations.push(message.text());
    else errors.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) errors.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(site.address + path, { waitUntil: "load" });
  // What is done before a page listens is done again by nobody: a click, a form that is sent.
  if (options.javaScriptEnabled !== false)
    await page.waitForFunction(() => document.querySelector("article.search:not([data-listening])") === null);
  return { page, foreign, errors, violations, close: () => context.close() };
}

type Box = NonNullable<Awaited<ReturnType<Locator["boundingBox"]>>>;

/**
 * Where an element is drawn. A figure that comes alive replaces what is found: it is asked again until it has a place.
 * @throws after 30 s without one
 */
export async function boxOf(element: Locator): Promise<Box> {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    const box = await element.boundingBox();
    if (box) return box;
    await element.page().waitForTimeout(50);
  }
  throw new Error(`not drawn: ${element}`);
}
