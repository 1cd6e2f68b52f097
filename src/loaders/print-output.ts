import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { builtSearch, nominalSize } from "./events.js";
import { publish } from "./publish.js";

/**
 * What a loader of Framework's does here: makes the outputs of the search it is asked for, if they are not fresh, and
 * prints one of them. Framework's cache asks only whether a file exists; the pipeline asks what it was made from.
 */
export async function printOutput(pathOf: (search: string) => string): Promise<void> {
  const { values } = parseArgs({ options: { search: { type: "string" }, id: { type: "string" } } });
  const search = builtSearch(values.search ?? values.id ?? "");
  await publish(search, nominalSize());
  process.stdout.write(readFileSync(pathOf(search.id)));
}
