import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, root } from "./project.mjs";
import { runOrFail, timed } from "./run.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, inBundle?: boolean }} LockedPackage
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
 * stopped half-way has none. Optional packages of other platforms may be absent, and those of this platform may stand
 * in no lockfile, if it was written where the registry did not have them.
 * @param {LockedPackages | undefined} wanted
 * @param {LockedPackages | undefined} installed
 */
export function isInstalled(wanted, installed) {
  if (wanted === undefined || installed === undefined) return false;
  for (const [path, { version, integrity, optional, inBundle }] of Object.entries(wanted)) {
    const found = installed[path];
    if (found === undefined) {
      if (!optional && !inBundle) return false;
    } else if (found.version !== version || found.integrity !== integrity) return false;
  }
  return Object.entries(installed).every(([path, { optional }]) => optional || path in wanted);
}

/** Installs the locked packages unless they are there. */
export async function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    throw new Failure(`node ${process.versions.node}: too old; Darkroom needs Node 20.19 or newer`);
  const wanted = readLock(join(root, "package-lock.json"));
  if (wanted === undefined) throw new Failure("package-lock.json: missing or unreadable; take it from the repository");
  const isReady = () => isInstalled(wanted, readLock(join(root, "node_modules", ".package-lock.json")));
  if (isReady()) return;
  await timed(`installing the ${Object.keys(wanted).length} packages of package-lock.json into node_modules`, () => {
    // Not `npm ci`: it refuses a lockfile without the optional packages of other platforms, which one written against
    // a registry that lacks them cannot have. This takes the locked versions too, changes no lockfile, and is checked.
    // No package runs a script of its own at install: none that we use needs one, and one that we do not (the canvas
    // behind the drawing half of jsroot) would ask for a compiler.
    const args = [
      "install",
      "--no-save",
      "--include=dev",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    const npm = process.env.npm_execpath;
    return npm?.endsWith("npm-cli.js")
      ? runOrFail("npm install", process.execPath, [npm, ...args])
      : runOrFail("npm install", "npm", args);
  });
  if (!isReady())
    throw new Failure(
      "node_modules: not what package-lock.json asks for after an install; remove node_modules and try again, and if that does not help, package-lock.json does not fit package.json",
    );
}
