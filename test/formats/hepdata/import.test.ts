import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { findPlane } from "../../../src/catalogue/planes/planes.js";
import { planeData } from "../../../src/figures/coupling-plane.js";
import { examine } from "../../../src/figures/likelihood/examine.js";
import { unpacked } from "../../../src/formats/archive.js";
import { type CurveChoice, curveOf, unitOfTable } from "../../../src/formats/hepdata/curve.js";
import { ownCurve } from "../../../src/formats/hepdata/plane-curve.js";
import { openSubmission } from "../../../src/formats/hepdata/read-submission.js";
import { readTable } from "../../../src/formats/hepdata/read-table.js";
import { suggestRole, templatesOf } from "../../../src/formats/hepdata/template.js";
import { compileModel } from "../../../src/statistics/likelihood/model.js";
import { readWorkspace } from "../../../src/statistics/likelihood/workspace.js";

const LIMITS = `
independent_variables:
- header: {name: M, units: MEV}
  values: [{value: 200}, {low: 300, high: 500}, {value: 600}, {value: 700}, {value: 800}]
dependent_variables:
- header: {name: EPSILON**2}
  qualifiers: [{name: CONFIDENCE LEVEL, value: 0.9}]
  values:
  - value: 4.0E-6
    errors: [{asymerror: {minus: -3.0E-6, plus: 5.0E-6}, label: stat}, {symerror: 50%, label: sys}]
  - value: 1.0E-6
  - value: .inf
  - value: '-'
  - value: 0
`;
const SUBMISSION = "comment: all\n---\nname: t\ndescription: d\nkeywords: []\ndata_file: a.yaml\n";
const choice: CurveChoice = {
  ...{ abscissa: 0, abscissaUnit: "MeV", quantity: 0, form: "square", unit: "", planeUnit: "" },
  ...{ errors: { kind: "all" }, others: {} },
};

/** A tar of POSIX: header blocks with name, length and mark, and content in blocks of 512. */
function tarOf(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const content = strToU8(text);
    const header = new Uint8Array(512);
    header.set(strToU8(name), 0);
    header.set(strToU8(content.length.toString(8).padStart(11, "0")), 124);
    header[156] = "0".charCodeAt(0);
    header.set(strToU8("ustar"), 257);
    const padded = new Uint8Array(Math.ceil(content.length / 512) * 512);
    padded.set(content);
    return [header, padded];
  });
  const whole = new Uint8Array(blocks.reduce((sum, { length }) => sum + length, 1024));
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return whole;
}

describe("opening HEPData", () => {
  const files = { "HEPData-1/submission.yaml": SUBMISSION, "HEPData-1/a.yaml": LIMITS };
  const bytes = Object.entries(files).map(([name, text]) => ({ name, bytes: strToU8(text) }));
  const expected = readTable(LIMITS, "HEPData-1/a.yaml", { name: "t", description: "d", keywords: [] });
  const packed = Object.fromEntries(bytes.map((one) => [one.name, one.bytes]));

  it.each([
    ["a zip", [{ name: "s.zip", bytes: zipSync(packed) }]],
    ["a tar", [{ name: "s.tar", bytes: tarOf(files) }]],
    ["a tar.gz, as its site gives", [{ name: "s.tar.gz", bytes: gzipSync(tarOf(files)) }]],
    ["the files of a folder", bytes],
    [
      "all in one YAML file",
      [{ name: "all.yaml", bytes: strToU8(`comment: x\n---\nname: t\ndescription: d\n${LIMITS}`) }],
    ],
  ])("reads %s", (_, opened) => {
    expect(openSubmission(opened).tables).toEqual([expected]);
  });

  it("reads data files alone, each called by its name", () => {
    const { tables } = openSubmission([{ name: "a.yaml", bytes: strToU8(LIMITS) }]);
    expect(tables.map(({ name, dependent }) => [name, dependent.length])).toEqual([["a.yaml", 1]]);
  });

  it.each([
    ["x.tar.gz", Uint8Array.of(0x1f, 0x8b, 1, 2, 3), /^not a gzip file: [^\n]*, in x.tar.gz; /],
    ["x.zip", strToU8("PK nothing"), /^not a zip archive: [^\n]*, in x.zip; /],
    ["x.tar", tarOf({ "a.yaml": "a".repeat(2000) }).subarray(0, 1024), /^not a whole tar archive: 2000 bytes at 0, /],
    ["empty.zip", zipSync({ "a.png": strToU8("x") }), /^no tables: /],
    ["x.yaml", strToU8(SUBMISSION), /^no data file: a.yaml, in x.yaml; /],
    [
      "x.json",
      strToU8('{"a": "<img src=x onerror=alert(1)>"}'),
      /^not a list: null, in x.json, independent_variables; /,
    ],
  ])("says in one line what is wrong with %s", (name, content, message) => {
    expect(() => openSubmission([{ name, bytes: content }])).toThrow(message);
  });

  it("refuses what unpacks to more than a page holds", () => {
    const inside = { "a.yaml": new Uint8Array(3e6) };
    for (const [name, bytes] of [
      ["bomb.gz", gzipSync(inside["a.yaml"])],
      ["bomb.zip", zipSync(inside)],
    ] as const) {
      expect(() => unpacked([{ name, bytes }], 2e6)).toThrow(
        `archive too large: more than 2 MB unpacked, in ${name}; `,
      );
      expect(unpacked([{ name, bytes }], 4e6)[0].bytes).toHaveLength(3e6);
    }
  });
});

describe("a curve of HEPData", () => {
  const table = readTable(LIMITS, "t");

  it("comes into a plane in its units, with uncertainties of both sides; nothing is lost silently", () => {
    const { points, notices } = curveOf(table, choice);
    expect(points.map(({ x }) => x)).toEqual([0.2, 0.4, 0.6, 0.7, 0.8].map((x) => expect.closeTo(x, 12)));
    expect(points[0].y).toBeCloseTo(2e-3, 12);
    // Down √(3² + 2²) and up √(5² + 2²) in 1e-6, then the root.
    expect(points[0].low).toBeCloseTo(Math.sqrt((4 - Math.sqrt(13)) * 1e-6), 12);
    expect(points[0].high).toBeCloseTo(Math.sqrt((4 + Math.sqrt(29)) * 1e-6), 12);
    expect(points.slice(1).map(({ y }) => y)).toEqual([expect.closeTo(1e-3, 12), null, null, null]);
    expect(notices).toEqual([
      "1 infinite values, kept in the table and not drawn",
      "1 rows without a value",
      "1 values that are not above zero, kept in the table and not drawn",
      "1 column of bins, drawn at their middles",
    ]);
    const stat = curveOf(table, { ...choice, errors: { kind: "label", label: "stat" } }).points[0];
    expect(stat.low).toBeCloseTo(1e-3, 12);
    expect(stat.high).toBeCloseTo(3e-3, 12);
  });

  it("stands in the figure and keeps the whole table beside it", () => {
    const plane = findPlane("kinetic-mixing");
    const words = { label: "mine", kind: "curve", from: "x.zip" } as const;
    const { curve, table: shown } = ownCurve(table, choice, curveOf(table, choice), { plane, words, slot: 1 });
    const data = planeData([curve]);
    expect(data.curves.map(({ curve: id, order, y }) => [id, order, y])[0]).toEqual([
      "own-2",
      0,
      expect.closeTo(2e-3, 12),
    ]);
    expect(data.areas).toHaveLength(1);
    expect(curve.source).toContain("CONFIDENCE LEVEL = 0.9");
    expect(curve.source).toContain("its square, of ε");
    expect(shown.rows.map((cells) => cells.slice(0, 4))).toEqual([
      ["200", "4.000 × 10⁻⁶", "+5.00 × 10⁻⁶ −3.00 × 10⁻⁶", "± 50.0 %"],
      ["300 to 500", "1.000 × 10⁻⁶", "–", "–"],
      ["600", "∞", "–", "–"],
      ["700", "–", "–", "–"],
      ["800", "0", "–", "–"],
    ]);
  });

  it("is held at a value of the other abscissa, in the order of its rows", () => {
    const two = readTable(
      `independent_variables:
- {header: {name: M, units: GEV}, values: [{value: 2}, {value: 1}, {value: 2}]}
- {header: {name: TAU, units: MM}, values: [{value: 1}, {value: 1}, {value: 10}]}
dependent_variables: [{header: {name: SIG, units: PB}, values: [{value: 3}, {value: 4}, {value: 5}]}]`,
      "t",
    );
    const at = (tau: string) =>
      curveOf(two, {
        ...choice,
        ...{ abscissaUnit: "GeV", form: "value", unit: "pb", planeUnit: "fb", others: { 1: tau } },
      }).points.map(({ x, y }) => [x, y]);
    expect(at("1")).toEqual([
      [2, 3000],
      [1, 4000],
    ]);
    expect(at("10")).toEqual([[2, 5000]]);
  });

  it.each([
    ["GEV", "GeV"],
    ["$\\mathrm{GeV}/c^{2}$", "GeV"],
    ["MeV/c**2", "MeV"],
    ["1/GeV", "GeV⁻¹"],
    ["GEV**-1", "GeV⁻¹"],
    ["PB", "pb"],
    ["furlong", "furlong"],
  ])("knows the unit %s", (text, unit) => {
    expect(unitOfTable(text)).toBe(unit);
  });
});

describe("templates of HEPData", () => {
  const spectrum = (row = "") =>
    readTable(
      `independent_variables: [{header: {name: M, units: GEV}, values: [{low: 0, high: 1}, {low: 1, high: 3}, {low: 3, high: .inf}]}]
dependent_variables:
- {header: {name: Data}, values: [{value: 12}, {value: 9}, {value: ${row || 1}}]}
- header: {name: Background}
  values:
  - {value: 10, errors: [{asymerror: {minus: -1, plus: 2}, label: scale}, {symerror: 10%, label: stat}]}
  - {value: 8, errors: [{asymerror: {minus: -0.5, plus: 1}, label: scale}, {asymerror: {minus: -1, plus: 3}, label: stat}]}
  - {value: 2}
- {header: {name: Signal m=1}, values: [{value: 3, errors: [{symerror: 0.3, label: scale}]}, {value: 1}, {value: 0.5}]}`,
      "Figure 2",
    );
  const roles = ["data", "background", "signal"] as const;
  const options = { roles, density: false, uncorrelated: ["stat"] };

  it("are a likelihood that keeps each side, and one parameter for a source of several columns", () => {
    const { workspace, notices } = templatesOf(spectrum(), options);
    expect(readWorkspace(JSON.parse(JSON.stringify(workspace)))).toEqual(workspace);
    const [background, signal] = workspace.channels[0].samples;
    expect(background.modifiers).toEqual([
      { name: "scale", type: "histosys", data: { hi_data: [12, 9, 2], lo_data: [9, 7.5, 2] } },
      { name: "stat of Background", type: "shapesys", data: [1, 2, 0] },
    ]);
    expect(signal.modifiers.map(({ name, type }) => [name, type])).toEqual([
      ["mu", "normfactor"],
      ["scale", "histosys"],
    ]);
    expect(workspace.observations[0].data).toEqual([12, 9, 1]);
    expect(notices).toEqual(["uncertainties bin by bin that differ by side: the mean of both is taken"]);
    expect(compileModel(workspace).parameters.filter(({ name }) => name === "scale")).toHaveLength(1);
    const answers = [...examine({ workspace, interpolation: "smooth", confidenceLevel: 0.95 })];
    expect(answers.map(({ kind }) => kind)).toContain("limits");
  });

  it("leave out bins that have no number, multiply densities by widths, and do without data or signal", () => {
    const { workspace, notices } = templatesOf(spectrum("'-'"), { ...options, density: true });
    expect(notices[0]).toBe("1 of 3 bins without a finite value in every column, left out");
    expect(workspace.observations[0].data).toEqual([12, 18]);
    const alone = templatesOf(spectrum(), { ...options, roles: ["none", "background", "none"] });
    expect(alone.workspace.observations[0].data).toEqual([10, 8, 2]);
    expect(alone.workspace.measurements[0].config.poi).toBe("");
    expect([...examine({ workspace: alone.workspace, interpolation: "smooth", confidenceLevel: 0.9 })]).toHaveLength(1);
    expect(alone.notices.slice(1)).toEqual([
      "no signal: yields alone, nothing to limit",
      "no data: the expected background stands in their place",
    ]);
  });

  it.each([
    [["data", "none", "signal"], /^no background: /],
    [["none", "signal", "signal"], /^no background: /],
    [["background", "signal", "signal"], /^two signals: Background, Signal m=1, in Figure 2; /],
    [["data", "background", "data"], /^two columns of data: Data, Signal m=1, /],
  ] as const)("refuse %s", (given, message) => {
    expect(() => templatesOf(spectrum(), { ...options, roles: given })).toThrow(message);
  });

  it.each([
    ["Data", "data"],
    ["Pseudo-data", "data"],
    ["mu mu gamma", "background"],
    ["Z′, m = 2 GeV (signal signal-2)", "signal"],
    ["Total background", "none"],
  ])("take a column called %s for %s", (name, role) => {
    expect(suggestRole(name)).toBe(role);
  });
});
