import { join } from "node:path";
import { Failure, root, runMain } from "./lib/project.mjs";
import { run } from "./lib/run.mjs";
import { setUp } from "./lib/setup.mjs";

// npm run archive: the built site, its data products, the sources and all papers as one zip file in the project's folder.
await runMain(async () => {
  await setUp();
  const script = join(root, "src", "loaders", "archive", "main.ts");
  const { code, output } = await run(process.execPath, ["--import", "tsx", script, root]);
  if (code !== 0) throw new Failure(output.trimEnd());
  console.log(output.trimEnd());
});
