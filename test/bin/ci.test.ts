import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../bin/lib/project.mjs";
import { readTolerance } from "../../src/analysis/review/tolerance.js";
import { reviewedFile } from "../analysis/reviewed-file.js";

const read = (name: string) => readFileSync(join(root, "docs/ci", name), "utf8");
const scripts = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts as Record<string, string>;

interface Step {
  readonly run?: string;
  readonly uses?: string;
}
interface GitHubJob {
  readonly "runs-on"?: string;
  readonly needs?: string;
  readonly steps?: readonly Step[];
}
interface GitLabJob {
  readonly stage?: string;
  readonly needs?: readonly string[];
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
}

const github = parse(read("github.yml")) as { on: object; jobs: Readonly<Record<string, GitHubJob>> };
const gitlab = parse(read("gitlab.yml")) as { stages: readonly string[] } & Readonly<Record<string, GitLabJob>>;

/** Shell commands of each recipe, in their order. */
const commands = {
  "github.yml": Object.values(github.jobs).flatMap(({ steps }) => (steps ?? []).flatMap(({ run }) => run ?? [])),
  "gitlab.yml": ["build", "pages"].flatMap((job) => [
    ...(gitlab[job].before_script ?? []),
    ...(gitlab[job].script ?? []),
  ]),
};

describe.each(Object.entries(commands))("%s", (_, lines) => {
  it("tests, audits and compares, in this order, by scripts that there are", () => {
    const text = lines.join("\n");
    const asked = Array.from(text.matchAll(/\bnpm (?:run )?([a-z]+)/g), ([, script]) => script);
    expect(asked).toEqual(["test", "audit"]);
    for (const script of asked) expect(scripts, script).toHaveProperty([script]);
    for (const [path] of text.matchAll(/docs\/ci\/[a-z.]+/g)) expect(existsSync(join(root, path)), path).toBe(true);
    expect(text).toMatch(/npm run audit[\s\S]*npx darkroom diff before dist --tolerance docs\/ci\/tolerance\.yaml/);
  });

  it("has no command that the shell does not understand", () => {
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      const { status, stderr } = spawnSync("bash", ["-n", "-c", line], { encoding: "utf8" });
      expect([status, stderr], line).toEqual([0, ""]);
    }
  });
});

it("github.yml has jobs whose steps do something, and publishes what was built from main alone", () => {
  expect(Object.keys(github.on)).toEqual(["push", "pull_request"]);
  expect(Object.keys(github.jobs)).toEqual(["build", "publish"]);
  for (const { "runs-on": machine, steps = [] } of Object.values(github.jobs)) {
    expect(machine).toBe("ubuntu-latest");
    expect(steps.length).toBeGreaterThan(0);
    for (const { run, uses } of steps) expect([run, uses].filter((one) => typeof one === "string")).toHaveLength(1);
  }
  expect(github.jobs.publish).toMatchObject({
    ...{ if: "github.ref == 'refs/heads/main'", needs: "build" },
    permissions: { pages: "write", "id-token": "write" },
  });
});

it("gitlab.yml has jobs of its stages, and keeps what Pages serve", () => {
  for (const job of ["build", "pages"]) {
    expect(gitlab.stages, job).toContain(gitlab[job].stage);
    expect(gitlab[job].script?.length, job).toBeGreaterThan(0);
  }
  expect(gitlab.pages).toMatchObject({ needs: ["build"], artifacts: { paths: ["public"] } });
});

it("has a tolerance that the command takes", () => {
  expect(readTolerance(parse(read("tolerance.yaml")), "tolerance.yaml")).toMatchObject({
    yield: 3,
    assumptions: false,
  });
});

describe("what moved since the last published site", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "darkroom-ci-"));
    for (const name of ["bin", "src", "docs", "node_modules", "package.json"])
      symlinkSync(join(root, name), join(folder, name));
    // The published site; asked for through files, since a test has no network.
    const site = join(folder, "site/_file/loaders");
    mkdirSync(site, { recursive: true });
    writeFileSync(join(site, "zprime-invisible.01.json"), JSON.stringify(reviewedFile()));
    const names = { "_file/loaders/zprime-invisible.01.json": "", "index.html": "" };
    writeFileSync(join(folder, "site/manifest.json"), JSON.stringify({ files: names }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs the step of a recipe as its service runs it, with a build whose limits moved by a factor. */
  function compare(recipe: keyof typeof commands, scale: number, site = "site") {
    for (const name of ["before", "before.json", "dist", "diff.md", "summary.md"])
      rmSync(join(folder, name), { recursive: true, force: true });
    const built = join(folder, "dist/_file/loaders");
    mkdirSync(built, { recursive: true });
    writeFileSync(join(built, "zprime-invisible.02.json"), JSON.stringify(reviewedFile({ scale })));
    const script = commands[recipe].filter((line) => /before/.test(line)).join("\n");
    const { status, stdout, stderr } = spawnSync("bash", ["-e", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, SITE: `file://${folder}/${site}`, GITHUB_STEP_SUMMARY: join(folder, "summary.md") },
    });
    const words = ["diff.md", "summary.md"].map((name) => join(folder, name)).find((path) => existsSync(path));
    return { status, stdout, stderr, words: words ? readFileSync(words, "utf8") : "" };
  }

  it.skipIf(spawnSync("curl", ["--version"]).status !== 0).each(["github.yml", "gitlab.yml"] as const)(
    "is told by %s, and stops it where it is too much",
    { timeout: 120_000 },
    (recipe) => {
      const little = compare(recipe, 1.01);
      expect([little.status, little.words], little.stderr).toEqual([0, expect.stringContaining("limits moved. Most")]);
      const much = compare(recipe, 1.3);
      expect([much.status, much.words]).toEqual([1, expect.stringContaining("+30 %")]);
      expect(much.stderr).toContain("zprime-invisible: gPrime, expected: moved at");
      expect(compare(recipe, 1.3, "not-yet-published").status).toBe(0);
    },
  );
});
