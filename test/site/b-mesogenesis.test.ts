import { describe, expect, it } from "vitest";
import { siteWith, type Visit, visit } from "../browser.js";

// A reviewer at the page of B⁰ → Λψ: types other numbers, stops the toys, mistypes.
const PAGE = "searches/b-mesogenesis.html";

const site = siteWith(PAGE);

const status = (page: Visit["page"]) => page.locator("[data-calculator-status]").textContent();
const says = (page: Visit["page"], text: string) =>
  page.waitForFunction(
    (expected) => document.querySelector("[data-calculator-status]")?.textContent?.includes(expected),
    text,
    { timeout: 30_000 },
  );
/** Limits on the signal events, a method each. */
const limits = (page: Visit["page"]) =>
  page
    .locator('table[data-table="calculator"] tbody tr td:nth-child(2)')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));

describe("the calculator of on/off measurements", () => {
  it("sets limits by all methods for numbers that are typed, toys last, and clean of errors", async () => {
    const visited = await visit(site, `${PAGE}#calculator`);
    const { page } = visited;
    await page.waitForTimeout(500);
    const exact = (await limits(page)).slice(1);
    expect(exact.length).toBeGreaterThan(2);
    expect(exact.filter((limit) => !(limit > 0))).toEqual([]);
    await page.locator('input[name="toys"]').fill("200");
    await page.locator('input[name="observed"]').fill("0");
    await says(page, "computed here");
    const [toys, asymptotic, bayesian, profile] = await limits(page);
    // The auxiliary measurement of the efficiency tells counts of none apart: below −ln 0.1, the exact limit.
    expect(toys).toBeGreaterThan(2.05);
    expect(toys).toBeLessThan(2.31);
    expect(asymptotic).toBeLessThan(toys);
    expect(bayesian).toBeGreaterThan(2.3);
    expect(profile).toBeLessThan(asymptotic);
    // Half the efficiency: the same events, twice the branching fraction.
    const quantity = () =>
      page.locator('table[data-table="calculator"] tbody tr td:nth-child(3)').first().textContent();
    const before = await quantity();
    const efficiency = page.locator('input[name="efficiency"]');
    await efficiency.fill(String(Number(await efficiency.inputValue()) / 2));
    await says(page, "computed here");
    const number = (text: string | null) => Number.parseFloat(text ?? "") * 10 ** (text?.includes("10⁻⁴") ? 1 : 0);
    expect(number(await quantity()) / number(before)).toBeCloseTo(2, 1);
    expect((await limits(page))[0]).toBe(toys);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    expect(visited.foreign).toEqual([]);
    await visited.close();
  });

  it("shows how far the toys are, and stops them", async () => {
    const visited = await visit(site, `${PAGE}#calculator`);
    const { page } = visited;
    await page.waitForTimeout(500);
    await page.locator('input[name="toys"]').fill("100000");
    await page.waitForFunction(
      () => (document.querySelector<HTMLProgressElement>(".on-off-calculator progress")?.value ?? 0) > 0,
      undefined,
      { timeout: 30_000 },
    );
    await page.getByRole("button", { name: "stop" }).click();
    expect(await status(page)).toContain("stopped");
    expect(await page.locator(".on-off-calculator progress").isVisible()).toBe(false);
    await visited.close();
  });

  it("refuses a number with place and remedy, keeps the last limits, and starts from another mass", async () => {
    const visited = await visit(site, `${PAGE}#calculator`);
    const { page } = visited;
    await page.waitForTimeout(500);
    const before = await limits(page);
    await page.locator('input[name="observed"]').fill("1.5");
    expect(await status(page)).toContain("number out of range: 1.5 (events counted, n): give an integer");
    expect(await page.locator('input[name="observed"]').getAttribute("aria-invalid")).toBe("true");
    await page.waitForTimeout(700);
    expect(await limits(page)).toEqual(before);
    const efficiency = await page.locator('input[name="efficiency"]').inputValue();
    await page.locator("[data-start]").selectOption({ label: "3.90 GeV" });
    expect(await page.locator('input[name="efficiency"]').inputValue()).not.toBe(efficiency);
    await says(page, "computed here");
    // Nothing uncertain, one event a unit: events are what is limited.
    await page.locator("[data-start]").selectOption({ label: "another measurement" });
    expect(await page.locator('input[name="uncertainty-tag"]').inputValue()).toBe("0");
    await says(page, "computed here");
    const [signal, quantity] = await page
      .locator('table[data-table="calculator"] tbody tr:nth-child(2) td')
      .evaluateAll((cells) => cells.map((cell) => cell.textContent));
    expect(Number(signal)).toBeGreaterThan(0);
    expect(quantity).toBe(signal);
    await visited.close();
  });
});

describe("the page of B⁰ → Λψ", () => {
  it("slices momentum, tag mass and ΔE again when a cut is moved", async () => {
    const visited = await visit(site, `${PAGE}#spectra`);
    const { page } = visited;
    const counts = (id: string) =>
      page
        .locator(`[data-figure="further-${id}"] table tbody tr td:nth-last-child(2)`)
        .evaluateAll((cells) => cells.map((cell) => cell.textContent ?? ""));
    const before = await Promise.all(["lambda-momentum", "tag-mass", "tag-energy"].map(counts));
    for (const bins of before) expect(bins.length).toBeGreaterThan(20);
    await page.locator('[data-cut="lambda-momentum"] input[type=number]').first().fill("2");
    await page.waitForFunction(
      (old) =>
        document.querySelector('[data-figure="further-tag-mass"] table tbody')?.textContent !== old &&
        document.querySelector('[data-figure="further-tag-energy"] table tbody tr:nth-child(20)') !== null,
      await page.locator('[data-figure="further-tag-mass"] table tbody').textContent(),
      { timeout: 50_000 },
    );
    const after = await Promise.all(["lambda-momentum", "tag-mass", "tag-energy"].map(counts));
    // Nothing is left below 2 GeV; the rest is as it was.
    const below = (bins: string[]) => bins.slice(0, 20).filter((sum) => Number.parseFloat(sum) !== 0);
    expect(below(before[0]).length).toBeGreaterThan(0);
    expect(below(after[0])).toEqual([]);
    expect(after[0].slice(20)).toEqual(before[0].slice(20));
    expect(after[1]).not.toEqual(before[1]);
    expect(after[2]).not.toEqual(before[2]);
    expect(visited.errors).toEqual([]);
    expect(visited.violations).toEqual([]);
    await visited.close();
  });
});
