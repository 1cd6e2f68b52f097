import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeAudit, readReport } from "./lib/audit.mjs";
import { Failure, root, runMain } from "./lib/project.mjs";
import { run } from "./lib/run.mjs";

// npm run audit: known weaknesses of shipped packages, judged by the policy of SECURITY.md. Needs the network.
await runMain(async () => {
  const { output } = await run("npm", ["audit", "--omit=dev", "--json"]);
  const report = readReport(output);
  const file = join(root, "audit-exceptions.json");
  const exceptions = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
  const { faults, excused, unused } = judgeAudit(report, exceptions);
  for (const text of excused) console.log(`excused: ${text}`);
  for (const advisory of unused) console.log(`exception no longer needed: ${advisory}`);
  if (faults.length > 0)
    throw new Failure(
      `${faults.join("\n")}\nupdate the package, or say in audit-exceptions.json why it does not reach us`,
    );
  console.log("nothing of high or critical severity in what is shipped");
});
