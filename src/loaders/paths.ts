import { join } from "node:path";

/** The project's folder. */
export const root = join(import.meta.dirname, "../..");

/** Where Framework looks for what its loaders made. */
export const cacheFolder = join(root, "src/.observablehq/cache");

/** Where the recipes of the outputs stand, and what is passed from one step to the next. */
export const workFolder = join(root, ".darkroom");
