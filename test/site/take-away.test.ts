import { readFileSync } from "node:fs";
import { tableFromIPC } from "apache-arrow";
import { strFromU8, unzipSync } from "fflate";
import { parquetReadObjects } from "hyparquet";
import * as vega from "vega";
import { compile } from "vega-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readArchive } from "../../src/formats/hepdata/read-submission.js";
import { compileModel } from "../../src/statistics/likelihood/model.js";
import { upperLimits } from "../../src/statistics/likelihood/upper-limit.js";
import { readWorkspace } from "../../src/statistics/likelihood/workspace.js";
import { siteWith, type Visit, visit } from "../browser.js";
import { hasSchemas, hepdataSchemas } from "../formats/hepdata/schemas.js";

// Everything that a page hands over, opened again and held against what the page shows.
const PAGE = "searches/zprime-invisible.html";
const site = siteWith(PAGE);
let visited: Visit;
beforeAll(async () => {
  visited = await visit(site, `${PAGE}?v=1&cut.dimuon-pt.min=2`);
  await visited.page.waitForFunction(
    () => document.querySelector("[data-mark]")?.textContent?.endsWith("nominal: cuts"),
    undefined,
    { timeout: 50_000 },
  );
}, 60_000);
afterAll(() => visited?.close());

/** Opens a menu by the keyboard, takes one form and gives its file. */
async function taken(where: string, form: string): Promise<{ name: string; bytes: Buffer }> {
  const { page } = visited;
  const menu = page.locator(`${where} details.take`).first();
  if ((await menu.getAttribute("open")) === null) {
    await menu.locator("summary").focus();
    await page.keyboard.press("Enter");
  }
  const download = page.waitForEvent("download", { timeout: 30_000 });
  await menu.locator(`button[data-take="${form}"]`).focus();
  await page.keyboard.press("Enter");
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
const text = async (where: string, form: string) => (await taken(where, form)).bytes.toString("utf8");
const LIMIT = '[data-figure="limit"]';
const link = "?v=1&cut.dimuon-pt.min=2";
const result = async (form: string) => {
  const { page } = visited;
  const menu = page.locator("details.take[data-result]");
  if ((await menu.getAttribute("open")) === null) await menu.locator("summary").click();
  const download = page.waitForEvent("download", { timeout: 30_000 });
  await menu.locator(`button[data-take="${form}"]`).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};
const limitCells = () =>
  visited.page
    .locator(`${LIMIT} table tbody tr`)
    .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent)));

/** What HEPData's own schemas say against a submission; nothing where they are not there. */
function schemaFaults(zip: Buffer): unknown[] {
  if (!hasSchemas) return [];
  const schemas = hepdataSchemas();
  const files = unzipSync(zip);
  const [general, ...tables] = parseAllDocuments(strFromU8(files["submission.yaml"])).map((one) => one.toJS());
  if (tables.length === 0) return ["no table"];
  return [
    ...schemas.additional_info(general),
    ...tables.flatMap((about) => [
      ...schemas.submission(about),
      ...schemas.data(parse(strFromU8(files[about.data_file]))),
    ]),
  ];
}

describe("a figure taken away", () => {
  it("is an SVG that stands alone, with what is drawn and where it comes from", async () => {
    const svg = await text(LIMIT, "svg");
    const paths = await visited.page
      .locator(`${LIMIT} .drawing svg path`)
      .evaluateAll((all) => all.map((path) => path.getAttribute("d")));
    expect(paths.length).toBeGreaterThan(10);
    expect(svg.match(/<path/g)).toHaveLength(paths.length);
    expect(svg).toContain("not nominal");
    expect(svg).toContain("cut.dimuon-pt.min=2");
    expect(svg).not.toMatch(/currentColor|var\(--/);
  });

  it("is an SVG that a browser renders as the page does", async () => {
    const { bytes } = await taken(LIMIT, "svg");
    const inked = await visited.page.evaluate(async (source) => {
      const image = new Image();
      image.src = `data:image/svg+xml;base64,${source}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.fillStyle = "#fff";
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const near = (r: number, g: number, b: number) => {
        let count = 0;
        for (let i = 0; i < data.length; i += 4)
          if (Math.hypot(data[i] - r, data[i + 1] - g, data[i + 2] - b) < 12) count++;
        return count;
      };
      return { two: near(0xf5, 0xbb, 0x54), one: near(0x60, 0x76, 0x41), size: [canvas.width, canvas.height] };
    }, bytes.toString("base64"));
    // Both bands and a frame of the size that the page shows.
    expect(Math.min(inked.one, inked.two)).toBeGreaterThan(200);
    const box = (await visited.page.locator(`${LIMIT} .drawing svg`).getAttribute("viewBox"))?.split(" ").map(Number);
    expect(Math.abs(inked.size[0] - (box?.[2] ?? 0))).toBeLessThanOrEqual(1);
  });

  it("is a picture of twice the size", async () => {
    const { bytes, name } = await taken(LIMIT, "png");
    expect(name).toBe("zprime-invisible-limit.png");
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    const width = Number((await visited.page.locator(`${LIMIT} .drawing svg`).getAttribute("viewBox"))?.split(" ")[2]);
    expect(Math.abs(bytes.readUInt32BE(16) - 2 * width)).toBeLessThanOrEqual(1);
  });

  it("is a PDF of lines and letters", async () => {
    const { bytes } = await taken(LIMIT, "pdf");
    const pdf = bytes.toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf).not.toContain("/Subtype /Image");
    expect(pdf).toContain("/Symbol");
    expect(pdf).toContain("Creator");
  });

  it("is a Vega-Lite specification that draws the same curves", async () => {
    const spec = JSON.parse(await text(LIMIT, "vega-lite"));
    expect(spec.usermeta.link).toContain(link);
    const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
    const drawn = await view.toSVG();
    const page = await visited.page
      .locator(`${LIMIT} .drawing svg .mark-line path`)
      .evaluateAll((all) => all.flatMap((path) => path.getAttribute("d") ?? []));
    expect(page.length).toBeGreaterThan(1);
    expect(page.filter((path) => !drawn.includes(` d="${path}"`))).toEqual([]);
  });
});

describe("a table taken away", () => {
  it("is CSV and Parquet of the same numbers, those of the page unrounded", async () => {
    const csv = (await text(LIMIT, "csv")).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const { bytes } = await taken(LIMIT, "parquet");
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const rows = (await parquetReadObjects({ file })).map((row) => Object.values(row));
    const cells = await limitCells();
    expect(cells).toHaveLength(69);
    expect(rows).toHaveLength(69);
    expect(csv.slice(1).map((line) => line.split(",").map((cell) => (cell === "" ? null : Number(cell))))).toEqual(
      rows,
    );
    cells.forEach((row, i) => {
      const observed = row[5]?.replaceAll(" ", "");
      if (observed && /^[\d.]+$/.test(observed))
        expect(Number(rows[i][5]).toPrecision(2)).toBe(Number(observed).toPrecision(2));
    });
  });

  it("is Arrow of the same numbers, with its provenance and the link", async () => {
    const { bytes } = await taken(LIMIT, "arrow");
    const read = tableFromIPC(bytes);
    const csv = (await text(LIMIT, "csv")).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const rows = read.toArray().map((row) => Object.values(row.toJSON()));
    expect(rows).toHaveLength(69);
    expect(rows).toEqual(
      csv.slice(1).map((line) => line.split(",").map((cell) => (cell === "" ? null : Number(cell)))),
    );
    expect(read.schema.metadata.get("provenance")).toContain(link);
  });

  it("is LaTeX, of the cut flow as well", async () => {
    const latex = await text("#cut-flow .taken-table", "latex");
    expect(latex).toContain("\\toprule");
    expect(latex).toContain("% Link: ");
  });
});

describe("the result taken away", () => {
  it("is a HEPData submission with the limits of the page", async () => {
    const { bytes, name } = await result("hepdata");
    expect(name).toBe("zprime-invisible.zip");
    const submission = readArchive(bytes);
    expect(submission.comment).toContain(link);
    expect(schemaFaults(bytes)).toEqual([]);
    const [limits] = submission.tables;
    const csv = (await text(LIMIT, "csv")).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    const [titles, ...lines] = csv.map((line) => line.split(","));
    const observed = titles.findIndex((title) => title.includes("observed"));
    limits.dependent[0].values.forEach(({ value }, i) => {
      expect(String(value ?? "")).toBe(lines[i][observed]);
    });
  });

  it("is one number to paste: the readout's, with expectation, unit, citation and the link", async () => {
    const { page } = visited;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const menu = page.locator("details.take[data-result]");
    if ((await menu.getAttribute("open")) === null) await menu.locator("summary").click();
    await menu.locator('button[data-take="number"]').click();
    await page.waitForFunction(
      () => document.querySelector("[data-status]")?.textContent === "taken: Copy this number",
    );
    const pasted = await page.evaluate(() => navigator.clipboard.readText());
    const readout = (await page.locator("[data-readout]").textContent()) ?? "";
    const [, value, median] = /< ([\d.]+) \(expected ([\d.]+)\)/.exec(readout) ?? [];
    expect(pasted).toMatch(new RegExp(`^g′ < ${value} at mass .* GeV \\(.*90 % CL; expected ${median}`));
    expect(pasted).toContain("± 1σ");
    expect(pasted).toContain("124, 141801");
    expect(pasted).toContain(link);
  });

  it("is a pyhf workspace of the hypothesis, whose asymptotic limit is of the page's size", async () => {
    const { bytes } = await result("pyhf");
    const workspace = readWorkspace(JSON.parse(bytes.toString("utf8")));
    expect(workspace.measurements[0].name).toContain("integrates over the uncertainties");
    const { observed } = upperLimits(compileModel(workspace), 0.9);
    await visited.page.locator('[data-view="interpretation"]').selectOption("crossSection");
    await visited.page.waitForFunction(() => document.querySelector("[data-readout]")?.textContent?.includes("fb"));
    const page = Number(/< ([\d.]+) fb/.exec((await visited.page.locator("[data-readout]").textContent()) ?? "")?.[1]);
    // CLs without toys against the Bayesian limit: another method, the same counts.
    expect((observed.value ?? 0) / page).toBeGreaterThan(0.6);
    expect((observed.value ?? 0) / page).toBeLessThan(1.6);
    await visited.page.locator('[data-view="interpretation"]').selectOption("gPrime");
  });

  it.each(["hs3", "uhi", "bibtex"])("is %s with the link to it", async (form) => {
    const { bytes } = await result(form);
    expect(bytes.toString("utf8").replaceAll("\\&", "&")).toContain(link);
  });

  it("broke no rule of the page on the way", () => {
    expect(visited.errors).toEqual([]);
    expect(visited.foreign).toEqual([]);
    expect(visited.violations).toEqual([]);
  });
});
