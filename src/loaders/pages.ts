import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { nominalSize } from "./events.js";
import { recipe } from "./freshness.js";
import type { Html } from "./html.js";
import { cacheFolder, root } from "./paths.js";
import type { SimulationSize } from "./simulate.js";
import { isFresh, writeOutput } from "./store.js";

/** A page that the pipeline makes, besides those of the searches. */
export interface BuiltPage {
  /** Its address below the root, without a slash. */
  readonly name: string;
  readonly title: string;
  /** Module it is declared in, relative to the project's root; for the hash of its code. */
  readonly module: string;
  /** What it is made from besides code: anything JSON can hold, e.g. hashes of results. */
  inputs?(): unknown;
  /** What stands on it. */
  write(size: SimulationSize): Promise<Html>;
  /** Code of Framework's that brings it to life, if it lives. */
  script?(): string;
}

/** Where the Markdown of a page is put for Framework. */
export function builtPagePath(page: BuiltPage): string {
  return join(cacheFolder, `${page.name}.md`);
}

/** Makes a page, unless the one that is there was made by the same code at the same size. */
export async function ensurePage(page: BuiltPage, size: SimulationSize): Promise<void> {
  const path = builtPagePath(page);
  const made = await recipe([page.module, "src/loaders/pages.ts"], {
    page: page.name,
    ...size,
    inputs: page.inputs?.(),
  });
  if (isFresh(path, made)) return;
  const { text } = await page.write(size);
  const script = page.script ? `\n\`\`\`js\n${page.script()}\n\`\`\`\n` : "";
  await writeOutput(path, made, (temporary) =>
    writeFileSync(temporary, `---\ntitle: ${JSON.stringify(page.title)}\n---\n\n${text}\n${script}`),
  );
  process.stderr.write(`${page.name}: written to ${relative(root, path)}\n`);
}

/** What the loader of a page does: makes it if it is not fresh, and prints it. */
export async function printPage(page: BuiltPage): Promise<void> {
  await ensurePage(page, nominalSize());
  process.stdout.write(readFileSync(builtPagePath(page)));
}
