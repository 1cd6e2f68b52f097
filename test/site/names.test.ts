import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { siteWith, type Visit, visit } from "../browser.js";

// Names that a stranger chose, in links and files: they stay text, whatever the page does with them.

const MARKUP = "<img src=x onerror='window.broken=1'>";
/** Ends a text of SQL, an attribute and an element; alone it is an element too. */
const HOSTILE = [MARKUP, `'; drop table events; --"><svg onload=window.broken=1>${MARKUP}`];

const site = siteWith("index.html");

/** Keeps every text that is taken for HTML, whoever asks. */
const WATCH = `
  window.taken = [];
  for (const name of ["innerHTML", "outerHTML"]) {
    const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, name);
    Object.defineProperty(Element.prototype, name, { get, set(text) { window.taken.push(String(text)); set.call(this, text); } });
  }
  const insert = Element.prototype.insertAdjacentHTML;
  Element.prototype.insertAdjacentHTML = function (where, text) { window.taken.push(String(text)); insert.call(this, where, text); };
  const parse = DOMParser.prototype.parseFromString;
  DOMParser.prototype.parseFromString = function (text, type) { window.taken.push(String(text)); return parse.call(this, text, type); };
`;

/** What became of the names: elements made of them, scripts run, texts taken for HTML that hold them unescaped. */
const harm = (page: Page) =>
  page.evaluate((markup) => {
    const { taken, broken } = window as unknown as { taken: string[]; broken?: number };
    return {
      elements: document.querySelectorAll('img[src="x"], svg[onload], [onerror]').length,
      broken: broken ?? 0,
      taken: taken.filter((text) => text.includes(markup)).map((text) => text.slice(0, 200)),
    };
  }, MARKUP);
const none = { elements: 0, broken: 0, taken: [] };

async function withPage(path: string, look: (visited: Visit) => Promise<void>): Promise<void> {
  const visited = await visit(site, path);
  try {
    await visited.page.evaluate(WATCH);
    await look(visited);
    expect(await harm(visited.page)).toEqual(none);
    expect({ foreign: visited.foreign, violations: visited.violations }).toEqual({ foreign: [], violations: [] });
  } finally {
    await visited.close();
  }
}

it("sees a text that is taken for HTML: what the next tests look for would be found", { timeout: 30_000 }, async () => {
  const { page, close } = await visit(site, "index.html");
  await page.evaluate(WATCH);
  await page.evaluate((markup) => {
    document.body.insertAdjacentHTML("beforeend", markup);
  }, MARKUP);
  expect(await harm(page)).toMatchObject({ elements: 1, taken: [MARKUP] });
  await close();
});

describe("a link", () => {
  it.each(HOSTILE)("with %s in it is told as text", async (name) => {
    const written = encodeURIComponent(name);
    for (const query of [`?${written}=1`, `?method=${written}`])
      await withPage(`searches/b-mesogenesis.html${query}`, async ({ page }) => {
        await page.waitForFunction(() => !document.querySelector<HTMLElement>("[data-notice]")?.hidden, undefined, {
          timeout: 20_000,
        });
        expect(await page.locator("[data-notice]").textContent()).toContain("This link is not understood");
      });
  });
});

/** Events that fill the whole signal region, in columns named as ours, and one whose name is hostile. */
function csvOf(name: string): string {
  const { observables } = findSearch("b-mesogenesis");
  const row = (i: number) =>
    observables.map(({ domain: [low, high] }) => low + (high - low) * (0.2 + (0.6 * (i % 97)) / 97)).join(",");
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const head = [...observables.map(({ id }) => id), quoted].join(",");
  return `${head}\n${Array.from({ length: 300 }, (_, i) => `${row(i)},${quoted}`).join("\n")}\n`;
}

it.each(HOSTILE.slice(1))(
  "a file called %s, and its columns, stay text from the mapping to the figures",
  {
    timeout: 120_000,
  },
  (name) =>
    withPage("searches/b-mesogenesis.html", async ({ page }) => {
      await page.locator('[data-group="own-events"] input[type="file"]').setInputFiles({
        ...{ name: `${name}.csv`, mimeType: "text/csv" },
        buffer: Buffer.from(csvOf(name)),
      });
      const dialog = page.locator("dialog.mapping");
      await dialog.waitFor({ timeout: 30_000 });
      expect(await dialog.locator("h2").textContent()).toContain(name);
      expect(await dialog.locator("option").allTextContents()).toContain(name);
      expect(await harm(page)).toEqual(none);
      await dialog.locator("button[type=submit]").click();
      const chosen = page.locator(`[data-chosen="own-events"]`);
      await expect.poll(() => chosen.textContent(), { timeout: 30_000 }).toContain(name);
      const mark = page.locator("[data-mark]");
      await expect.poll(() => mark.textContent(), { timeout: 60_000 }).toContain(name);
      const tabs = page.locator('[role="tab"]');
      expect(await tabs.count()).toBeGreaterThan(2);
      for (const tab of await tabs.all()) {
        await tab.click();
        await page.waitForTimeout(300);
      }
    }),
);

it.each(HOSTILE.slice(1))(
  "channels, samples and parameters of a workspace called %s stay text",
  { timeout: 90_000 },
  (name) =>
    withPage("likelihoods.html", async ({ page }) => {
      const sample = (title: string, data: number[], modifiers: object[]) => ({ name: title, data, modifiers });
      const workspace = {
        version: "1.0.0",
        channels: [
          {
            name,
            samples: [
              sample("signal", [3, 5], [{ name: "mu", type: "normfactor", data: null }]),
              sample(`b${name}`, [50, 60], [{ name: `n${name}`, type: "normsys", data: { hi: 1.1, lo: 0.9 } }]),
            ],
          },
        ],
        observations: [{ name, data: [52, 61] }],
        measurements: [{ name, config: { poi: "mu", parameters: [] } }],
      };
      await page
        .locator('input[type="file"]')
        .first()
        .setInputFiles({
          ...{ name: `${name}.json`, mimeType: "application/json" },
          buffer: Buffer.from(JSON.stringify(workspace)),
        });
      const told = () => page.locator("main").textContent();
      await expect.poll(told, { timeout: 60_000 }).toContain(name);
      await page.waitForTimeout(1500);
    }),
);

const EXPRESSIONS = [
  "window.broken=1",
  "constructor.constructor('window.broken=1')()",
  "(()=>{window.broken=1})()",
  `dimuon_pt + "${MARKUP}"`,
  MARKUP,
];

it("an expression that is code is refused in a word", { timeout: 90_000 }, () =>
  withPage("searches/zprime-invisible.html#own-observable", async ({ page }) => {
    const field = page.locator('input[name="expression"]');
    for (const text of EXPRESSIONS) {
      await field.fill(text);
      await page.keyboard.press("Enter");
      const word = page.locator("[data-own-word]");
      await expect.poll(() => word.textContent(), { timeout: 20_000 }).toMatch(/^[a-z][\s\S]*: [\s\S]*; /);
      expect(await page.locator("[data-own-figure]").isVisible()).toBe(false);
      expect(await harm(page), text).toEqual(none);
    }
  }),
);
