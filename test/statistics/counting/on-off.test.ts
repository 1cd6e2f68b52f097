import { describe, expect, it } from "vitest";
import { onOff, onOffMedianLimit } from "../../../src/statistics/counting/on-off.js";
import { hasStatistics, referenceEntry } from "../reference-entries.js";

interface Inputs {
  n_sr: number;
  n_bkg: number;
  tau: number;
  kappa_b: number;
  kappas_signal: number[];
  cl: number;
}

interface Expected {
  s_hat: number;
  UL_CLs_qtilde: number;
  exp: number[];
  UL_profile_one_sided: number;
  Z0: number;
}

describe("on/off counting with log-normal constraints", () => {
  it.skipIf(!hasStatistics)("meets the reference, a deficit and an excess", () => {
    for (const id of ["onoff_ln_a", "onoff_ln_c"]) {
      const { inputs, expected } = referenceEntry<Inputs, Expected>(id);
      const result = onOff(
        {
          observed: inputs.n_sr,
          simulated: inputs.n_bkg,
          ratio: inputs.tau,
          kappaBackground: inputs.kappa_b,
          kappaSignal: inputs.kappas_signal,
        },
        inputs.cl,
      );
      expect(result.best).toBeCloseTo(expected.s_hat, 6);
      expect(result.upperCls.value! / expected.UL_CLs_qtilde).toBeCloseTo(1, 4);
      expect(result.upperProfile.value! / expected.UL_profile_one_sided).toBeCloseTo(1, 4);
      for (const [k, limit] of expected.exp.entries()) expect(result.expected[k]! / limit).toBeCloseTo(1, 4);
      expect(result.significance).toBeCloseTo(expected.Z0, 4);
    }
  });

  it("is Li and Ma without systematics", () => {
    for (const [n, m, tau] of [
      [18, 97, 10],
      [10, 5, 1 / 0.3],
      [10, 23, 10],
    ]) {
      const alpha = 1 / tau;
      const sum = n + m;
      const liMa = Math.sqrt(
        2 * (n * Math.log(((1 + alpha) / alpha) * (n / sum)) + m * Math.log((1 + alpha) * (m / sum))),
      );
      const { significance } = onOff(
        { observed: n, simulated: m, ratio: tau, kappaBackground: 1, kappaSignal: [] },
        0.9,
      );
      expect(significance).toBeCloseTo(liMa, 8);
      const nearly = onOff({ observed: n, simulated: m, ratio: tau, kappaBackground: 1 + 1e-7, kappaSignal: [1] }, 0.9);
      expect(nearly.significance).toBeCloseTo(liMa, 6);
    }
  });

  it("expects 1.645 σ as the median where there are many events, and moves smoothly where there are few", () => {
    const many = { simulated: 4e8, ratio: 1e4, kappaBackground: 1, kappaSignal: [] };
    expect(onOffMedianLimit(many, 0.9).value! / (1.6449 * 200)).toBeCloseTo(1, 2);
    // With an uncertainty of 1 % the width is √(200² + 400²).
    const uncertain = onOffMedianLimit({ ...many, kappaBackground: 1.01 }, 0.9).value!;
    expect(uncertain / (1.6449 * Math.hypot(200, 400))).toBeCloseTo(1, 1);
    const at = (kappaBackground: number) =>
      onOffMedianLimit({ simulated: 15, ratio: 6, kappaBackground, kappaSignal: [1.1] }, 0.9).value!;
    const limits = Array.from({ length: 30 }, (_, k) => at(1 + 0.02 * k));
    for (let k = 1; k < limits.length; k++) {
      expect(limits[k]).toBeGreaterThan(limits[k - 1]);
      expect(limits[k] / limits[k - 1]).toBeLessThan(1.03);
    }
  });

  it("answers where nothing was simulated", () => {
    for (const observed of [0, 3, 50]) {
      const result = onOff({ observed, simulated: 0, ratio: 4, kappaBackground: 1.5, kappaSignal: [1.1] }, 0.9);
      expect(result.upperCls.status).toBe("ok");
      expect(result.upperCls.value).toBeGreaterThan(0);
      for (const limit of result.expected) expect(limit).toBeGreaterThanOrEqual(0);
    }
  });
});
