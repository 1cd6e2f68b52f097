import { takePort } from "./lib/arguments.mjs";
import { runMain, siteFolder } from "./lib/project.mjs";
import { serve } from "./lib/server.mjs";
import { setUp } from "./lib/setup.mjs";
import { buildSite } from "./lib/site.mjs";

// npm start [-- --port N] [-- arguments of src/loaders/pipeline.ts]: set-up, build, server.
await runMain(async () => {
  const { port, rest } = takePort(process.argv.slice(2));
  await setUp();
  await buildSite(rest);
  await serve(siteFolder, port);
});
