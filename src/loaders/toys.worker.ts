import { parentPort } from "node:worker_threads";
import { runToysTask, type ToysTask } from "./toys-task.js";

if (!parentPort) throw new Error("not a worker: toys.worker.ts is started by toys.ts");
const port = parentPort;

port.on("message", async (task: ToysTask) => {
  try {
    port.postMessage({ result: await runToysTask(task) });
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
