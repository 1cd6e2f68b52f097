import { describe, expect, it } from "vitest";
import { boxOf, siteWith, type Visit, visit } from "../browser.js";

// A reader at the page of inelastic dark matter: brushes one distribution and looks at the others, points at events.
const PAGE = "searches/inelastic-dark-matter.html";

const site = siteWith(PAGE);

const PANEL = '[data-panel="n-minus-one"]';
const figure = (page: Visit["page"], cut: string) => page.locator(`${PANEL} [data-figure="n-minus-one-${cut}"]`);

/** Signal events in all bins of a figure, from the table behind it. */
const signalIn = (page: Visit["page"], cut: string) =>
  page
    .locator(`${PANEL} table[data-table="n-minus-one-${cut}"] tbody tr td:nth-last-child(2)`)
    .evaluateAll((cells) => cells.reduce((sum, cell) => sum + Number.parseFloat(cell.textContent ?? ""), 0));

/** Waits for fewer signal events than before, but some: a table that is filled again is empty for a moment. */
const fewerThan = async (page: Visit["page"], cut: string, before: number) => {
  const fewer = async () => {
    const now = await signalIn(page, cut);
    return now > 0 && now < 0.99 * before;
  };
  await expect.poll(fewer, { timeout: 30_000 }).toBe(true);
  return signalIn(page, cut);
};

const limitOf = (page: Visit["page"], cut: string, end: string) =>
  page.locator(`[data-cut="${cut}"] input[type=number][data-parameter="${end}"]`).inputValue().then(Number);

describe("linked distributions", () => {
  it("follow a range that is drawn over one of them, and its handles by the keyboard", async () => {
    const visited = await visit(site, `${PAGE}#n-minus-one`);
    const { page } = visited;
    const layer = figure(page, "v0-momentum").locator(".brush");
    await layer.scrollIntoViewIfNeeded();
    const box = await boxOf(layer);
    const [others, radius] = [await signalIn(page, "pointing-angle"), await signalIn(page, "radius")];
    expect(others).toBeGreaterThan(0);
    // From the left end to a sixth of the abscissa, about 0.9 GeV/c.
    await page.mouse.move(box.x + 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 12, box.y + box.height / 2, { steps: 3 });
    await page.mouse.move(box.x + box.width / 6, box.y + box.height / 2, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => limitOf(page, "v0-momentum", "max"), { timeout: 30_000 }).toBeLessThan(1.5);
    expect(await limitOf(page, "v0-momentum", "max")).toBeGreaterThan(0.5);
    const fewer = await fewerThan(page, "pointing-angle", others);
    await fewerThan(page, "radius", radius);

    const handle = figure(page, "radius").getByRole("slider", { name: /upper end/ });
    await handle.focus();
    for (let i = 0; i < 6; i++) await page.keyboard.press("PageDown");
    await expect.poll(() => limitOf(page, "radius", "max"), { timeout: 30_000 }).toBeLessThan(30);
    await fewerThan(page, "pointing-angle", fewer);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });
});

describe("the method of the limits", () => {
  it("may be a fit of the spectrum, which takes the signal beside the window too", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    const expected = async () =>
      Number.parseFloat(
        /signal shown: ([\d.]+) events/.exec((await page.locator("[data-readout]").textContent()) ?? "")?.[1] ?? "",
      );
    const counted = await expected();
    expect(counted).toBeGreaterThan(1);
    await page.locator("details[data-group=method] summary").click();
    await page.locator("select[data-choice=method]").selectOption("template");
    await expect.poll(expected, { timeout: 50_000 }).toBeGreaterThan(1.05 * counted);
    expect(await expected()).toBeLessThan(1.5 * counted);
    expect(await page.locator("[data-readout]").textContent()).toContain("excluded from");
    expect(page.url()).toContain("method=template");
    expect(visited.errors).toEqual([]);
    await visited.close();
  });
});

describe("the picture of an event", () => {
  it("is that of the event under the pointer, or of the slider", async () => {
    const visited = await visit(site, `${PAGE}#event-picture`);
    const { page } = visited;
    const panel = page.locator('[data-panel="event-picture"]');
    const told = () => panel.locator("[data-notes]").textContent();
    const drawn = () => panel.locator(".drawing svg").evaluate((svg) => svg.outerHTML);
    const points = panel.locator("[data-place]");
    expect(await points.count()).toBe(24);
    // The page wakes, and counts what the panel needs.
    await panel.locator('[data-view="choice"]').focus();
    await page.waitForFunction(
      () => document.querySelector(".drawing")?.getAttribute("aria-busy") !== "true",
      undefined,
      { timeout: 30_000 },
    );
    const first = { told: await told(), drawn: await drawn() };
    const target = points.nth(7);
    await target.scrollIntoViewIfNeeded();
    await target.hover({ force: true });
    await expect.poll(told, { timeout: 30_000 }).not.toBe(first.told);
    const shown = Number(await panel.locator('[data-view="choice"]').inputValue());
    expect(shown).toBeGreaterThan(0);
    expect(await drawn()).not.toBe(first.drawn);

    const pointed = await told();
    await panel.locator('[data-view="choice"]').focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(told, { timeout: 30_000 }).not.toBe(pointed);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });
});
