import { existsSync } from "node:fs";
import { join } from "node:path";
import { openSite, siteFolder } from "../test/browser.js";
import { type BenchmarkRow, keepRaw, quantile } from "./row.js";

const PAGE = "searches/dark-higgsstrahlung.html";
const MOVES = 9;

/**
 * From a moved cut to the redrawn plane, in the page as it is published: milliseconds by the clock between the control's
 * event and the frame after the figures stand, and of them those of counting and limits in the worker.
 */
export async function benchmark(): Promise<BenchmarkRow[]> {
  if (!existsSync(join(siteFolder, PAGE))) {
    process.stderr.write(`not measured: ${PAGE}; run npm run build first\n`);
    return [];
  }
  const site = await openSite();
  try {
    const page = await site.browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${site.address}${PAGE}#mass-plane`, { waitUntil: "load" });
    await page.locator('[data-cut="dimuon-pt"] input[type=number]').focus();
    await page.locator('[data-figure="mass-plane"] [role=status]').waitFor({ state: "attached", timeout: 60_000 });
    const times: { whole: number; counting: number }[] = [];
    for (let k = 0; k <= MOVES; k++) {
      times.push(
        await page.evaluate(
          (value) =>
            new Promise<{ whole: number; counting: number }>((resolve, reject) => {
              const status = document.querySelector("[data-status]") as HTMLElement;
              const input = document.querySelector('[data-cut="dimuon-pt"] input[type=number]') as HTMLInputElement;
              const start = performance.now();
              const seen = new MutationObserver(() => {
                const told = /counted and limits set in (\d+) ms/.exec(status.textContent ?? "");
                if (!told) return;
                seen.disconnect();
                requestAnimationFrame(() => resolve({ whole: performance.now() - start, counting: Number(told[1]) }));
              });
              seen.observe(status, { childList: true, characterData: true, subtree: true });
              setTimeout(() => reject(new Error(`not redrawn within a minute: ${status.textContent}`)), 60_000);
              input.value = String(value);
              input.dispatchEvent(new Event("input", { bubbles: true }));
            }),
          Number((1 + 0.1 * k).toFixed(1)),
        ),
      );
    }
    // The first one opens the snapshot.
    const [first, ...moved] = times;
    keepRaw("higgsstrahlung-page", { first, moved });
    const median = (of: (one: (typeof moved)[number]) => number) => quantile(moved.map(of), 0.5);
    return [
      { name: "page: first move of a cut, snapshot and all", value: first.whole, unit: "ms" },
      { name: "page: control to redrawn plane", value: median(({ whole }) => whole), unit: "ms" },
      { name: "page: of it counting and limits in the worker", value: median(({ counting }) => counting), unit: "ms" },
    ];
  } finally {
    await site.close();
  }
}
