import { expect, it } from "vitest";
import { inStep } from "../../src/loaders/steps.js";

const failing = (error: Error) => inStep("zprime-invisible", "events", () => Promise.reject(error));

it.each([
  [Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }), /free some/],
  [new Error("IO Error: Could not write file: No space left on device"), /free some/],
  [
    Object.assign(new Error("Worker terminated due to reaching memory limit"), { code: "ERR_WORKER_OUT_OF_MEMORY" }),
    /DARKROOM_WORKERS=1, or less of everything with DARKROOM_SCALE=0\.1/,
  ],
  [Object.assign(new Error("EACCES: permission denied, open"), { code: "EACCES" }), /permissions/],
  [new TypeError("x is not a function\n  somewhere"), /x is not a function; DARKROOM_TRACE=1 tells where/],
  [new Error("missing column: pt1, in a.csv; did you mean pt2"), /did you mean pt2; what was built/],
])("says what to do about %s", async (error, remedy) => {
  const told = await failing(error).catch((one: Error) => one.message);
  expect(told).toMatch(/^zprime-invisible: events: .*; what was built before is untouched$/);
  expect(told).toMatch(remedy);
  expect(told).not.toContain("\n");
});
