import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listFiles } from "../../bin/lib/finish.mjs";
import { workFolder } from "../../bin/lib/project.mjs";
import { buildPages } from "../../bin/lib/site.mjs";
import { siteFolder } from "../browser.js";

/** SHA-256 of every file of a folder, by its path in it. */
function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(
    listFiles(folder).map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]),
  );
}

it("builds the same bytes again", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(workFolder, "site-again-"));
  try {
    await buildPages(folder);
    expect(hashes(folder)).toEqual(hashes(siteFolder));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
