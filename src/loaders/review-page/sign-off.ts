import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../catalogue/catalogue.js";
import { suggest } from "../../formats/nearest.js";
import { root } from "../paths.js";

/** Where notes of reviewers are committed. */
export const SIGN_OFF_FILE = "src/data/sign-off.txt";

/** What somebody says of a search, or of all of them, and when. */
export interface Note {
  readonly on: string;
  readonly search: string;
  readonly by: string;
  readonly text: string;
}

/**
 * Notes of a text in the form of the file, in their order.
 * @throws Error `not a note: …` with its line and the remedy
 */
export function parseNotes(text: string): Note[] {
  const searches = ["all", ...catalogue.map(({ id }) => id)];
  return text.split(/\r?\n/).flatMap((line, i): Note[] => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const place = `${SIGN_OFF_FILE}, line ${i + 1}`;
    const [on, search, by, ...rest] = line.split("|").map((part) => part.trim());
    const said = rest.join(" | ");
    if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || !search || !by || said === "")
      throw new Error(`not a note: ${line.trim()}, in ${place}; write day | search | who | what`);
    if (!searches.includes(search))
      throw new Error(`unknown search: ${search}, in ${place}; ${suggest(search, searches)}`);
    return [{ on, search, by, text: said }];
  });
}

/** The committed notes. @throws as `parseNotes` */
export function readNotes(): Note[] {
  return parseNotes(readFileSync(join(root, SIGN_OFF_FILE), "utf8"));
}
