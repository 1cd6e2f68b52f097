import { expect, it } from "vitest";
import { reasonOf, run } from "../../bin/lib/run.mjs";

it("says what to do where the system ended a program, or the disk is full", async () => {
  const { code, output } = await run(process.execPath, ["--eval", "process.kill(process.pid, 'SIGKILL')"]);
  expect(reasonOf(code, output)).toMatch(/want of memory.*DARKROOM_WORKERS=1/);
  expect(reasonOf(1, "Error: ENOSPC: no space left on device")).toMatch(/free some/);
  expect(reasonOf(3, "x")).toBe("failed with exit code 3; the reason stands above");
});
