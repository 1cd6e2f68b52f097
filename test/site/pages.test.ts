import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { beforeAll, describe, expect, it } from "vitest";
import { builtPages, faultsOf, NO_FAULTS, siteFolder, siteWith, type Visit, visit, visitOnce } from "../browser.js";

// Every page of the site as it was built last, one after the other, every other host blocked.
const pages = builtPages();
const LIGHT = "rgb(255, 255, 255)";
const DARK = "rgb(20, 22, 26)";
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Gives the page's own scripts time to come alive after the load event. */
const settle = (visited: Visit) => visited.page.waitForTimeout(500);

const site = siteWith("index.html");

/** Rules of axe-core that depend on colours. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * Rules of axe-core that a page breaks, each with the elements that do.
 * @param which all rules, those of colours, or all others: a theme changes nothing but colours, a width does not change them
 */
async function findBarriers({ page }: Visit, which: "all" | "colours" | "others"): Promise<string[]> {
  // A script element would be blocked by the policy; an evaluated text is not.
  await page.evaluate(axeSource);
  const rules = {
    ...(which === "colours" ? { runOnly: COLOURS } : {}),
    ...(which === "others" ? { rules: Object.fromEntries(COLOURS.map((id) => [id, { enabled: false }])) } : {}),
  };
  // What a page does right would be most of the answer, and most of the time.
  const options = { resultTypes: ["violations"], ...rules };
  const violations = await page.evaluate(async (asked) => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // What is closed is not judged, but its styles would be computed, element by element: for most of a minute.
    const closed = [...document.querySelectorAll("details:not([open]) > :not(summary), [hidden]")].map((element) => {
      const stowed = document.createDocumentFragment();
      stowed.append(...element.childNodes);
      return { element, stowed };
    });
    try {
      return (await axe.run(asked)).violations;
    } finally {
      for (const { element, stowed } of closed.reverse()) element.append(stowed);
    }
  }, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

describe.each(pages)("%s", (path) => {
  const isSearch = path.startsWith("searches/");

  describe("on a desk", () => {
    const desk = visitOnce(() => site, path, { colorScheme: "light" });
    beforeAll(() => settle(desk()));

    it("asks no other host, throws nothing and keeps its policy", async () => {
      const policy = await desk().page.evaluate(
        () => document.querySelector<HTMLMetaElement>("meta[http-equiv='Content-Security-Policy']")?.content,
      );
      const directives = new Map(policy?.split("; ").map((directive) => [directive.split(" ")[0], directive]));
      expect(directives.get("default-src")).toBe("default-src 'none'");
      expect(directives.get("script-src")).toMatch(/^script-src 'self' 'wasm-unsafe-eval'( 'sha256-[\w+/]+=')+$/);
      expect(directives.get("style-src")).not.toContain("unsafe-inline");
      expect(directives.get("connect-src")).toBe("connect-src 'self' blob: data:");
    });

    it.runIf(isSearch)("shows controls, spectrum and exclusion plot together at 1280 × 800", async () => {
      const parts = [".panel-cuts h2", ".panel-spectrum .drawing", ".panel-limit .drawing"];
      const boxes = await Promise.all(
        parts.map((part) =>
          desk()
            .page.locator(part)
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
    });

    it("has no barriers in the light theme, and none of colour in the dark one", async () => {
      expect(await findBarriers(desk(), "all")).toEqual([]);
      await desk().page.emulateMedia({ colorScheme: "dark" });
      expect(await desk().page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(DARK);
      expect(await findBarriers(desk(), "colours")).toEqual([]);
    });

    it("is reached by the keyboard, with the focus in sight", async () => {
      const { wanted, reached, unseen } = await walkByKeyboard(desk().page);
      expect(wanted.filter((name) => !reached.includes(name))).toEqual([]);
      expect(unseen).toEqual([]);
    });
  });

  describe("on a phone", () => {
    const phone = visitOnce(() => site, path, {
      viewport: { width: 320, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    beforeAll(() => settle(phone()));

    it("has no barriers, and does not scroll sideways at 320 px", async () => {
      expect(await phone().page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await findBarriers(phone(), "others")).toEqual([]);
    });

    it.runIf(isSearch)("has letters of 11 px at least in the figures of the stage at 320 px", async () => {
      const sizes = await phone()
        .page.locator(".search-stage .drawing svg text")
        .evaluateAll((all) =>
          all.flatMap((text) => {
            const scale = (text as SVGTextElement).ownerSVGElement?.getCTM()?.a ?? 0;
            return text.textContent?.trim() ? [Number.parseFloat(getComputedStyle(text).fontSize) * scale] : [];
          }),
        );
      expect(sizes.length).toBeGreaterThan(10);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    });

    it("gives fingers 44 px on the controls", async () => {
      await phone().page.setViewportSize({ width: 380, height: 800 });
      const small = await phone()
        .page.locator("button, select, input:not([type=checkbox]):not([type=radio]), summary, nav a")
        .evaluateAll((elements) =>
          elements.flatMap((element) => {
            const { width, height } = element.getBoundingClientRect();
            const shown = element.checkVisibility({ visibilityProperty: true });
            return shown && width > 0 && Math.max(width, height) > 0 && height < 43.5
              ? [`${element.tagName.toLowerCase()} ${element.className} ${element.textContent?.trim()}: ${height} px`]
              : [];
          }),
        );
      expect(small).toEqual([]);
    });

    it.runIf(isSearch)(
      "keeps the exclusion plot on top, on at most 45 % of the height, while controls run",
      async () => {
        await phone().page.setViewportSize({ width: 380, height: 800 });
        // Those of a closed group are not in sight.
        const last = phone().page.locator(".panel-cuts .cut").filter({ visible: true }).last();
        await last.evaluate((element) => element.scrollIntoView({ block: "end" }));
        const plot = await phone().page.locator(".panel-limit figure").boundingBox();
        expect(plot?.y).toBeCloseTo(0, 0);
        expect(plot?.height).toBeLessThanOrEqual(0.45 * 800);
        expect((await last.boundingBox())?.y).toBeGreaterThan(plot?.height ?? 800);
      },
    );
  });

  it("is there without scripts", async () => {
    const visited = await visit(site, path, { javaScriptEnabled: false });
    expect(await visited.page.locator("main h1").first().textContent()).not.toBe("");
    // biome-ignore lint/performance/useDomNodeTextContent: only words that a reader sees count
    expect((await visited.page.locator("main").innerText()).split(/\s+/).length).toBeGreaterThan(20);
    expect(faultsOf(visited)).toEqual(NO_FAULTS);
    await visited.close();
  });

  it("uses no implicit name of Framework", () => {
    const html = readFileSync(join(siteFolder, path), "utf8");
    const names = (list: "inputs" | "outputs") =>
      Array.from(html.matchAll(new RegExp(`, ${list}: (\\[[^\\]]*\\])`, "g")), ([, json = "[]"]) =>
        JSON.parse(json),
      ).flat();
    const given = ["display", "view", "visibility", "invalidation", "FileAttachment", "Generators", "Mutable"];
    const known = new Set([...given, "width", "dark", "now", "resize", ...names("outputs")]);
    expect(names("inputs").filter((name) => !known.has(name))).toEqual([]);
    expect(html).not.toMatch(/_npm\//);
  });
});

/** Presses of Tab that are sent at once: the browser takes them one after the other. */
const PRESSES = 20;

/** Presses Tab through a page: what should take the focus, what did, and what did so without showing it. */
async function walkByKeyboard(page: Visit["page"]) {
  const stops = "main a[href], main button, main input, main select, main summary, header a[href], header summary";
  const wanted = await page.locator(stops).evaluateAll((elements) =>
    elements.flatMap((element, index) => {
      element.setAttribute("data-stop", String(index));
      const radio = element instanceof HTMLInputElement && element.type === "radio" && !element.checked;
      const off = element.matches(":disabled, [tabindex='-1']") || radio;
      return off || !element.checkVisibility({ visibilityProperty: true }) ? [] : [String(index)];
    }),
  );
  const walk = await page.evaluateHandle(() => {
    const seen = {
      reached: [] as string[],
      unseen: [] as string[],
      first: undefined as Element | undefined,
      round: false,
    };
    document.addEventListener("focusin", ({ target }) => {
      const element = target as Element;
      seen.round ||= element === seen.first;
      seen.first ??= element;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const ring = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
      const name = element.getAttribute("data-stop");
      if (name) seen.reached.push(name);
      if (!ring && boxShadow === "none") seen.unseen.push(element.outerHTML.slice(0, 80));
    });
    return seen;
  });
  for (let i = 0; i < 2 * wanted.length + 20; i += PRESSES) {
    await Promise.all(Array.from({ length: PRESSES }, () => page.keyboard.press("Tab")));
    if (await walk.evaluate(({ round }) => round)) break;
  }
  return { wanted, ...(await walk.evaluate(({ reached, unseen }) => ({ reached, unseen }))) };
}

describe("the site", () => {
  it("notices what no page may do", async () => {
    const visited = await visit(site, "index.html");
    await visited.page.evaluate(() => {
      const image = new Image();
      image.src = "https://example.org/x.png";
      const script = document.createElement("script");
      script.textContent = "document.title = 'broken out'";
      document.head.append(script);
      document.body.insertAdjacentHTML("beforeend", "<p style='color: red' onclick='alert(1)'>x</p>");
      console.error("told");
    });
    await settle(visited);
    expect(visited.violations.length).toBeGreaterThanOrEqual(4);
    expect(visited.errors).toEqual(["console: told"]);
    expect(await visited.page.title()).not.toBe("broken out");
    await visited.close();
  });

  it.each(["https://example.org/x.js", "wss://example.org/"])("does not let a request out to %s", async (url) => {
    const visited = await visit(site, "index.html");
    const outcome = await visited.page.evaluate(
      async (target) =>
        target.startsWith("wss")
          ? await Promise.resolve()
              .then(() => new WebSocket(target))
              .then(
                (socket) =>
                  new Promise<string>((resolve) => {
                    socket.onopen = () => resolve("open");
                    socket.onerror = () => resolve("blocked");
                  }),
                () => "blocked",
              )
          : await fetch(target, { mode: "no-cors" }).then(
              () => "open",
              () => "blocked",
            ),
      url,
    );
    expect(outcome).toBe("blocked");
    expect(visited.violations.length).toBeGreaterThan(0);
    await visited.close();
  });
});

describe("the theme", () => {
  const background = ({ page }: Visit) =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  it("follows the system, is switched by the button, and is remembered", async () => {
    const visited = await visit(site, "index.html", { colorScheme: "light" });
    const button = visited.page.getByRole("button", { name: "Dark theme" });
    expect(await background(visited)).toBe(LIGHT);
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await button.focus();
    await visited.page.keyboard.press("Enter");
    expect(await background(visited)).toBe(DARK);
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await visited.page.reload();
    expect(await background(visited)).toBe(DARK);
    await button.click();
    expect(await background(visited)).toBe(LIGHT);
    await visited.page.emulateMedia({ colorScheme: "dark" });
    expect(await background(visited)).toBe(DARK);
    expect(faultsOf(visited)).toEqual(NO_FAULTS);
    await visited.close();
  });

  it("is light on paper", async () => {
    const visited = await visit(site, "index.html", { colorScheme: "dark" });
    await visited.page.emulateMedia({ media: "print" });
    expect(await background(visited)).toBe(LIGHT);
    await visited.close();
  });
});

describe("the menus", () => {
  it("open by keyboard and close on Escape; on a phone there is one for the pages too", async () => {
    const visited = await visit(site, "index.html");
    const { page } = visited;
    await page.setViewportSize({ width: 380, height: 800 });
    const menus = page.locator("details.menu");
    expect(await menus.count()).toBe(2);
    for (const menu of await menus.all()) {
      await menu.locator("summary").focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      const first = menu.locator("a").first();
      expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
      const { left, right } = await menu.locator("ul").evaluate((list) => list.getBoundingClientRect().toJSON());
      expect([left >= 0, right <= 380]).toEqual([true, true]);
      await page.keyboard.press("Escape");
      expect(await menu.getAttribute("open")).toBeNull();
      expect(await menu.locator("summary").evaluate((summary) => summary === document.activeElement)).toBe(true);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await menus.filter({ visible: true }).count()).toBe(1);
    await visited.close();
  });
});
