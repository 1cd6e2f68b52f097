import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtPages, openSite, type Site, visit } from "../browser.js";

const searches = builtPages().filter((name) => name.startsWith("searches/"));

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

describe.each(searches)("%s", (path) => {
  it("shows controls, spectrum and exclusion plot together at 1280 × 800", async () => {
    const visited = await visit(site, path);
    const parts = [".panel-cuts h2", ".panel-spectrum .drawing", ".panel-limit .drawing"];
    const boxes = await Promise.all(
      parts.map((part) =>
        visited.page
          .locator(part)
          .first()
          .evaluate((element) => element.getBoundingClientRect().toJSON()),
      ),
    );
    for (const box of boxes) {
      expect(box.top).toBeGreaterThanOrEqual(0);
      expect(box.bottom).toBeLessThanOrEqual(800);
    }
    expect(boxes[0].right).toBeLessThanOrEqual(boxes[1].left);
    expect(boxes[1].right).toBeLessThanOrEqual(boxes[2].left);
    await visited.close();
  });

  it("has letters of 11 px at least in the figures of the stage at 320 px, and nothing runs sideways", async () => {
    const visited = await visit(site, path, { viewport: { width: 320, height: 700 } });
    const sizes = await visited.page.locator(".search-stage .drawing svg text").evaluateAll((all) =>
      all.flatMap((text) => {
        const scale = (text as SVGTextElement).ownerSVGElement?.getCTM()?.a ?? 0;
        return text.textContent?.trim() ? [Number.parseFloat(getComputedStyle(text).fontSize) * scale] : [];
      }),
    );
    expect(sizes.length).toBeGreaterThan(10);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    expect(await visited.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await visited.close();
  });

  it("keeps the exclusion plot on top of a phone, on at most 45 % of its height, while the controls run", async () => {
    const visited = await visit(site, path, { viewport: { width: 380, height: 800 }, hasTouch: true });
    const last = visited.page.locator(".panel-cuts .cut").last();
    await last.evaluate((element) => element.scrollIntoView({ block: "end" }));
    const plot = await visited.page.locator(".panel-limit figure").boundingBox();
    expect(plot?.y).toBeCloseTo(0, 0);
    expect(plot?.height).toBeLessThanOrEqual(0.45 * 800);
    expect((await last.boundingBox())?.y).toBeGreaterThan(plot?.height ?? 800);
    await visited.close();
  });
});
