import fc from "fast-check";
import { strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { readArchive, readSubmission } from "../../../src/formats/hepdata/read-submission.js";
import { readTable } from "../../../src/formats/hepdata/read-table.js";
import { type HepdataSubmission, symmetric, totalShifts } from "../../../src/formats/hepdata/table.js";
import { submissionArchive, submissionFiles, tableYaml } from "../../../src/formats/hepdata/write.js";
import { hasReference, readReference } from "../../reference.js";
import { hasSchemas, hepdataSchemas } from "./schemas.js";

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x));
/** Words that HEPData would not take for a number, a dash or nothing. */
const words = fc
  .stringMatching(/^[a-zµ′→√ ]{1,20}[a-z]$/)
  .filter((text) => !/^[+-]?\s*(inf|infinity)$/i.test(text.trim()));
const size = fc.double({ min: 0, max: 1e6, noNaN: true });
const uncertainty = fc.record({ label: fc.oneof(words, fc.constant("")), percent: fc.boolean() }).chain((common) =>
  fc.oneof(
    size.map((plus) => ({ ...common, minus: plus === 0 ? 0 : -plus, plus, symmetric: true })),
    fc
      .tuple(fc.option(size), fc.option(size))
      .filter(([down, up]) => down !== null || up !== null)
      .map(([down, up]) => ({
        ...common,
        minus: down === null || down === 0 ? down : -down,
        plus: up,
        symmetric: false,
      })),
  ),
);
const submissions: fc.Arbitrary<HepdataSubmission> = fc.record({
  comment: words,
  resources: fc.array(fc.record({ location: words, description: words }), { maxLength: 2 }),
  tables: fc.uniqueArray(
    fc.nat({ max: 4 }).chain((rows) =>
      fc.record({
        name: words,
        description: words,
        keywords: fc.constant([{ name: "reactions" as const, values: ["E+ E- --> MU+ MU- X"] }]),
        independent: fc.array(
          fc.record({
            name: words,
            units: words,
            values: fc.array(
              fc.oneof(
                number.map((value) => ({ value })),
                fc.record({ low: number, high: number }),
                words.map((value) => ({ value: value.trim() })),
              ),
              { minLength: rows, maxLength: rows },
            ),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        dependent: fc.array(
          fc.record({
            name: words,
            units: fc.oneof(words, fc.constant("")),
            qualifiers: fc.array(fc.record({ name: words, value: fc.oneof(number, words) }), { maxLength: 2 }),
            values: fc.array(
              fc.record({
                value: fc.oneof(
                  number,
                  fc.constant(null),
                  words.map((text) => text.trim()),
                ),
                errors: fc.array(uncertainty, { maxLength: 3 }),
              }),
              { minLength: rows, maxLength: rows },
            ),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    ),
    { selector: ({ name }) => name, maxLength: 3 },
  ),
});

/** A percent of zero reads as any zero does; blanks at the ends of words do not count. */
const plain = (submission: HepdataSubmission) => JSON.parse(JSON.stringify(submission));

describe("a submission to HEPData", () => {
  it("comes back from its archive as it went in", () => {
    fc.assert(
      fc.property(submissions, (submission) => {
        expect(plain(readArchive(submissionArchive(submission)))).toEqual(plain(submission));
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  it.skipIf(!hasSchemas)("is valid by HEPData's own schemas, whatever is in it", () => {
    const schemas = hepdataSchemas();
    let tables = 0;
    fc.assert(
      fc.property(submissions, (submission) => {
        const { "submission.yaml": head, ...data } = submissionFiles(submission);
        const [general, ...abouts] = [parseAllDocuments(head)].flat().map((one) => one.toJS());
        expect(schemas.additional_info(general)).toEqual([]);
        expect(abouts).toHaveLength(submission.tables.length);
        for (const about of abouts) {
          expect(schemas.submission(about)).toEqual([]);
          expect(schemas.data(parse(data[about.data_file]))).toEqual([]);
          tables++;
        }
      }),
      { seed: 11, numRuns: 100 },
    );
    expect(tables).toBeGreaterThan(50);
  });

  it("has the same bytes every time", () => {
    const [one] = fc.sample(submissions, { seed: 12, numRuns: 1 });
    expect(submissionArchive(one)).toEqual(submissionArchive(one));
    expect(Object.keys(unzipSync(submissionArchive(one)))[0]).toBe("submission.yaml");
  });

  it("refuses two tables of a name, one too long, and columns of different lengths", () => {
    const table = { name: "limits", description: "", keywords: [], independent: [], dependent: [] };
    const column = (rows: number) => ({ name: "x", units: "", values: Array(rows).fill({ value: 1 }) });
    const files = (tables: HepdataSubmission["tables"]) => () =>
      submissionFiles({ comment: "", resources: [], tables });
    expect(files([table, table])).toThrow(/^name taken: limits/);
    expect(files([{ ...table, name: "x".repeat(65) }])).toThrow(/^name too long: x+; at most 64/);
    expect(files([{ ...table, independent: [column(2), column(3)] }])).toThrow(/^uneven columns: 2, 3 rows/);
  });
});

describe("reading HEPData", () => {
  it("keeps asymmetric and percent uncertainties, a side left empty, and infinities", () => {
    const table = readTable(
      `independent_variables: [{header: {name: M}, values: [{low: 1, high: .inf}, {value: "1.5"}]}]
dependent_variables:
- header: {name: SIG, units: PB}
  values:
  - value: 200
    errors:
    - {symerror: 3%, label: stat}
    - {asymerror: {plus: '', minus: -8}, label: sys}
    - {asymerror: {plus: 5, minus: 3}, label: one-sided}
  - {value: '-'}`,
      "data1.yaml",
    );
    expect(table.independent[0].values).toEqual([{ low: 1, high: Number.POSITIVE_INFINITY }, { value: 1.5 }]);
    const [first, second] = table.dependent[0].values;
    expect(second.value).toBeNull();
    expect(first.errors[1]).toEqual({ label: "sys", minus: -8, plus: null, symmetric: false, percent: false });
    const { down, up } = totalShifts(first);
    expect(down).toBeCloseTo(Math.hypot(6, 8), 12);
    expect(up).toBeCloseTo(Math.hypot(6, 5), 12);
    expect(totalShifts({ value: 1, errors: [symmetric("stat", 3), symmetric("sys", 4)] })).toEqual({ down: 5, up: 5 });
  });

  it("takes the JSON of one table, and a submission in a folder of its archive", () => {
    const table = readTable(
      JSON.stringify({
        name: "Table 1",
        headers: [
          { name: "M [GEV]", colspan: 1 },
          { name: "SIG [FB]", colspan: 1 },
        ],
        qualifiers: { RE: [{ type: "RE", colspan: 1, value: "E+ E- --> X", group: 0 }] },
        values: [
          { x: [{ low: "1", high: "2" }], y: [{ group: 0, value: "6.7", errors: [{ symerror: 0.5, label: "stat" }] }] },
          { x: [{ value: "3" }], y: [{ group: 0, value: "-", errors: [{ label: "", hide: true }] }] },
        ],
      }),
      "table.json",
    );
    expect(table.independent[0]).toEqual({ name: "M", units: "GEV", values: [{ low: 1, high: 2 }, { value: 3 }] });
    expect(table.dependent[0].values).toEqual([
      { value: 6.7, errors: [symmetric("stat", 0.5)] },
      { value: null, errors: [] },
    ]);
    expect(table.dependent[0].qualifiers).toEqual([{ name: "RE", value: "E+ E- --> X" }]);
    const inFolder = zipSync({
      "HEPData/submission.yaml": strToU8(
        "---\ncomment: all\n---\nname: t\ndescription: d\nkeywords: []\ndata_file: a.yaml\n",
      ),
      "HEPData/a.yaml": strToU8(tableYaml(table)),
    });
    expect(readArchive(inFolder).tables[0].dependent).toEqual(table.dependent);
  });

  it.skipIf(!hasReference("hepdata/test_data"))("takes the examples of HEPData's validator", () => {
    const read = (name: string) => readReference(`hepdata/test_data/${name}.yaml`);
    for (const name of [
      "valid_file",
      "file_with_zero_uncertainty",
      "valid_data_with_percent",
      "valid_data_with_zero_percent",
    ])
      expect(readTable(read(name), name).dependent.length).toBeGreaterThan(0);
    const { dependent } = readTable(read("valid_file"), "valid_file");
    expect(dependent[0].values[0].errors[1]).toMatchObject({ label: "sys", minus: -0.3, plus: 0.4 });
    const files = { "data1.yaml": read("valid_file"), "data2.yaml": read("valid_file") };
    for (const name of [
      "valid_submission",
      "valid_submission_v0",
      "valid_submission_empty",
      "valid_submission_license",
    ])
      expect(readSubmission({ ...files, "submission.yaml": read(name) }).tables[0].name).toBe("Table 1");
  });

  it.each([
    ["independent_variables: 3", /^not a list: 3, in t, independent_variables; /],
    ["just words", /^not an object: just words, in t; /],
    ["a: [", /^not YAML: /],
    [
      "independent_variables: []\ndependent_variables: [{header: {name: y}, values: [{value: 1, errors: [{symerror: x}]}]}]",
      /^not an uncertainty: x, in t, dependent variable 1, row 1; /,
    ],
    [
      "independent_variables: [{header: {name: x}, values: [{low: 1}]}]\ndependent_variables: []",
      /^not a bin: .*row 1; /,
    ],
    [
      "independent_variables: [{header: {name: x}, values: [{value: 1}]}]\ndependent_variables: [{header: {name: y}, values: []}]",
      /^uneven columns: 1, 0, in t; /,
    ],
  ])("says in one line what is wrong with %s", (text, message) => {
    expect(() => readTable(text, "t")).toThrow(message);
  });

  it("says in one line what is wrong with an archive", () => {
    expect(() => readArchive(strToU8("PK nothing"))).toThrow(/^not a zip archive: [^\n]*$/);
    expect(() => readArchive(zipSync({ "a.yaml": strToU8("a: 1") }))).toThrow(
      /^no submission.yaml: a.yaml, in the archive; /,
    );
    const missing = "---\nname: t\ndescription: d\nkeywords: []\ndata_file: gone.yaml\n";
    expect(() => readSubmission({ "submission.yaml": missing })).toThrow(
      /^no data file: gone.yaml, in submission.yaml; /,
    );
  });
});
