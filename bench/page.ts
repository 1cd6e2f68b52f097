import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { chromium, type Page, type Response } from "playwright-core";
import { findChromium } from "../bin/lib/chromium.mjs";
import { builtPages, openSite, siteFolder } from "../test/browser.js";
import { type BenchmarkRow, keepRaw, quantile } from "./row.js";

const ROWS = [100_000, 1_000_000, 10_000_000] as const;
const MOVES = 60;

interface Brushed {
  readonly times: number[];
  readonly checksum?: number;
}
type Way = "ours" | "plain" | "vgplot";

/** What a page costs its reader before anything is touched; of a search, how long a moved control takes to be seen. */
interface Weight {
  readonly page: string;
  /** Of all that is fetched, each file compressed by gzip. */
  readonly kilobytes: number;
  /** Milliseconds. */
  readonly largestContentfulPaint: number;
  readonly layoutShift: number;
  /** Milliseconds from a key to the next frame, the longest of some (interaction to next paint); 0 where nothing moves. */
  readonly interaction: number;
}

/** Keys that are pressed on a page's first slider, and the time between two. */
const KEYS = 20;
const BETWEEN_KEYS = 120;

/**
 * A brush on one column, the histogram of another: Darkroom's counting, a plain loop, and vgplot on DuckDB-WASM, in one
 * browser and run; and what every page of the site weighs.
 */
export async function benchmark(): Promise<BenchmarkRow[]> {
  const brushes = await brushing();
  const weights = await weighing();
  keepRaw("page", { brushes, weights });
  const rows = brushes.flatMap(({ events, times }) => {
    const at = (way: Way, p: number) => quantile(times[way], p);
    const name = (text: string) => `${events} rows: ${text}`;
    return [
      ...[0.5, 0.9, 0.99].map((p) => ({
        name: name(`brush to histogram, p${100 * p}`),
        value: at("ours", p),
        unit: "ms",
      })),
      { name: name("plain loop, p90"), value: at("plain", 0.9), unit: "ms" },
      { name: name("vgplot, p90"), value: at("vgplot", 0.9), unit: "ms" },
      { name: name("vgplot / Darkroom, p50"), value: at("vgplot", 0.5) / at("ours", 0.5), unit: "ratio" },
      { name: name("Darkroom / plain loop, p50"), value: at("ours", 0.5) / at("plain", 0.5), unit: "ratio" },
    ];
  });
  const heaviest = (of: (one: Weight) => number) => Math.max(...weights.map(of));
  if (weights.length === 0) return rows;
  return [
    ...rows,
    { name: "heaviest first view, compressed", value: heaviest((one) => one.kilobytes), unit: "kB" },
    { name: "latest largest contentful paint", value: heaviest((one) => one.largestContentfulPaint), unit: "ms" },
    { name: "largest cumulative layout shift", value: heaviest((one) => one.layoutShift), unit: "" },
    { name: "longest interaction to next paint", value: heaviest((one) => one.interaction), unit: "ms" },
  ];
}

/** Brushes in a page of its own, served from memory and from the package of DuckDB-WASM. */
async function brushing(): Promise<{ events: number; times: Record<Way, number[]> }[]> {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-brush-"));
  const packaged = join(import.meta.dirname, "../node_modules/@duckdb/duckdb-wasm/dist");
  await build({
    entryPoints: [join(import.meta.dirname, "page/brush.ts")],
    bundle: true,
    format: "esm",
    outfile: join(folder, "brush.js"),
    logLevel: "error",
  });
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><meta charset="utf-8"><script type="module" src="brush.js"></script>',
  );
  const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1) || "index.html";
    const path = [join(folder, name), join(packaged, name)].find((one) => existsSync(one));
    if (!path) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
    createReadStream(path).pipe(response);
  }).listen(0);
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  try {
    const results = [];
    for (const events of ROWS) {
      const times = {} as Record<Way, number[]>;
      const checksums: (number | undefined)[] = [];
      for (const way of ["ours", "plain", "vgplot"] as const) {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
        await page.waitForFunction(() => "brushes" in window);
        const brushed = await runBrush(page, way, events);
        times[way] = brushed.times;
        if (way !== "vgplot") checksums.push(brushed.checksum);
        await page.close();
      }
      if (checksums[0] !== checksums[1]) throw new Error(`counts differ: ${checksums.join(", ")}, at ${events} rows`);
      results.push({ events, times });
    }
    return results;
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

function runBrush(page: Page, way: Way, events: number): Promise<Brushed> {
  return page.evaluate(
    ([chosen, rows, moves]) => {
      const { brushes } = window as unknown as {
        brushes: Record<string, (rows: number, moves: number, files: object) => Promise<Brushed>>;
      };
      const files = { module: "/duckdb-eh.wasm", worker: "/duckdb-browser-eh.worker.js" };
      return brushes[chosen](rows, moves, files);
    },
    [way, events, MOVES] as const,
  );
}

/** First view of every built page, by the browser's own account. */
async function weighing(): Promise<Weight[]> {
  if (!existsSync(join(siteFolder, "index.html"))) {
    process.stderr.write("not measured: the pages; run npm run build first\n");
    return [];
  }
  const site = await openSite();
  try {
    const weights: Weight[] = [];
    for (const name of builtPages()) {
      const page = await site.browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.addInitScript(() => {
        const seen = { paint: 0, shift: 0, interaction: 0 };
        Object.assign(window, { seen });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.paint = entry.startTime;
        }).observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { interactionId: number; duration: number }[])
            if (entry.interactionId > 0) seen.interaction = Math.max(seen.interaction, entry.duration);
        }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
      });
      const bodies: Promise<Buffer>[] = [];
      const note = (response: Response) => bodies.push(response.body());
      page.on("response", note);
      await page.goto(site.address + name, { waitUntil: "load" });
      await page.waitForTimeout(1500);
      page.off("response", note);
      const bytes = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0);
      const first = await seenOn(page);
      if (name.startsWith("searches/")) await pressKeys(page);
      const { interaction } = await seenOn(page);
      weights.push({
        page: name,
        kilobytes: bytes / 1000,
        largestContentfulPaint: first.paint,
        layoutShift: first.shift,
        interaction,
      });
      await page.close();
    }
    return weights;
  } finally {
    await site.close();
  }
}

const seenOn = (page: Page) =>
  page.evaluate(() => (window as unknown as { seen: { paint: number; shift: number; interaction: number } }).seen);

/** Moves the first slider of a search by keys, once it is alive. */
async function pressKeys(page: Page): Promise<void> {
  await page.locator(".panel-cuts input[type=range]").first().focus();
  await page.keyboard.press("ArrowRight");
  const isCounted = () => /counted/.test(document.querySelector("[data-status]")?.textContent ?? "");
  await page.waitForFunction(isCounted, undefined, { timeout: 120_000 });
  for (let i = 0; i < KEYS; i++) {
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(BETWEEN_KEYS);
  }
}
