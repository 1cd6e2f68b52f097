import type { TopLevelSpec } from "vega-lite";
import type { Table } from "../figures/tables.js";
import type { Imprint } from "../formats/imprint.js";
import type { TakenResult } from "../formats/taken.js";
import { shownTable } from "./fill-table.js";
import { handOver } from "./hand-over.js";
import { shownFigure } from "./live-figure.js";

/** A page that knows the unrounded numbers behind its figures and tables. */
export interface TakeSource {
  /** The specification of a figure by its name. */
  spec(name: string): TopLevelSpec | undefined;
  /** The result that is shown, with its imprint. */
  taken(): TakenResult;
}

const FIGURE = {
  svg: "SVG",
  png: "PNG, 2×",
  pdf: "PDF",
  "vega-lite": "Vega-Lite",
  embed: "Copy code to embed",
} as const;
const TABLE = { csv: "CSV", parquet: "Parquet", arrow: "Arrow", latex: "LaTeX" } as const;

/** What stands at a figure or a table that is taken away. */
interface Owner {
  readonly element: HTMLElement;
  readonly drawing: SVGSVGElement | null;
  readonly table: HTMLTableElement | null;
}

function ownerOf(menu: HTMLElement): Owner {
  const element = menu.closest<HTMLElement>("figure") ?? menu.closest<HTMLElement>(".taken-table") ?? menu;
  return { element, drawing: element.querySelector(".drawing svg"), table: element.querySelector("table") };
}

/**
 * Brings the "Take away" menus of a page to life; each is filled when it is opened first. Writers are loaded at the
 * click that needs them.
 * @param source where unrounded numbers come from; without one tables are taken as they are printed
 */
export function startTakeAway(
  root: HTMLElement | Document,
  say: (text: string) => void,
  source?: () => Promise<TakeSource>,
): void {
  root.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement) || !target.matches("details.take:not(:has(button))")) return;
      const { element, drawing, table } = ownerOf(target);
      const hasSpec = source !== undefined && element.dataset.noSpec === undefined;
      const { "vega-lite": vegaLite, ...always } = FIGURE;
      target.append(
        list([
          ...(drawing ? Object.entries(hasSpec ? { ...always, "vega-lite": vegaLite } : always) : []),
          ...(table ? Object.entries(TABLE) : []),
        ]),
      );
    },
    true,
  );
  root.addEventListener("click", async ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("button[data-take]") : null;
    const menu = button?.closest<HTMLElement>("details.take");
    if (!button?.dataset.take || !menu) return;
    try {
      button.setAttribute("aria-busy", "true");
      await take(button.dataset.take, menu, await source?.());
      say(`taken: ${button.textContent}`);
    } catch (error) {
      say(`not taken: ${(error as Error).message}`);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}

function list(entries: readonly [string, string][]): HTMLElement {
  const row = document.createElement("div");
  row.className = "take-list";
  for (const [id, title] of entries) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.take = id;
    button.textContent = title;
    row.append(button);
  }
  return row;
}

/** Where a page without a source comes from. */
function plainImprint(): Imprint {
  const title = document.querySelector("h1")?.textContent?.trim() ?? document.title;
  const simulated = "as the page says";
  return {
    title,
    citation: title,
    events: simulated,
    state: "as published",
    version: "",
    code: "",
    made: "",
    basis: [],
    link: location.href,
  };
}

async function take(what: string, menu: HTMLElement, source: TakeSource | undefined): Promise<void> {
  if (menu.dataset.result !== undefined) {
    if (source) await takeResult(what, source);
    return;
  }
  const { imprintLines } = await import("../formats/imprint.js");
  const made = source?.taken().imprint ?? plainImprint();
  const { element, drawing, table } = ownerOf(menu);
  const stem = nameOf(element, table);
  if (table && Object.hasOwn(TABLE, what)) {
    await takeTable(what as keyof typeof TABLE, stem, shownTable(table) ?? printedTable(table), made);
    return;
  }
  if (!drawing) throw new Error("no drawing on the page");
  if (what === "embed") {
    await takeFrame(element, drawing, made);
    return;
  }
  if (what === "vega-lite") {
    await takeSpec(stem, element, made, source);
    return;
  }
  const { standaloneSvg, svgText, pngOf } = await import("./standalone-svg.js");
  const label = element.querySelector(".drawing")?.getAttribute("aria-label") ?? made.title;
  const svg = standaloneSvg(drawing, label, imprintLines(made));
  if (what === "svg") handOver(`${stem}.svg`, svgText(svg), "image/svg+xml");
  else if (what === "png") handOver(`${stem}.png`, await pngOf(svg, 2), "image/png");
  else handOver(`${stem}.pdf`, await (await import("./figure-pdf.js")).pdfOf(svg, label, made), "application/pdf");
}

/** Name of a file from the page and what is taken: "zprime-invisible-limit". */
function nameOf(element: HTMLElement, table: HTMLTableElement | null): string {
  const page =
    location.pathname
      .replace(/\.html$/, "")
      .split("/")
      .pop() || "darkroom";
  return [page, element.dataset.figure ?? table?.dataset.table].filter(Boolean).join("-");
}

async function takeTable(what: keyof typeof TABLE, stem: string, table: Table, made: Imprint): Promise<void> {
  if (what === "parquet") {
    const { parquetOf } = await import("../formats/table-parquet.js");
    handOver(`${stem}.parquet`, parquetOf(table, made), "application/vnd.apache.parquet");
    return;
  }
  if (what === "arrow") {
    const { arrowOf } = await import("../formats/table-arrow.js");
    handOver(`${stem}.arrow`, arrowOf(table, made), "application/vnd.apache.arrow.file");
    return;
  }
  const { csvOf, latexOf } = await import("../formats/table-text.js");
  if (what === "csv") handOver(`${stem}.csv`, csvOf(table, made), "text/csv");
  else handOver(`${stem}.tex`, latexOf(table, made), "text/x-tex");
}

async function takeSpec(stem: string, element: HTMLElement, made: Imprint, source: TakeSource | undefined) {
  const shown = shownFigure(element.querySelector<HTMLElement>(".drawing"));
  const spec = shown && source?.spec(shown.name);
  if (!shown || !spec)
    throw new Error("the figure is still that of the build; it has a specification when it is computed here");
  const { vegaLiteOf } = await import("../formats/vega-lite.js");
  const text = JSON.stringify(vegaLiteOf(spec, shown.data, shown.params, made), null, 1);
  handOver(`${stem}.vl.json`, `${text}\n`, "application/json");
}

/** Code with which another page shows the figure alone, in the state that it is in. */
async function takeFrame(element: HTMLElement, drawing: SVGSVGElement, { link, title }: Imprint): Promise<void> {
  const { embedCode } = await import("../formats/embed.js");
  const label = element.querySelector(".drawing")?.getAttribute("aria-label") ?? "";
  const { width, height } = drawing.getBoundingClientRect();
  await copy(embedCode({ address: link, figure: element.id, title: `${title}. ${label}`, width, height }));
}

async function copy(text: string): Promise<void> {
  if (!navigator.clipboard) throw new Error("no clipboard: this browser gives one to pages of https alone");
  await navigator.clipboard.writeText(text);
}

async function takeResult(what: string, source: TakeSource): Promise<void> {
  const taken = source.taken();
  if (what === "link" || what === "number") {
    const { numberText } = await import("../formats/number-text.js");
    await copy(what === "link" ? taken.imprint.link : numberText(taken));
    return;
  }
  const { resultFormats } = await import("../formats/result-formats.js");
  const format = resultFormats.find(({ id }) => id === what);
  if (!format) throw new Error(`unknown format: ${what}`);
  const missing = format.missing(taken);
  if (missing !== null) throw new Error(`${format.title}: ${missing}`);
  const { mass } = taken.evaluation.scan[taken.hypothesis].hypothesis;
  const at = format.atHypothesis ? `-${Number(mass.toPrecision(4))}-GeV` : "";
  handOver(`${taken.search.id}${at}.${format.extension}`, format.make(taken), format.mime);
}

/** A table of a page that holds no numbers of its own: its cells as printed. */
function printedTable(element: HTMLTableElement): Table {
  const cells = (row: HTMLTableRowElement) => Array.from(row.cells, (cell) => cell.textContent?.trim() ?? "");
  const rows = Array.from(element.tBodies[0]?.rows ?? [], cells);
  const [head] = Array.from(element.tHead?.rows ?? [], cells);
  return {
    id: element.dataset.table ?? "table",
    caption: element.caption?.textContent ?? "",
    columns: (head ?? []).map((title) => ({ title, unit: "" })),
    rows,
    values: rows,
  };
}
