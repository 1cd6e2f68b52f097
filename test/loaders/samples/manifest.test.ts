import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSearch } from "../../../src/catalogue/catalogue.js";
import { parseJson } from "../../../src/formats/json.js";
import { SampleError } from "../../../src/formats/sample-error.js";
import { conversion } from "../../../src/formats/units.js";
import { manifestsOf } from "../../../src/loaders/samples/given.js";
import { readManifest, readManifests } from "../../../src/loaders/samples/manifest.js";
import { dimuonManifest, makeFolder } from "./folder.js";

/** The message that reading a manifest fails with. */
function complaint(manifest: unknown): string {
  const folder = makeFolder({ "bad.json": manifest });
  try {
    readManifest(join(folder, "bad.json"));
  } catch (error) {
    expect(error).toBeInstanceOf(SampleError);
    return (error as Error).message;
  }
  return "none";
}

describe("a manifest", () => {
  const broken: [what: string, changes: Record<string, unknown>, complaint: RegExp][] = [
    ["a misspelt field", { sampel: "x" }, /^unknown field: sampel, in .*bad\.json; did you mean sample$/],
    ["no name", { sample: undefined }, /^missing sample: none, .*; give "sample" as text$/],
    ["a hostile name", { sample: "<img onerror=1>" }, /^not a name of a sample: <img onerror=1>/],
    [
      "an unknown search",
      { search: "dimuon-spectrun" },
      /^unknown search: dimuon-spectrun, .*; did you mean dimuon-spectrum$/,
    ],
    ["an unknown kind", { kind: "real" }, /^unknown kind: real, .*; known are data, background, signal$/],
    ["both weights", { luminosity: { value: 1, unit: "fb^-1" } }, /^both luminosity and weight: 1/],
    ["no weight", { weight: undefined }, /^neither luminosity nor weight: none, .*; give "weight": 1/],
    ["weighted data", { weight: 2 }, /^not a weight of data: 2/],
    ["a negative weight", { weight: -1 }, /^not a weight: -1/],
    [
      "an unknown luminosity",
      { weight: undefined, luminosity: { value: 1, unit: "pb-1" } },
      /^unknown unit of luminosity: pb-1, .*; did you mean pb\^-1$/,
    ],
    ["no files", { files: [] }, /^missing files: \[\]/],
    ["no columns", { columns: {} }, /^missing columns: \{\}/],
    [
      "code for a column",
      { columns: { pt1: { sql: "1; drop table events" } } },
      /^not a source of pt1: .*; write "theirs"/,
    ],
    ["a factor of nothing", { columns: { pt1: { column: "pt1", factor: 0 } } }, /^not a source of pt1/],
    ["a unit that is no text", { units: { pt1: 1000 } }, /^not a unit of pt1: 1000/],
    ["a signal without mass", { kind: "signal" }, /^missing mass: none/],
    ["a signal of unknown size", { kind: "signal", mass: 1 }, /^missing generated: none/],
    ["data with a mass", { mass: 1 }, /^mass or generated: data/],
    ["a third way with duplicates", { duplicates: "no" }, /^not a way with duplicates: no/],
  ];
  it.each(broken)("with %s is refused in one line", (_, changes, expected) => {
    const message = complaint(dimuonManifest(changes));
    expect(message).toMatch(expected);
    expect(message).not.toContain("\n");
  });

  it("that is no object is refused", () => {
    expect(complaint("[1]")).toMatch(/^not a manifest: \[1\]/);
  });

  it.each([
    ['{\n  "sample": "a",\n  "kind": data\n}', '"d", in .*bad.json, line 3, column 11;'],
    ['{\n "a": 1,\n}', '"}", in .*line 3, column 1;'],
    ['{"a": [1, 2', "the end of the file, in .*line 1, column 12;"],
    ["", "the end of the file, in .*line 1, column 1;"],
    ['{"a": 1} x', '"x", in .*line 1, column 10;'],
    ['{"a": 01}', '"1", in .*line 1, column 8;'],
  ])("that is not JSON tells line and column: %j", (text, place) => {
    expect(complaint(text)).toMatch(new RegExp(`^not JSON: ${place} mend it`));
  });

  it("is parsed as the engine does; a fault lies at its end where it was only cut short", () => {
    fc.assert(
      fc.property(fc.object(), (value) => {
        const text = JSON.stringify(value);
        expect(parseJson(text, "x")).toEqual(JSON.parse(text));
        const cut = text.slice(0, -1);
        expect(() => parseJson(cut, "x")).toThrow(
          `not JSON: the end of the file, in x, line 1, column ${cut.length + 1};`,
        );
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it("may stand beside others, but not twice and not under a name of another kind", () => {
    const dimuon = findSearch("dimuon-spectrum");
    const zprime = findSearch("zprime-invisible");
    const twice = makeFolder({ "a.json": dimuonManifest(), "b.json": dimuonManifest() });
    expect(readManifests(twice)).toHaveLength(2);
    expect(() => manifestsOf(dimuon, twice)).toThrow(/^same sample twice: pairs, in .*b\.json; .*a\.json has it too/);
    expect(manifestsOf(zprime, twice)).toEqual([]);
    const background = makeFolder({ "a.json": dimuonManifest({ kind: "background" }) });
    expect(() => manifestsOf(dimuon, background)).toThrow(/^kind without use: background/);
    const named = makeFolder({
      "a.json": dimuonManifest({ search: "zprime-invisible", kind: "background", sample: "signal-3" }),
    });
    expect(() => manifestsOf(zprime, named)).toThrow(/^name of another kind: signal-3/);
  });
});

describe("units", () => {
  it.each([
    ["MeV", "GeV", 1e-3],
    ["MeV/c", "GeV/c", 1e-3],
    ["TeV", "GeV/c²", 1e3],
    ["MeV^2", "GeV²/c⁴", 1e-6],
    ["mrad", "rad", 1e-3],
    ["deg", "rad", Math.PI / 180],
    ["rad", "°", 180 / Math.PI],
    ["%", "", 0.01],
  ])("%s to %s", (from, to, factor) => {
    expect(conversion(from, to, "x", "y")).toBeCloseTo(factor, 12);
  });

  it("that are unknown or of another kind are refused", () => {
    expect(() => conversion("MEv2", "GeV", "pt1", "m.json")).toThrow(
      /^unknown unit: MEv2, in units of pt1, m.json; did you mean MeV/,
    );
    expect(() => conversion("rad", "GeV", "pt1", "m.json")).toThrow(
      /^wrong unit: rad, .* it is an energy, momentum or mass: GeV,/,
    );
  });
});
