import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Failure } from "./project.mjs";
import { run, timed } from "./run.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * Path of a Chromium or Chrome of this machine: `$CHROMIUM` first, then the usual places, then the search path.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [usual]
 * @returns {string | undefined}
 */
export function findChromium(env = process.env, usual = places) {
  const wish = env.CHROMIUM;
  if (wish) {
    if (existsSync(wish)) return wish;
    throw new Failure(`CHROMIUM: ${wish}: no such file; set it to the path of a Chromium or Chrome, or unset it`);
  }
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...usual, ...names.flatMap((name) => folders.map((folder) => join(folder, name)))].find((path) =>
    existsSync(path),
  );
}

/** Whether this is Debian or a child of it, and we may install its packages. */
function mayInstall() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  return /^ID(_LIKE)?=.*debian/m.test(readFileSync("/etc/os-release", "utf8"));
}

/**
 * A Chromium for the browser tests; installs Debian's where that is possible.
 * @param {() => string | undefined} [find]
 * @param {() => boolean} [may] whether one may be installed
 * @returns {Promise<string>} its path
 */
export async function ensureChromium(find = findChromium, may = mayInstall) {
  const found = find();
  if (found) return found;
  if (may()) {
    await timed("installing Debian's chromium for the browser tests", async () => {
      const env = { DEBIAN_FRONTEND: "noninteractive" };
      const install = () => run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env });
      if ((await install()).code === 0) return;
      await run("apt-get", ["update", "-q"], { env });
      const { code, output } = await install();
      if (code !== 0) console.error(output.trimEnd());
    });
    const installed = find();
    if (installed) return installed;
  }
  throw new Failure(
    "chromium: not found; the browser tests need Chromium or Chrome: install it, or set CHROMIUM to its path",
  );
}
