import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceSite } from "../../bin/lib/replace.mjs";

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
