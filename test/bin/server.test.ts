import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takePort } from "../../bin/lib/arguments.mjs";
import { createStaticServer, listen, parseRange } from "../../bin/lib/server.mjs";

let folder: string;
let server: Server;
let address: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "darkroom-server-"));
  const site = join(folder, "site");
  mkdirSync(join(site, "searches"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(site, "index.html"), "home");
  writeFileSync(join(site, "searches", "a b.html"), "search");
  writeFileSync(join(site, "x.duckdb"), "0123456789");
  writeFileSync(join(site, "empty.json"), "");
  server = createStaticServer(site);
  address = await listen(server, 0);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(address + path, { method, headers });

/** Status of a path sent as it is; fetch would tidy it up first. */
const rawStatus = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(address);
    request({ host: "127.0.0.1", port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

describe("the server", () => {
  it("answers a page by its file, without its ending, and a folder by its index", async () => {
    expect(await (await get("")).text()).toBe("home");
    expect(await (await get("index?x=1")).text()).toBe("home");
    expect(await (await get("searches/a%20b")).text()).toBe("search");
    expect((await get("searches/a%20b.html")).headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await (await get("empty.json")).text()).toBe("");
    expect((await get("missing")).status).toBe(404);
    expect((await get("searches")).status).toBe(404);
  });

  it.each([
    "/../secret.txt",
    "http://x/../../../secret.txt",
    "/%2e%2e/secret.txt",
    "/searches/..%2f..%2fsecret.txt",
    "/%00",
    "/%zz",
  ])("keeps to its folder: %s", async (path) => {
    expect(await rawStatus(path)).toBe(404);
  });

  it("answers ranges", async () => {
    const part = await get("x.duckdb", { range: "bytes=2-4" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await (await get("x.duckdb", { range: "bytes=7-" })).text()).toBe("789");
    expect(await (await get("x.duckdb", { range: "bytes=-2" })).text()).toBe("89");
    const outside = await get("x.duckdb", { range: "bytes=10-" });
    expect([outside.status, outside.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    const several = await get("x.duckdb", { range: "bytes=0-1,4-5" });
    expect([several.status, await several.text()]).toEqual([200, "0123456789"]);
  });

  it("tells the size without the body, and sends no file twice", async () => {
    const head = await get("x.duckdb", {}, "HEAD");
    expect([head.headers.get("content-length"), head.headers.get("accept-ranges"), await head.text()]).toEqual([
      "10",
      "bytes",
      "",
    ]);
    expect((await get("x.duckdb", { "if-none-match": head.headers.get("etag") ?? "" })).status).toBe(304);
    expect((await get("x.duckdb", {}, "POST")).status).toBe(405);
  });

  it("says when a wished-for port is taken, and looks further when none was wished for", async () => {
    const { port } = new URL(address);
    await expect(listen(createStaticServer(folder), Number(port))).rejects.toThrow(
      `port ${port}: taken by another program; choose another with --port`,
    );
  });
});

describe("a range", () => {
  it.each([
    ["bytes=0-", { first: 0, last: 9 }],
    ["bytes=3-99", { first: 3, last: 9 }],
    ["bytes=-99", { first: 0, last: 9 }],
    ["bytes=-0", "outside"],
    ["bytes=5-4", "outside"],
    ["bytes=-", undefined],
    ["lines=1-2", undefined],
    [undefined, undefined],
  ])("%s of ten bytes", (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });
});

describe("--port", () => {
  it("is taken out of the arguments", () => {
    expect(takePort(["--only", "x", "--port", "8080"])).toEqual({ port: 8080, rest: ["--only", "x"] });
    expect(takePort(["--port=0"])).toEqual({ port: 0, rest: [] });
    expect(takePort([])).toEqual({ port: undefined, rest: [] });
  });

  it.each([["--port"], ["--port", "eighty"], ["--port=70000"], ["--port", "-1"], ["--port="]])("%s %s", (...args) => {
    expect(() => takePort(args)).toThrow(/port: /);
  });
});
