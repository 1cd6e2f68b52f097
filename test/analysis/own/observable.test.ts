import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changed, departures } from "../../../src/analysis/change.js";
import { Analysis } from "../../../src/analysis/evaluate.js";
import type { EventTable } from "../../../src/analysis/events.js";
import { FUNCTIONS } from "../../../src/analysis/expression/functions.js";
import { nominalView, readLink, writeLink } from "../../../src/analysis/link.js";
import { fromSteps } from "../../../src/analysis/observable.js";
import { checkExpression, type OwnObservable } from "../../../src/analysis/own/observable.js";
import type { Search } from "../../../src/analysis/search.js";
import { type AnalysisState, nominalState } from "../../../src/analysis/state.js";
import { catalogue } from "../../../src/catalogue/catalogue.js";
import { zprimeInvisible } from "../../../src/catalogue/zprime-invisible.js";
import { toySearch, toyTable } from "../toy-search.js";

const own = (expression: string, more: Partial<OwnObservable> = {}): OwnObservable => ({
  expression,
  range: null,
  bins: 40,
  min: null,
  max: null,
  ...more,
});
const withOwn = (search: Search, more: OwnObservable, from = nominalState(search)): AnalysisState =>
  changed(search, from, { kind: "own", own: more });
const unit = (text: string) => checkExpression(zprimeInvisible.observables, text).unit;

describe("the unit of an expression", () => {
  it.each([
    ["dimuon_pt", "GeV"],
    ["dimuon_pt / 2", "GeV"],
    ["dimuon_pt^2 - recoil_mass_squared", "GeV²"],
    ["sqrt(abs(recoil_mass_squared))", "GeV"],
    ["dimuon_pt / extra_photon_energy", ""],
    ["1/dimuon_pt", "GeV⁻¹"],
    ["cos(recoil_polar_angle)", ""],
    ["recoil_polar_angle - 90*deg", "rad"],
    ["dimuon_pt - 1500*MeV", "GeV"],
    ["max(0, dimuon_pt - 1.5*GeV)", "GeV"],
    ["atan2(dimuon_pt, sqrt(abs(recoil_mass_squared)))", "rad"],
    ["hypot(dimuon_pt, extra_photon_energy)^(1/2)", "GeV^0.5"],
  ])("%s is %s", (text, expected) => expect(unit(text)).toBe(expected));

  it.each([
    ["dimuon_pt + recoil_polar_angle", /^units do not agree: rad is added to GeV; write numbers with their unit/],
    ["dimuon_pt - 1.5", /^units do not agree: a pure number is subtracted from GeV/],
    ["hypot(dimuon_pt, recoil_mass_squared)", /^units do not agree: hypot of GeV and GeV²/],
    ["max(0, dimuon_pt, recoil_mass_squared)", /^units do not agree: max of GeV and GeV²/],
    ["exp(dimuon_pt)", /^units do not agree: exp of GeV; it takes a pure number/],
    ["cos(dimuon_pt)", /^units do not agree: cos of GeV; it takes an angle/],
    ["2^dimuon_pt", /^units do not agree: an exponent is a pure number/],
    ["dimuon_pt^(dimuon_pt/extra_photon_energy)", /^no unit: GeV to a power that differs/],
    ["muon_pt", /^unknown column: muon_pt; known are .*dimuon_pt/],
    ["`GeV`", /^unknown column: GeV/],
    ["1 + 2", /^no column: 1 \+ 2/],
    ["dimuon_pt[0]", /^no list: dimuon_pt/],
    ["#dimuon_pt", /^no list: dimuon_pt/],
  ])("of %s is refused in one line", (text, message) => expect(() => unit(text)).toThrow(message));

  it.each([
    "",
    "dimuon_pt)",
    "constructor(dimuon_pt)",
    "__proto__",
    "toString",
    "dimuon_pt; fetch('x')",
    "(()=>1)()",
    "dimuon_pt' or 1=1 --",
    '"dimuon_pt"',
    "globalThis",
    "dimuon_pt.constructor",
    `${"-".repeat(150)}1`,
    `${"(".repeat(100)}dimuon_pt${")".repeat(100)}`,
    `dimuon_pt${"+dimuon_pt".repeat(30)}`,
  ])("of hostile text is none: %s", (text) => {
    expect(() => unit(text)).toThrow(RangeError);
    expect(() => unit(text)).toThrow(/^[a-z ]+: [^\n]*$/);
  });

  it("is found or refused in one line, whatever is written", () => {
    const words = [
      "dimuon_pt",
      "recoil_mass_squared",
      "recoil_polar_angle",
      "GeV",
      "deg",
      "2",
      "0",
      "1e3",
      "pi",
      "`",
      "[",
      "#",
    ];
    const word = fc.oneof(
      fc.constantFrom(...words, ...Object.keys(FUNCTIONS)),
      fc.constantFrom(..."+-*/^(),"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (parts) => {
        try {
          expect(typeof unit(parts.join(" "))).toBe("string");
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^[a-z ]+: /);
        }
      }),
      { seed: 11, numRuns: 3000 },
    );
  });
});

const table = toyTable(5, { perWindow: 60 });
const value = (of: EventTable, id: string, row: number) => {
  const found = toySearch.observables.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return fromSteps(found, of.columns[id][row]);
};
const dataRows = () => {
  const rows = table.samples.find(({ sample }) => sample.kind === "data");
  if (!rows) throw new Error("no data");
  return Array.from({ length: rows.end - rows.start }, (_, i) => rows.start + i);
};

describe("an own observable", () => {
  it("changes no number of the result while it is not cut on, and none is a departure", () => {
    const nominal = new Analysis(toySearch, table).evaluate(nominalState(toySearch));
    const state = withOwn(toySearch, own("sqrt(softer)"));
    const { own: histogram, ...rest } = new Analysis(toySearch, table).evaluate(state);
    expect(rest).toEqual(nominal);
    expect(histogram?.edges).toHaveLength(41);
    expect(departures(toySearch, state)).toEqual([]);
  });

  it("is counted bin by bin as a loop over the events counts it, with what lies outside and what has no value", () => {
    const state = withOwn(toySearch, own("sqrt(harder - softer)", { range: [0.5, 2], bins: 6 }));
    const { own: histogram } = new Analysis(toySearch, table).evaluate({ ...state, tuned: [] });
    const counts = new Array(6).fill(0);
    const outside = { missing: 0, below: 0, above: 0 };
    for (const row of dataRows()) {
      // The nominal cuts of the toy: pt ≥ 1.5, harder ≥ 0.
      if (value(table, "pt", row) < 1.5 || value(table, "harder", row) < 0) continue;
      const x = Math.sqrt(value(table, "harder", row) - value(table, "softer", row));
      if (Number.isNaN(x)) outside.missing++;
      else if (x < 0.5) outside.below++;
      else if (x > 2) outside.above++;
      else counts[Math.min(5, Math.floor((x - 0.5) / 0.25 + 1e-9))]++;
    }
    expect(histogram?.counts.data).toEqual(counts);
    expect(Math.min(...Object.values(outside), ...counts)).toBeGreaterThan(0);
    const { missing, below, above } = histogram ?? {};
    expect({ missing: missing?.data, below: below?.data, above: above?.data }).toEqual(outside);
  });

  it("that repeats a cut of the search gives its cut flow and limits; its own histogram stays", () => {
    const analysis = new Analysis(toySearch, table);
    const start = { ...nominalState(toySearch), tuned: [] };
    const by = analysis.evaluate(
      changed(toySearch, start, { kind: "cut", cut: "threshold", parameter: "min", value: 2.4 }),
    );
    const free = withOwn(toySearch, own("pt/GeV", { range: [0, 6] }), start);
    const cut = changed(toySearch, free, { kind: "cut", cut: "own", parameter: "min", value: 2.4 });
    const here = analysis.evaluate(cut);
    expect(here.scan).toEqual(by.scan);
    expect(here.spectra).toEqual(by.spectra);
    expect(here.cutFlow.at(-1)?.samples).toEqual(by.cutFlow.at(-1)?.samples);
    expect(here.cutFlow.at(-1)?.cut).toBe("own");
    expect(here.own).toEqual(analysis.evaluate(free).own);
    expect(departures(toySearch, cut)).toContain("cut on an own observable");
    expect(changed(toySearch, cut, { kind: "nominal-cut", cut: "own" }).own).toEqual(free.own);
  });

  it("fails events without a value as soon as either end is cut", () => {
    const analysis = new Analysis(toySearch, table);
    const free = withOwn(toySearch, own("log(harder/softer - 1)", { range: [-3, 3] }), {
      ...nominalState(toySearch),
      tuned: [],
    });
    const events = (state: AnalysisState) => analysis.evaluate(state).cutFlow.at(-1)?.samples.data.events ?? 0;
    const { own: histogram } = analysis.evaluate(free);
    if (!histogram) throw new Error("no histogram");
    const { missing, below, above } = histogram;
    expect(missing.data).toBeGreaterThan(0);
    const all = events(free);
    expect(events(changed(toySearch, free, { kind: "cut", cut: "own", parameter: "min", value: -3 }))).toBe(
      all - missing.data - below.data,
    );
    expect(events(changed(toySearch, free, { kind: "cut", cut: "own", parameter: "max", value: 3 }))).toBe(
      all - missing.data - above.data,
    );
  });

  it("is that of an injected signal too, at the mass to which its events are moved", () => {
    const start = changed(toySearch, nominalState(toySearch), {
      kind: "choose",
      choices: { injection: { hypothesis: { mass: 2.5 }, coupling: 1, seed: 3 } },
    });
    const state = withOwn(toySearch, own("mass_squared", { range: [-1, 11], bins: 12 }), { ...start, tuned: [] });
    const evaluation = new Analysis(toySearch, table).evaluate(state);
    expect(evaluation.own?.counts.data).toEqual(evaluation.spectra[0].counts.data);
  });

  it("holds almost all events in the range that it finds, with round edges", () => {
    const { own: histogram } = new Analysis(toySearch, table).evaluate(withOwn(toySearch, own("pt*pt")));
    const [low, , third] = histogram?.edges ?? [];
    expect([1, 2, 2.5, 5]).toContain(
      Number(((third - low) / 2 / 10 ** Math.floor(Math.log10((third - low) / 2))).toPrecision(6)),
    );
    const sum = (counts: readonly number[] = []) => counts.reduce((a, b) => a + b, 0);
    const inside = sum(histogram?.counts.background);
    expect(inside / (inside + (histogram?.above.background ?? 0) + (histogram?.below.background ?? 0))).toBeGreaterThan(
      0.97,
    );
    expect(histogram?.unit).toBe("GeV²");
  });
});

describe("a link with an own observable", () => {
  const first = nominalView(zprimeInvisible, 3);
  const state = withOwn(
    zprimeInvisible,
    own("sqrt(abs(recoil_mass_squared)) + 2*dimuon_pt", { range: [-1, 12.5], bins: 20, min: 0.25, max: 9 }),
  );

  it("carries it there and back, and can be read by people", () => {
    const link = writeLink(zprimeInvisible, { state, view: first }, { first });
    expect(link).toBe(
      "?v=1&own=sqrt(abs(recoil_mass_squared))%20%2B%202*dimuon_pt&own.range=-1:12.5&own.bins=20&own.min=0.25&own.max=9",
    );
    expect(readLink(zprimeInvisible, link, { first }).state).toEqual(state);
  });

  it.each([
    ["?v=1&own=dimuon_pt%2Brecoil_polar_angle", "units do not agree: rad is added to GeV"],
    ["?v=1&own=alert(1)", "not an expression: alert, character "],
    ["?v=1&own.min=1", "no expression: own.min stands before own"],
    ["?v=1&own=dimuon_pt&own.range=3:1", "not a range: 3 to 1"],
    ["?v=1&own=dimuon_pt&own.bins=1e9", "not a number of bins: 1000000000"],
    ["?v=1&own=dimuon_pt&own.min=NaN", "not a number: NaN"],
    ["?v=1&own=dimuon_pt&own.colour=red", "unknown part: own.colour=red"],
    [`?v=1&own=${"1%2B".repeat(300)}dimuon_pt`, "not an expression: 1+1"],
  ])("that is broken is refused in one line: %s", (query, message) =>
    expect(() => readLink(zprimeInvisible, query, { first })).toThrow(message),
  );
});

it("may be made of any column of any search", () => {
  const all = catalogue.flatMap(({ observables }) => observables.map(({ id }) => [observables, id] as const));
  expect(all.length).toBeGreaterThan(40);
  for (const [observables, id] of all) expect(() => checkExpression(observables, `\`${id}\` * 2`), id).not.toThrow();
});
