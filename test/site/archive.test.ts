import { execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { unzipSync } from "fflate";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { root } from "../../bin/lib/project.mjs";
import { shownSearches } from "../../src/loaders/events.js";
import { siteFolder } from "../browser.js";

// The archive of the site as it was built last, opened again by what a stranger has.
if (!existsSync(join(siteFolder, "manifest.json"))) throw new Error("dist: not built yet; run npm run build first");

const { commit } = JSON.parse(readFileSync(join(siteFolder, "manifest.json"), "utf8")) as { commit: string };
const head = spawnSync("git", ["rev-parse", "HEAD"], { cwd: root, encoding: "utf8" }).stdout?.trim();
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

describe.skipIf(commit !== head)("the archive (of a site that was built from what is committed)", () => {
  let folder: string;
  let files: Record<string, Uint8Array>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "darkroom-archive-"));
    const main = join(root, "src/loaders/archive/main.ts");
    const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", main, folder], { cwd: root });
    files = unzipSync(readFileSync(stdout.trim()));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has the sum of every file, and the files of the site that the manifest names", () => {
    const sums = new Map(
      text(files.SHA256SUMS)
        .trimEnd()
        .split("\n")
        .map((line) => [line.slice(66), line.slice(0, 64)]),
    );
    expect([...sums.keys()].sort()).toEqual(
      Object.keys(files)
        .filter((name) => name !== "SHA256SUMS")
        .sort(),
    );
    for (const [name, sum] of sums) expect(createHash("sha256").update(files[name]).digest("hex"), name).toBe(sum);
    const manifest = JSON.parse(text(files["manifest.json"])) as { files: Record<string, string> };
    expect(Object.keys(manifest.files).length).toBeGreaterThan(100);
    for (const [name, sum] of Object.entries(manifest.files)) expect(sums.get(`site/${name}`), name).toBe(sum);
    for (const name of [".zenodo.json", "CITATION.cff", "LICENSE", "README.txt", "licences.txt", "sbom.json"])
      expect(files).toHaveProperty([name]);
  });

  it("has of every search its events, tables and result in open formats", async () => {
    const searches = shownSearches();
    expect(searches.length).toBeGreaterThan(4);
    for (const { id, interpretations } of searches) {
      const part = (name: string) => files[`products/${id}/${name}`];
      const result = JSON.parse(text(part("result.json")));
      expect(result.provenance.commit, id).toMatch(/^[0-9a-f]{40}/);
      const file = part("events.parquet");
      const rows = await parquetReadObjects({
        file: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer,
        compressors,
        columns: ["sample"],
      });
      expect(rows.length, id).toBeGreaterThan(1000);
      expect(new Set(rows.map((row) => Number(row.sample))).size, id).toBeGreaterThan(1);
      for (const one of interpretations) {
        const lines = text(part(`limit-${one.id}.csv`))
          .trimEnd()
          .split("\n");
        expect(lines.filter((line) => !line.startsWith("#")).length, `${id} ${one.id}`).toBe(
          result.evaluation.scan.length + 1,
        );
        expect(lines[0]).toMatch(/^# /);
      }
      expect(text(part("cut-flow.csv")).split("\n").length, id).toBeGreaterThan(4);
      const tables = parseAllDocuments(text(part("hepdata/submission.yaml"))).map((one) => one.toJS());
      const named = tables.flatMap(({ data_file: name }) => name ?? []);
      expect(named.length, id).toBeGreaterThan(2);
      for (const name of named) expect(parse(text(part(`hepdata/${name}`))).dependent_variables, name).toBeDefined();
    }
  });

  it("has the sources of that commit, and the command that says so", () => {
    const names = execFileSync("git", ["ls-tree", "-r", "-z", "--name-only", "HEAD"], { cwd: root, encoding: "utf8" });
    for (const name of names.split("\0").filter(Boolean)) expect(files).toHaveProperty([`sources/${name}`]);
    expect(text(files["sources/COMMIT"]).trim()).toBe(head);
    expect(JSON.parse(text(files[".zenodo.json"])).related_identifiers.length).toBeGreaterThan(3);
  });

  it.skipIf(spawnSync("python3", ["--version"]).status !== 0)(
    "is a site behind the one-line server that its README names",
    { timeout: 60_000 },
    async () => {
      expect(text(files["README.txt"])).toContain("python3 -m http.server --directory site");
      for (const [name, bytes] of Object.entries(files)) {
        if (!name.startsWith("site/")) continue;
        mkdirSync(dirname(join(folder, "stick", name)), { recursive: true });
        writeFileSync(join(folder, "stick", name), bytes);
      }
      const port = await new Promise<number>((resolve) => {
        const probe = createServer().listen(0, "127.0.0.1", () => {
          const address = probe.address();
          probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
        });
      });
      const args = ["-m", "http.server", "--bind", "127.0.0.1", "--directory", join(folder, "stick"), String(port)];
      const server = spawn("python3", args, { stdio: "ignore" });
      try {
        const base = `http://127.0.0.1:${port}/site/`;
        const fetched = async (path: string) => {
          for (let attempt = 0; ; attempt++)
            try {
              return new Uint8Array(await (await fetch(base + path)).arrayBuffer());
            } catch (error) {
              if (attempt > 50) throw error;
              await new Promise((go) => setTimeout(go, 100));
            }
        };
        for (const path of ["index.html", "searches/zprime-invisible.html", "manifest.json"])
          expect(Buffer.from(await fetched(path)).equals(Buffer.from(files[`site/${path}`])), path).toBe(true);
      } finally {
        server.kill();
      }
    },
  );
});
