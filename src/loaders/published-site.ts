import { type Reviewed, readReviewed } from "../analysis/review/reviewed.js";
import { parseJson } from "../formats/json.js";
import { sha256 } from "./freshness.js";

/** A site that is not there: nothing was published at its address. */
export class NotPublished extends Error {}

async function fetchText(url: string): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(url);
  } catch (error) {
    const { cause } = error as Error & { cause?: Error };
    throw new Error(`no answer: ${url}, ${cause?.message || (error as Error).message}; is the address right?`);
  }
  if (answer.status === 404) throw new NotPublished(`not published: ${url}; give the address of a built site`);
  if (!answer.ok) throw new Error(`no answer: ${url}, status ${answer.status}; try again`);
  return answer.text();
}

/**
 * The results of a site that is published, each held against the hash that the manifest of the site has of it.
 * @param address of its first page, `https://group.example/darkroom/`
 * @throws NotPublished where there is no manifest; Error in one line where something else goes wrong
 */
export async function resultsOfPublished(address: string): Promise<Reviewed[]> {
  const base = address.replace(/[^/]*\.html$/, "").replace(/\/*$/, "/");
  const place = `${base}manifest.json`;
  const { files } = parseJson(await fetchText(place), place) as { files?: Readonly<Record<string, string>> };
  const names = Object.keys(files ?? {}).filter((name) => /^_file\/loaders\/[\w.-]+\.json$/.test(name));
  const results: Reviewed[] = [];
  for (const name of names) {
    const text = await fetchText(base + name);
    if (sha256(text) !== files?.[name])
      throw new Error(`not as published: ${base}${name} differs from the manifest of its site; publish it again whole`);
    const value = parseJson(text, base + name) as { search?: unknown; evaluation?: { scan?: unknown } };
    if (typeof value?.search === "string" && value.evaluation?.scan !== undefined)
      results.push(readReviewed(value, base + name));
  }
  if (results.length === 0) throw new Error(`no result: ${place} names none; give the address of a built site`);
  return results;
}
