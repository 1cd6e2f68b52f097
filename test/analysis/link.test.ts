import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Change, changed } from "../../src/analysis/change.js";
import type { PlaneLine } from "../../src/analysis/ellipses/row.js";
import { type LinkedPage, nominalView, type PageState, readLink, writeLink } from "../../src/analysis/link.js";
import { takesDataAlone } from "../../src/analysis/measurement.js";
import type { Search } from "../../src/analysis/search.js";
import { methodsOf, nominalState } from "../../src/analysis/state.js";
import { catalogue } from "../../src/catalogue/catalogue.js";
import { darkHiggsstrahlung } from "../../src/catalogue/dark-higgsstrahlung.js";
import { zprimeInvisible } from "../../src/catalogue/zprime-invisible.js";

const first = nominalView(zprimeInvisible, 12);
const page = { first };
const nominal: PageState = { state: nominalState(zprimeInvisible), view: first };

/** Anything that a reader of a search can do. */
function changesOf(search: Search): fc.Arbitrary<readonly Change[]> {
  const cuts = search.selection.flatMap((cut) =>
    cut.parameters.map(({ id, low, high }) =>
      fc
        .double({ min: low, max: high, noNaN: true })
        .map((value): Change => ({ kind: "cut", cut: cut.id, parameter: id, value: Object.is(value, -0) ? 0 : value })),
    ),
  );
  const systematics = search.measurement.systematics.map(({ id }) =>
    fc.double({ min: 0, max: 3, noNaN: true }).map((scale): Change => ({ kind: "systematic", id, scale })),
  );
  const masses = search.scan.windows.map(({ hypothesis }) => hypothesis.mass);
  const hypotheses: readonly Readonly<Record<string, number>>[] = search.scan.ellipses
    ? search.samples.flatMap(({ hypothesis }) => (hypothesis ? [hypothesis] : []))
    : masses.map((mass) => ({ mass }));
  const injection = fc.record({
    hypothesis: fc.constantFrom(...hypotheses),
    coupling: fc.double({ min: 0, max: 10, noNaN: true }),
    seed: fc.nat(),
  });
  const choices = fc.record(
    {
      method: fc.constantFrom(...methodsOf(search)),
      prior: fc.constantFrom("flat" as const, "log-flat" as const),
      confidenceLevel: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      correlation: fc.double({ min: 0, max: 1, noNaN: true }),
      ...(search.luminosity && !takesDataAlone(search.measurement)
        ? { luminosity: fc.double({ min: 1e-3, max: 1e6, noNaN: true }) }
        : {}),
      ...(search.scan.shifted ? { binning: fc.constantFrom("published" as const, "shifted" as const) } : {}),
      ...(search.samples.some(({ kind }) => kind === "signal") ? { injection } : {}),
    },
    { requiredKeys: [] },
  );
  const choose = choices.map((chosen): Change => ({ kind: "choose", choices: chosen }));
  const end = fc.option(fc.integer({ min: -9, max: 9 }));
  const own = fc
    .record({
      expression: fc.constantFrom(...search.observables).map(({ id }) => `abs(${id})^2 / 3 - 2*${id} * ${id}`),
      range: fc.option(fc.constantFrom([-1.5, 7] as const, [0, 1e-3] as const)),
      bins: fc.integer({ min: 2, max: 200 }),
      ...{ min: end, max: end },
    })
    .map((one): Change => ({ kind: "own", own: one }));
  const back = fc.constantFrom(...search.selection.map(({ id }): Change => ({ kind: "nominal-cut", cut: id })));
  return fc.array(fc.oneof(choose, own, ...cuts, ...systematics, back, fc.constant<Change>({ kind: "throw-again" })), {
    maxLength: 8,
  });
}

/** Hypotheses of a page as the build would have them: along a line of a plane, more than there are windows. */
function scannedOf({ scan: { ellipses, windows } }: Search): NonNullable<LinkedPage["scanned"]> {
  const along = ({ held, at }: PlaneLine) =>
    Array.from({ length: 150 }, (_, i) => ({
      mass: Number(((held === "first" ? 0.1 : 1.65) + i * (0.01 + at / 500)).toPrecision(5)),
    }));
  return (line) => (ellipses && line ? along(line) : windows.map(({ hypothesis }) => hypothesis));
}

function viewsOf(search: Search): fc.Arbitrary<PageState["view"]> {
  const names = (of: string) => search.comparisons.flatMap(({ choice }) => (choice?.of === of ? [choice.name] : []));
  const { comparisons } = nominalView(search, 0);
  const { ellipses } = search.scan;
  const lines: (PlaneLine | null)[] = ellipses
    ? [
        ...ellipses.rows.map((at) => ({ held: "second", at }) as const),
        ...ellipses.columns.map((at) => ({ held: "first", at }) as const),
      ]
    : [null];
  return fc.record({
    line: fc.constantFrom(...lines),
    choices: fc.record({ event: fc.nat({ max: 23 }) }),
    quantity: fc.constantFrom(...search.interpretations.map(({ id }) => id)),
    scale: fc.constantFrom("log" as const, "linear" as const),
    hypothesis: fc.nat({ max: (ellipses ? 150 : search.scan.windows.length) - 1 }),
    comparisons: fc.record(
      Object.fromEntries(Object.keys(comparisons).map((of) => [of, fc.constantFrom(...names(of))])),
    ),
  });
}

const shown = catalogue.filter(({ scan, selection }) => scan.windows.length > 0 && selection.length > 0);

describe("a link", () => {
  it.each(shown.map((search) => [search.id, search] as const))(
    "carries any state of %s there and back",
    (_, search) => {
      fc.assert(
        fc.property(changesOf(search), viewsOf(search), (changes, view) => {
          const state = changes.reduce((sum, change) => changed(search, sum, change), nominalState(search));
          const start = { first: nominalView(search, 0, ["event"]), scanned: scannedOf(search) };
          const link = writeLink(search, { state, view }, start);
          expect(link).toMatch(/^(\?v=1&[\w.:,%=&~!*'()-]+)?$/);
          expect(readLink(search, link, start)).toEqual({ state, view });
        }),
        { seed: 5, numRuns: 150 },
      );
    },
  );

  it("is empty where everything is as published, and can be read by people elsewhere", () => {
    expect(writeLink(zprimeInvisible, nominal, page)).toBe("");
    const changes: Change[] = [
      { kind: "cut", cut: "dimuon-pt", parameter: "min", value: 2 },
      { kind: "choose", choices: { method: "cls", luminosity: 50 } },
      { kind: "choose", choices: { injection: { hypothesis: { mass: 3 }, coupling: 0.3, seed: 1 } } },
      { kind: "systematic", id: "trigger", scale: 0 },
    ];
    const state = changes.reduce((sum, change) => changed(zprimeInvisible, sum, change), nominal.state);
    expect(writeLink(zprimeInvisible, { state, view: { ...first, scale: "linear" } }, page)).toBe(
      "?v=1&cut.dimuon-pt.min=2&method=cls&luminosity=50&inject=3:0.3:1&systematic.trigger=0&scale=linear",
    );
  });

  it("names a cut that was tuned and is moved by all its values, though they are the nominal ones", () => {
    const line = zprimeInvisible.selection.find(({ id }) => id === zprimeInvisible.tuning?.line);
    if (!line) throw new Error("no line is tuned");
    const [{ id, nominal: value }] = line.parameters;
    const state = changed(zprimeInvisible, nominal.state, { kind: "cut", cut: line.id, parameter: id, value });
    const link = writeLink(zprimeInvisible, { state, view: first }, page);
    expect(link).toContain(`cut.${line.id}.${id}=${value}`);
    expect(readLink(zprimeInvisible, link, page).state.tuned).not.toContain(line.id);
  });

  it("holds a line through a plane and the mass along it, in any order, and the choice of a panel", () => {
    const search = darkHiggsstrahlung;
    const plane = { first: nominalView(search, 3, ["event"]), scanned: scannedOf(search) };
    const line: PlaneLine = { held: "first", at: 6 };
    const view = { ...plane.first, line, hypothesis: 7, choices: { event: 5 } };
    const link = writeLink(search, { state: nominalState(search), view }, plane);
    const { mass } = plane.scanned(line)[7];
    expect(link).toBe(`?v=1&line=darkPhotonMass:6&hypothesis=${mass}&panel.event=5`);
    expect(readLink(search, link, plane).view).toEqual(view);
    const turned = `?hypothesis=${mass}&line=darkPhotonMass:6&v=1`;
    expect(readLink(search, turned, plane).view).toEqual({ ...view, choices: { event: 0 } });
    expect(() => readLink(search, "?v=1&line=darkPhotonMass:6.5", plane)).toThrow("unknown line: darkPhotonMass:6.5");
    expect(() => readLink(search, "?v=1&panel.fit=2", plane)).toThrow("unknown panel: fit; known are event");
    expect(() => readLink(search, "?v=1&panel.event=-1", plane)).toThrow("not a choice: -1, of panel event");
    expect(() => readLink(zprimeInvisible, "?v=1&line=darkPhotonMass:6", page)).toThrow("unknown line");
  });

  it("finds the hypothesis nearest to a mass", () => {
    const { view } = readLink(zprimeInvisible, "?v=1&hypothesis=3.01", page);
    const { mass } = zprimeInvisible.scan.windows[view.hypothesis].hypothesis;
    for (const { hypothesis } of zprimeInvisible.scan.windows)
      expect(Math.abs(mass - 3.01)).toBeLessThanOrEqual(Math.abs(hypothesis.mass - 3.01));
  });

  it.each([
    ["?cut.dimuon-pt.min=2", "unknown version: none; this page reads 1"],
    ["?v=2&cut.dimuon-pt.min=2", "unknown version: 2; this page reads 1"],
    ["?utm_source=mail", "unknown version: none; this page reads 1"],
    ["?v=1&utm_source=mail", "unknown part: utm_source"],
    ["?v=1&cut.dimuon-pt.min=two", "not a number: two"],
    ["?v=1&cut.dimuon-pt.min=99", /^not in range: 99, of cut dimuon-pt min; give /],
    ["?v=1&cut.pt.min=2", /^unknown cut: pt; known are /],
    ["?v=1&cut.dimuon-pt.most=2", /^unknown parameter: most, of cut dimuon-pt/],
    ["?v=1&cut.dimuon-pt.min=2&cut.dimuon-pt.min=3", "given twice: cut.dimuon-pt.min"],
    ["?v=1&method=guess", /^unknown method: guess; give one of bayesian, /],
    ["?v=1&cl=1", /^not a confidence level: 1/],
    ["?v=1&systematic.weather=1", /^unknown systematic uncertainty: weather/],
    ["?v=1&quantity=sinTheta", /^unknown quantity: sinTheta; known are gPrime/],
    ["?v=1&hypothesis=90", /^unknown hypothesis: 90; the scan has /],
    ["?v=1&inject=3:0.3", /^not an injection: 3:0.3/],
    ["?v=1&method", "no value: method"],
    ["?v=1&method=%E0%A4%A", "not readable: %E0%A4%A"],
    ["?v=1&__proto__=1", "unknown part: __proto__"],
    [`?v=1&x=${"y".repeat(30_000)}`, "link too long: 30007 characters"],
  ])("that is foreign or broken is refused in one line: %s", (query, message) => {
    expect(() => readLink(zprimeInvisible, query, page)).toThrow(message);
  });

  it("never does anything but read or refuse in one line, whatever stands in it", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        "v=1",
        "&",
        "=",
        "cut.",
        "dimuon-pt.min",
        "method",
        "%",
        "inject=3:0.3:1",
        "hypothesis=",
        "NaN",
        "1e999",
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const query = `?v=1&${pieces.join("")}`;
        try {
          const { state } = readLink(zprimeInvisible, query, page);
          expect(JSON.stringify(state)).not.toContain("null,null");
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).toMatch(/^[a-z ]+: /);
        }
      }),
      { seed: 6, numRuns: 2000 },
    );
  });
});
