import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceSite } from "../../bin/lib/replace.mjs";
import { randomStream } from "../../src/numerics/random.js";

let root: string;
let site: string;
let work: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "darkroom-replace-"));
  site = join(root, "dist");
  work = join(root, "work");
});
afterEach(() => rmSync(root, { recursive: true }));

/** A build that writes one page. */
const write = (text: string) => async (folder: string) => {
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), text);
};
const shown = () => readFileSync(join(site, "index.html"), "utf8");

describe("replacing the site", () => {
  it("puts a whole build in the place of the old one and leaves nothing else", async () => {
    await replaceSite(write("one"), { site, work });
    writeFileSync(join(site, "gone.html"), "");
    await replaceSite(write("two"), { site, work });
    expect(shown()).toBe("two");
    expect(readdirSync(site)).toEqual(["index.html"]);
    expect(readdirSync(work)).toEqual([]);
  });

  it("keeps the old site while a build runs and after it has failed", async () => {
    await replaceSite(write("one"), { site, work });
    const failing = replaceSite(
      async (folder) => {
        await write("half")(folder);
        expect(shown()).toBe("one");
        throw new Error("loader failed");
      },
      { site, work },
    );
    await expect(failing).rejects.toThrow("loader failed");
    expect(shown()).toBe("one");
    expect(readdirSync(work)).toEqual([]);
  });

  it("takes back the old site if a build was killed between the two renames", async () => {
    mkdirSync(join(work, "site-before"), { recursive: true });
    mkdirSync(join(work, "site-next-1"));
    writeFileSync(join(work, "site-before", "index.html"), "one");
    writeFileSync(join(work, "build.lock"), "999999999");
    const failing = replaceSite(() => Promise.reject(new Error("no")), { site, work });
    await expect(failing).rejects.toThrow("no");
    expect(shown()).toBe("one");
    expect(readdirSync(work)).toEqual([]);
  });

  it("refuses a second build beside a running one", async () => {
    mkdirSync(work);
    writeFileSync(join(work, "build.lock"), String(process.pid));
    await expect(replaceSite(write("two"), { site, work })).rejects.toThrow(
      `another build is running (process ${process.pid})`,
    );
    expect(existsSync(site)).toBe(false);
    expect(readdirSync(work)).toEqual(["build.lock"]);
  });
});

/** A program that replaces a site again and again: every page of a version says which. */
const program = `
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceSite } from ${JSON.stringify(new URL("../../bin/lib/replace.mjs", import.meta.url).href)};
const [site, work] = process.argv.slice(1);
for (let version = 0; ; version++) {
  await replaceSite(async (folder) => {
    mkdirSync(folder);
    for (let page = 0; page < 40; page++) writeFileSync(join(folder, page + ".html"), String(version));
  }, { site, work });
  if (version === 0) process.stdout.write("started");
}`;

it("leaves a whole site when killed at 24 random moments", async () => {
  const moments = randomStream("test", "replace-kill");
  let aside = 0;
  for (let kill = 0; kill < 24; kill++) {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program, site, work]);
    await once(child.stdout, "data");
    setTimeout(() => child.kill("SIGKILL"), 40 * moments.uniform());
    await once(child, "close");
    if (!existsSync(site)) aside++;
    // What the next build does first, whatever becomes of it.
    await replaceSite(() => Promise.reject(new Error("stop")), { site, work }).catch(() => {});
    const pages = readdirSync(site);
    expect(pages.length).toBe(40);
    expect(new Set(pages.map((name) => readFileSync(join(site, name), "utf8"))).size).toBe(1);
    expect(readdirSync(work)).toEqual([]);
  }
  expect(aside).toBeLessThan(24);
});
