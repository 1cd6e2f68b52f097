import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { Failure, root } from "./project.mjs";
import { remedyOf } from "./remedy.mjs";

/** Environment of every child: tools of the lockfile first, one time zone, no calls home. */
export const childEnvironment = {
  ...process.env,
  PATH: join(root, "node_modules", ".bin") + delimiter + (process.env.PATH ?? ""),
  TZ: "UTC",
  OBSERVABLE_TELEMETRY_DISABLE: "1",
};

/**
 * @typedef {object} RunOptions
 * @property {"quiet" | "progress" | "loud"} [output] quiet: shown only on failure; progress: standard error passes
 *   through; loud: everything does
 * @property {Record<string, string>} [env] added to the environment
 */

/**
 * Runs a program in the project's folder to its end and gives what it wrote and its exit code.
 * A signal that ends this process ends the child too.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(program, args, { output = "quiet", env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...childEnvironment, ...env },
      stdio: ["ignore", output === "loud" ? "inherit" : "pipe", output === "quiet" ? "pipe" : "inherit"],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    const stop = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal);
      process.exit(130);
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
    child.on("error", (error) => reject(new Failure(`cannot run ${program}: ${error.message}`)));
    // What a program that was ended has started may live on and hold its pipes open: they are not waited for, once
    // what the program itself wrote has had time to arrive.
    child.on("exit", (_, signal) => {
      if (!signal) return;
      setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, 200);
    });
    child.on("close", (code, signal) => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      const text = Buffer.concat(chunks).toString("utf8");
      resolve({ code: code ?? 1, output: signal ? `${text}\nended by ${signal}` : text });
    });
  });
}

/**
 * Runs a program that has to succeed; otherwise shows what it wrote and fails with the name of the step.
 * @param {string} step what the program does, in words
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it wrote
 */
export async function runOrFail(step, program, args, options) {
  const { code, output } = await run(program, args, options);
  if (code === 0) return output;
  if (output.trim()) console.error(output.trimEnd());
  throw new Failure(`${step}: ${reasonOf(code, output)}; what was built before is untouched`);
}

/**
 * Why a program failed, as far as its end tells, and what to do.
 * @param {number} code
 * @param {string} output
 */
export function reasonOf(code, output) {
  const killed = /ended by SIG(KILL|ABRT|SEGV|BUS)$/.exec(output.trimEnd());
  if (killed || code === 134 || code === 137)
    return "ended by the system, most often for want of memory: run again with DARKROOM_WORKERS=1, or less of everything with DARKROOM_SCALE=0.1";
  const remedy = remedyOf(output);
  if (remedy) return remedy;
  return `failed with exit code ${code}; the reason stands above`;
}

/**
 * Says what begins, runs it, and says how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function timed(name, work) {
  const start = performance.now();
  console.log(`${name} …`);
  const result = await work();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}
