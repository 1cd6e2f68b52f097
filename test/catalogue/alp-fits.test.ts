import { beforeAll, describe, expect, it } from "vitest";
import { changed } from "../../src/analysis/change.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import type { EventTable } from "../../src/analysis/events.js";
import { nominalState } from "../../src/analysis/state.js";
import { smallTable, withFits } from "./alp-events.js";

const MASS = 2;
const ID = "gAGammaGamma";

describe("fits of ALPs in the page", () => {
  let table: EventTable;
  const search = withFits([0.45, MASS], [8.4]);
  const nominal = nominalState(search);
  const evaluated = (change: Parameters<typeof changed>[2], mass = MASS) =>
    new Analysis(search, table).evaluate(changed(search, nominal, change), { fit: mass });

  beforeAll(() => {
    table = smallTable();
  }, 60_000);

  it("are shown bin by bin: what is fitted sums to what is counted", () => {
    const { fit, scan } = new Analysis(search, table).evaluate(nominal, { fit: MASS });
    if (!fit) throw new Error("no fit");
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    // With a free normalisation the best fit has as many candidates as the data.
    expect(sum(fit.background) + sum(fit.peak) + sum(fit.others)).toBeCloseTo(sum(fit.counts), 1);
    expect(fit.yield).toBeCloseTo(scan[1].peak?.yield ?? 0, 3);
    expect(scan[1].peak?.variations).toHaveLength(9);
    const significances = scan[1].peak?.variations.map(({ significance }) => significance ?? 0) ?? [];
    expect(scan[1].peak?.significance).toBe(Math.min(...significances));
  });

  it("extract what is injected, from events whose shape they only approximate", () => {
    const { linearity } = new Analysis(search, table).evaluate(nominal, { linearity: MASS });
    expect([linearity?.mass, linearity?.unit]).toEqual([MASS, "fb"]);
    const points = linearity?.points ?? [];
    const last = points[points.length - 1];
    // Eight errors of the fit are injected last, each point is the mean of 25 throws.
    expect(last.injected / last.sigma).toBeGreaterThan(20);
    for (const { injected, extracted, sigma } of points)
      expect(Math.abs(extracted - injected)).toBeLessThan(4 * sigma + 0.05 * injected);
  });

  it("do not depend on what engines round in the last places", () => {
    const here = new Analysis(search, table).evaluate(nominal).scan;
    const { exp, log, log1p, expm1 } = Math;
    const functions = { exp, log, log1p, expm1 };
    let calls = 0;
    try {
      for (const [name, exact] of Object.entries(functions)) {
        Object.assign(Math, { [name]: (x: number) => exact(x) * (1 + (((calls++ * 7) % 3) - 1) * 1.2e-16) });
      }
      const there = new Analysis(search, table).evaluate(nominal).scan;
      expect(calls).toBeGreaterThan(1000);
      for (const [i, { peak, limits }] of there.entries()) {
        expect(peak?.width).toBe(here[i].peak?.width);
        expect(Math.abs((limits[ID].observed ?? 0) / (here[i].limits[ID].observed ?? 1) - 1)).toBeLessThan(1e-11);
      }
    } finally {
      Object.assign(Math, functions);
    }
  });

  it("see an injected signal as so many events, in spectrum, significance and limit, and nowhere else", () => {
    const coupling = 0.004;
    const injection = { hypothesis: { mass: MASS }, coupling, seed: 1 };
    const before = new Analysis(search, table).evaluate(nominal);
    const after = evaluated({ kind: "choose", choices: { injection } });
    const [, point] = after.scan;
    const expected = (search.interpretations[0].crossSection(coupling, { mass: MASS }) ?? 0) * 0.445 * point.efficiency;
    const found = (point.peak?.yield ?? 0) - (before.scan[1].peak?.yield ?? 0);
    expect(Math.abs(found - expected) / Math.hypot(point.peak?.error ?? 1, Math.sqrt(expected))).toBeLessThan(4);
    expect(point.peak?.significance).toBeGreaterThan(5);
    expect(point.limits[ID].observed).toBeGreaterThan(coupling);
    const counted = (of: typeof after) => of.spectra[0].counts.data.reduce((a, b) => a + b, 0);
    // Three candidates an event, most of them inside the spectrum.
    expect((counted(after) - counted(before)) / expected).toBeGreaterThan(2.5);
    expect((counted(after) - counted(before)) / expected).toBeLessThan(4.5);
    expect(after.scan[0].peak?.yield).toBeCloseTo(before.scan[0].peak?.yield ?? 0, 0);
    const other = { hypothesis: { mass: 2.1 }, coupling, seed: 1 };
    expect(() => evaluated({ kind: "choose", choices: { injection: other } })).toThrow("no simulated signal: 2.1 GeV");
  });

  it("expect at other luminosities what the data would, and observe nothing", () => {
    const here = new Analysis(search, table).evaluate(nominal).scan;
    const there = evaluated({ kind: "choose", choices: { luminosity: 44.5 } });
    there.scan.forEach((point, i) => {
      const { observed, expected, status } = point.limits[ID];
      expect([observed, status, point.peak?.yield]).toEqual([null, "expected-only", null]);
      // The cross-section falls with √L, the coupling with its root: a hundredfold sample reaches 10^(−1/2); the
      // uncertainty of the width, which the luminosity does not mend, and small counts are worth some per cent.
      expect((here[i].limits[ID].expected[2] ?? 0) / (expected[2] ?? 1) / 100 ** 0.25).toBeCloseTo(1, 1);
    });
    const counts = there.fit?.counts ?? [];
    expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    expect(there.fit?.yield).toBeCloseTo(0, 0);
    const much = evaluated({ kind: "choose", choices: { luminosity: 50_000 } }).scan;
    for (const { limits } of much) expect(limits[ID].expected[2]).toBeGreaterThan(0);
  });
});
