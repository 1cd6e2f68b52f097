import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../bin/lib/project.mjs";
import { readTolerance } from "../../src/analysis/review/tolerance.js";

const read = (name: string) => readFileSync(join(root, "docs/ci", name), "utf8");
const scripts = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts as Record<string, string>;

it.each(["github.yml", "gitlab.yml"])("%s is sound, and runs what there is", (name) => {
  const recipe = parse(read(name)) as Record<string, unknown>;
  expect(Object.keys(recipe)).toContain(name === "github.yml" ? "jobs" : "pages");
  const asked = Array.from(read(name).matchAll(/npm (?:run )?([a-z]+)/g), ([, script]) => script);
  expect(asked).toEqual(expect.arrayContaining(["test", "audit"]));
  for (const script of asked.filter((one) => one !== "ci")) expect(scripts, script).toHaveProperty([script]);
  expect(read(name)).toContain("npx darkroom diff before dist --tolerance docs/ci/tolerance.yaml");
});

it("has a tolerance that the command takes", () => {
  expect(readTolerance(parse(read("tolerance.yaml")), "tolerance.yaml")).toMatchObject({
    yield: 3,
    assumptions: false,
  });
});
