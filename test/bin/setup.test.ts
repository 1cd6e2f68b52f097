import { expect, it } from "vitest";
import { isInstalled } from "../../bin/lib/setup.mjs";

const lock = {
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/b": { version: "2.0.0", integrity: "sha512-b", optional: true },
};
const { "node_modules/a": a } = lock;

it.each([
  ["all there", lock, true],
  ["an optional one of another platform absent", { "node_modules/a": a }, true],
  ["another version", { "node_modules/a": { ...a, version: "1.0.1" } }, false],
  ["another content", { "node_modules/a": { ...a, integrity: "sha512-x" } }, false],
  ["one missing", { "node_modules/b": lock["node_modules/b"] }, false],
  [
    "an optional one of this platform beside the lockfile",
    { ...lock, "node_modules/c": { ...a, optional: true } },
    true,
  ],
  ["one too many", { ...lock, "node_modules/c": a }, false],
  ["nothing", undefined, false],
])("knows an install: %s", (_, installed, expected) => {
  expect(isInstalled(lock, installed)).toBe(expected);
});
