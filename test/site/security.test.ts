import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findSearch } from "../../src/catalogue/catalogue.js";
import { siteFolder, siteWith, type Visit, visit } from "../browser.js";

// Tries to break out of the policy of a page, from the page and from a worker. What succeeds is named.

const site = siteWith("index.html");

async function withPage<T>(look: (visited: Visit) => Promise<T>, path = "index.html"): Promise<T> {
  const visited = await visit(site, path);
  try {
    return await look(visited);
  } finally {
    await visited.close();
  }
}

/** Ways out that a page has and its policy closes; each gives whether it was open. In the page's own words. */
const FROM_PAGE = `(async () => {
  const out = "https://example.org/";
  const asked = async (work) => { try { return await work(); } catch { return false; } };
  const loaded = (element, place = document.head) => new Promise((resolve) => {
    element.onload = () => resolve(true);
    element.onerror = () => resolve(false);
    setTimeout(() => resolve(false), 700);
    place.append(element);
  });
  const make = (name, fields) => Object.assign(document.createElement(name), fields);
  window.broken = false;
  // What a test evaluates may use eval until it first waits.
  await new Promise((go) => setTimeout(go));
  const ran = async (work) => {
    window.broken = false;
    await asked(work);
    for (const end = performance.now() + 1500; !window.broken && performance.now() < end; ) await new Promise((go) => setTimeout(go, 20));
    return window.broken;
  };
  const found = {
    eval: await asked(() => eval("1") === 1),
    function: await asked(() => new Function("return true")()),
    timeout: await ran(() => setTimeout("window.broken = true")),
    "inline script": await ran(() => document.head.append(make("script", { textContent: "window.broken = true" }))),
    "data script": await loaded(make("script", { src: "data:text/javascript,window.broken=true" })),
    "blob script": await loaded(make("script", { src: URL.createObjectURL(new Blob(["window.broken=true"])) })),
    "foreign script": await loaded(make("script", { src: out + "x.js" })),
    "data import": await asked(() => import("data:text/javascript,export default 1").then(() => true)),
    "foreign import": await asked(() => import(out + "x.js").then(() => true)),
    handler: await ran(() => document.body.insertAdjacentHTML("beforeend", "<img src=nothing onerror='window.broken = true'>")),
    "javascript link": await ran(() => { const link = make("a", { href: "javascript:window.broken = true" }); document.body.append(link); link.click(); }),
    fetch: await asked(() => fetch(out, { mode: "no-cors" }).then(() => true)),
    beacon: await asked(() => navigator.sendBeacon(out, "x") && false),
    socket: await asked(() => new Promise((resolve) => { const socket = new WebSocket("wss://example.org/"); socket.onopen = () => resolve(true); socket.onerror = () => resolve(false); })),
    events: await asked(() => new Promise((resolve) => { const source = new EventSource(out); source.onopen = () => resolve(true); source.onerror = () => { source.close(); resolve(false); }; })),
    image: await loaded(make("img", { src: out + "x.png" }), document.body),
    style: await loaded(make("link", { rel: "stylesheet", href: out + "x.css" })),
    "inline style": await asked(() => { const style = make("style", { textContent: "body { outline: 7px solid red }" }); document.head.append(style); return getComputedStyle(document.body).outlineWidth === "7px"; }),
    object: await loaded(make("object", { data: out }), document.body),
    frame: await ran(() => { const frame = make("iframe", { srcdoc: "<script>parent.broken = true</script>" }); document.body.append(frame); }),
    base: await asked(() => { const base = make("base", { href: out }); document.head.append(base); const moved = document.baseURI === out; base.remove(); return moved; }),
    worker: await asked(() => new Promise((resolve) => { const worker = new Worker(out + "w.js"); worker.onmessage = () => resolve(true); worker.onerror = () => resolve(false); setTimeout(() => resolve(false), 500); })),
  };
  return Object.entries(found).filter(([, open]) => open).map(([name]) => name);
})()`;

/** The same from a worker that is started as ours are: through a blob. */
const FROM_WORKER = `new Promise((resolve) => {
  const text = ${JSON.stringify(`
    const out = "https://example.org/";
    const asked = async (work) => { try { return await work(); } catch { return false; } };
    const found = {
      eval: await asked(() => (0, eval)("1") === 1),
      function: await asked(() => new Function("return true")()),
      fetch: await asked(() => fetch(out, { mode: "no-cors" }).then(() => true)),
      import: await asked(() => import(out + "x.js").then(() => true)),
      socket: await asked(() => new Promise((go) => { const socket = new WebSocket("wss://example.org/"); socket.onopen = () => go(true); socket.onerror = () => go(false); })),
      request: await asked(() => { const request = new XMLHttpRequest(); request.open("GET", out, false); request.send(); return request.status > 0; }),
      nested: await asked(() => new Promise((go) => { const inner = new Worker(URL.createObjectURL(new Blob(["fetch('" + out + "', { mode: 'no-cors' }).then(() => postMessage(true), () => postMessage(false))"]))); inner.onmessage = ({ data }) => go(data); inner.onerror = () => go(false); })),
    };
    postMessage(Object.entries(found).filter(([, open]) => open).map(([name]) => name));
  `)};
  const worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(["did not run: " + message]);
})`;

describe("the policy", () => {
  it("closes every way out of a page, and no request leaves", () =>
    withPage(async ({ page, foreign, violations }) => {
      expect(await page.evaluate(FROM_PAGE)).toEqual([]);
      expect(foreign).toEqual([]);
      expect(violations.length).toBeGreaterThanOrEqual(15);
    }));

  it("binds a worker too, and one that it starts", () =>
    withPage(async ({ page, foreign }) => {
      expect(await page.evaluate(FROM_WORKER)).toEqual([]);
      expect(foreign).toEqual([]);
    }));

  it("is what closes them: without it they are open", async () => {
    const context = await site.browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await context.route("https://example.org/**", (route) =>
      route.fulfill({
        status: 200,
        contentType: "text/javascript",
        body: "",
        headers: { "access-control-allow-origin": "*" },
      }),
    );
    await page.goto(site.address);
    const open = (await page.evaluate(FROM_PAGE)) as string[];
    expect(open).toEqual(
      expect.arrayContaining(["eval", "function", "inline script", "fetch", "handler", "frame", "base"]),
    );
    await context.close();
  });
});

/** A file of the site by how it begins and ends, as an address. */
function addressOf(folder: string, pattern: RegExp): string {
  const name = readdirSync(join(siteFolder, folder), { recursive: true, encoding: "utf8" }).find((one) =>
    pattern.test(one),
  );
  if (!name) throw new Error(`no file ${pattern} in ${folder}`);
  return `${site.address}${folder}/${name.replaceAll("\\", "/")}`;
}

/** Opens a snapshot as a page does, and gives what could be done besides reading it. */
const DUCKDB = `async ([component, module, worker, snapshot], observables) => {
  const { startDatabase, openSnapshot } = await import(component);
  const database = await startDatabase({ module, worker });
  const { table } = await openSnapshot(database, snapshot, observables).catch((error) => ({ table: error.message }));
  const connection = await database.connect();
  const opened = typeof table === "string" ? [table] : [];
  for (const sql of [
    "select * from read_csv('https://example.org/x.csv')",
    "attach 'https://example.org/x.duckdb' as other",
    "load httpfs",
    "load parquet",
    "copy (select 1) to 'x.csv'",
    "set enable_external_access=true",
    "set lock_configuration=false",
  ])
    await connection.query(sql).then(() => opened.push(sql), () => undefined);
  return { opened, one: String((await connection.query("select 1 as one")).toArray()[0].one) };
}`;

it("leaves DuckDB in the page with one file, and every other door shut for good", { timeout: 90_000 }, () =>
  withPage(async ({ page, foreign }) => {
    const addresses = [
      addressOf("_import/components", /^database\.[0-9a-f]+\.js$/),
      addressOf("_node", /duckdb-eh\.[0-9a-f]*\.?wasm$/),
      addressOf("_node", /duckdb-browser-eh\.worker\.(?:[0-9a-f]+\.)?js$/),
      addressOf("_file/loaders", /^b-mesogenesis\.[0-9a-f]+\.duckdb$/),
    ];
    const told = await page.evaluate(
      `(${DUCKDB})(${JSON.stringify(addresses)}, ${JSON.stringify(findSearch("b-mesogenesis").observables)})`,
    );
    expect(told).toEqual({ opened: [], one: "1" });
    expect(foreign).toEqual([]);
  }),
);
