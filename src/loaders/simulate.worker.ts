import { parentPort } from "node:worker_threads";
import { simulationOf } from "../catalogue/simulations.js";
import { runTask, type SimulationTask } from "./simulation-task.js";

if (!parentPort) throw new Error("not a worker: simulate.worker.ts is started by simulate.ts");
const port = parentPort;

port.on("message", async (task: SimulationTask) => {
  try {
    const simulation = await simulationOf(task.search);
    const result = runTask(simulation, task);
    const buffers = Object.values(result.observed.values).map((column) => column.buffer as ArrayBuffer);
    port.postMessage({ result }, buffers);
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});
