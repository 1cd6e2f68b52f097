import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../src/analysis/result.js";
import type { ScanPoint } from "../../src/analysis/scan-point.js";
import { claims, median } from "../../src/catalogue/zprime-invisible/claims.js";
import { fourMuons, publishedLimit } from "../../src/catalogue/zprime-invisible/comparisons.js";
import { zprimeInvisible } from "../../src/catalogue/zprime-invisible.js";
import { claims as violating } from "../../src/catalogue/zprime-lepton-flavour-violating/claims.js";
import { hasReference, readReferenceTable } from "../reference.js";

const limit = (value: number) => ({
  unit: "",
  observed: 2 * value,
  expected: [value, value, value, value, value],
  status: "ok" as const,
});

/** An evaluation that holds what a claim looks at, and nothing else. */
function evaluation(
  about: Partial<Evaluation> & { readonly gPrime?: (mass: number) => number; readonly cross?: number },
): Evaluation {
  const { gPrime = () => 1, cross = 10, ...rest } = about;
  const scan = zprimeInvisible.scan.windows.map(({ hypothesis }) => ({
    hypothesis,
    limits: { gPrime: limit(gPrime(hypothesis.mass)), efficiencyCrossSection: limit(cross) },
  })) as unknown as ScanPoint[];
  return {
    scan,
    signals: [],
    cutFlow: [],
    spectra: [],
    controls: [],
    localPValues: { published: [], shifted: [] },
    globalPValue: null,
    ...rest,
  } as unknown as Evaluation;
}

const signals = (efficiencies: Readonly<Record<number, number>>) =>
  Object.entries(efficiencies).map(([mass, efficiency]) => ({
    sample: "",
    mass: Number(mass),
    efficiency,
    sigma: 0,
    rows: 1,
  }));

function find(title: string, from: Partial<Evaluation> & Parameters<typeof evaluation>[0], of = claims) {
  const claim = of.find((one) => one.title.startsWith(title));
  if (!claim) throw new Error(`no claim: ${title}`);
  return claim.find(evaluation(from));
}

/** The curve of the paper by its cited points, linear between them. */
function published(mass: number): number {
  const { points } = publishedLimit;
  const above = points.findIndex(({ x }) => x >= mass);
  const next = above < 0 ? points.length - 1 : Math.max(1, above);
  const [a, b] = [points[next - 1], points[next]];
  return a.y + ((b.y - a.y) * (mass - a.x)) / (b.x - a.x);
}

describe("how close the μμ channel is to the paper", () => {
  it("takes efficiencies within the published range below 7 GeV, and no other", () => {
    expect(find("signal efficiency", { signals: signals({ 0.5: 0.026, 6: 0.049, 7.5: 0.08 }) }).agrees).toBe(true);
    expect(find("signal efficiency", { signals: signals({ 0.5: 0.025, 6: 0.04 }) }).agrees).toBe(false);
    expect(find("signal efficiency", { signals: signals({ 0.5: 0.03, 6: 0.05 }) }).agrees).toBe(false);
    expect(find("signal efficiency", {}).agrees).toBe(false);
  });

  it("holds the part of the signal that the τ suppression keeps against one half, from 1 to 6 GeV", () => {
    const row = (cut: string, counts: Readonly<Record<string, number>>) => ({
      cut,
      title: "",
      samples: Object.fromEntries(Object.entries(counts).map(([id, events]) => [id, { events, yield: 0 }])),
    });
    const kept = (half: number) => ({
      signals: Object.entries({ light: 0.5, one: 1, two: 2, six: 6, heavy: 7.5 }).map(([sample, mass]) => ({
        ...{ sample, mass },
        ...{ efficiency: 0, sigma: 0, rows: 0 },
      })),
      cutFlow: [
        row("extra-photon-energy", { light: 100, one: 100, two: 100, six: 100, heavy: 100 }),
        row("dimuon-pt", { light: 99, one: 90, two: 90, six: 90, heavy: 100 }),
        row("tau-suppression", { light: 99, one: 30, two: half, six: 90, heavy: 100 }),
      ],
    });
    expect(find("signal kept", kept(50))).toMatchObject({ ratio: 1, agrees: true });
    expect(find("signal kept", kept(39)).agrees).toBe(false);
    expect(find("signal kept", {}).agrees).toBe(false);
  });

  it("counts what is expected below 8 GeV before the τ suppression, whether it passes it or not", () => {
    const bins = (value: number) => Array.from({ length: 47 }, (_, i) => (i < 45 ? value : 1e6));
    const yields = (mumu: number, controls = true) => ({
      cutFlow: [{ cut: "near-selected", title: "", samples: { mumu: { events: 100, yield: 50 } } }],
      spectra: [{ spectrum: "recoil-mass", counts: { mumu: bins(mumu) } }],
      controls: controls ? [{ control: "tau", counts: { mumu: bins(10) } }] : [],
    });
    // 45 bins below 8 GeV of (101 + 10)/2 events: 2500, of which the error is 2 %.
    const found = find("statistical uncertainty of the yield", yields(101.111111));
    expect(found.ratio).toBeCloseTo(1, 6);
    expect(found.agrees).toBe(true);
    expect(find("statistical uncertainty of the yield", yields(300)).agrees).toBe(false);
    expect(find("statistical uncertainty of the yield", yields(100, false)).agrees).toBe(false);
  });

  it.skipIf(!hasReference("curves/dark-photon/BaBar_TheBABAR2016rlg.lmt"))(
    "cites points that lie on the digitised curves",
    () => {
      const curves = [
        [publishedLimit, readReferenceTable("curves/g-prime_BelleII_2018_digitised.csv")],
        [fourMuons, readReferenceTable("curves/dark-photon/BaBar_TheBABAR2016rlg.lmt")],
      ] as const;
      for (const [{ points }, rows] of curves) {
        expect(points.length).toBeLessThan(7);
        for (const { x, y } of points) {
          const [, value] = rows.reduce((a, b) => (Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a));
          expect(Math.abs(value / y - 1)).toBeLessThan(0.01);
        }
      }
    },
  );

  it("holds the lightest masses against each other", () => {
    const at = (light: number) => find("efficiency at 0.1", { signals: signals({ 0.1: light, 0.5: 0.05 }) });
    expect(at(0.0401).agrees).toBe(true);
    expect(at(0.0399).agrees).toBe(false);
    expect(at(0.06).ratio).toBeCloseTo(1.2, 12);
  });

  it("compares the expectation with the cited points: median and worst", () => {
    const [title, worst] = ["expected g′ against", "the same: largest"];
    expect(find(title, { gPrime: published }).ratio).toBeCloseTo(1, 1);
    expect(find(title, { gPrime: (mass) => 0.78 * published(mass) }).agrees).toBe(true);
    expect(find(title, { gPrime: (mass) => 0.6 * published(mass) }).agrees).toBe(false);
    const once = (mass: number) => (Math.abs(mass - 3.212) < 0.1 ? 0.4 : 1) * published(mass);
    expect(find(title, { gPrime: once }).agrees).toBe(true);
    expect(find(worst, { gPrime: once }).agrees).toBe(false);
    expect(find(worst, { gPrime: (mass) => 0.65 * published(mass) }).agrees).toBe(true);
  });

  it("lets an excess of 3σ stand only where chance makes one", () => {
    const local = (p: number) => ({ published: [{ mass: 1, observed: 3, background: 1, p }], shifted: [] });
    const title = "no local excess";
    expect(find(title, { localPValues: local(0.01) }).agrees).toBe(true);
    expect(find(title, { localPValues: local(0.001), globalPValue: 0.005 }).agrees).toBe(false);
    expect(find(title, { localPValues: local(0.001), globalPValue: 0.2 }).agrees).toBe(true);
  });
});

describe("how close the eμ channel is", () => {
  it("is near 10 fb from 7 to 15 fb, the observed limit and the expected one each for itself", () => {
    const [seen, expected] = ["limit on ε·σ, observed", "limit on ε·σ, expected"];
    expect(find(expected, { cross: 9.7 }, violating).agrees).toBe(true);
    expect(find(seen, { cross: 9.7 }, violating).agrees).toBe(false);
    expect(find(expected, { cross: 6.9 }, violating).agrees).toBe(false);
    expect(find(seen, { cross: 7 }, violating).ratio).toBeCloseTo(1.4, 12);
  });
});

it("the median is the middle one, or the mean of both middle ones", () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
