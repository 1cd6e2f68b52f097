import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { compareResults } from "../../analysis/review/compare.js";
import type { Reviewed } from "../../analysis/review/reviewed.js";
import { beyond, readTolerance, STRICT, type Tolerance } from "../../analysis/review/tolerance.js";
import { differencesTable, reviewWords, yieldsTable } from "../../figures/review.js";
import type { Table } from "../../figures/tables.js";
import { NotPublished } from "../published-site.js";
import { readSources } from "../review-sources.js";
import { known } from "./state-options.js";
import { WrongCall } from "./wrong-call.js";

/** Rows of a table that are printed; the page Review shows all. */
const MOST_ROWS = 20;

/** A table as Markdown, for the text of a proposal. */
function markdownOf({ caption, columns, rows }: Table): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const shown = rows.slice(0, MOST_ROWS);
  const rest = rows.length > shown.length ? [`… and ${rows.length - shown.length} more`] : [];
  return [
    ...["", caption, "", line(columns.map(({ title }) => title)), line(columns.map(() => "---"))],
    ...[...shown.map(line), ...rest, ""],
  ].join("\n");
}

function toleranceOf(path: string | undefined): Tolerance {
  if (path === undefined) return STRICT;
  if (!existsSync(path)) throw new WrongCall(`no such file: ${path}, in --tolerance`);
  return known(() => readTolerance(parse(readFileSync(path, "utf8")), path));
}

async function sourcesOf(argument: string): Promise<Reviewed[]> {
  try {
    return await readSources(argument);
  } catch (error) {
    if (error instanceof NotPublished) throw error;
    throw new WrongCall((error as Error).message);
  }
}

/**
 * `darkroom diff A B`: what moved between two results, two builds or two commits, in words and tables. Exit code 1 where
 * more moved than the tolerance allows, 2 where there is nothing to compare.
 */
export async function printDiff(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      tolerance: { type: "string" },
      json: { type: "boolean", default: false },
      "if-published": { type: "boolean", default: false },
    },
  });
  if (positionals.length !== 2)
    throw new WrongCall("wrong call: npx darkroom diff A B [--tolerance FILE] [--if-published] [--json]");
  const tolerance = toleranceOf(values.tolerance);
  let before: Reviewed[];
  let after: Reviewed[];
  try {
    [before, after] = [await sourcesOf(positionals[0]), await sourcesOf(positionals[1])];
  } catch (error) {
    if (!(error instanceof NotPublished)) throw error;
    if (!values["if-published"]) throw new WrongCall(error.message);
    process.stdout.write(`- Nothing to compare with yet: ${error.message}\n`);
    return;
  }
  const without = (some: typeof before, others: typeof before, where: string) =>
    some
      .filter(({ search }) => !others.some((one) => one.search === search))
      .map(({ search }) => `${search}: only in ${where}`);
  // A file is one search: what else a build holds beside it is not missed.
  const [onlyBefore, onlyAfter] = [without(before, after, "A"), without(after, before, "B")];
  const missing = [...(after.length > 1 ? onlyBefore : []), ...(before.length > 1 ? onlyAfter : [])];
  const pairs = before.flatMap((one) => {
    const twin = after.find(({ search }) => search === one.search);
    return twin ? [compareResults(one, twin)] : [];
  });
  if (pairs.length === 0)
    throw new WrongCall(
      `nothing in common: ${[...onlyBefore, ...onlyAfter].join(", ")}; give two results of one search`,
    );
  const faults = [
    ...missing,
    ...pairs.flatMap((review) => beyond(review, tolerance).map((text) => `${review.search}: ${text}`)),
  ];
  if (values.json) process.stdout.write(`${JSON.stringify({ faults, reviews: pairs }, null, 1)}\n`);
  else
    for (const review of pairs) {
      const differences = review.differences.length > 0 ? [differencesTable(review.differences)] : [];
      const tables = [...differences, yieldsTable(review.yields)].map(markdownOf);
      process.stdout.write(
        `${reviewWords(review)
          .map((text) => `- ${text}\n`)
          .join("")}${tables.join("")}\n`,
      );
    }
  if (faults.length === 0) {
    process.stderr.write("within the tolerance\n");
    return;
  }
  process.stderr.write(`beyond the tolerance:\n${faults.map((text) => `  ${text}\n`).join("")}`);
  process.exitCode = 1;
}
