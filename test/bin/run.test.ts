import { expect, it } from "vitest";
import { ensureChromium, findChromium } from "../../bin/lib/chromium.mjs";
import { reasonOf, run } from "../../bin/lib/run.mjs";

it("says what to do where the system ended a program, or the disk is full", async () => {
  const { code, output } = await run(process.execPath, ["--eval", "process.kill(process.pid, 'SIGKILL')"]);
  expect(reasonOf(code, output)).toMatch(/want of memory.*DARKROOM_WORKERS=1/);
  expect(reasonOf(1, "Error: ENOSPC: no space left on device")).toMatch(/free some/);
  expect(reasonOf(3, "x")).toBe("failed with exit code 3; the reason stands above");
});

it("says what to do where there is no browser, or none where one was named", async () => {
  expect(() => findChromium({ CHROMIUM: "/nowhere/chromium" })).toThrow(
    "CHROMIUM: /nowhere/chromium: no such file; set it to the path of a Chromium or Chrome, or unset it",
  );
  const none = () => findChromium({ PATH: "/nowhere" }, []);
  expect(none()).toBeUndefined();
  await expect(ensureChromium(none, () => false)).rejects.toThrow(
    /^chromium: not found; .*: install it, or set CHROMIUM to its path$/,
  );
  expect(findChromium({ CHROMIUM: process.execPath })).toBe(process.execPath);
});

it("does not wait for what an ended program has left running", async () => {
  const script = `
    const { spawn } = require("node:child_process");
    const left = spawn(process.execPath, ["--eval", "setTimeout(() => {}, 600_000)"], { stdio: ["ignore", "inherit", "inherit"] });
    console.log(left.pid);
    setTimeout(() => process.kill(process.pid, "SIGKILL"), 100);`;
  const { output } = await run(process.execPath, ["--eval", script]);
  process.kill(Number.parseInt(output, 10));
  expect(output).toContain("ended by SIGKILL");
});
