import { describe, expect, it } from "vitest";
import { BumpToys } from "../../src/analysis/bumps/toys.js";
import { Analysis } from "../../src/analysis/evaluate.js";
import { type EventTable, makeTable } from "../../src/analysis/events.js";
import { withGivenSamples } from "../../src/analysis/given-samples.js";
import { nominalState, withCut } from "../../src/analysis/state.js";
import { openChannels, pairsPerMixing, resolution } from "../../src/catalogue/dark-photon-apex/experiment.js";
import { darkPhotonApex } from "../../src/catalogue/dark-photon-apex.js";
import { makeEvents, shownSearches } from "../../src/loaders/events.js";
import { randomStream } from "../../src/numerics/random.js";
import { fitPeakYield } from "../../src/statistics/fits/peak-fit.js";
import { gaussian } from "../../src/statistics/shapes/gaussian.js";
import { legendreColumns } from "../../src/statistics/shapes/legendre.js";
import { makeFolder } from "../loaders/samples/folder.js";
import { hasReference, referencePath } from "../reference.js";

const FILE = "events/apex/APEX_Test_Run_Data_eplus_eminus_invariant_mass_2011June30_binned_0p05_MeV-1.txt";

/** Pairs between 150 and 300 MeV with a falling spectrum, and a peak if asked for: masses in GeV. */
function pairs(events: number, peak?: { mass: number; events: number }): EventTable {
  const stream = randomStream("test", "apex", peak?.events ?? 0);
  const masses = Float64Array.from({ length: events + (peak?.events ?? 0) }, (_, i) =>
    peak && i >= events
      ? peak.mass + resolution(peak.mass) * stream.normal()
      : 0.17 + 0.13 * (1 - Math.sqrt(1 - stream.uniform())),
  );
  return makeTable(darkPhotonApex.observables, [
    {
      sample: { id: "data", kind: "data", label: "toy", crossSection: null, trials: 0, weight: 1 },
      blocks: [{ length: masses.length, values: { pair_mass: masses } }],
    },
  ]);
}

const state = nominalState(darkPhotonApex);
/** A tenth of the hypotheses, for speed: each is fitted on its own. */
const coarse = {
  ...darkPhotonApex,
  scan: { ...darkPhotonApex.scan, windows: darkPhotonApex.scan.windows.filter((_, i) => i % 10 === 0) },
};

describe("the bump hunt", () => {
  it("finds an injected peak where it is, with its yield, and nothing without one", () => {
    const quiet = new Analysis(coarse, pairs(300_000)).evaluate(state);
    const loud = new Analysis(coarse, pairs(300_000, { mass: 0.2, events: 2000 })).evaluate(state);
    const at = loud.scan.find(({ hypothesis }) => hypothesis.mass === 0.2);
    expect(at?.peak?.significance).toBeGreaterThan(7);
    expect(Math.abs((at?.peak?.yield ?? 0) - 2000)).toBeLessThan(3 * (at?.peak?.error ?? 0));
    expect(at?.limits.yield.observed).toBeGreaterThan(2000);
    const strongest = Math.max(...quiet.scan.map(({ peak }) => peak?.significance ?? 9));
    expect(strongest).toBeLessThan(3.5);
    // 90 % one-sided: expected limit = 1.2816 σ of the yield, which is nearly that without a signal.
    const still = quiet.scan.find(({ hypothesis }) => hypothesis.mass === 0.2);
    expect((still?.limits.yield.expected[2] ?? 0) / (still?.peak?.error ?? 1)).toBeCloseTo(1.2816, 1);
  });

  it("finds as many events as are injected, whatever their number", () => {
    const { linearity, scan } = new Analysis(coarse, pairs(300_000)).evaluate(state, { linearity: 0.2 });
    const error = scan.find(({ hypothesis }) => hypothesis.mass === 0.2)?.peak?.error ?? 0;
    expect([linearity?.mass, linearity?.unit, linearity?.points.length]).toEqual([0.2, "events", 7]);
    for (const { injected, extracted, sigma } of linearity?.points ?? []) {
      expect(Math.abs(extracted - injected)).toBeLessThan(4 * sigma);
      // Each is the mean of 25 throws.
      expect(sigma / (error / 5)).toBeGreaterThan(0.5);
      expect(sigma / (error / 5)).toBeLessThan(2);
    }
  });

  it("keeps its windows within the range, and has none where the range is shorter than one", () => {
    const table = pairs(50_000);
    const { scan } = new Analysis(coarse, table).evaluate(state);
    for (const { peak } of scan) {
      expect(peak?.variations[0].from).toBeGreaterThanOrEqual(0.175 - 1e-9);
      expect(peak?.variations[0].to).toBeLessThanOrEqual(0.25 + 1e-9);
      expect((peak?.variations[0].to ?? 0) - (peak?.variations[0].from ?? 0)).toBeCloseTo(0.0305, 9);
    }
    const short = withCut(darkPhotonApex, state, "pair-mass", "max", 0.2);
    const none = new Analysis(coarse, table).evaluate(short).scan;
    expect(none.filter(({ peak }) => peak !== undefined)).toEqual([]);
    expect(none[0].limits.epsilonSquared).toMatchObject({ observed: null, status: "no-sensitivity" });
  });

  it("has toys that are as significant as their fits, and largest significances of their own", () => {
    const bins = 610;
    const edges = Array.from({ length: bins + 1 }, (_, i) => i);
    const background = Float64Array.from({ length: bins }, (_, i) => 400 - 0.3 * i);
    const window = (middle: number) => ({
      mass: middle,
      first: 0,
      background,
      model: {
        counts: background,
        signal: Float64Array.from(
          { length: bins },
          (_, i) => gaussian.integral(i, i + 1, Float64Array.of(middle, 20)) / (20 * Math.sqrt(2 * Math.PI)),
        ),
        background: legendreColumns(edges, 7),
      },
    });
    const toys = new BumpToys([window(305), window(100)], bins);
    const stream = randomStream("test", "bump-toys");
    for (let toy = 0; toy < 5; toy++) {
      const counts = background.map((mean) => stream.poisson(mean));
      const linear = toys.significances(counts.map((n, i) => n - background[i]));
      [305, 100].forEach((middle, k) => {
        const fitted = fitPeakYield({ ...window(middle).model, counts }).significance;
        expect(Math.abs(linear[k] - fitted)).toBeLessThan(0.05 + 0.03 * Math.abs(fitted));
      });
    }
    // Two far hypotheses are nearly independent: P(max ≥ 1.6449) = 1 − 0.95².
    expect(toys.globalPValue(1.6449, 2000, "test")).toBeCloseTo(0.0975, 1);
    const poor = new BumpToys([{ ...window(305), background: background.map(() => 1) }], bins);
    expect(poor.globalPValue(2, 10, "test")).toBeNull();
  });
});

describe("the relation of yield and mixing", () => {
  it("is that of a narrow A′ to a virtual photon of its mass", () => {
    // Below the threshold of muons: f · dB/dm · 3π m / 2α, by hand.
    expect(openChannels(0.2)).toBeCloseTo(1, 6);
    const f = 0.21 + (0.04 * 25) / 75;
    expect(pairsPerMixing(0.2, 1e7)).toBeCloseTo((f * 1e7 * 3 * Math.PI * 0.2 * 137.035999) / 2, -5);
    // Γ_μμ/Γ_ee = (1 + 2m²/M²) √(1 − 4m²/M²) at 250 MeV.
    const r = (0.1056583755 / 0.25) ** 2;
    expect(openChannels(0.25)).toBeCloseTo(1 + (1 + 2 * r) * Math.sqrt(1 - 4 * r), 4);
  });

  it("gives ε² and ε in the result, which close", () => {
    const { scan } = new Analysis(coarse, pairs(300_000)).evaluate(state);
    const limits = scan.map(({ limits: of }) => of).filter(({ epsilonSquared }) => epsilonSquared.observed !== null);
    expect(limits.length).toBeGreaterThan(20);
    for (const { epsilon, epsilonSquared } of limits)
      expect((epsilon.observed ?? 0) ** 2 / (epsilonSquared.observed ?? 1)).toBeCloseTo(1, 9);
  });
});

describe("the page", () => {
  it("is there only with its sample", () => {
    expect(shownSearches().some(({ id }) => id === "dark-photon-apex")).toBe(false);
  });

  it.skipIf(!hasReference(FILE))(
    "shows the published pairs, their excess at 224.5 MeV and its p-value",
    { timeout: 60_000 },
    async () => {
      const folder = makeFolder({
        "apex.json": {
          ...{ sample: "apex", search: "dark-photon-apex", kind: "data", label: "APEX data", weight: 1 },
          ...{
            files: [referencePath(FILE)],
            columns: { pair_mass: "m(e+e-)" },
            units: { pair_mass: "MeV" },
            counts: "count",
          },
        },
      });
      const { table } = await makeEvents(darkPhotonApex, { seed: 1, scale: 1 }, folder);
      expect(table.length).toBe(770_509);
      const own = withGivenSamples(
        darkPhotonApex,
        table.samples.map(({ sample }) => sample),
      );
      expect(own.data).toBe("real");
      const { scan, globalPValue } = new Analysis(own, table).evaluate(nominalState(own), { globalPValue: 400 });
      expect(scan).toHaveLength(301);
      // Published: p = 0.6 % at 224.5 MeV, as likely as not anywhere (about 40 %), limits of about 1e-6 on ε².
      const excess = scan.find(({ hypothesis }) => hypothesis.mass === 0.2245);
      expect(excess?.localPValue).toBeGreaterThan(0.004);
      expect(excess?.localPValue).toBeLessThan(0.009);
      const centred = scan.filter(({ hypothesis: { mass } }) => mass > 0.19025 && mass < 0.23475);
      const largest = centred.reduce((a, b) => ((a.peak?.significance ?? 0) >= (b.peak?.significance ?? 0) ? a : b));
      expect(largest.hypothesis.mass).toBe(0.2245);
      expect(globalPValue).toBeGreaterThan(0.2);
      expect(globalPValue).toBeLessThan(0.5);
      const medians = scan.map(({ limits }) => limits.epsilonSquared.expected[2] ?? 1).sort((a, b) => a - b);
      expect(medians[150]).toBeGreaterThan(5e-7);
      expect(medians[150]).toBeLessThan(2e-6);
    },
  );
});
