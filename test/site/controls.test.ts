import type { ElementHandle } from "playwright-core";
import { expect, it } from "vitest";
import { builtPages, siteWith, type Visit, visit } from "../browser.js";

// Every control beside the figures moves by keyboard and by pointer, and the link follows: on the two pages that have
// all kinds of controls between them, and on the others without counting, which is far dearer than moving.
const searches = ["searches/zprime-invisible.html", "searches/inelastic-dark-matter.html"];
const others = builtPages().filter((path) => path.startsWith("searches/") && !searches.includes(path));
const KINDS = ":is(input[type=range], input[type=number], input[type=checkbox], select)";
const CONTROLS = `.panel-cuts ${KINDS}, .search-stage ${KINDS}[data-view]`;

const site = siteWith(...searches);

type Page = Visit["page"];
/** Found once: to find one of them among all again and again takes most of the time else. */
type Control = ElementHandle<HTMLInputElement | HTMLSelectElement>;

/** What a control stands at, and its kind. */
const standing = (control: Control) =>
  control.evaluate((one) => ({
    kind: one.type,
    value: one instanceof HTMLInputElement && one.type === "checkbox" ? String(one.checked) : one.value,
    cut: one.closest<HTMLElement>("[data-cut]")?.dataset.cut,
    name: one.getAttribute("aria-label") ?? one.labels?.[0]?.textContent?.trim() ?? "",
  }));

/** Presses what moves a control of its kind up, and down where it is at its end. */
async function moveByKeyboard(page: Page, control: Control): Promise<void> {
  const { kind, value } = await standing(control);
  await control.focus();
  for (const key of kind === "checkbox"
    ? ["Space"]
    : kind === "number"
      ? ["ArrowUp", "ArrowDown"]
      : ["ArrowRight", "ArrowLeft"]) {
    await page.keyboard.press(key);
    if ((await standing(control)).value !== value) return;
  }
}

/** Clicks a control away from where it stands; a menu, which the system draws, is told what to choose. */
async function moveByPointer(page: Page, control: Control): Promise<void> {
  const { kind, value } = await standing(control);
  if (kind === "checkbox") return control.click();
  if (kind === "range") {
    const { width, height } = (await control.boundingBox()) ?? { width: 0, height: 0 };
    for (const part of [0.25, 0.75]) {
      await control.click({ position: { x: part * width, y: height / 2 } });
      if ((await standing(control)).value !== value) return;
    }
  } else if (kind === "number") {
    // Its little arrows are drawn by the system: a click puts the caret, and the keys do the rest.
    await control.click();
    await moveByKeyboard(page, control);
  } else {
    const others = await control.evaluate(
      (one, old) =>
        Array.from((one as HTMLSelectElement).options, ({ value: option }) => option).filter(
          (option) => option !== old,
        ),
      value,
    );
    await control.selectOption(others[0]);
  }
}

/** Cuts that the address names. */
const linked = (page: Page) =>
  page.evaluate(() => Array.from(new URLSearchParams(location.search).keys(), (key) => key.split(".")[1] ?? ""));

/** Moves every control that is in sight in a way, looks into the link, and goes back to nominal at once. */
async function moveAll(page: Page, move: (page: Page, control: Control) => Promise<void>): Promise<void> {
  const stuck: string[] = [];
  const controls = (await page.locator(CONTROLS).elementHandles()) as Control[];
  const before = await Promise.all(controls.map(standing));
  for (const control of controls) {
    const { name, value } = await standing(control);
    if (!(await control.isVisible()) || (await control.isDisabled())) continue;
    await move(page, control);
    if ((await standing(control)).value === value) stuck.push(name);
  }
  // The number beside a slider may have taken it back.
  const after = await Promise.all(controls.map(standing));
  const moved = new Set(after.flatMap(({ cut, value }, i) => (cut && value !== before[i].value ? [cut] : [])));
  expect(stuck).toEqual([]);
  expect(moved.size).toBeGreaterThan(2);
  await expect.poll(() => linked(page), { timeout: 60_000 }).toEqual(expect.arrayContaining([...moved]));
  await page.locator("button.reset-all").click();
  await expect.poll(async () => (await linked(page)).filter((cut) => moved.has(cut)), { timeout: 60_000 }).toEqual([]);
}

it.each([...searches.map((path) => [path, true] as const), ...others.map((path) => [path, false] as const)])(
  "the controls of %s move by keyboard and by pointer, each cut into the link, all back at once (counting: %s)",
  { timeout: 240_000 },
  async (path, counting) => {
    const visited = await visit(site, "index.html");
    const { page } = visited;
    try {
      if (!counting) await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
      await page.goto(site.address + path);
      for (const summary of await page.locator(".panel-cuts details.group > summary").all()) {
        await summary.focus();
        await page.keyboard.press("Enter");
      }
      await moveAll(page, moveByKeyboard);
      await moveAll(page, moveByPointer);
      const { foreign, errors, violations } = visited;
      expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
    } finally {
      await visited.close();
    }
  },
);
