import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./project.mjs";

/** Time that every loader output carries, so that no page carries the time of its build. */
export const fixedTime = new Date("2020-01-01T00:00:00Z");

/** @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** @param {string} value an attribute's value as HTML writes it */
const decode = (value) =>
  value
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&nbsp;", "\u00a0")
    .replaceAll("&amp;", "&");

/**
 * Distinct first groups of a pattern, in a fixed order.
 * @param {string} text
 * @param {RegExp} pattern with the flag g
 */
const distinct = (text, pattern) => [...new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? ""))].sort();

/**
 * Content-Security-Policy of a page: scripts and styles of the site itself, and those inline ones that stand in the
 * page now, by their hashes. Nothing from another host, no eval (WebAssembly may be compiled), no frames, no forms.
 * A worker inherits the policy if it is started from a blob, therefore blobs are allowed to be workers.
 * @param {string} html
 */
export function contentSecurityPolicy(html) {
  const scripts = distinct(html, /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const styles = distinct(html, /<style[^>]*>([\s\S]*?)<\/style>/g);
  const markup = html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, "");
  const attributes = distinct(markup, /<[^>]*?\sstyle="([^"]*)"/g).map(decode);
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts.map(hash)].join(" "),
    ["style-src 'self'", ...styles.map(hash)].join(" "),
    attributes.length > 0
      ? ["style-src-attr 'unsafe-hashes'", ...attributes.map(hash)].join(" ")
      : "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' blob: data:",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/**
 * A page of Framework's build made fit to publish: it has a language, may be enlarged, and carries its policy before
 * anything that the policy binds.
 * @param {string} html
 * @param {string} name of the file, for messages
 * @returns {string}
 */
export function finishPage(html, name) {
  const handler = /<[a-z][^>]*?\s(on[a-z]+)="/.exec(html.replaceAll(/<script\b[\s\S]*?<\/script>/g, ""));
  if (handler) throw new Failure(`${name}: inline handler ${handler[1]}: the policy forbids it; use addEventListener`);
  const head = /<html>\n<head>\n<meta charset="utf-8">/;
  if (!head.test(html)) throw new Failure(`${name}: not a page as Framework writes it; look at bin/lib/finish.mjs`);
  const page = html.replace(
    /<meta name="viewport"[^>]*>/,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
  );
  // Framework knows no link to a file that is made after it.
  const up = "../".repeat(name.split(/[\\/]/).length - 1) || "./";
  const linked = page.replace("<a data-manifest>", `<a href="${up}manifest.json">`);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(page)}">`;
  return linked.replace(head, `<html lang="en">\n<head>\n<meta charset="utf-8">\n${policy}`);
}

/**
 * Files of a folder and its subfolders, in a fixed order, as paths relative to it.
 * @param {string} folder
 * @returns {string[]}
 */
export function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/**
 * Makes a fresh Framework build fit to publish, in place.
 * @param {string} folder
 */
export function finishSite(folder) {
  for (const name of listFiles(folder)) {
    if (!/\.(html|js)$/.test(name)) continue;
    const path = join(folder, name);
    const text = readFileSync(path, "utf8");
    for (const [found, time] of text.matchAll(/"lastModified":\s*(\d+(?:\.\d+)?)/g))
      if (Number(time) !== fixedTime.getTime())
        throw new Failure(`${name}: ${found}: a file with a clock; let the pipeline write what a page attaches`);
    if (name.endsWith(".html")) writeFileSync(path, finishPage(text, name));
  }
  writeFileSync(join(folder, ".nojekyll"), "");
}

/**
 * Writes the manifest of a site: what the pipeline says that it was made from, and the SHA-256 of every other file.
 * @param {string} folder of the site
 * @param {string} made file that the pipeline wrote
 */
export function writeManifest(folder, made) {
  const files = listFiles(folder).map((name) => [
    name.replaceAll("\\", "/"),
    createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex"),
  ]);
  const manifest = { ...JSON.parse(readFileSync(made, "utf8")), files: Object.fromEntries(files) };
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);
}
