import { describe, expect, it } from "vitest";
import {
  betaQuantile,
  erf,
  erfc,
  erfcScaled,
  gammaP,
  gammaQ,
  gammaQuantile,
  gammaUpperQuantile,
  incompleteBeta,
  lnGamma,
  lnGammaP,
  lnGammaQ,
  lnNormalCdf,
  lnNormalTail,
  lnPoissonProbability,
  normalCdf,
  normalQuantile,
  normalTail,
  poissonAtLeast,
  poissonAtMost,
  poissonDeviance,
  poissonQuantile,
  significanceOfLnP,
  significanceOfP,
} from "../../src/numerics/special.js";

/** Relative closeness; outside values from scipy 1.17 unless a test says otherwise. */
function expectClose(value: number, expected: number, relative: number): void {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThanOrEqual(relative * Math.abs(expected));
}

describe("gamma functions", () => {
  it("gives lnΓ", () => {
    for (const [x, expected] of [
      [0.1, 2.252712651734206],
      [0.5, 0.5 * Math.log(Math.PI)],
      [1.5, -0.12078223763524526],
      [3.7, 1.428072326665388],
      [9.99, 12.779315214350195],
      [25.5, 56.38916764371994],
      [1e6, 12815504.569147611],
      [1e15, 3.3538776394910668e16],
    ])
      expectClose(lnGamma(x), expected, 2e-14);
    expect(lnGamma(0)).toBe(Number.POSITIVE_INFINITY);
  });

  it("gives P and Q, from the origin to the far tails", () => {
    for (const [a, x, p, q] of [
      [0.5, 0.1, 0.34527915398142317, 0.6547208460185768],
      [3, 2.5, 0.45618688411667035, 0.5438131158833297],
      [10, 30, 0.9999928782491372, 7.121750862815593e-6],
      [1000, 950, 0.055054686230738045, 0.9449453137692619],
      [99000, 99500, 0.9437998089301253, 0.056200191069874776],
      [2e5, 200300, 0.7489631617051791, 0.2510368382948209],
      // mpmath, 40 digits: scipy is 4e-6 low here.
      [1e6, 995000, 2.749580359270071e-7, 1 - 2.749580359270071e-7],
      [1e9, 1e9, 0.5000042052208701, 0.4999957947791299],
    ]) {
      expectClose(gammaP(a, x), p, 1e-11);
      expectClose(gammaQ(a, x), q, 1e-11);
      expectClose(lnGammaP(a, x), p < q ? Math.log(p) : Math.log1p(-q), 1e-11);
      expectClose(lnGammaQ(a, x), q < p ? Math.log(q) : Math.log1p(-p), 1e-11);
    }
    // Q(1, x) = exp(−x), also where it underflows.
    expectClose(lnGammaQ(1, 1e6), -1e6, 1e-14);
    // Q(2, x) = (1 + x) exp(−x)
    expectClose(lnGammaQ(2, 3000), Math.log(3001) - 3000, 1e-14);
    expect(gammaP(2, 0)).toBe(0);
    expect(gammaQ(2, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it("meets the uniform expansion without a step", () => {
    const below = 1e4;
    const above = 1e4 + 1e-3;
    for (const pull of [-8, -2, 0.3, 4]) {
      const x = below + pull * Math.sqrt(below);
      // d ln P/da ≈ −density, of the order 1/σ: 1e-3/σ ≈ 3e-6 of change is the function's own.
      const low = pull < 0 ? lnGammaP(below, x) : lnGammaQ(below, x);
      const high = pull < 0 ? lnGammaP(above, x) : lnGammaQ(above, x);
      const step = pull < 0 ? lnGammaP(below - 1e-3, x) : lnGammaQ(below - 1e-3, x);
      expect(Math.abs(high - 2 * low + step)).toBeLessThan(1e-10);
    }
  });

  it("inverts P and Q", () => {
    for (const [p, a, expected] of [
      [1e-9, 3, 0.0018179466000270133],
      [0.1, 1, 0.10536051565782636],
      [0.9, 4, 6.680783068255865],
      [0.5, 1e4, 9999.666668642047],
      [1 - 1e-9, 2, 23.939727895037286],
      [0.3, 2.7e5, 269727.27202109765],
    ])
      expectClose(gammaQuantile(p, a), expected, p > 0.99 ? 1e-8 : 1e-12);
    expectClose(gammaUpperQuantile(-5e5, 1), 5e5, 1e-14);
    expect(gammaQuantile(0, 3)).toBe(0);
    expect(gammaQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("beta functions", () => {
  it("gives I_x(a, b)", () => {
    for (const [a, b, x, expected] of [
      [2, 3, 0.2, 0.1808],
      [0.5, 0.5, 0.99, 0.9362314391414803],
      [46, 5, 0.7, 0.0001719273855381775],
      [5e3, 6e3, 0.46, 0.8746675582332055],
      [1e6, 2e6, 0.3335, 0.7298824325036775],
      [4000, 1e5, 0.03, 2.152879368017565e-53],
    ])
      expectClose(incompleteBeta(a, b, x), expected, 1e-10);
  });

  it("inverts it", () => {
    for (const [p, a, b, expected] of [
      [0.05, 1, 20, 0.0025613787765302806],
      [1e-10, 3, 50, 1.6543367600753105e-5],
      [0.999, 45, 6, 0.9769449825700814],
      [0.16, 1e5, 1e3, 0.9897892794106323],
    ])
      expectClose(betaQuantile(p, a, b), expected, 1e-11);
  });
});

describe("normal distribution", () => {
  it("gives the p-values of 5, 6 and 9 σ", () => {
    expectClose(normalTail(5), 2.866515718791945e-7, 1e-13);
    expectClose(normalTail(6), 9.865876450377018e-10, 1e-13);
    expectClose(normalTail(9), 1.1285884059538408e-19, 1e-12);
    expectClose(normalCdf(-5), 2.866515718791945e-7, 1e-13);
  });

  it("gives logarithms of tails", () => {
    for (const [z, expected] of [
      [-3, -0.0013508099647481925],
      [-0.3, -0.4814101615884813],
      [0.2, -0.8657395226815952],
      [0.7, -1.4189677615315315],
      [2, -3.7831843336820317],
      [5, -15.064998393988727],
      [30, -454.32124395634327],
      [100, -5005.524208694205],
      [1e4, -50000010.12927892],
    ]) {
      expectClose(lnNormalTail(z), expected, 1e-13);
      expectClose(lnNormalCdf(-z), expected, 1e-13);
    }
  });

  it("gives the error functions", () => {
    for (const [x, e, c, scaled] of [
      [-1.5, -0.9661051464753108, 1.9661051464753108, 18.653886256262734],
      [0.05, 0.05637197779701662, 0.9436280222029834, 0.9459900435549613],
      [0.4, 0.42839235504666845, 0.5716076449533316, 0.6707877852947615],
      [0.9, 0.7969082124228322, 0.20309178757716784, 0.456531651323117],
      [3, 0.9999779095030014, 2.2090496998585445e-5, 0.17900115118138998],
      [20, 1, 5.395865611607901e-176, 0.028174348741051323],
    ]) {
      expectClose(erf(x), e, 1e-14);
      expectClose(erfc(x), c, 2e-13);
      expectClose(erfcScaled(x), scaled, 1e-13);
    }
  });

  it("turns p-values into significances and back", () => {
    for (const [p, z] of [
      [1e-300, 37.0470962993612],
      [1e-50, 14.933337534788487],
      [1e-9, 5.9978070150076865],
      [0.01, 2.3263478740408408],
      [0.3, 0.5244005127080409],
      [0.8, -0.8416212335729143],
      [0.9999, -3.719016485455709],
    ]) {
      expectClose(significanceOfP(p), z, 1e-12);
      expectClose(normalQuantile(p), -z, 1e-12);
    }
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(significanceOfP(0)).toBe(Number.POSITIVE_INFINITY);
    expect(significanceOfP(-1)).toBeNaN();
    for (const z of [-30, -3, -0.1, 0.1, 5, 60, 2000]) expectClose(significanceOfLnP(lnNormalTail(z)), z, 1e-12);
  });
});

describe("Poisson distribution", () => {
  it("holds its limits at mean zero", () => {
    expect(lnPoissonProbability(0, 0)).toBeCloseTo(0, 15);
    expect(lnPoissonProbability(2, 0)).toBe(Number.NEGATIVE_INFINITY);
    expect(lnPoissonProbability(2, -1)).toBe(Number.NEGATIVE_INFINITY);
    expect(poissonAtLeast(0, 5)).toBe(1);
    expect(poissonAtMost(-1, 5)).toBe(0);
  });

  it("sums to its cumulative", () => {
    let sum = 0;
    for (let n = 0; n <= 14; n++) sum += Math.exp(lnPoissonProbability(n, 11.3));
    expectClose(poissonAtMost(14, 11.3), sum, 1e-13);
    expectClose(poissonAtLeast(15, 11.3), 1 - sum, 1e-12);
  });

  it("gives quantiles", () => {
    for (const [p, mean, expected] of [
      [0.02275, 3, 0],
      [0.5, 0.1, 0],
      [0.97725, 10, 17],
      [0.16, 1e4, 9901],
      [0.975, 1e6, 1001960],
    ])
      expect(poissonQuantile(p, mean)).toBe(expected);
    expect(poissonQuantile(0.9, 0)).toBe(0);
  });

  it("keeps the digits of a deviance of close numbers", () => {
    // n ln(n/l) + l − n with n = l + d: d²/2l − d³/6l² + …
    const l = 1e8;
    const d = 3;
    expectClose(poissonDeviance(l + d, l), (d * d) / (2 * l) - d ** 3 / (6 * l * l), 1e-12);
    expect(poissonDeviance(0, 4)).toBe(4);
    expect(poissonDeviance(2, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});
