import { snapshotPath } from "./events.js";
import { printOutput } from "./print-output.js";

await printOutput(snapshotPath);
