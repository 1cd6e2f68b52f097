import { beforeEach, describe, expect, it } from "vitest";
import { backToNominal, boxOf, siteWith, type Visit, visitOnce } from "../browser.js";

// What a reader moves besides cuts, by keyboard: method, luminosity, an added signal, systematic uncertainties.
const PAGE = "searches/zprime-invisible.html";

const site = siteWith(PAGE);

type Page = Visit["page"];
const WAIT = { timeout: 50_000 };

const readout = async (page: Page) => (await page.locator("[data-readout]").textContent()) ?? "";
const choice = (page: Page, name: string) => page.locator(`[data-choice="${name}"]`);

/** Opens a group of controls by the keyboard. */
async function openGroup(page: Page, group: string): Promise<void> {
  await page.locator(`[data-group="${group}"] > summary`).focus();
  await page.keyboard.press("Enter");
}

/** Waits until the mark says something, and the figures are those of the newest evaluation. */
async function settled(page: Page, mark: string): Promise<void> {
  await page.waitForFunction(
    (words) =>
      document.querySelector("[data-mark]")?.textContent?.includes(words) &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    mark,
    WAIT,
  );
}

/** Moves the hypothesis to the window nearest to a mass, by the keyboard. */
async function goTo(page: Page, mass: number): Promise<void> {
  const slider = page.locator('[data-view="hypothesis"]');
  await slider.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 69; i++) {
    const found = /at ([\d.]+) GeV/.exec(await readout(page));
    if (Number(found?.[1]) >= mass) return;
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(
      (old) => document.querySelector("[data-readout]")?.textContent !== old,
      found?.input,
      WAIT,
    );
  }
}

async function reset(page: Page): Promise<void> {
  await page.locator("button.reset-all").focus();
  await page.keyboard.press("Enter");
  await settled(page, "same as the build");
}

// One reader does it all, from nominal each time: a page takes longest to come alive.
const visited = visitOnce(() => site, PAGE);
beforeEach(() => backToNominal(visited().page));

describe("the controls beside the cuts", () => {
  it("set another limit by another method, and the build's when it is chosen again", async () => {
    const { page } = visited();
    const before = await readout(page);
    await openGroup(page, "method");
    expect(await choice(page, "method").locator("option:checked").textContent()).toContain("(published)");
    await choice(page, "method").focus();
    await page.keyboard.press("ArrowDown");
    await settled(page, "away from nominal: method");
    expect(await readout(page)).not.toBe(before);
    expect(await page.locator('[data-figure="limit"] svg').textContent()).toContain("not nominal");
    expect(await page.locator('[data-figure="spectrum"] svg').textContent()).toContain("not nominal");
    await reset(page);
    expect(await readout(page)).toBe(before);
    expect(await page.locator('[data-figure="limit"] svg').textContent()).not.toContain("not nominal");
  });

  it("add a signal that raises the count and lowers the p-value in its window", async () => {
    const { page } = visited();
    await choice(page, "method").evaluate((select) => select.dispatchEvent(new Event("focusin", { bubbles: true })));
    await goTo(page, 3);
    const numbers = async () => {
      const [, n, p, power] = /n = (\d+).*p = ([\d.]+)( × 10)?/.exec(await readout(page)) ?? [];
      // A power of ten stands after the smallest ones alone.
      return { n: Number(n), p: power ? 0 : Number(p) };
    };
    const before = await numbers();
    await openGroup(page, "signal");
    await choice(page, "injection-coupling").fill("1");
    await choice(page, "injection").focus();
    await page.keyboard.press("Space");
    await settled(page, "away from nominal: injected signal");
    const after = await numbers();
    expect(after.n).toBeGreaterThan(before.n + 3);
    expect(after.p).toBeLessThan(before.p);
    const first = after.n;
    await page.locator("[data-throw]").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      () => (document.querySelector('[data-choice="injection-seed"]') as HTMLInputElement).value === "2",
    );
    await settled(page, "away from nominal: injected signal");
    expect((await numbers()).n).not.toBe(first);
  });

  it("show the expectation alone at another luminosity, and the data again at the published one", async () => {
    const { page } = visited();
    const before = await readout(page);
    await openGroup(page, "luminosity");
    await choice(page, "luminosity").focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press("ArrowRight");
    await settled(page, "away from nominal: luminosity");
    expect(await page.locator('[data-chosen="luminosity"]').textContent()).toBe("437 pb⁻¹, expectation");
    // Each of the ten steps has the same mark: the figure of the last one is the slowest to come.
    const figure = () => page.locator('[data-figure="limit"] svg').textContent();
    await expect.poll(figure, WAIT).toContain("∫L dt = 437 pb⁻¹");
    expect(await readout(page)).toContain("nothing is observed at this luminosity");
    await page.locator('[data-luminosity=""]').focus();
    await page.keyboard.press("Enter");
    await settled(page, "same as the build");
    expect(await readout(page)).toBe(before);
  });

  it("switch a systematic uncertainty off, and say so", async () => {
    const { page } = visited();
    await openGroup(page, "systematics");
    await page.locator('[data-systematic="yield"] [data-on]').focus();
    await page.keyboard.press("Space");
    await settled(page, "away from nominal: systematics");
    expect(await page.locator('[data-chosen="systematics"]').textContent()).toBe("1 off");
    await reset(page);
    expect(await page.locator('[data-systematic="yield"] [data-on]').isChecked()).toBe(true);
  });
});

describe("the tabs below the stage", () => {
  it("are all reached by the arrow keys, each with its panel", async () => {
    const { page } = visited();
    const tabs = page.locator("nav.tabs a");
    const count = await tabs.count();
    expect(count).toBeGreaterThan(8);
    await tabs.first().focus();
    for (let i = 0; i < count; i++) {
      const panel = page.locator(`#${await tabs.nth(i).getAttribute("aria-controls")}`);
      expect(await panel.isVisible()).toBe(true);
      expect((await panel.textContent())?.length).toBeGreaterThan(40);
      await page.keyboard.press("ArrowRight");
    }
    expect(await tabs.first().getAttribute("aria-selected")).toBe("true");
  });

  it("draw the open panel again when a cut moves", async () => {
    const { page } = visited();
    for (const [id, notes] of [
      ["plane", true],
      ["n-minus-one", false],
      ["systematics", true],
    ] as const) {
      await page.locator(`a[href="#${id}"]`).click();
      const shown = () =>
        notes
          ? page.locator(`[data-panel="${id}"] [data-notes]`).textContent()
          : page.locator(`[data-panel="${id}"] table`).nth(2).textContent();
      const before = await shown();
      const slider = page.locator('[data-cut="muon-polar-angle"] input[type=range]').first();
      await slider.focus();
      for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
      await settled(page, "away from nominal: cuts");
      expect(await shown()).not.toBe(before);
    }
  });

  it("let the line of the plane be dragged, and the sliders and the limit follow", async () => {
    const { page } = visited();
    await page.locator('[data-view="hypothesis"]').focus();
    await goTo(page, 3);
    await page.locator('a[href="#plane"]').click();
    await page.locator('[data-figure="plane"]').scrollIntoViewIfNeeded();
    const box = await boxOf(page.locator('[data-figure="plane"] svg'));
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.5 * box.height);
    await page.waitForTimeout(1000);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height, { steps: 4 });
    await page.mouse.up();
    await settled(page, "away from nominal: cuts");
    expect(await page.locator('[data-tuned="tau-suppression"]').textContent()).toBe("the same in every window");
    expect(await page.locator('[data-panel="plane"] [data-notes]').textContent()).toContain("set by you");
  });
});

it("picks the hypothesis under the pointer in the exclusion plot, and back in the spectrum", async () => {
  const { page } = visited();
  const told = async () => Number(/at ([\d.]+) GeV/.exec(await readout(page))?.[1]);
  await page.locator('[data-view="hypothesis"]').focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(1500);
  const box = await boxOf(page.locator('[data-figure="limit"] path.background').first());
  const pointed = async (x: number, y: number) => {
    // A hand does not rest: what it crosses before the figure lives is not kept.
    await page.mouse.move(x, y - 1);
    await page.mouse.move(x, y);
    return told();
  };
  await expect.poll(() => pointed(box.x + 0.5 * box.width, box.y + 0.5 * box.height), WAIT).toBeCloseTo(4, 0);

  // And back: the mass under the pointer in the spectrum is marked in the exclusion plot.
  const marked = () => page.locator('[data-figure="limit"] svg').innerHTML();
  const there = await marked();
  const frame = await page.evaluate(() => {
    const frames = document.querySelectorAll('[data-figure="spectrum"] path.background');
    const box = Array.from(frames, (one) => one.getBoundingClientRect()).find(({ height }) => height > 150);
    return box && { x: box.x, y: box.y, width: box.width, height: box.height };
  });
  if (!frame) throw new Error("no frame of the spectrum");
  const [low, high] = [-1, 8.4];
  const six = frame.x + ((6 - low) / (high - low)) * frame.width;
  await expect.poll(() => pointed(six, frame.y + 0.5 * frame.height), WAIT).toBeCloseTo(6, 0);
  await expect.poll(marked, WAIT).not.toBe(there);
});
