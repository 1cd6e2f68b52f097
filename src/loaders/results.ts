import { existsSync, readFileSync } from "node:fs";
import type { PageResult } from "../figures/page-result.js";
import { shownSearches } from "./events.js";
import { sha256 } from "./freshness.js";
import { resultPath } from "./publish.js";

/** The published result of a search, as its page fetches it; undefined where none was made yet. */
export function readResult(search: string): PageResult | undefined {
  const path = resultPath(search);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as PageResult) : undefined;
}

/** SHA-256 of every published result, by search: what a page over all of them is made from. */
export function resultHashes(): Record<string, string> {
  return Object.fromEntries(
    shownSearches().flatMap(({ id }) => {
      const path = resultPath(id);
      return existsSync(path) ? [[id, sha256(readFileSync(path))]] : [];
    }),
  );
}
