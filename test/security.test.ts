import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { cutToSql } from "../src/analysis/cut.js";
import { numbersOf } from "../src/analysis/numbers.js";
import { findSearch } from "../src/catalogue/catalogue.js";
import { figureHtml, tableHtml } from "../src/loaders/figure-html.js";
import { Html, html } from "../src/loaders/html.js";
import { lockDown, readSnapshot, writeSnapshot } from "../src/loaders/snapshot.js";
import { whereFrom } from "../src/loaders/where-from.js";
import { writeParquet } from "../src/loaders/write-parquet.js";
import { angle, momentum, sampleSummary, uniformTable } from "./analysis/fixtures.js";

/** Texts that mean something to HTML, SQL, Markdown or a template; and any others. */
const hostile = fc.oneof(
  fc.constantFrom(
    "<img src=x onerror=alert(1)>",
    "</table><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "javascript:alert(1)",
    "'; drop table events; --",
    "\"; attach 'http://example.org/x' as y; --",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it shall stay text
    "${alert(1)}",
    "{{7*7}}",
    "\n\n```js\nalert(1)\n```\n\n",
    "<!--",
    "]]>",
    "&lt;script&gt;",
  ),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);
const options = { seed: 12, numRuns: 200 };

/** Elements and attributes of a piece of HTML, without its texts. */
const skeleton = (text: string) => (text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
const decoded = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#36;", "$")
    .replaceAll("&amp;", "&");

describe("names from files in HTML", () => {
  it("are text and nothing else, in elements and attributes", () => {
    fc.assert(
      fc.property(hostile, hostile, (name, label) => {
        const { text } = html`<p title="${label}">${name}</p>`;
        expect(skeleton(text)).toEqual(['<p title="">', "</p>"]);
        const [, title, inner] = /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(text) ?? [];
        // Line breaks are joined, because Markdown ends HTML at an empty line.
        const flat = (one: string) => one.replaceAll(/\s*\n\s*/g, "\n");
        expect(decoded(title)).toBe(flat(label));
        expect(decoded(inner)).toBe(flat(name));
      }),
      options,
    );
  });

  it("leave tables and figures as they are built, whatever stands in them", () => {
    const table = (cell: string) => ({
      ...{
        id: cell,
        caption: cell,
        columns: [
          { title: cell, unit: cell },
          { title: cell, unit: "" },
        ],
      },
      rows: [[cell, cell]],
      values: [[cell, cell]],
    });
    const plain = skeleton(figureHtml("x", "<svg></svg>", "x", table("x")).text);
    fc.assert(
      fc.property(hostile, (cell) => {
        const made = figureHtml(cell, "<svg></svg>", cell, table(cell)).text;
        expect(skeleton(made).length, made).toBe(plain.length);
        expect(tableHtml(table(cell)).text).not.toMatch(/\n\s*\n/);
      }),
      options,
    );
  });

  it("of a manifest stay text on the page", () => {
    const search = findSearch("zprime-invisible");
    fc.assert(
      fc.property(hostile, (name) => {
        const provenance = {
          ...{ commit: name, code: name, events: name, modules: 1, numbers: numbersOf(search) },
          ...{ parameters: { seed: name, scale: name }, inputs: { [name]: name }, packages: { [name]: name } },
        };
        const { body } = whereFrom(search, provenance, undefined);
        expect(body).toBeInstanceOf(Html);
        expect(body.text).not.toMatch(/<(script|img|iframe)|\son\w+="/i);
      }),
      { ...options, numRuns: 50 },
    );
  });

  it("reach no other way of writing HTML in a component", () => {
    const folder = join(import.meta.dirname, "../src/components");
    const found = readdirSync(folder).flatMap((name) => {
      const lines = readFileSync(join(folder, name), "utf8").split("\n");
      return lines.flatMap((line) =>
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function|setAttribute\(\s*["']on/.test(
          line,
        )
          ? [`${name}: ${line.trim()}`]
          : [],
      );
    });
    // Ticks are made of numbers alone; of a drawing that the catalogue made, test/figures checks that texts are escaped.
    expect(found.sort()).toEqual([
      "mass-plane.ts: if (place) place.innerHTML = ticks;",
      "panel-view.ts: if (drawing) drawing.innerHTML = contents.drawing.svg;",
    ]);
  });
});

it("has no text run as code: expressions of readers are parsed, never evaluated by the engine", () => {
  const folder = join(import.meta.dirname, "../src");
  const modules = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !name.startsWith(".observablehq"),
  );
  expect(modules.length).toBeGreaterThan(400);
  const RUNS = /\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(|\bset(?:Timeout|Interval)\s*\(\s*["'`]|javascript:/;
  expect(RUNS.test("eval (text)") && RUNS.test("new Function(text)") && RUNS.test("setTimeout('x')")).toBe(true);
  expect(modules.filter((name) => RUNS.test(readFileSync(join(folder, name), "utf8")))).toEqual([]);
});

describe("names from files in SQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "darkroom-hostile-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are names of a snapshot and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (id, name) => {
        fc.pre(id !== "" && id.toLowerCase() !== "sample" && !id.includes("\0") && !name.includes("\0"));
        const path = join(folder, "hostile.duckdb");
        rmSync(path, { force: true });
        const { columns, ...rest } = uniformTable(1, 10);
        const observable = { ...momentum, id, name, unit: name };
        const sample = { ...sampleSummary("first", "background"), id, label: name };
        const table = {
          ...rest,
          columns: { [id]: columns.momentum },
          samples: [{ sample, start: 0, end: rest.length }],
        };
        await writeSnapshot(path, [observable], table, { [name]: { [id]: name } });
        const read = await readSnapshot(path, [observable]);
        expect(read.table).toEqual(table);
        expect(read.notes).toEqual({ [name]: { [id]: name } });
      }),
      { ...options, numRuns: 25 },
    );
  });

  it("are names of a Parquet file and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, value) => {
        fc.pre(name !== "" && !name.includes("\0") && !value.includes("\0"));
        const path = join(folder, "hostile.parquet");
        await writeParquet(path, [{ name, type: "integer" }], [[[1, 2]]], () => ({ note: value }));
        const instance = await DuckDBInstance.create(":memory:");
        const connection = await instance.connect();
        const rows = await connection.runAndReadAll(`select * from read_parquet('${path}')`);
        expect(rows.columnNames()).toEqual([name]);
        connection.closeSync();
        instance.closeSync();
      }),
      { ...options, numRuns: 25 },
    );
  });

  it("and values of cuts are quoted and bound", () => {
    const [cut] = findSearch("zprime-invisible").selection;
    if (cut.kind !== "range") throw new Error("not a range");
    const { highest: _, when: __, ...plain } = cut;
    fc.assert(
      fc.property(hostile, fc.double({ noNaN: true }), (id, min) => {
        const { text, values } = cutToSql({ ...plain, observable: { ...angle, id } }, { min, max: 1 });
        const outside = text.split(`"${id.replaceAll('"', '""')}"`).join("");
        expect(outside).not.toMatch(/[;'"]|--/);
        expect(text.match(/\?/g)?.length ?? 0).toBeGreaterThanOrEqual(values.length);
      }),
      options,
    );
  });
});

it("opens a snapshot with every other door shut, for good", async () => {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await lockDown(connection);
  for (const sql of [
    "select * from read_csv('/etc/hostname')",
    "copy (select 1) to '/tmp/darkroom-out.csv'",
    "attach '/tmp/darkroom-other.duckdb' as other",
    "install httpfs",
    "load httpfs",
    "set enable_external_access=true",
    "set lock_configuration=false",
    "reset lock_configuration",
    "set threads=4",
  ])
    await expect(connection.run(sql), sql).rejects.toThrow(/disabled|locked|cannot|Permission|Cannot/);
  expect((await connection.runAndReadAll("select 1")).getRows()).toEqual([[1]]);
  connection.closeSync();
  instance.closeSync();
});
