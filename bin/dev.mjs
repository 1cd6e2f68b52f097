import { spawn } from "node:child_process";
import { takePort } from "./lib/arguments.mjs";
import { root, runMain } from "./lib/project.mjs";
import { bundleRootReader } from "./lib/root-reader.mjs";
import { childEnvironment } from "./lib/run.mjs";
import { setUp } from "./lib/setup.mjs";
import { framework, pipeline, prepareCache, runPipeline } from "./lib/site.mjs";

// npm run dev [-- --port N] [-- arguments of src/loaders/pipeline.ts]: set-up, loader outputs, Framework's preview, and
// the pipeline once more whenever a module that only loaders import changes.
await runMain(async () => {
  const { port, rest } = takePort(process.argv.slice(2));
  await setUp();
  await runPipeline(rest);
  await bundleRootReader();
  // Preview takes an output for stale if its loader's file is newer.
  prepareCache(new Date());
  const children = [
    [...pipeline, "--watch", ...rest],
    [framework, "preview", "--no-open", ...(port === undefined ? [] : ["--port", String(port)])],
  ].map((args) => spawn(process.execPath, args, { cwd: root, env: childEnvironment, stdio: "inherit" }));
  const stop = () => {
    for (const child of children) child.kill();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const codes = children.map(
    (child) =>
      new Promise((resolve) => {
        child.on("close", (code) => resolve(code ?? 0));
      }),
  );
  process.exitCode = await Promise.race(codes);
  stop();
});
