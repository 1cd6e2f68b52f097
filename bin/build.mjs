import { runMain } from "./lib/project.mjs";
import { setUp } from "./lib/setup.mjs";
import { buildSite } from "./lib/site.mjs";

// npm run build [-- arguments of src/loaders/pipeline.ts]: set-up, loader outputs, dist/.
await runMain(async () => {
  await setUp();
  await buildSite(process.argv.slice(2));
});
