import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { judgeHouse } from "./architecture.js";

const made: string[] = [];

/** A small house of the given files, sound but for them. */
function makeHouse(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "darkroom-house-"));
  made.push(root);
  for (const folder of ["components", "loaders", "data"]) {
    mkdirSync(join(root, "src", folder), { recursive: true });
    symlinkSync(join("src", folder), join(root, folder));
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true });
});

describe("the house", () => {
  it("keeps its rules", () => {
    expect(judgeHouse(join(import.meta.dirname, ".."))).toEqual([]);
  });

  it("may be built so", () => {
    const root = makeHouse({
      "src/numerics/sum.ts": "export const sum = (x: Float64Array) => x.reduce((a, b) => a + b, 0);",
      "src/physics/mass.ts":
        'import { sum } from "../numerics/sum.js";\nexport const window = (document: number) => document + sum(new Float64Array(1));',
      "src/catalogue/one.ts": 'export * from "../physics/mass.js";',
      "src/loaders/write.ts":
        'import { readFileSync } from "node:fs";\nimport "../catalogue/one.js";\nexport const text = readFileSync("x");',
      "src/components/draw.ts":
        'import * as d3 from "d3";\nimport "../catalogue/one.js";\nexport const draw = () => d3.select(document.body);',
      "src/index.md": `# One

\`\`\`js
import * as d3 from "d3";
import { draw } from "./components/draw.js";
draw(d3.range(3));
\`\`\`

\`\`\`sql run=false
select 1
\`\`\`

\${width} of a.html
`,
    });
    expect(judgeHouse(root)).toEqual([]);
  });

  const broken: [what: string, file: string, text: string, complaint: RegExp][] = [
    [
      "ground that knows the field",
      "src/numerics/a.ts",
      'import "../physics/b.js";',
      /numerics may not import physics/,
    ],
    [
      "physics that knows statistics",
      "src/physics/a.ts",
      'export * from "../statistics/b.js";',
      /not import statistics/,
    ],
    ["a type from above", "src/analysis/a.ts", 'import type { B } from "../loaders/b.js";', /may not import loaders/],
    [
      "a component that imports a loader",
      "src/components/a.ts",
      'import("../loaders/b.js");',
      /may not import loaders/,
    ],
    [
      "a loader that imports a component",
      "src/loaders/a.ts",
      'import "../components/b.js";',
      /may not import components/,
    ],
    ["Node in physics", "src/physics/a.ts", 'import { join } from "node:path";', /imports node:path/],
    ["Node in a component", "src/components/a.ts", 'import fs from "fs";', /imports fs: components runs in pages/],
    ["DuckDB in the analysis", "src/analysis/a.ts", 'import "@duckdb/duckdb-wasm";', /may not import this package/],
    [
      "DuckDB for Node in a component",
      "src/components/a.ts",
      'import "@duckdb/node-api";',
      /may not import this package/,
    ],
    ["the DOM in the catalogue", "src/catalogue/a.ts", "\nexport const t = document.title;", /a\.ts:2: .*document/],
    ["a request in statistics", "src/statistics/a.ts", 'export const r = () => fetch("/x");', /a\.ts:1: .*fetch/],
    ["the process in numerics", "src/numerics/a.ts", "export const e = process.env.X;", /process/],
    ["a type of the DOM", "src/physics/a.ts", "export type E = HTMLElement;", /HTMLElement/],
    ["a Buffer behind globalThis", "src/physics/a.ts", "export const b = globalThis.Buffer;", /globalThis/],
    ["another host", "src/components/a.ts", 'import "npm:d3";', /npm:d3: it comes from another host/],
    ["another host from a page", "src/a.md", '```js\nimport "npm:d3";\n```', /npm:d3: it comes from another host/],
    ["an implicit name", "src/a.md", "```js\ndisplay(d3.range(3));\n```", /d3: an implicit name/],
    ["an implicit name within a line", "src/a.md", `So many: \${Inputs.range()}`, /Inputs: an implicit name/],
    [
      "an implicit name from a page loader",
      "src/a.md.ts",
      "process.stdout.write(`\n```js\nPlot.plot()\n```\n`)",
      /Plot/,
    ],
    ["a fence that needs another host", "src/a.md", "```tex\nx^2\n```", /fence tex/],
    [
      "a page that imports a loader",
      "src/a.md",
      '```js\nimport "./loaders/b.js";\n```',
      /pages may not import loaders/,
    ],
    ["a command that needs a package", "bin/a.mjs", 'import "node:fs";\nimport { b } from "b";', /before the set-up/],
  ];
  it.each(broken)("refuses %s", (_, file, text, complaint) => {
    const complaints = judgeHouse(makeHouse({ [file]: text }));
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(complaint);
    expect(complaints[0]).toContain(file.replace(/^src\//, ""));
  });

  it("refuses links inside src and folders at the top", () => {
    const root = makeHouse({ "src/numerics/a.ts": "export {};" });
    rmSync(join(root, "data"));
    mkdirSync(join(root, "data"));
    symlinkSync("numerics", join(root, "src", "physics"));
    expect(judgeHouse(root)).toEqual([
      "data: should be a link to src/data",
      "src/physics: a link; tools resolve real paths",
    ]);
  });
});
