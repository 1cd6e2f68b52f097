import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fitLikelihood, minosErrors, yieldSignificance } from "../../../src/statistics/fits/fit.js";
import { binnedLikelihood } from "../../../src/statistics/fits/likelihood.js";
import type { FitModel } from "../../../src/statistics/fits/model.js";
import { fitPeak, peakMinos } from "../../../src/statistics/fits/peak-fit.js";
import { answerFit } from "../../../src/statistics/fits/request.js";
import { chebyshev } from "../../../src/statistics/shapes/chebyshev.js";
import { crystalBall } from "../../../src/statistics/shapes/crystal-ball.js";
import { legendreColumns } from "../../../src/statistics/shapes/legendre.js";
import { binProbabilities, equalBins, type Interval } from "../../../src/statistics/shapes/shape.js";
import { Fields } from "../../../src/statistics/validation.js";

/**
 * Ten spectra of 40 bins of our own (Poisson counts around a Crystal Ball over a cubic, fixed seed) and what iminuit 2.11.2 with
 * scipy 1.10.1 makes of them through bench/peers/fits.py (confidence level 0.95): values and Hesse errors of signal, background,
 * c1 …, and mean, sigma where they float; MINOS of the signal; significance; one-sided limit.
 */
interface Stored {
  readonly lower: number;
  readonly upper: number;
  readonly counts: number[];
  readonly peak: [number, number, number, number];
  readonly order: number;
  readonly float?: boolean;
  readonly iminuit: {
    readonly values: number[];
    readonly hesse: number[];
    readonly minos: [number, number];
    readonly significance: number;
    readonly upper: number | null;
  };
}

const spectra: Stored[] = JSON.parse(readFileSync(join(import.meta.dirname, "iminuit.json"), "utf8"));
/** A thousandth of an error: the distance to the minimum of both minimisers. */
const near = (value: number, reference: number, error: number) =>
  expect(Math.abs(value - reference)).toBeLessThan(1e-3 * error + 1e-6);

describe.each(spectra)("order $order around $peak", ({ lower, upper, counts, peak, order, float, iminuit }) => {
  const edges = equalBins(lower, upper, 40);
  const range: Interval = [lower, upper];
  const [mean, sigma] = peak;
  const names = Array.from({ length: order }, (_, k) => `c${k + 1}`);
  const model: FitModel = {
    range,
    parameters: [
      { name: "signal", value: 0, step: 10 },
      { name: "background", value: counts.reduce((a, b) => a + b, 0) },
      ...names.map((name) => ({ name, value: 0, step: 0.1 })),
      { name: "mean", value: mean, fixed: !float },
      { name: "sigma", value: sigma, fixed: !float, lower: 0.1 * sigma },
      { name: "alpha", value: peak[2], fixed: true },
      { name: "n", value: peak[3], fixed: true },
    ],
    components: [
      { shape: crystalBall, yield: "signal", arguments: ["mean", "sigma", "alpha", "n"] },
      { shape: chebyshev(range, order), yield: "background", arguments: names },
    ],
  };

  it("agrees by the general fit", () => {
    const likelihood = binnedLikelihood(model, edges, counts);
    const best = fitLikelihood(likelihood);
    expect(best.status).toBe("ok");
    const free = best.parameters.filter(({ fixed }) => !fixed);
    expect(free).toHaveLength(iminuit.values.length);
    free.forEach(({ value, error }, i) => {
      near(value, iminuit.values[i], iminuit.hesse[i]);
      expect(error / iminuit.hesse[i]).toBeCloseTo(1, 2);
    });
    const { below, above } = minosErrors(likelihood, best, "signal");
    near(-below.error, iminuit.minos[0], 3 * iminuit.hesse[0]);
    near(above.error, iminuit.minos[1], 3 * iminuit.hesse[0]);
    expect(yieldSignificance(likelihood, best, "signal")).toBeCloseTo(iminuit.significance, 2);
  });

  it.skipIf(float)("agrees by the fast fit of a peak, limit included", () => {
    const signal = binProbabilities(crystalBall, edges, peak);
    const peakModel = { counts: Float64Array.from(counts), signal, background: legendreColumns(edges, order) };
    const fitted = fitPeak(peakModel);
    near(fitted.yield, iminuit.values[0], iminuit.hesse[0]);
    near(fitted.background[0], iminuit.values[1], iminuit.hesse[1]);
    expect((fitted.error ?? 0) / iminuit.hesse[0]).toBeCloseTo(1, 2);
    expect(fitted.significance).toBeCloseTo(iminuit.significance, 2);
    near(fitted.upper.value ?? Number.NaN, iminuit.upper ?? Number.NaN, iminuit.hesse[0]);
    const minos = peakMinos(peakModel);
    near(minos?.lower ?? Number.NaN, iminuit.minos[0], 3 * iminuit.hesse[0]);
    near(minos?.upper ?? Number.NaN, iminuit.minos[1], 3 * iminuit.hesse[0]);
  });

  it("agrees by a request", () => {
    const parameter = (value: number) => (float ? { value } : value);
    const [, , alpha, n] = peak;
    const answer = answerFit(
      new Fields({
        kind: "binned",
        edges: [...edges],
        counts,
        signal: { kind: "crystal-ball", mean: parameter(mean), sigma: parameter(sigma), alpha, n },
        background: { kind: "chebyshev", order },
      }),
    );
    expect(answer.status).toBe("ok");
    const { signal } = answer.parameters as Record<string, { value: number; hesse: number; minos: number[] }>;
    near(signal.value, iminuit.values[0], iminuit.hesse[0]);
    near(signal.minos[1], iminuit.minos[1], 3 * iminuit.hesse[0]);
  });
});
