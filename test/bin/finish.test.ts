import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentSecurityPolicy, finishPage, finishSite, listFiles, writeManifest } from "../../bin/lib/finish.mjs";

const page = (body: string) => `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<script type="module" src="./a.js"></script>
</head>
<body>${body}</body>
</html>
`;
const sha = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("the policy of a page", () => {
  it("names inline scripts and styles by their hashes, and only those", () => {
    const policy = contentSecurityPolicy(
      page(`<script>let a = "<b style='x'>";</script><style>p{}</style><p style="a: &quot;b&quot;">x</p>`),
    );
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' ${sha(`let a = "<b style='x'>";`)};`);
    expect(policy).toContain(`style-src 'self' ${sha("p{}")};`);
    expect(policy).toContain(`style-src-attr 'unsafe-hashes' ${sha('a: "b"')};`);
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/);
  });

  it("forbids style attributes where there are none", () => {
    expect(contentSecurityPolicy(page("<p>x</p>"))).toContain("style-src-attr 'none'");
  });

  it("does not depend on the order of what it allows", () => {
    const [one, two] = ["<script>1</script>", "<script>2</script>"];
    expect(contentSecurityPolicy(page(one + two))).toBe(contentSecurityPolicy(page(two + one)));
  });
});

describe("a finished page", () => {
  it("has a language, may be enlarged, and states its policy before all scripts", () => {
    const html = finishPage(page("x"), "a.html");
    expect(html).toContain('<html lang="en">');
    expect(html).not.toContain("maximum-scale");
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<script"));
  });

  it("leads to the manifest from whatever folder it is in", () => {
    const footer = page("<footer>Built from <a data-manifest>commit 1</a></footer>");
    expect(finishPage(footer, "a.html")).toContain('<a href="./manifest.json">commit 1</a>');
    expect(finishPage(footer, join("searches", "a.html"))).toContain('<a href="../manifest.json">commit 1</a>');
  });

  it("refuses inline handlers and pages it does not know", () => {
    expect(() => finishPage(page('<p onclick="x()">'), "a.html")).toThrow("a.html: inline handler onclick");
    expect(() => finishPage("<html><head></head></html>", "b.html")).toThrow("b.html: not a page");
  });
});

describe("a finished site", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "darkroom-finish-"));
    mkdirSync(join(folder, "searches"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("has every page finished, also in folders, and asks hosts to leave its names alone", () => {
    writeFileSync(join(folder, "index.html"), page("x"));
    writeFileSync(join(folder, "searches", "a.html"), page("x"));
    finishSite(folder);
    expect(listFiles(folder)).toEqual([".nojekyll", "index.html", join("searches", "a.html")]);
    expect(readFileSync(join(folder, "searches", "a.html"), "utf8")).toContain('lang="en"');
  });

  it("has a manifest with the hash of every file but itself", () => {
    writeFileSync(join(folder, "index.html"), "x");
    writeFileSync(join(folder, "searches", "a.json"), "{}");
    const made = join(folder, "..", `made-${process.pid}.json`);
    writeFileSync(made, '{"commit":"1"}');
    writeManifest(folder, made);
    rmSync(made);
    const { commit, files } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
    expect(commit).toBe("1");
    expect(Object.keys(files)).toEqual(["index.html", "searches/a.json"]);
    expect(files["index.html"]).toBe(createHash("sha256").update("x").digest("hex"));
  });

  it.each(["index.html", "module.js"])("refuses a file time in %s but the fixed one", (name) => {
    const text = (time: number) =>
      name.endsWith(".js") ? `{"lastModified":${time}}` : page(`{"lastModified":${time}}`);
    writeFileSync(join(folder, name), text(Date.UTC(2020, 0, 1)));
    finishSite(folder);
    writeFileSync(join(folder, name), text(1795219200123.4));
    expect(() => finishSite(folder)).toThrow(`${name}: "lastModified":1795219200123.4: a file with a clock`);
  });
});
