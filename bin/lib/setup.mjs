import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, root } from "./project.mjs";
import { runOrFail, timed } from "./run.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Packages that a lockfile names, without the project itself; undefined where there is no readable lockfile.
 * @param {string} path
 * @returns {LockedPackages | undefined}
 */
function readLock(path) {
  if (!existsSync(path)) return undefined;
  try {
    const { packages } = JSON.parse(readFileSync(path, "utf8"));
    delete packages[""];
    return packages;
  } catch {
    return undefined;
  }
}

/**
 * Whether what is installed is what the lockfile asks for. npm writes its own record last, so an install that was
 * stopped half-way has none. Optional packages of other platforms may be absent.
 * @param {LockedPackages | undefined} wanted
 * @param {LockedPackages | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (wanted === undefined || installed === undefined) return false;
  for (const [path, { version, integrity, optional }] of Object.entries(wanted)) {
    const found = installed[path];
    if (found === undefined ? !optional : found.version !== version || found.integrity !== integrity) return false;
  }
  return Object.keys(installed).every((path) => path in wanted);
}

/** Installs the locked packages unless they are there. */
export async function setUp() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Failure(`node ${process.versions.node}: too old; Darkroom needs Node 20.19 or newer`);
  const wanted = readLock(join(root, "package-lock.json"));
  if (wanted === undefined) throw new Failure("package-lock.json: missing or unreadable; take it from the repository");
  if (isInstalled(wanted, readLock(join(root, "node_modules", ".package-lock.json")))) return;
  const count = Object.keys(wanted).length;
  await timed(`installing the ${count} packages of package-lock.json into node_modules`, () => {
    const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const npm = process.env.npm_execpath;
    return npm?.endsWith(".js")
      ? runOrFail("npm ci", process.execPath, [npm, ...args])
      : runOrFail("npm ci", "npm", args);
  });
}
