import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EllipseEvaluation } from "../../src/analysis/ellipses/evaluation.js";
import { claims } from "../../src/catalogue/dark-higgsstrahlung/claims.js";
import { belle2 } from "../../src/catalogue/dark-higgsstrahlung/configurations.js";
import type { PageResult } from "../../src/figures/page-result.js";
import { boxOf, siteFolder, siteWith, type Visit, visit } from "../browser.js";

// The plane of dark Higgsstrahlung as it is published here: what the page states, and a reader who looks around in it.
const PAGE = "searches/dark-higgsstrahlung.html";

const WAIT = { timeout: 50_000 };

function raise(message: string): never {
  throw new Error(message);
}

const folder = join(siteFolder, "_file/loaders");
const file = readdirSync(folder).find((name) => /^dark-higgsstrahlung\.[0-9a-f]+\.json$/.test(name));
const result = JSON.parse(readFileSync(join(folder, file ?? raise("no result in the site")), "utf8")) as PageResult;
const { evaluation } = result;
const plane: EllipseEvaluation = evaluation.ellipses ?? raise("no ellipses");
const found = evaluation.lookElsewhere ?? raise("no global p-value");

/** Limits on ε²α_D of the ellipses between the masses of the published range. */
const limits = plane.first.flatMap((mass, e) => {
  const { observed } = plane.crossSection;
  return mass > 4 && mass < 9.7 ? [(observed[e] ?? Number.NaN) * plane.perFemtobarn[e]] : [];
});

describe("the result of dark Higgsstrahlung", () => {
  it("has a limit in every ellipse", () => {
    const none = plane.crossSection.observed.flatMap((limit, e) => (limit !== null && limit > 0 ? [] : [e]));
    expect(none).toEqual([]);
    expect(plane.first.length).toBeGreaterThan(8900);
  });

  it("lies in the published range of ε²α_D, its median near the middle", () => {
    const [low, high] = belle2.limits;
    const inside = limits.filter((limit) => limit >= low && limit <= high);
    expect(limits.length).toBeGreaterThan(5000);
    expect(inside.length / limits.length).toBeGreaterThan(0.95);
    const median = limits.toSorted((a, b) => a - b)[limits.length >> 1];
    expect(median / Math.sqrt(low * high)).toBeGreaterThan(0.5);
    expect(median / Math.sqrt(low * high)).toBeLessThan(2);
    const claim = claims.find(({ title }) => title.startsWith("ε²α_D"))?.find(evaluation) ?? raise("no claim");
    expect(claim.ratio).toBeCloseTo(median / Math.sqrt(low * high), 2);
  });

  it("agrees with what the publication states, where it can", () => {
    const differing = claims.filter((claim) => claim.find(evaluation).agrees === false).map(({ title }) => title);
    expect(differing).toEqual([]);
  });

  it("expects what is counted, in each macro-region", () => {
    expect(plane.density.regions).toHaveLength(3);
    for (const { yields, counted } of plane.density.regions) {
      const expected = Object.values(yields).reduce((a, b) => a + b, 0);
      expect(Math.abs((counted ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected) + 0.02 * expected);
    }
  });

  // Of a fraction of the simulation local p-values are worth less: a site of one is not held to it.
  const isWhole = result.samples.some(({ id, weight }) => id === "tautau" && weight < 0.2);
  it.skipIf(!isWhole)("is worth less of a surprise than as many independent windows would say", () => {
    expect(found.toys).toBeGreaterThan(1000);
    expect(found.global.p - 3 * found.global.sigma).toBeLessThan(found.independent);
    const compared = found.levels.filter(({ z }) => z >= 3.5 && z <= 4.5);
    expect(compared).toHaveLength(3);
    for (const { toys, independent } of compared) {
      const sigma = Math.sqrt((toys * (1 - toys)) / found.toys);
      expect(toys - 2 * sigma).toBeLessThan(independent);
    }
  });

  it.skipIf(!isWhole)("has as many islands at high levels as the Euler characteristic extrapolates", () => {
    for (const { toys, islands, euler } of found.levels.filter(({ z }) => z === 4 || z === 4.5)) {
      const sigma = Math.sqrt((toys * (1 - toys)) / found.toys);
      expect(islands).toBeGreaterThanOrEqual(toys);
      expect(Math.abs(toys - euler)).toBeLessThan(4 * sigma + 0.2 * toys);
    }
  });

  it.skipIf(!isWhole)("lies beside the published range of σ·BR for the reasons that the page tells", () => {
    const { observed } = plane.crossSection;
    const beside = (isBeside: (limit: number) => boolean) =>
      plane.first.flatMap((mass, e) => (mass > 4 && mass < 9.7 && isBeside(observed[e] ?? 3) ? [e] : []));
    const share = (of: readonly number[], holds: (e: number) => boolean) => of.filter(holds).length / of.length;
    const [below, above] = [beside((limit) => limit < 1.7), beside((limit) => limit > 5)];
    expect(share(below, (e) => plane.efficiency[e] > 0.16)).toBe(1);
    expect(share(below, (e) => plane.counted?.[e] === 0)).toBeGreaterThan(0.9);
    expect(share(above, (e) => (plane.counted?.[e] ?? 0) >= 5)).toBeGreaterThan(0.85);
    expect(share(above, (e) => plane.efficiency[e] < 0.12)).toBeLessThan(0.1);
  });
});

describe("the plane of dark Higgsstrahlung", () => {
  const site = siteWith(PAGE);

  const place = (page: Visit["page"], panel: string) => page.locator(`[data-figure="${panel}"]`);
  const told = (page: Visit["page"], panel: string) => place(page, panel).locator("[role=status]");
  const COUNTS = /^at \(.* GeV: ε²α_D < .*expected.*n = \d+, b = .*ε = .* %, p = /;

  it.each(["mass-plane", "limit-map"])(
    "tells the ellipse under the pointer, and goes on by keys: %s",
    async (panel) => {
      const visited = await visit(site, `${PAGE}#${panel}`);
      const { page } = visited;
      await told(page, panel).waitFor({ state: "attached", ...WAIT });
      const drawing = place(page, panel).locator(".drawing");
      await drawing.scrollIntoViewIfNeeded();
      const box = await boxOf(drawing.locator("svg"));
      await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.65 * box.height);
      const first = (await told(page, panel).textContent()) ?? "";
      expect(first).toMatch(COUNTS);
      await page.mouse.click(box.x + 0.3 * box.width, box.y + 0.75 * box.height);
      const second = (await told(page, panel).textContent()) ?? "";
      expect(second).toMatch(COUNTS);
      expect(second).not.toBe(first);
      await page.mouse.move(0, 0);
      await drawing.focus();
      await page.keyboard.press("ArrowRight");
      const third = (await told(page, panel).textContent()) ?? "";
      expect(third).toMatch(COUNTS);
      expect(third).not.toBe(second);
      const ticks = () => drawing.locator("[data-ticks]").textContent();
      const wide = await ticks();
      await page.keyboard.press("+");
      const near = await ticks();
      expect(near).not.toBe(wide);
      const view = () => drawing.locator("[data-zoom]").getAttribute("transform");
      const magnified = await view();
      expect(magnified).toContain("scale(2)");
      // What is drawn beside the frame is cut off: nothing on the page refers to another's clip path.
      const ids = await page.evaluate(() => Array.from(document.querySelectorAll("[id]"), ({ id }) => id));
      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
      // Pointing leaves the view where it is, dragging moves it.
      const [x, y] = [box.x + 0.4 * box.width, box.y + 0.5 * box.height];
      await page.mouse.move(x, y);
      expect(await told(page, panel).textContent()).not.toBe(third);
      expect(await view()).toBe(magnified);
      await page.mouse.down();
      await page.mouse.move(x + 30, y + 20);
      await page.mouse.up();
      expect(await view()).toContain("scale(2)");
      expect(await view()).not.toBe(magnified);
      await place(page, panel).getByRole("button", { name: "zoom in" }).click();
      await place(page, panel).getByRole("button", { name: "whole plane" }).click();
      expect(await ticks()).toBe(wide);
      expect(visited.errors).toEqual([]);
      expect(visited.violations).toEqual([]);
      await visited.close();
    },
  );

  it("opens at the line of a link, and writes the one that is chosen into it", async () => {
    const visited = await visit(site, `${PAGE}?v=1&line=darkPhotonMass:6&hypothesis=2.3`);
    const { page } = visited;
    const readout = () => page.locator("[data-readout]").textContent();
    await page.waitForFunction(
      () => /^at \((5\.9|6\.0)/.test(document.querySelector("[data-readout]")?.textContent ?? ""),
      undefined,
      WAIT,
    );
    expect(Math.abs(Number(/, ([\d.]+)\)/.exec((await readout()) ?? "")?.[1]) - 2.3)).toBeLessThan(0.2);
    expect(await page.locator('[data-view="line"]').inputValue()).toBe("first 6");
    expect(await page.locator("[data-notice]").isVisible()).toBe(false);
    await page.locator('[data-view="line"]').selectOption("second 2");
    await page.waitForFunction(() => location.search.includes("line=darkHiggsMass:2"), undefined, WAIT);
    const there = await readout();
    const other = await visit(site, `${PAGE}${new URL(page.url()).search}`);
    await other.page.waitForFunction(
      (text) => document.querySelector("[data-readout]")?.textContent === text,
      there,
      WAIT,
    );
    expect(await other.page.locator('[data-view="line"]').inputValue()).toBe("second 2");
    expect(visited.errors).toEqual([]);
    await other.close();
    await visited.close();
  });
});
