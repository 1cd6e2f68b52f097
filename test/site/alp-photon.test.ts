import { describe, expect, it } from "vitest";
import { siteWith, type Visit, visit } from "../browser.js";

// A reader of the search for ALPs: points at a limit, slices energies and angles, adds a signal, asks for more data.
const PAGE = "searches/alp-photon.html";
const UNSEEN = "searches/alp-invisible.html";

const site = siteWith(PAGE, UNSEEN);

type Page = Visit["page"];
const WAIT = { timeout: 50_000 };

const readout = async (page: Page) => (await page.locator("[data-readout]").textContent()) ?? "";
const notes = async (page: Page, panel: string) =>
  (await page.locator(`[data-panel="${panel}"] [data-notes]`).textContent()) ?? "";
const massOf = (text: string) => Number(/at ([\d.]+) GeV/.exec(text)?.[1]);
/** Expected limit on the coupling that a readout tells, GeV⁻¹. */
function expectedOf(text: string): number {
  const words =
    /expected ([\d.]+(?: × 10⁻.)?)/.exec(text)?.[1] ?? /< ([\d.]+(?: × 10⁻.)?) GeV⁻¹ expected/.exec(text)?.[1];
  const [, value, power] = /([\d.]+)(?: × 10⁻(.))?/.exec(words ?? "") ?? [];
  return Number(value) * 10 ** (power ? -"⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(power) : 0);
}

async function settled(page: Page, mark: string): Promise<void> {
  await page.waitForFunction(
    (words) =>
      document.querySelector("[data-mark]")?.textContent?.includes(words) &&
      document.querySelector(".drawing")?.getAttribute("aria-busy") === "false",
    mark,
    WAIT,
  );
}

/** Points at a part of the width of the limit's frame, from the left. */
async function pointAt(page: Page, part: number): Promise<{ x: number; y: number }> {
  const drawing = page.locator('[data-figure="limit"] .drawing');
  await drawing.scrollIntoViewIfNeeded();
  const frame = await drawing.evaluate((element) => {
    const frames = [...element.querySelectorAll("path.background")].map((one) => one.getBoundingClientRect());
    const { left, top, width, height } = frames.find((one) => one.width > 50) as DOMRect;
    return { left, top, width, height };
  });
  const place = { x: frame.left + part * frame.width, y: frame.top + 0.5 * frame.height };
  await page.mouse.move(place.x, place.y);
  return place;
}

describe("the page of the search for ALPs", () => {
  it("leads from a point of the limit to its fit and its nine variations, and from another to another", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    const seen: number[] = [];
    for (const part of [0.35, 0.9]) {
      const before = massOf(await readout(page));
      const { x, y } = await pointAt(page, part);
      // A page that is not alive yet comes to life by the pointer, and takes its next move.
      await expect
        .poll(
          async () => {
            await page.mouse.move(x - 1, y);
            await page.mouse.move(x, y);
            return massOf(await readout(page));
          },
          { timeout: 20_000 },
        )
        .not.toBe(before);
      await page.mouse.click(x, y);
      expect(await page.locator("#fit").isVisible()).toBe(true);
      // The point that the pointer came to last is the one that is told and fitted.
      await page.waitForFunction(
        () => {
          const at = /at ([\d.]+) GeV/.exec(document.querySelector("[data-readout]")?.textContent ?? "")?.[1];
          const text = document.querySelector('[data-panel="fit"] [data-notes]')?.textContent ?? "";
          return Math.abs(Number(/Nominal fit at ([\d.]+) GeV/.exec(text)?.[1]) / Number(at) - 1) < 0.006;
        },
        undefined,
        WAIT,
      );
      const mass = massOf(await readout(page));
      expect(await notes(page, "fit")).toContain(mass < 6.85 ? "in M²γγ" : "in M²rec");
      const variations = page.locator('[data-panel="fit"] table[data-table="variations"] tbody tr');
      expect(await variations.count()).toBe(9);
      const [significance, limit] = ["significance", "limit"].map((what) => variations.filter({ hasText: what }));
      expect(await significance.count()).toBe(1);
      expect(await limit.count()).toBe(1);
      // A point for every bin, and pulls below: one frame each.
      expect(await page.locator('[data-figure="fit"] svg path.background').count()).toBeGreaterThan(1);
      seen.push(mass);
    }
    expect(seen[0]).toBeLessThan(2);
    expect(seen[1]).toBeGreaterThan(6.85);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  }, 100_000);

  it("fits again what is left when photon energy and angle are sliced, stops if asked, and the build's at nominal", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    const before = await readout(page);
    const left = async () =>
      Number(
        (await page.locator('table[data-table="cut-flow"] tbody tr:last-child td:last-child').textContent())?.replace(
          /\D/g,
          "",
        ),
      );
    const all = await left();
    expect(all).toBeGreaterThan(300);
    // A threshold that binds all masses, whichever the page speaks of.
    const energy = page.locator('[data-cut="photon-energy"] input[type=number]');
    await energy.fill("1.3");
    await page.locator("[data-long-work]").waitFor({ state: "visible", ...WAIT });
    const share = await page.locator("[data-long-work] progress").evaluate((bar: HTMLProgressElement) => bar.value);
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(1);
    await page.locator("[data-stop]").click();
    await page.waitForFunction(
      () => /^stopped/.test(document.querySelector("[data-status]")?.textContent ?? ""),
      undefined,
      WAIT,
    );
    expect(await readout(page)).toBe(before);
    await energy.fill("1.4");
    await settled(page, "away from nominal: cuts");
    const harder = await readout(page);
    expect(harder).not.toBe(before);
    const afterEnergy = await left();
    expect(afterEnergy).toBeLessThan(0.9 * all);
    await page.locator('[data-cut="photon-polar-angle"] input[type=number]').first().fill("60");
    await page.waitForFunction((old) => document.querySelector("[data-readout]")?.textContent !== old, harder, WAIT);
    await settled(page, "away from nominal: cuts");
    expect(await left()).toBeLessThan(0.8 * afterEnergy);
    expect(await page.locator('[data-figure="limit"] svg').textContent()).toContain("not nominal");
    expect(await page.locator('[data-figure="spectrum"] svg').textContent()).toContain("not nominal");
    await page.locator("button.reset-all").click();
    // Limits of fits agree with the build to a millionth.
    await settled(page, "same as the build");
    expect(await readout(page)).toBe(before);
    expect(await left()).toBe(all);
    expect(visited.errors).toEqual([]);
    await visited.close();
  });

  it("sees a signal that is added, and marks where the fits change", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    await page.locator('[data-group="signal"] > summary').click();
    await page.locator('[data-choice="injection-mass"]').selectOption("2");
    await page.locator('[data-choice="injection"]').check();
    await settled(page, "away from nominal: injected signal");
    await page.locator('a[href="#significance"]').click();
    const text = async () => notes(page, "significance");
    await page.waitForFunction(
      () =>
        /at [12]\.?\d* GeV/.test(document.querySelector('[data-panel="significance"] [data-notes]')?.textContent ?? ""),
      undefined,
      WAIT,
    );
    const [, significance, mass] = /S = ([\d.]+) at ([\d.]+) GeV/.exec(await text()) ?? [];
    expect(Number(significance)).toBeGreaterThan(5);
    expect(Math.abs(Number(mass) / 2 - 1)).toBeLessThan(0.05);
    // The order of the polynomial changes at 0.5 GeV, the threshold at 4, the variable at 6.85.
    const dashed = page.locator('[data-figure="significance"] svg .mark-rule line[stroke-dasharray]');
    expect(await dashed.count()).toBe(3);
    expect(visited.errors).toEqual([]);
    await visited.close();
  });

  it("computes again what more data would exclude", async () => {
    const visited = await visit(site, PAGE);
    const { page } = visited;
    const expected = [expectedOf(await readout(page))];
    await page.locator('[data-group="luminosity"] > summary').click();
    for (const luminosity of ["1", "50", "50000"]) {
      const old = await readout(page);
      await page.locator(`[data-luminosity="${luminosity}"]`).click();
      await page.waitForFunction((shown) => document.querySelector("[data-readout]")?.textContent !== shown, old, WAIT);
      await settled(page, "away from nominal: luminosity");
      expect(await readout(page)).toContain("nothing is observed at this luminosity");
      expected.push(expectedOf(await readout(page)));
    }
    const [now, later, much, most] = expected;
    expect(now).toBeGreaterThan(1e-4);
    // Of a search with background the coupling goes with the fourth root of the luminosity.
    for (const [a, b, ratio] of [
      [now, later, 1 / 0.445],
      [later, much, 50],
      [much, most, 1000],
    ]) {
      expect(a / b).toBeGreaterThan(0.75 * ratio ** 0.25);
      expect(a / b).toBeLessThan(1.35 * ratio ** 0.25);
    }
    expect(visited.errors).toEqual([]);
    await visited.close();
  });
});

describe("the page of the ALP that is not seen", () => {
  it("counts again behind a narrower angle, the build's at nominal, and says what is not modelled", async () => {
    const visited = await visit(site, UNSEEN);
    const { page } = visited;
    const before = await readout(page);
    const efficiency = async () => Number(/ε = (\d+) %/.exec(await readout(page))?.[1]);
    const whole = await efficiency();
    expect(whole).toBeGreaterThan(30);
    await page.locator('[data-cut="photon-polar-angle"] input[type=number]').first().fill("70");
    await settled(page, "away from nominal: cuts");
    expect(await efficiency()).toBeLessThan(0.7 * whole);
    await page.locator("button.reset-all").click();
    await settled(page, "same as the build");
    expect(await readout(page)).toBe(before);
    expect(await page.locator("details.remarks", { hasText: "What else is known" }).textContent()).toContain(
      "Cosmic rays",
    );
    expect(await page.locator('[data-panel="excluded"] [data-notes]').textContent()).toContain("flies away");
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });
});
