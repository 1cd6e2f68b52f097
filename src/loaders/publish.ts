import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type * as vega from "vega";
import type { EllipseEvaluation } from "../analysis/ellipses/evaluation.js";
import { Analysis } from "../analysis/evaluate.js";
import { withGivenSamples } from "../analysis/given-samples.js";
import type { Evaluation } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import { nominalState } from "../analysis/state.js";
import { figureData, figuresOf, headingOf } from "../figures/figures.js";
import { formatCount } from "../figures/numbers.js";
import type { CalculatorSetup } from "../figures/on-off-calculator.js";
import type { PageResult } from "../figures/page-result.js";
import { firstPoint } from "../figures/readout.js";
import type { Table } from "../figures/tables.js";
import { compileFigure, drawSvg } from "./draw.js";
import { ensureSnapshot, readEvents, type SearchEvents, snapshotPath } from "./events.js";
import { firstView } from "./first-view.js";
import { type Recipe, recipe, sha256 } from "./freshness.js";
import { calculatorDetail, calculatorSetup } from "./on-off-calculator.js";
import { everythingWanted, panelDetails, rankingOf } from "./panels.js";
import { cacheFolder, root } from "./paths.js";
import { provenanceOf } from "./provenance.js";
import { GLOBAL_TOYS } from "./result.js";
import type { SimulationSize } from "./simulate.js";
import { inStep } from "./steps.js";
import { hasStamp, isFresh, writeOutput } from "./store.js";
import { ensureToys, type MadeToys } from "./toys.js";
import { ensureTuning, type MadeTuning } from "./tuning.js";
import { windowsDetail } from "./windows-panel.js";

/** Where the result of a search is served from, and its page. */
export function resultPath(search: string): string {
  return join(cacheFolder, "loaders", `${search}.json`);
}
export function pagePath(search: string): string {
  return join(cacheFolder, "searches", `${search}.md`);
}

/** Events of every sample after every step of the preselection, as a table. */
function preselectionTable({ preselection, table }: SearchEvents): Table {
  const columns = [{ title: "sample", unit: "" }, ...preselection.steps.map((title) => ({ title, unit: "" }))];
  const samples = table.samples.map(({ sample }) => sample).filter((sample) => preselection.counts[sample.id]);
  const values = samples.map((sample) => [sample.label, ...preselection.counts[sample.id]]);
  return {
    id: "preselection",
    caption: "Simulated events that each step of the preselection left, unweighted",
    columns,
    rows: values.map(([label, ...counts]) => [String(label), ...counts.map((count) => formatCount(Number(count)))]),
    values,
  };
}

/** Size and hash of a search's snapshot. */
function describeSnapshot(search: string): PageResult["snapshot"] {
  const bytes = readFileSync(snapshotPath(search));
  return { bytes: bytes.length, sha256: sha256(bytes) };
}

function writeResult(made: Recipe, page: PageResult): Promise<void> {
  const write = (path: string) => writeFileSync(path, JSON.stringify(page));
  return writeOutput(resultPath(page.search), made, write, page.provenance.commit);
}

/**
 * Makes everything a search's page needs: snapshot, result and the page itself with its first view; each only if what
 * it is made from has changed.
 */
export async function publish(declared: Search, size: SimulationSize): Promise<void> {
  const { id } = declared;
  const events = await inStep(id, "events", () => ensureSnapshot(declared, size));
  const tuned = await inStep(id, "tuning of cuts", () => ensureTuning(declared, size));
  const thrown = await inStep(id, "toys", () => ensureToys(declared, size, events.key));
  await inStep(id, "limits, figures and page", () => publishResult(declared, events, tuned, thrown));
}

async function publishResult(
  declared: Search,
  events: Recipe,
  tuned: MadeTuning | undefined,
  thrown: MadeToys | undefined,
): Promise<void> {
  const made = await recipe([`src/catalogue/${declared.id}.ts`, "src/loaders/publish.ts"], {
    search: declared.id,
    events: events.key,
    tuning: tuned?.recipe.key,
    toys: thrown?.recipe.key,
    unblinding: declared.unblinding,
  });
  const provenance = await provenanceOf(declared, made, events);
  const path = resultPath(declared.id);
  if (isFresh(path, made) && isFresh(pagePath(declared.id), made)) {
    if (hasStamp(path, provenance.commit)) return;
    const known = JSON.parse(readFileSync(path, "utf8")) as PageResult;
    await writeResult(made, { ...known, snapshot: describeSnapshot(declared.id), provenance });
    return;
  }

  const read = await readEvents(declared);
  const samples = read.table.samples.map(({ sample }) => sample);
  const search = withGivenSamples(declared, samples);
  const state = nominalState(search);
  const analysis = new Analysis(search, { ...read.table, tuning: tuned?.tuning, toys: thrown?.toys });
  const [interpretation] = search.interpretations;
  const { mass } = firstPoint(search, analysis.evaluate(state).scan, interpretation).hypothesis;
  const evaluation = analysis.evaluate(state, { ...everythingWanted(mass), globalPValue: GLOBAL_TOYS });
  const ranking = rankingOf(search, state, analysis, evaluation, mass);
  const point = firstPoint(search, evaluation.scan, interpretation);
  const panels = await panelDetails({
    search,
    evaluation,
    samples,
    state,
    point,
    heading: headingOf(search),
    eventsHeading: headingOf(search),
    ranking: ranking ?? undefined,
  });
  const figures: Record<string, vega.Spec> = { ...panels.specs };
  const drawings: Record<string, string> = {};
  for (const figure of figuresOf(search, evaluation.scan)) {
    figures[figure.name] = compileFigure(figure.spec);
    if (figure.first)
      drawings[figure.name] = await drawSvg(
        figures[figure.name],
        figureData(search, figure.name, evaluation, samples, {
          state,
          hypothesis: evaluation.scan.indexOf(point),
        }),
      );
  }
  const page: PageResult = {
    search: search.id,
    schema: 1,
    data: search.data,
    samples,
    evaluation: {
      ...withoutReach(evaluation),
      ...(evaluation.ellipses ? { ellipses: rounded(evaluation.ellipses) } : {}),
    },
    ranking,
    ...(tuned ? { tuning: tuned.tuning } : {}),
    figures,
    snapshot: describeSnapshot(search.id),
    provenance,
  };
  await writeResult(made, page);
  const calculator = calculatorSetup(search, evaluation.scan, point);
  const first = firstView(search, {
    evaluation,
    samples,
    drawings,
    preselection: preselectionTable(read),
    provenance,
    panels: [
      ...panels.details,
      ...windowsDetail(search, read.table, state),
      ...(calculator ? [calculatorDetail(calculator, evaluation.scan.indexOf(point))] : []),
    ],
  });
  await writeOutput(pagePath(search.id), made, (path) => writeFileSync(path, markdown(search, first, calculator)));
  process.stderr.write(`${search.id}: written to ${relative(root, resultPath(search.id))}\n`);
}

/** Significant digits of the columns that a page fetches: they are drawn, not compared. */
const DIGITS = 5;

/** The columns of a plane with as many digits as a page needs. */
function rounded(plane: EllipseEvaluation): EllipseEvaluation {
  return JSON.parse(
    JSON.stringify(plane, (_, value) => (typeof value === "number" ? Number(value.toPrecision(DIGITS)) : value)),
  );
}

/** The page of a search: its first view, and the modules that bring it to life. */
function markdown(search: Search, first: string, calculator: CalculatorSetup | undefined): string {
  const further = calculator
    ? `
\`\`\`js
import { mountOnOffCalculator } from "../components/on-off-calculator.js";

mountOnOffCalculator(document.querySelector(".on-off-calculator"), ${JSON.stringify(calculator)});
\`\`\`
`
    : "";
  return `---
title: ${JSON.stringify(`${search.title} → ${search.target}`)}
---

${first}

\`\`\`js
import { mountSearch } from "../components/search-page.js";

mountSearch(document.querySelector("article.search"), {
  result: FileAttachment("../loaders/${search.id}.json"),
  snapshot: FileAttachment("../loaders/${search.id}.duckdb"),
});
\`\`\`
${further}`;
}

/** Scans of settings that the page makes again when it is asked: they would be most of the file. */
function withoutReach({ reach: _, ...rest }: Evaluation): Evaluation {
  return rest;
}
