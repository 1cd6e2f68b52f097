import { printOutput } from "../loaders/print-output.js";
import { pagePath } from "../loaders/publish.js";

await printOutput(pagePath);
