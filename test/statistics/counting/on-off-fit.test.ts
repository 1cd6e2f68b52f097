import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { fitOnOff, type OnOffTerms } from "../../../src/statistics/counting/on-off-fit.js";

const plain = { lnKappa: 0, centre: 0, width: 0, signalCentre: 0 } as const;

describe("the conditional fit of an on/off measurement", () => {
  it("is the root of a quadratic equation without log-normals", () => {
    for (const [n, m, ratio, s] of [
      [0, 18, 6, 2.3],
      [7, 5, 2, 1],
      [30, 4, 0.3, 0],
    ]) {
      // (1+τ) b² + ((1+τ) s − n − m) b − m s = 0
      const linear = (1 + ratio) * s - n - m;
      const b = (-linear + Math.sqrt(linear ** 2 + 4 * (1 + ratio) * m * s)) / (2 * (1 + ratio));
      const fit = fitOnOff(n, { ...plain, simulated: m, ratio, signal: s });
      expect(fit!.baseBackground / b).toBeCloseTo(1, 9);
    }
  });

  it("is stationary in all three nuisances, whatever they are", () => {
    const stream = randomStream("test", "on-off-fit");
    for (let i = 0; i < 2000; i++) {
      const terms: OnOffTerms = {
        simulated: 1 + stream.poisson(20 * stream.exponential()),
        ratio: 0.05 + 6 * stream.uniform(),
        lnKappa: stream.uniform() < 0.2 ? 0 : 0.6 * stream.uniform(),
        centre: stream.normal(),
        signal: stream.uniform() < 0.2 ? 0 : 8 * stream.exponential(),
        width: 0.4 * stream.uniform(),
        signalCentre: stream.normal(),
      };
      const n = stream.poisson((i % 10 === 0 ? 200 : 5) * stream.exponential());
      const { baseBackground, backgroundScore, signalScore } = fitOnOff(n, terms)!;
      const b = baseBackground * Math.exp(terms.lnKappa * backgroundScore);
      const y = terms.signal * Math.exp(terms.width * signalScore);
      const pull = n / (y + b) - 1;
      const scale = 1 + n + terms.simulated;
      expect(Math.abs(terms.simulated + b * pull - terms.ratio * baseBackground)).toBeLessThan(1e-5 * scale);
      expect(Math.abs(terms.centre + terms.lnKappa * b * pull - backgroundScore)).toBeLessThan(1e-5 * scale);
      expect(Math.abs(terms.signalCentre + terms.width * y * pull - signalScore)).toBeLessThan(1e-5 * scale);
    }
  });

  it("takes the deepest of several minima: here the background has the excess, not the efficiency", () => {
    const terms = { simulated: 1, ratio: 1.41, lnKappa: 0.445, centre: 0.605, signal: 6.56, width: 0.365 };
    const { deviance, backgroundScore } = fitOnOff(1262, { ...terms, signalCentre: -0.0743 })!;
    // Nested roots that start at the background find 121.1, at the efficiency 207.9.
    expect(deviance).toBeLessThan(122);
    expect(backgroundScore).toBeGreaterThan(9);
  });
});
