import { catalogue } from "../../catalogue/catalogue.js";
import { answerRequests } from "./requests.js";
import { printResult } from "./result-command.js";

/** One command of `npx darkroom`. */
export interface Command {
  readonly usage: string;
  readonly about: string;
  run(args: readonly string[]): Promise<void> | void;
}

const lines = (rows: readonly (readonly [string, string])[]) => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}  ${right}\n`).join("");
};

/** What `darkroom result` answers, and the choices that change the state of the publication. */
const RESULT_ABOUT = [
  "the result of a search as JSON; cuts as on its page, N unweighted signal events a mass; choices:",
  "--method bayesian | feldman-cousins | cls | profile; --prior flat | log-flat; --cl 0.95",
  "--luminosity L: the expectation at L fb⁻¹; --binning published | shifted",
  "--inject mass:coupling:seed: a signal thrown into the pseudo-data, mass in GeV",
  "--systematic id=scale: 1 as published, 0 off; may be given for each; --correlation 0 … 1 of signal and background",
].join("\n    ");

/** The commands by name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  list: {
    usage: "list",
    about: "the searches of the catalogue",
    run: () => {
      process.stdout.write(lines(catalogue.map(({ id, title, target }) => [id, `${title} → ${target}`])));
    },
  },
  result: {
    usage: "result <search> [--cut name=min:max]… [--events N] [--seed S] [--samples DIR] [choice]…",
    about: RESULT_ABOUT,
    run: printResult,
  },
  table: {
    usage: "table <search> [cut-flow | spectrum | quantity]",
    about: "a table of the published result as CSV: cut flow, bins, limits",
    run: async (args) => (await import("./table-command.js")).printTable(args),
  },
  diff: {
    usage: "diff A B [--tolerance FILE] [--if-published] [--json]",
    about:
      "what moved between two results: files, folders or addresses of built sites, or commit:search; exit code 1 beyond the tolerance, 2 where there is nothing to compare (0 with --if-published where nothing is at an address yet)",
    run: async (args) => (await import("./diff-command.js")).printDiff(args),
  },
  where: {
    usage: "where <search> [number]",
    about: "where the numbers behind a search come from, or the one that is named: 0.75",
    run: async (args) => (await import("./where-command.js")).printWhere(args),
  },
  export: {
    usage:
      "export <search> --format hepdata | pyhf | hs3 | uhi | bibtex [--mass M] [--out FILE] [--site URL] [choice]…",
    about: "the result for another tool; cuts and choices as for result, M the hypothesis of a workspace (GeV)",
    run: async (args) => (await import("./export-command.js")).exportResult(args),
  },
  simulate: {
    usage: "simulate <sample> --out FILE.parquet [--events N] [--seed S] [--shard i/n] [--frame F] [--detector D] …",
    about: "events of one reaction for a study of one's own; simulate --help names the samples",
    run: async (args) => (await import("./simulate-command.js")).simulateSample(args),
  },
  theory: {
    usage: "theory requests.json | -",
    about: "cross-sections, widths, lifetimes: an array of {quantity, inputs}",
    run: async ([file, ...rest]) => {
      const { answerTheory } = await import("../../physics/theory/requests.js");
      answerRequests("theory", file, rest, answerTheory);
    },
  },
  limits: {
    usage: "limits requests.json | -",
    about: "limits, intervals, significances: an array of {id, method, …}",
    run: async ([file, ...rest]) => {
      const { answerLimits } = await import("../../statistics/requests.js");
      answerRequests("limits", file, rest, answerLimits);
    },
  },
  help: {
    usage: "help",
    about: "this list",
    run: () => {
      process.stdout.write(lines(Object.values(commands).map(({ usage, about }) => [`npx darkroom ${usage}`, about])));
    },
  },
};
