import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { siteFolder, siteWith, visit } from "../browser.js";

const site = siteWith("review.html");

it("compares an opened file with the build, and tells of one that is no result", async () => {
  const folder = join(siteFolder, "_file", "loaders");
  const name = readdirSync(folder).find((one) => /^zprime-invisible\.[0-9a-f]+\.json$/.test(one)) ?? "";
  const result = JSON.parse(readFileSync(join(folder, name), "utf8"));
  for (const { limits } of result.evaluation.scan) limits.gPrime.expected[2] *= 1.25;
  const { page, foreign, errors, violations, close } = await visit(site, "review.html");
  const open = (text: string) =>
    page.locator('[data-side="B"] input[type=file]').setInputFiles({
      ...{ name: "<img src=x onerror=alert(1)>.json", mimeType: "application/json" },
      buffer: Buffer.from(text),
    });
  const words = page.locator("[data-words]");
  await open(JSON.stringify(result));
  await expect.poll(() => words.textContent(), { timeout: 20_000 }).toMatch(/Most: gPrime, expected at .* GeV, \+25 %/);
  expect(await page.locator('[data-side="B"] [data-source]').textContent()).toBe("<img src=x onerror=alert(1)>.json");
  await expect.poll(() => page.locator('[data-figure="review"] .drawing svg path').count()).toBeGreaterThan(10);
  const before = await words.textContent();
  await open("{}");
  const status = page.locator("[data-status]");
  await expect.poll(() => status.textContent()).toMatch(/^not a result: no search named, in <img .*; take what/);
  await open("{");
  await expect.poll(() => status.textContent()).toMatch(/^not JSON: /);
  expect(await words.textContent()).toBe(before);
  expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
  await close();
});
