import { root } from "../paths.js";
import { inStep } from "../steps.js";
import { writeArchive } from "./archive.js";

inStep("archive", "products, site and sources", () => writeArchive(process.argv[2] ?? root)).then(
  (path) => process.stdout.write(`${path}\n`),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
