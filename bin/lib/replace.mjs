import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure, siteFolder, workFolder } from "./project.mjs";

const lockFile = join(workFolder, "build.lock");
const asideFolder = join(workFolder, "site-before");

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}

/**
 * Builds a site in a new folder and puts it in the place of the old one when it is whole. The old one stays if the
 * build fails; what a killed build left behind is put right by the next one.
 * @param {(folder: string) => Promise<void>} build writes the site into the folder it is given
 * @param {{ site?: string, work?: string }} [folders] other folders than the project's, for tests; on one file system
 */
export async function replaceSite(build, { site = siteFolder, work = workFolder } = {}) {
  const lock = work === workFolder ? lockFile : join(work, "build.lock");
  const aside = work === workFolder ? asideFolder : join(work, "site-before");
  mkdirSync(work, { recursive: true });
  takeLock(lock);
  try {
    if (!existsSync(site) && existsSync(aside)) renameSync(aside, site);
    for (const name of readdirSync(work))
      if (name.startsWith("site-")) rmSync(join(work, name), { recursive: true, force: true, maxRetries: 5 });
    const next = join(work, `site-next-${process.pid}`);
    try {
      await build(next);
      if (existsSync(site)) renameSync(site, aside);
      renameSync(next, site);
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
    rmSync(aside, { recursive: true, force: true });
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * One build at a time: the file names the process that builds; one that has died holds no lock.
 * @param {string} lock
 */
function takeLock(lock) {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
      const holder = Number(existsSync(lock) ? readFileSync(lock, "utf8") : "");
      if (holder > 0 && isRunning(holder))
        throw new Failure(`another build is running (process ${holder}): wait for it, or stop it`);
      rmSync(lock, { force: true });
    }
  }
}
