import { describe, expect, it } from "vitest";
import { type RandomStream, randomStream } from "../../../src/numerics/random.js";
import { bandOfToys, gaussianBand } from "../../../src/statistics/fits/band.js";
import { correctBias, fitBias } from "../../../src/statistics/fits/bias.js";
import { envelope, scanPeaks } from "../../../src/statistics/fits/envelope.js";
import { fitPeak, fitPeakYield, peakMinos } from "../../../src/statistics/fits/peak-fit.js";
import { PeakDerivatives, type PeakModel } from "../../../src/statistics/fits/peak-model.js";
import { countSorted, peakVariations } from "../../../src/statistics/fits/variations.js";
import { crystalBall } from "../../../src/statistics/shapes/crystal-ball.js";
import { legendreColumns } from "../../../src/statistics/shapes/legendre.js";
import { binProbabilities, equalBins } from "../../../src/statistics/shapes/shape.js";

const edges = equalBins(-20, 30, 100);
const peak = (sigma: number) => binProbabilities(crystalBall, edges, [0, sigma, 1.2, 5]);
const signal = peak(1);
const signalSlope = peak(1.1).map((value, i) => value - signal[i]);
const background = legendreColumns(edges, 3);
const falling = (events: number) => Float64Array.from({ length: 100 }, (_, i) => (events / 100) * (1.4 - 0.008 * i));
const thrown = (mean: ArrayLike<number>, stream: RandomStream) => Float64Array.from(mean, (m) => stream.poisson(m));
const withSignal = (mean: Float64Array, yields: number) => mean.map((m, i) => m + yields * signal[i]);

describe("derivatives", () => {
  it("agree with differences, nuisances and exact second derivatives included", () => {
    const counts = thrown(falling(3000), randomStream("test", "derivatives"));
    const model = { counts, signal, signalSlope, scaleUncertainty: 0.1, background };
    const derivatives = new PeakDerivatives(model);
    const n = derivatives.size;
    const x = Float64Array.of(3000, -200, 50, 10, 0.4, -0.7, 80);
    const at = (y: Float64Array) => {
      derivatives.evaluateMean(y);
      return derivatives.objective(y);
    };
    const hessian = new Float64Array(n * n);
    const gradientAt = (y: Float64Array) => {
      derivatives.evaluateMean(y);
      derivatives.differentiate(y, n, hessian, true);
      return derivatives.gradient.slice();
    };
    const moved = (j: number, h: number) => x.map((value, i) => (i === j ? value + h : value));
    const gradient = gradientAt(x);
    const exact = hessian.slice();
    for (let j = 0; j < n; j++) {
      const h = 1e-4 * Math.max(1, Math.abs(x[j]));
      expect(gradient[j]).toBeCloseTo((at(moved(j, h)) - at(moved(j, -h))) / (2 * h), 5);
      const above = gradientAt(moved(j, h));
      const below = gradientAt(moved(j, -h));
      for (let k = j; k < n; k++) expect(exact[k * n + j]).toBeCloseTo((above[k] - below[k]) / (2 * h), 5);
    }
  });
});

describe("yield", () => {
  it("is found exactly in Asimov data", () => {
    const fit = fitPeakYield({ counts: withSignal(falling(5000), 120), signal, background });
    expect(fit.yield).toBeCloseTo(120, 6);
    expect(fit.background[0]).toBeCloseTo(
      falling(5000).reduce((a, b) => a + b, 0),
      4,
    );
    expect(fit.deviance).toBeLessThan(1e-8);
  });

  it("has pulls of mean 0 and width 1 over toys, with and without signal", () => {
    const stream = randomStream("test", "pulls");
    for (const injected of [0, 150]) {
      const bias = fitBias({ signal, background }, withSignal(falling(5000), injected), injected, 600, stream);
      expect(bias.converged).toBe(600);
      expect(Math.abs(bias.pullMean)).toBeLessThan(4 * bias.pullMeanError);
      expect(Math.abs(bias.pullWidth - 1)).toBeLessThan(4 * bias.pullWidthError);
      expect(Math.abs(bias.shift)).toBeLessThan(4 * bias.shiftError);
    }
  });

  it("is biased, and the study says so, where the background has a shape that the fit lacks", () => {
    const curved = Float64Array.from(falling(20_000), (m, i) => m * (1 + 0.3 * Math.exp(-0.5 * ((i - 40) / 8) ** 2)));
    const bias = fitBias(
      { signal, background: legendreColumns(edges, 1) },
      curved,
      0,
      50,
      randomStream("test", "bias"),
    );
    expect(bias.pullMean).toBeLessThan(-5 * bias.pullMeanError);
    expect(correctBias(100, 10, 0.03, 0.4)).toEqual({ yield: 103, error: 10.4 });
  });

  it("has MINOS errors that tend to the Hesse error in large samples", () => {
    const asymmetry = (events: number) => {
      const model = { counts: withSignal(falling(events), 0.02 * events), signal, background };
      const { error } = fitPeakYield(model);
      const minos = peakMinos(model);
      return Math.max(
        Math.abs((minos?.upper ?? 0) / (error ?? 1) - 1),
        Math.abs((minos?.lower ?? 0) / (error ?? 1) + 1),
      );
    };
    expect(asymmetry(1e7)).toBeLessThan(1e-3);
    expect(asymmetry(300)).toBeGreaterThan(0.02);
  });

  it("does not depend on where the fit starts", () => {
    const counts = thrown(falling(2000), randomStream("test", "start"));
    const cold = fitPeak({ counts, signal, background });
    const warm = fitPeak({ counts, signal, background }, { start: [500, 4000, -3000] });
    expect(warm.yield).toBeCloseTo(cold.yield, 4);
    expect(warm.upper.value).toBeCloseTo(cold.upper.value ?? Number.NaN, 4);
  });
});

describe("nuisances", () => {
  const counts = withSignal(falling(5000), 300);
  it("widen the limit by their share in the Gaussian limit, and leave the best yield alone", () => {
    const plain = fitPeak({ counts, signal, background });
    const scaled = fitPeak({ counts, signal, background, scaleUncertainty: 0.1 });
    expect(scaled.yield).toBeCloseTo(plain.yield, 2);
    expect(scaled.scalePull).toBeCloseTo(0, 5);
    // σ² grows by (δ s)² at the best yield.
    expect(scaled.error).toBeCloseTo(Math.hypot(plain.error ?? 0, 0.1 * 300), 3);
    expect(scaled.upper.value).toBeGreaterThan(plain.upper.value ?? Number.POSITIVE_INFINITY);
    // Without signal a scale says nothing: the significance is the same.
    expect(scaled.significance).toBeCloseTo(plain.significance, 6);
  });
  it("take up a width that the template does not have", () => {
    const wide = falling(50_000).map((m, i) => m + 5000 * (signal[i] + signalSlope[i]));
    const fit = fitPeakYield({ counts: wide, signal, signalSlope, background });
    expect(fit.shapePull).toBeGreaterThan(0.8);
    expect(fit.yield).toBeCloseTo(5000, -2);
  });
});

describe("limit", () => {
  it("is that of a counting experiment when the bins are one and the background is known to be flat", () => {
    // Signal in one of many bins: the others fix the background, n = 3 over b ≈ 1: pl_one_sided of the reference, 5.8138.
    const bins = 100_000;
    const counts = new Float64Array(bins).fill(1);
    counts[0] = 3;
    const single = new Float64Array(bins);
    single[0] = 1;
    const model = { counts, signal: single, background: new Float64Array(bins).fill(1 / bins) };
    expect(fitPeak(model).upper.value).toBeCloseTo(5.81377278, 3);
  });
  it("is z²/2 over the signal in the range without any event", () => {
    const { upper, significance } = fitPeak({ counts: new Float64Array(100), signal, background });
    expect(upper.value).toBeCloseTo(1.35277173, 2);
    expect(significance).toBeCloseTo(0, 4);
  });
  it("covers 95 % where there are events enough, and the band of Asimov data is that of toys", () => {
    const stream = randomStream("test", "coverage");
    const toys = 500;
    const injected = 40;
    const limits: number[] = [];
    let covered = 0;
    for (let i = 0; i < toys; i++) {
      const counts = thrown(withSignal(falling(4000), injected), stream);
      if ((fitPeak({ counts, signal, background }).upper.value ?? 0) > injected) covered++;
      const empty = thrown(falling(4000), stream);
      limits.push(fitPeak({ counts: empty, signal, background }).upper.value ?? Number.NaN);
    }
    expect(Math.abs(covered / toys - 0.95)).toBeLessThan(4 * Math.sqrt((0.95 * 0.05) / toys));
    const { error } = fitPeakYield({ counts: falling(4000), signal, background });
    const asimov = gaussianBand(error ?? Number.NaN, 1.6448536);
    bandOfToys(limits).forEach((value, k) => {
      expect(Math.abs(value / asimov[k] - 1)).toBeLessThan(0.12);
    });
  });
  it("is above the unbounded one after a deficit", () => {
    const fit = fitPeak({ counts: withSignal(falling(5000), -60), signal, background });
    expect(fit.significance).toBeLessThan(-1);
    expect(fit.upper.value).toBeGreaterThan(fit.upperUnbounded.value ?? Number.POSITIVE_INFINITY);
  });
  it("exists for every spectrum, however empty or full, and rises with the counts under the peak", () => {
    const stream = randomStream("test", "sparse");
    for (const events of [0, 1, 3, 20, 100, 1e4, 1e7]) {
      for (let i = 0; i < 15; i++) {
        const counts = thrown(falling(events), stream);
        const model: PeakModel = { counts, signal, signalSlope, scaleUncertainty: 0.06, background };
        const fit = fitPeak(model);
        expect(fit.status).toBe("ok");
        expect([fit.upper.status, fit.upperUnbounded.status]).toEqual(["ok", "ok"]);
        expect(fit.upper.value).toBeGreaterThan(0);
        const more = counts.slice();
        more[40] += Math.max(2, 2 * Math.sqrt(events));
        expect(fitPeak({ ...model, counts: more }).upper.value).toBeGreaterThan(0.99 * (fit.upper.value ?? 0));
      }
    }
  });
});

describe("variations", () => {
  const stream = randomStream("test", "variations");
  const events = Float64Array.from({ length: 20_000 }, () => -50 + 130 * stream.uniform()).sort();
  const modelsAt = (mean: number) =>
    peakVariations(
      { range: [mean - 20, mean + 30], clip: [-45, 75], widenings: [0, -5, 5], orders: [2, 1, 3], bins: 100 },
      (bins) => countSorted(events, bins),
      (bins) => ({ signal: binProbabilities(crystalBall, bins, [mean, 1, 1.2, 5]) }),
    );

  it("counts sorted events in bins", () => {
    expect(countSorted(Float64Array.of(-1, 0, 0, 0.5, 1, 2), Float64Array.of(0, 1, 2))).toEqual(Float64Array.of(3, 1));
    const full = modelsAt(0)[0].counts.reduce((a, b) => a + b, 0);
    expect(full).toBe(events.filter((x) => x >= -20 && x < 30).length);
  });
  it("come in every combination, the nominal one first, clipped", () => {
    const models = modelsAt(-22);
    expect(models.map(({ background }) => background.length / 100)).toEqual([3, 2, 4, 3, 2, 4, 3, 2, 4]);
    expect(models[6].counts.reduce((a, b) => a + b, 0)).toBe(events.filter((x) => x >= -45 && x < 13).length);
  });
  it("give the smallest significance and the largest limit of all fits", () => {
    for (const { fits, significance, upper, upperFrom } of scanPeaks([0, 0.5, 1], modelsAt)) {
      expect(significance).toBe(Math.min(...fits.map((fit) => fit.significance)));
      expect(upper.value).toBe(Math.max(...fits.map((fit) => fit.upper.value ?? 0)));
      expect(fits[upperFrom].upper).toBe(upper);
    }
  });
  it("does not depend on the order in which a scan is made", () => {
    const there = [...scanPeaks([0, 0.5, 1], modelsAt)].map(({ significance }) => significance ?? Number.NaN);
    const back = [...scanPeaks([1, 0.5, 0], modelsAt)].map(({ significance }) => significance ?? Number.NaN).reverse();
    there.forEach((value, i) => {
      expect(value).toBeCloseTo(back[i], 5);
    });
  });
  it("leaves failed fits out, and says when all failed", () => {
    const [fit] = [...scanPeaks([0], modelsAt)][0].fits;
    const failed = { ...fit, significance: -9, status: "not-converged" as const };
    expect(envelope([failed, fit]).significance).toBe(fit.significance);
    expect(envelope([failed])).toMatchObject({ significance: null, upper: { value: null, status: "not-converged" } });
  });
});
