import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "./project-copy.js";

// Builds that the machine does not let finish: each is told in one line, and what was built before stays.
const SEARCH = "b-mesogenesis";
const only = ["--only", SEARCH];
const TIME = 240_000;

let copy: ProjectCopy;
let mounted = false;

/** A disk of its own below the copy, that a test may fill; needs to be root. */
function mount(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return (
    process.platform === "linux" && spawnSync("mount", ["-t", "tmpfs", "-o", "size=64m", "none", folder]).status === 0
  );
}

beforeAll(() => {
  copy = copyProject("starved");
  mounted = mount(join(copy.folder, "src/.observablehq"));
  copy.build(only);
  mkdirSync(join(copy.folder, "dist"));
  writeFileSync(join(copy.folder, "dist/index.html"), "the last good site");
}, TIME);
afterAll(() => {
  if (mounted) execFileSync("umount", [join(copy.folder, "src/.observablehq")]);
  copy.remove();
});

/** The pipeline, with more code in the simulation so that there is something to make. */
function rebuild(env: Record<string, string>, { shell = "", code = "export const another = true;" } = {}) {
  const path = join(copy.folder, "src/catalogue/b-mesogenesis/simulation.ts");
  const text = readFileSync(path, "utf8");
  writeFileSync(path, `${text}\n${code}\n`);
  const args = ["bin/build.mjs", ...only];
  const options = {
    cwd: copy.folder,
    encoding: "utf8" as const,
    env: { ...process.env, DARKROOM_SCALE: "0.01", DARKROOM_WORKERS: "1", ...env },
  };
  try {
    const { status, stdout, stderr } = shell
      ? spawnSync("bash", ["-c", `${shell}; exec "$@"`, "bash", process.execPath, ...args], options)
      : spawnSync(process.execPath, args, options);
    return { status, lines: `${stdout}${stderr}`.trimEnd().split("\n") };
  } finally {
    writeFileSync(path, text);
  }
}

/** That the site is the last good one and no output was replaced, and that the next build is right. */
function expectUntouched(before: Record<string, string>) {
  expect(before).toHaveProperty([`loaders/${SEARCH}.json`]);
  expect(copy.outputs()).toEqual(before);
  expect(readFileSync(join(copy.folder, "dist/index.html"), "utf8")).toBe("the last good site");
  copy.build(only);
  expect(copy.outputs()).toEqual(before);
}

describe("a build", () => {
  it("tells that the disk is full, and goes on when there is room", { timeout: TIME }, (context) => {
    if (!mounted) context.skip("no disk can be mounted here: not root, or not Linux");
    const disk = join(copy.folder, "src/.observablehq");
    const before = copy.outputs();
    writeFileSync(join(disk, "ballast"), "");
    spawnSync("dd", ["if=/dev/zero", `of=${join(disk, "ballast")}`, "bs=64k"]);
    const { status, lines } = rebuild({});
    expect(status).toBe(1);
    const told = lines.filter((line) => line.startsWith(`${SEARCH}: events: `));
    expect(told.join("\n")).toMatch(
      /^b-mesogenesis: events: .*; no space is left on the disk: free some and run again; what was built before is untouched$/,
    );
    rmSync(join(disk, "ballast"));
    expectUntouched(before);
  });

  it.skipIf(process.platform === "win32")("tells that a file may not grow", { timeout: TIME }, () => {
    const before = copy.outputs();
    const { status, lines } = rebuild({}, { shell: "ulimit -f 64" });
    expect(status).toBe(1);
    expect(lines.join("\n")).toMatch(/^b-mesogenesis: events: .*; what was built before is untouched$/m);
    expectUntouched(before);
  });

  it("tells that the memory did not suffice, and in which step", { timeout: TIME }, () => {
    const before = copy.outputs();
    // A simulation that wants all there is, and gets little of it.
    const code = "for (const all = []; ; ) all.push(new Array(1e6).fill(1.5));";
    const { status, lines } = rebuild({ NODE_OPTIONS: "--max-old-space-size=200" }, { code });
    expect(status).toBe(1);
    expect(lines.at(-1)).toMatch(
      /^b-mesogenesis: events: .*memory.*DARKROOM_WORKERS=1, or less of everything with DARKROOM_SCALE=0\.1; what was built before is untouched$/,
    );
    expectUntouched(before);
  });
});
