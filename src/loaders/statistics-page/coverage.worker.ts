import { parentPort } from "node:worker_threads";
import { type CoverageTask, runCoverageTask } from "./coverage-task.js";

if (!parentPort) throw new Error("not a worker: coverage.worker.ts is started by coverage-study.ts");
const port = parentPort;

port.on("message", (task: CoverageTask) => {
  try {
    port.postMessage({ result: runCoverageTask(task) });
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
