import { printOutput } from "./print-output.js";
import { resultPath } from "./publish.js";

await printOutput(resultPath);
