import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../paths.js";

/** The search that the tutorial adds. */
export const TUTORIAL_SEARCH = "dark-higgs-line";

/** A file that the reader makes: its path in the project, and where its text is kept. */
interface NewFile {
  readonly path: string;
  readonly kept: string;
}

/** Files of the tutorial's search. */
export const newFiles = {
  declaration: { path: `src/catalogue/${TUTORIAL_SEARCH}.ts`, kept: `docs/tutorial/${TUTORIAL_SEARCH}.ts` },
  simulation: { path: `src/catalogue/${TUTORIAL_SEARCH}/simulation.ts`, kept: "docs/tutorial/simulation.ts" },
} as const satisfies Record<string, NewFile>;

/** A line that the reader adds to a file, after another that stands there. */
export interface Insertion {
  readonly path: string;
  readonly after: string;
  readonly line: string;
}

/** Where the search is made known. */
export const insertions: readonly Insertion[] = [
  {
    path: "src/catalogue/catalogue.ts",
    after: 'import { dimuonSpectrum } from "./dimuon-spectrum.js";',
    line: 'import { darkHiggsLine } from "./dark-higgs-line.js";',
  },
  { path: "src/catalogue/catalogue.ts", after: "  dimuonSpectrum,", line: "  darkHiggsLine," },
  {
    path: "src/catalogue/simulations.ts",
    after: "const loaders: Readonly<Record<string, () => Promise<Simulation>>> = {",
    line: '  "dark-higgs-line": async () => (await import("./dark-higgs-line/simulation.js")).simulation,',
  },
];

/** Commands that the reader then runs, in the project's folder. */
export const commands = {
  result: `npx darkroom result ${TUTORIAL_SEARCH}`,
  looser: `npx darkroom result ${TUTORIAL_SEARCH} --cut recoil=-2:4`,
  site: "npm start",
} as const;

/** Text of a file that the reader makes. */
export function textOf({ kept }: NewFile): string {
  return readFileSync(join(root, kept), "utf8");
}

/**
 * The text of a file with a line added.
 * @throws Error `line not found: …` where the line it follows does not stand there, once
 */
export function withInsertion(text: string, { path, after, line }: Insertion): string {
  const lines = text.split("\n");
  const places = lines.flatMap((one, i) => (one === after ? [i] : []));
  if (places.length !== 1)
    throw new Error(`line not found: ${after}, once in ${path}; mend src/loaders/tutorial-page/steps.ts`);
  return lines.toSpliced(places[0] + 1, 0, line).join("\n");
}
