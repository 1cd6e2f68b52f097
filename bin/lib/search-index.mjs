import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "./finish.mjs";

/**
 * One place that a search over the pages can lead to.
 * @typedef {{ page: string, title: string, heading: string, id: string, text: string }} Section
 */

/** Elements whose content is not prose. */
const LEFT_OUT = new Set([
  "script",
  "style",
  "svg",
  "table",
  "template",
  "form",
  "select",
  "output",
  "nav",
  "summary",
  "label",
  "h1",
]);
const BLOCKS = new Set(["p", "li", "div", "section", "h1", "h2", "h3", "h4", "dt", "dd", "summary", "figcaption"]);

/**
 * @typedef {{ nodeName: string, tagName?: string, value?: string, attrs?: { name: string, value: string }[], childNodes?: Node[] }} Node
 */

/** @param {Node} node @param {string} name */
const attribute = (node, name) => node.attrs?.find((one) => one.name === name)?.value;

/** @param {Node} node @param {(node: Node) => boolean} matches @returns {Node | undefined} */
function find(node, matches) {
  if (matches(node)) return node;
  for (const child of node.childNodes ?? []) {
    const found = find(child, matches);
    if (found) return found;
  }
  return undefined;
}

/**
 * The prose of a page, cut at its headings; each piece with the nearest id that a link can lead to.
 * @param {string} html
 * @param {string} page its address below the root
 * @returns {Promise<Section[]>}
 */
export async function sectionsOf(html, page) {
  const { parse } = await import("parse5");
  const document = /** @type {Node} */ (/** @type {unknown} */ (parse(html)));
  const title = find(document, ({ tagName }) => tagName === "title")?.childNodes?.[0]?.value?.split(" | ")[0] ?? page;
  const main = find(document, (node) => attribute(node, "id") === "observablehq-main");
  /** @type {Section[]} */
  const sections = [{ page, title, heading: "", id: "", text: "" }];
  /** @param {Node} node @param {string} id */
  const walk = (node, id) => {
    const here = /** @type {Section} */ (sections.at(-1));
    if (node.nodeName === "#text") here.text += node.value;
    if (node.tagName && LEFT_OUT.has(node.tagName)) return;
    const own = (node.tagName === "section" || /^h[1-4]$/.test(node.tagName ?? "")) && attribute(node, "id");
    const target = own || id;
    if (/^h[2-4]$/.test(node.tagName ?? "")) {
      sections.push({ page, title, heading: plain(node), id: target, text: "" });
      return;
    }
    for (const child of node.childNodes ?? []) walk(child, target);
    if (node.tagName && BLOCKS.has(node.tagName)) /** @type {Section} */ (sections.at(-1)).text += " ";
  };
  if (main) walk(main, "");
  return sections
    .map((section) => ({ ...section, text: section.text.replaceAll(/\s+/g, " ").trim() }))
    .filter(({ heading, text }) => heading !== "" || text !== "");
}

/** @param {Node} node @returns {string} */
function plain(node) {
  if (node.nodeName === "#text") return node.value ?? "";
  if (node.tagName && LEFT_OUT.has(node.tagName)) return "";
  return (node.childNodes ?? []).map(plain).join("").replaceAll(/\s+/g, " ").trim();
}

/**
 * Writes what the search over the pages looks through, beside the pages.
 * @param {string} folder of the finished site
 */
export async function writeSearchIndex(folder) {
  const pages = listFiles(folder).filter((name) => name.endsWith(".html") && name !== "404.html");
  const sections = await Promise.all(pages.map((name) => sectionsOf(readFileSync(join(folder, name), "utf8"), name)));
  writeFileSync(join(folder, "search.json"), JSON.stringify(sections.flat()));
}
