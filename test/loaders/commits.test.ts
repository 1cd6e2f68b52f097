import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { copyProject, type ProjectCopy } from "./project-copy.js";

/** A repository in which a search is as it is, then does not run, runs again, and has another cut. */
const SEARCH = "b-mesogenesis";
let copy: ProjectCopy;
const git = (...args: string[]) => execFileSync("git", args, { cwd: copy.folder, encoding: "utf8" }).trim();

function commit(path: string, edit: (text: string) => string, subject: string): void {
  const file = join(copy.folder, path);
  const text = readFileSync(file, "utf8");
  expect(edit(text)).not.toBe(text);
  writeFileSync(file, edit(text));
  git("add", "-A");
  git("-c", "user.name=A. Name", "-c", "user.email=a@example.org", "commit", "-qm", subject);
}

beforeAll(() => {
  copy = copyProject("commits");
  git("init", "-q");
  writeFileSync(join(copy.folder, ".gitignore"), "node_modules\n.darkroom/\nsrc/.observablehq/\n");
  commit("package.json", (text) => `${text}\n`, "as it is");
  const broken = '\nthrow new Error("beam lost");\n';
  commit("src/catalogue/b-mesogenesis.ts", (text) => text + broken, "broken");
  commit("src/catalogue/b-mesogenesis.ts", (text) => text.replace(broken, ""), "mended");
  const cut = (text: string) => text.replace("{ min: 0.5 }", "{ min: 0.95 }");
  commit("src/catalogue/b-mesogenesis/selection.ts", cut, "another cut");
});
afterAll(() => copy?.remove());

const diff = (...args: string[]) =>
  spawnSync(process.execPath, ["bin/darkroom.mjs", "diff", ...args], {
    cwd: copy.folder,
    encoding: "utf8",
    env: { ...process.env, DARKROOM_SCALE: "0.01" },
  });

it("compares the results of two commits, told in words, and keeps them for the next time", { timeout: 240_000 }, () => {
  const [before, after] = [`HEAD~3:${SEARCH}`, `HEAD:${SEARCH}`];
  const first = diff(before, after);
  expect(first.status, first.stderr).toBe(1);
  expect(first.stdout).toMatch(/^- b-mesogenesis: limits moved\. Most: /);
  expect(first.stdout).toContain("0.95");
  expect(first.stdout).toContain(git("rev-parse", "HEAD~3"));
  expect(first.stderr).toMatch(/beyond the tolerance:\n[\s\S]*b-mesogenesis: state cuts /);
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
  const again = diff(before, after);
  expect(again.stdout).toBe(first.stdout);
  expect(again.stderr).not.toContain("computed in a copy");
  expect(diff(before, before).status).toBe(0);
});

it("tells in one line which commit gives no result", () => {
  const broken = diff(`HEAD:${SEARCH}`, `HEAD~2:${SEARCH}`);
  expect(broken.status).toBe(2);
  const hash = git("rev-parse", "HEAD~2").slice(0, 10);
  expect(broken.stderr.trimEnd().split("\n").at(-1)).toBe(
    `no result: ${SEARCH} at commit ${hash}; the reason stands above, of the code of that commit`,
  );
  expect(git("worktree", "list").split("\n")).toHaveLength(1);
  expect(diff("nowhere:b-mesogenesis", `HEAD:${SEARCH}`).stderr).toMatch(
    /^no such file, folder or commit: nowhere; give/,
  );
});
