import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtPages, openSite, type Site, siteFolder, type Visit, visit } from "../browser.js";

// Every page of the site as it was built last, one after the other, every other host blocked.
if (!existsSync(join(siteFolder, "index.html"))) throw new Error("dist: not built yet; run npm run build first");
const pages = builtPages();
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Gives the page's own scripts time to come alive after the load event. */
const settle = (visited: Visit) => visited.page.waitForTimeout(500);

/** What a visit found that no page may do. */
const faults = ({ foreign, errors, violations }: Visit) => ({ foreign, errors, violations });
const none = { foreign: [], errors: [], violations: [] };

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** Opens a page, lets it settle, looks, and closes it; fails if the page did what no page may do. */
async function inspect<T>(
  path: string,
  options: Parameters<typeof visit>[2],
  look: (visited: Visit) => Promise<T>,
): Promise<T> {
  const visited = await visit(site, path, options);
  try {
    await settle(visited);
    const result = await look(visited);
    expect(faults(visited)).toEqual(none);
    return result;
  } finally {
    await visited.close();
  }
}

/** Rules of axe-core that the page breaks, each with the elements that do. */
async function findBarriers({ page }: Visit): Promise<string[]> {
  // A script element would be blocked by the policy; an evaluated text is not.
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

describe.each(pages)("%s", (path) => {
  it("asks no other host, throws nothing and keeps its policy", async () => {
    const policy = await inspect(path, {}, ({ page }) =>
      page.evaluate(
        () => document.querySelector<HTMLMetaElement>("meta[http-equiv='Content-Security-Policy']")?.content,
      ),
    );
    const directives = new Map(policy?.split("; ").map((directive) => [directive.split(" ")[0], directive]));
    expect(directives.get("default-src")).toBe("default-src 'none'");
    expect(directives.get("script-src")).toMatch(/^script-src 'self' 'wasm-unsafe-eval'( 'sha256-[\w+/]+=')+$/);
    expect(directives.get("style-src")).not.toContain("unsafe-inline");
    expect(directives.get("connect-src")).toBe("connect-src 'self' blob: data:");
  });

  it.each(["light", "dark"] as const)("has no barriers in the %s theme", async (colorScheme) => {
    expect(await inspect(path, { colorScheme }, findBarriers)).toEqual([]);
  });

  it("has no barriers on a phone and does not scroll sideways at 320 px", async () => {
    const phone = { viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true };
    const [width, barriers] = await inspect(path, phone, async (visited) => [
      await visited.page.evaluate(() => document.documentElement.scrollWidth),
      await findBarriers(visited),
    ]);
    expect(width).toBe(320);
    expect(barriers).toEqual([]);
  });

  it("gives fingers 44 px on the controls of a phone", async () => {
    const phone = { viewport: { width: 380, height: 800 }, hasTouch: true, isMobile: true };
    const small = await inspect(path, phone, ({ page }) =>
      page
        .locator("button, select, input:not([type=checkbox]):not([type=radio]), summary, nav a")
        .evaluateAll((elements) =>
          elements.flatMap((element) => {
            const { width, height } = element.getBoundingClientRect();
            const shown = element.checkVisibility({ visibilityProperty: true });
            return shown && width > 0 && Math.max(width, height) > 0 && height < 43.5
              ? [`${element.tagName.toLowerCase()} ${element.className} ${element.textContent?.trim()}: ${height} px`]
              : [];
          }),
        ),
    );
    expect(small).toEqual([]);
  });

  it("is there without scripts", async () => {
    const [title, words] = await inspect(path, { javaScriptEnabled: false }, async ({ page }) => [
      await page.locator("main h1").first().textContent(),
      // biome-ignore lint/performance/useDomNodeTextContent: only words that a reader sees count
      (await page.locator("main").innerText()).split(/\s+/).length,
    ]);
    expect(title).not.toBe("");
    expect(words).toBeGreaterThan(20);
  });

  it("is reached by the keyboard, with the focus in sight", async () => {
    const { wanted, reached, unseen } = await inspect(path, {}, ({ page }) => walkByKeyboard(page));
    expect(wanted.filter((name) => !reached.includes(name))).toEqual([]);
    expect(unseen).toEqual([]);
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
  const reached: string[] = [];
  const unseen: string[] = [];
  for (let i = 0; i < 2 * wanted.length + 20; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const ring = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
      return {
        name: element.getAttribute("data-stop"),
        text: element.outerHTML.slice(0, 80),
        seen: ring || boxShadow !== "none",
      };
    });
    if (!stop) break;
    if (stop.name) reached.push(stop.name);
    if (!stop.seen) unseen.push(stop.text);
  }
  return { wanted, reached, unseen };
}

describe("the site", () => {
  it("leads to every page from the first one", async () => {
    const found = new Set(["index.html"]);
    for (const path of found) {
      const links = await inspect(path, {}, ({ page }) =>
        page.locator("a[href]").evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).href)),
      );
      for (const link of links) {
        if (!link.startsWith(site.address)) continue;
        const name = new URL(link).pathname.slice(1).replace(/(^|\/)$/, "$1index.html");
        if (name.endsWith(".html")) found.add(name);
      }
    }
    expect([...found].sort()).toEqual(pages);
  });

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
  const light = "rgb(255, 255, 255)";
  const dark = "rgb(20, 22, 26)";

  it("follows the system, is switched by the button, and is remembered", async () => {
    const visited = await visit(site, "index.html", { colorScheme: "light" });
    const button = visited.page.getByRole("button", { name: "Dark theme" });
    expect(await background(visited)).toBe(light);
    expect(await button.getAttribute("aria-pressed")).toBe("false");
    await button.focus();
    await visited.page.keyboard.press("Enter");
    expect(await background(visited)).toBe(dark);
    expect(await button.getAttribute("aria-pressed")).toBe("true");
    await visited.page.reload();
    expect(await background(visited)).toBe(dark);
    await button.click();
    expect(await background(visited)).toBe(light);
    await visited.page.emulateMedia({ colorScheme: "dark" });
    expect(await background(visited)).toBe(dark);
    expect(faults(visited)).toEqual(none);
    await visited.close();
  });

  it("is light on paper", async () => {
    const visited = await visit(site, "index.html", { colorScheme: "dark" });
    await visited.page.emulateMedia({ media: "print" });
    expect(await background(visited)).toBe(light);
    await visited.close();
  });
});

describe("the menu", () => {
  it("opens by keyboard and closes on Escape", async () => {
    const visited = await visit(site, "index.html");
    const menu = visited.page.locator("details.menu");
    await menu.locator("summary").focus();
    await visited.page.keyboard.press("Enter");
    await visited.page.keyboard.press("Tab");
    expect(
      await menu
        .locator("a")
        .first()
        .evaluate((link) => link === document.activeElement),
    ).toBe(true);
    await visited.page.keyboard.press("Escape");
    expect(await menu.getAttribute("open")).toBeNull();
    expect(await menu.locator("summary").evaluate((summary) => summary === document.activeElement)).toBe(true);
    await visited.close();
  });
});
