import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../bin/lib/project.mjs";
import { readTolerance } from "../../src/analysis/review/tolerance.js";
import { sha256 } from "../../src/loaders/freshness.js";
import { reviewedFile } from "../analysis/reviewed-file.js";
import { expectEvery } from "../expect-every.js";

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
    const named = Array.from(text.matchAll(/docs\/ci\/[a-z.]+/g), ([path]) => path);
    expectEvery(named, (path) => existsSync(join(root, path)));
    expect(text).toMatch(
      /npm run audit[\s\S]*npx darkroom diff "\$SITE" dist --if-published --tolerance docs\/ci\/tolerance\.yaml/,
    );
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
  let server: Server;
  let address: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "darkroom-ci-"));
    for (const name of ["bin", "src", "docs", "node_modules", "package.json"])
      symlinkSync(join(root, name), join(folder, name));
    const result = JSON.stringify(reviewedFile());
    const name = "_file/loaders/zprime-invisible.01.json";
    const manifest = JSON.stringify({ files: { [name]: sha256(result), "index.html": "" } });
    const site: Record<string, string> = { [`/name/${name}`]: result, "/name/manifest.json": manifest };
    server = createServer(({ url = "" }, response) => {
      response.writeHead(url in site ? 200 : 404).end(site[url]);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs the step of a recipe as its service runs it, with a build whose limits moved by a factor. */
  async function compare(recipe: keyof typeof commands, scale: number, site = "/name") {
    const built = join(folder, "dist/_file/loaders");
    mkdirSync(built, { recursive: true });
    writeFileSync(join(built, "zprime-invisible.02.json"), JSON.stringify(reviewedFile({ scale })));
    const [script] = commands[recipe].filter((line) => line.includes("darkroom diff"));
    const env = { ...process.env, SITE: address + site, GITHUB_STEP_SUMMARY: join(folder, "diff.md") };
    rmSync(join(folder, "diff.md"), { force: true });
    const child = spawn("bash", ["-e", "-o", "pipefail", "-c", script], { cwd: folder, env });
    let told = "";
    child.stderr.on("data", (chunk) => {
      told += chunk;
    });
    const [status] = await once(child, "close");
    return { status, told, words: readFileSync(join(folder, "diff.md"), "utf8") };
  }

  it.each(["github.yml", "gitlab.yml"] as const)(
    "is told by %s, and stops it where it is too much",
    { timeout: 120_000 },
    async (recipe) => {
      const little = await compare(recipe, 1.01);
      expect([little.status, little.words], little.told).toEqual([0, expect.stringContaining("limits moved. Most")]);
      const much = await compare(recipe, 1.3);
      expect([much.status, much.words]).toEqual([1, expect.stringContaining("+30 %")]);
      expect(much.told).toContain("zprime-invisible: gPrime, expected: moved at");
    },
  );

  it("is nothing before there is one", async () => {
    expect(await compare("github.yml", 1.3, "/other")).toMatchObject({
      status: 0,
      words: expect.stringMatching(/^- Nothing to compare with yet: not published: .*\/other\/manifest\.json; /),
    });
  });
});
