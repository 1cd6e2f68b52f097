import { availableParallelism } from "node:os";
import { type ResourceLimits, Worker } from "node:worker_threads";

/** Workers to use: as many as there are cores, or what DARKROOM_WORKERS says. */
export function workerCount(): number {
  const asked = Number(process.env.DARKROOM_WORKERS);
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
}

/** A thread that runs TypeScript: Node hands the loader hooks of a process to its threads only from version 22 on. */
export function startThread(script: URL, resourceLimits: ResourceLimits = {}): Worker {
  const api = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const start = `import(${api}).then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); })`;
  return new Worker(start, { eval: true, execArgv: [], resourceLimits });
}

/**
 * Runs tasks on worker threads and gives the results in the order of the tasks, whoever made them.
 * @param script URL of the worker's module; it answers each message with `{result}` or `{error}`
 * @throws the first error of a task; the workers are stopped then
 */
export async function runOnWorkers<Task, Result>(
  script: URL,
  tasks: readonly Task[],
  done: (result: Result) => void,
  count = workerCount(),
): Promise<Result[]> {
  const results: Result[] = new Array(tasks.length);
  let next = 0;
  const workers: Worker[] = [];
  const run = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      let current = -1;
      const hand = () => {
        current = next++;
        if (current >= tasks.length) resolve();
        else worker.postMessage(tasks[current]);
      };
      worker.on("message", (answer: { result: Result } | { error: string }) => {
        if ("error" in answer) {
          reject(new Error(answer.error));
          return;
        }
        results[current] = answer.result;
        done(answer.result);
        hand();
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`worker stopped: code ${code}`)));
      hand();
    });
  try {
    for (let i = 0; i < Math.min(count, tasks.length); i++) {
      workers.push(startThread(script));
    }
    await Promise.all(workers.map(run));
    return results;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
