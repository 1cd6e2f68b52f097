import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { Failure } from "./project.mjs";

/** @type {Record<string, string>} */
const types = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".yaml": "text/yaml; charset=utf-8",
  ".zip": "application/zip",
};

/**
 * The file that answers a path: itself, with `.html`, or the index of a folder; undefined outside the folder or where
 * there is none.
 * @param {string} folder
 * @param {string} path of the URL, still encoded
 */
function findFile(folder, path) {
  let name;
  try {
    name = normalize(decodeURIComponent(path));
  } catch {
    return undefined;
  }
  if (name.includes("\0") || name.split(sep).includes("..")) return undefined;
  for (const candidate of [name, `${name}.html`, join(name, "index.html")]) {
    const file = join(folder, candidate);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile()) return { file, size: stat.size, time: stat.mtimeMs };
  }
  return undefined;
}

/**
 * First and last byte of a Range header with one range; undefined if it asks for anything else, "outside" if no byte
 * of the file is in it.
 * @param {string | undefined} header
 * @param {number} size bytes of the file
 * @returns {{ first: number, last: number } | "outside" | undefined}
 */
export function parseRange(header, size) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return undefined;
  const first = match[1] === "" ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const last = match[1] === "" || match[2] === "" ? size - 1 : Math.min(Number(match[2]), size - 1);
  return first > last ? "outside" : { first, last };
}

/**
 * A static server of a folder, with byte ranges.
 * @param {string} folder
 */
export function createStaticServer(folder) {
  return createServer((request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    const found = findFile(folder, (request.url ?? "/").replace(/[?#].*$/, ""));
    if (!found) {
      response.writeHead(404, { "content-type": types[".txt"] }).end("not found\n");
      return;
    }
    const { file, size, time } = found;
    const tag = `"${size.toString(36)}-${Math.round(time).toString(36)}"`;
    /** @type {import("node:http").OutgoingHttpHeaders} */
    const headers = {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      "accept-ranges": "bytes",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      etag: tag,
    };
    if (request.headers["if-none-match"] === tag) {
      response.writeHead(304, headers).end();
      return;
    }
    const range = parseRange(request.headers.range, size);
    if (range === "outside") {
      response.writeHead(416, { "content-range": `bytes */${size}` }).end();
      return;
    }
    const first = range?.first ?? 0;
    const last = range?.last ?? size - 1;
    response.writeHead(range ? 206 : 200, {
      ...headers,
      "content-length": last - first + 1,
      ...(range && { "content-range": `bytes ${first}-${last}/${size}` }),
    });
    if (request.method === "HEAD" || size === 0) response.end();
    else
      createReadStream(file, { start: first, end: last })
        .on("error", () => response.destroy())
        .pipe(response);
  });
}

/**
 * Number of a port as a reader typed it.
 * @param {string} text
 */
export function parsePort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) throw new Failure(`port: ${text}: not a whole number from 0 to 65535`, 2);
  return port;
}

/**
 * Listens on this machine alone. Without a wish for a port the first free one from 3000 on is taken.
 * @param {import("node:http").Server} server
 * @param {number} [port] the wished-for port; 0 for any free one
 * @returns {Promise<string>} the address
 */
export async function listen(server, port) {
  for (let candidate = port ?? 3000; ; candidate++) {
    try {
      await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(candidate, "127.0.0.1", () => {
          server.off("error", reject);
          resolve(undefined);
        });
      });
      const address = /** @type {import("node:net").AddressInfo} */ (server.address());
      return `http://127.0.0.1:${address.port}/`;
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== "EADDRINUSE" && code !== "EACCES") throw new Failure(`port ${candidate}: ${message}`);
      if (port !== undefined)
        throw new Failure(
          code === "EACCES"
            ? `port ${port}: not allowed for this user; choose one from 1024 on with --port`
            : `port ${port}: taken by another program; choose another with --port, or leave it out`,
        );
      if (candidate === 3100) throw new Failure("port: all from 3000 to 3100 are taken; choose one with --port");
    }
  }
}

/**
 * Serves the folder until the process ends, and prints the address.
 * @param {string} folder
 * @param {number} [port]
 */
export async function serve(folder, port) {
  const address = await listen(createStaticServer(folder), port);
  console.log(`Darkroom is at ${address} (Ctrl+C stops it)`);
}
