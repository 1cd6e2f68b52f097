import { type InputNumber, numbersOf } from "../analysis/numbers.js";
import type { Provenance } from "../analysis/provenance.js";
import type { Search } from "../analysis/search.js";
import { superscript } from "../analysis/superscript.js";
import type { Table } from "../figures/tables.js";
import { tableHtml } from "./figure-html.js";
import { type Html, html } from "./html.js";
import type { Detail } from "./panels.js";

const anchorAt = (row: number) => `number-${row + 1}`;

/** A text that leads to where the number of that name comes from, on the page of a search. */
export function toNumber(search: Search, name: string, text: string): Html {
  const row = numbersOf(search).findIndex((one) => one.name === name);
  if (row < 0) throw new Error(`no such number: ${name}, of search ${search.id}`);
  return html`<a href="#${anchorAt(row)}" title="where it comes from">${text}</a>`;
}

/** A value as it is printed: true minus, powers of units raised. */
function printed({ value, unit }: InputNumber): string {
  const raised = unit.replace(/\^(-?\d+)/g, (_, power: string) => superscript(Number(power)));
  return `${String(value).replaceAll("-", "−")}${raised && ` ${raised}`}`;
}

/** Every number that is not counted here, with its origin. */
function numbersTable(search: Search): Table {
  const numbers = numbersOf(search);
  const values = numbers.map((one) => [one.name, printed(one), one.origin, one.source]);
  return {
    id: "numbers",
    anchors: numbers.map((_, row) => anchorAt(row)),
    caption: "Numbers that are not ours to choose, and those that had to be chosen",
    columns: ["number", "value", "origin", "source"].map((title) => ({ title, unit: "", prose: true })),
    rows: values,
    values,
  };
}

/** Where the numbers of the comparison curves come from. */
function comparisonsHtml(search: Search): Html {
  const distinct = search.comparisons.filter(
    (one, i, all) => all.findIndex((other) => other.title === one.title) === i,
  );
  return html`<ul>${distinct.map((one) => html`<li>${one.title}: ${one.origin}, ${one.citation}.</li>`)}</ul>`;
}

/** What the files of the page were made from; the commit stands at the foot of every page. */
function manifestTable({ code, events, modules, parameters, inputs, packages }: Provenance): Table {
  const size = parameters as { seed?: number; scale?: number };
  const rows = [
    ["code of the result", `sha256:${code}`],
    ["code of the events", `sha256:${events}`],
    ["modules in the import graph", String(modules)],
    ["seed", String(size.seed ?? "–")],
    ["share of the full simulation", String(size.scale ?? "–")],
    ...Object.entries(inputs).map(([path, hash]) => [`input ${path}`, `sha256:${hash}`]),
    ...Object.entries(packages).map(([name, version]) => [`package ${name}`, version]),
  ];
  return {
    id: "manifest",
    caption: "Manifest: what the result was made from",
    columns: ["what", "value"].map((title) => ({ title, unit: "", prose: true })),
    rows,
    values: rows,
  };
}

/**
 * Where every number of a page comes from: the chain of the limit, the inputs, the manifest.
 * @param chain the panel that follows the chosen hypothesis
 */
export function whereFrom(search: Search, provenance: Provenance, chain: Detail | undefined): Detail {
  const { text, journal, arxiv } = search.citation;
  return {
    id: "where-from",
    title: "Where from",
    body: html`${chain?.body}
<p>${search.scan.about}</p>
${tableHtml(numbersTable(search))}
${comparisonsHtml(search)}
<p>${[text, journal, arxiv && `arXiv:${arxiv}`].filter(Boolean).join(", ")}.</p>
<details><summary>Manifest</summary>${tableHtml(manifestTable(provenance))}</details>`,
  };
}
