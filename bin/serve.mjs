import { takePort } from "./lib/arguments.mjs";
import { Failure, runMain, siteFolder } from "./lib/project.mjs";
import { serve } from "./lib/server.mjs";
import { hasSite } from "./lib/site.mjs";

// node bin/serve.mjs [--port N]: the site as it was built last; needs no package.
await runMain(async () => {
  const { port, rest } = takePort(process.argv.slice(2));
  if (rest.length > 0) throw new Failure(`unknown argument: ${rest[0]}; usage: node bin/serve.mjs [--port N]`, 2);
  if (!hasSite()) throw new Failure("dist: not built yet; run npm run build first");
  await serve(siteFolder, port);
});
