import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { poissonAtLeast } from "../../../src/numerics/special.js";
import { asimovSignificance } from "../../../src/statistics/significance/asimov.js";
import { liMa } from "../../../src/statistics/significance/li-ma.js";
import { likelihoodRatioSignificance } from "../../../src/statistics/significance/likelihood-ratio.js";
import { poissonSignificance } from "../../../src/statistics/significance/poisson.js";
import { answerSignificance } from "../../../src/statistics/significance/request.js";
import { fromLnP } from "../../../src/statistics/significance/significance.js";
import { zBi } from "../../../src/statistics/significance/z-bi.js";
import { Fields } from "../../../src/statistics/validation.js";
import { hasReference, readReference } from "../../reference.js";

describe.skipIf(!hasReference("statistics.json"))("reference", () => {
  const entries = hasReference("statistics.json") ? JSON.parse(readReference("statistics.json")) : [];
  const entry = (id: string) => entries.find((e: { id: string }) => e.id === id);
  it("gives Li–Ma", () => {
    const { inputs, expected } = entry("lima_gammapy");
    expected.forEach((z: number, i: number) => {
      expect(liMa(inputs.n_on[i], inputs.n_off[i], inputs.alpha[i]).z).toBeCloseTo(z, 8);
    });
  });
  it("gives Z_Bi", () => {
    const { inputs, expected } = entry("zbi_clt");
    expected.forEach((z: number, i: number) => {
      expect(zBi(inputs.n_on[i], inputs.n_off[i], inputs.tau[i]).z).toBeCloseTo(z, 6);
    });
  });
  it("gives the Asimov significance", () => {
    const { inputs, expected } = entry("asimov_z");
    inputs.s.forEach((s: number, i: number) => {
      expect(asimovSignificance(s, inputs.b[i]).z).toBeCloseTo(expected.ZA[i], 7);
      expect(asimovSignificance(s, inputs.b[i], inputs.sb[i]).z).toBeCloseTo(expected.ZA_sb[i], 7);
    });
  });
  it("keeps p and z together in the far tail", () => {
    const { inputs, expected } = entry("tail_p");
    expected.forEach((p: number, i: number) => {
      expect(fromLnP(Math.log(p)).z).toBeCloseTo(inputs.Z[i], 8);
    });
  });
});

describe("Li–Ma", () => {
  it("is the likelihood ratio of the on/off model, its maximum found by hand", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        (on, off, alpha) => {
          const lnL = (s: number, b: number) => on * Math.log(s + alpha * b) - (s + alpha * b) + off * Math.log(b) - b;
          const b0 = (on + off) / (1 + alpha);
          const half = lnL(on - alpha * off, off) - lnL(0, b0);
          expect(liMa(on, off, alpha).z).toBeCloseTo(Math.sign(on - alpha * off) * Math.sqrt(Math.max(0, 2 * half)), 5);
        },
      ),
      { seed: 4 },
    );
  });
  it("takes empty regions", () => {
    expect(liMa(0, 0, 0.5)).toEqual({ z: 0, p: 0.5 });
    expect(liMa(3, 0, 0.5).z).toBeCloseTo(Math.sqrt(2 * 3 * Math.log(3)), 12);
    expect(liMa(0, 3, 0.5).z).toBeCloseTo(-Math.sqrt(2 * 3 * Math.log(1.5)), 12);
  });
});

describe("Z_Bi", () => {
  it("goes on where its p-value underflows", () => {
    // No event in the control region: p = (1 + τ)^−n exactly.
    const exact = fromLnP(-2000 * Math.log(3)).z;
    expect(zBi(2000, 0, 2).z).toBeCloseTo(exact, 8);
    expect(zBi(900, 100, 1).z).toBeGreaterThan(zBi(899, 100, 1).z);
    // p within 1e-290 … 1e-280 by both ways
    expect(zBi(613, 0, 2).z).toBeCloseTo(fromLnP(-613 * Math.log(3)).z, 8);
  });
  it("is one without events", () => {
    expect(zBi(0, 4, 2).p).toBe(1);
  });
});

describe("Asimov", () => {
  it("has σ → 0 as a limit and s/√b for small signals", () => {
    expect(asimovSignificance(5, 20, 1e-9).z).toBeCloseTo(asimovSignificance(5, 20).z, 12);
    expect(asimovSignificance(5, 20, 1e-160).z).toBeCloseTo(asimovSignificance(5, 20).z, 12);
    expect(asimovSignificance(1, 1e6).z).toBeCloseTo(1e-3, 8);
    expect(asimovSignificance(1e3, 1e6, 1e4).z).toBeCloseTo(1e3 / Math.sqrt(1e6 + 1e8), 4);
  });
});

describe("Poisson with an uncertain background", () => {
  it("agrees with counts thrown from the prior predictive", () => {
    const stream = randomStream("test", "poisson-significance");
    const [n, b, sigma] = [9, 4, 1.5];
    let passed = 0;
    const toys = 200_000;
    for (let i = 0; i < toys; i++) {
      let background = -1;
      while (!(background > 0 && Math.abs(background - b) < 5 * sigma)) background = b + sigma * stream.normal();
      if (stream.poisson(background) >= n) passed++;
    }
    const p = poissonSignificance(n, b, sigma).p;
    expect(Math.abs(passed / toys - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / toys));
  });
  it("agrees with plain quadrature where that has the nodes for it", () => {
    for (const [n, b, sigma] of [
      [3, 1, 0.1],
      [40, 12, 6],
      [1, 0.2, 0.4],
    ]) {
      const [low, high] = [Math.max(0, b - 5 * sigma), b + 5 * sigma];
      const g = (x: number) => Math.exp(-0.5 * ((x - b) / sigma) ** 2);
      const plain = integrate((x) => poissonAtLeast(n, x) * g(x), low, high, 400) / integrate(g, low, high, 400);
      expect(poissonSignificance(n, b, sigma).p / plain).toBeCloseTo(1, 9);
    }
  });
  it("has known limits", () => {
    expect(poissonSignificance(0, 3, 1).p).toBe(1);
    expect(poissonSignificance(4, 1.3, 1e-7).p).toBeCloseTo(poissonAtLeast(4, 1.3), 10);
    expect(poissonSignificance(2, 0).z).toBe(Number.POSITIVE_INFINITY);
    // A background of a million known to 1 %: Gaussian, √(b + σ²).
    expect(poissonSignificance(1_030_000, 1e6, 1e4).z).toBeCloseTo(30_000 / Math.sqrt(1e6 + 1e8), 1);
    expect(poissonSignificance(5000, 3, 0.5).z).toBeGreaterThan(70);
  });
  it("falls with the count", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (n, b, relative) => {
          const p = poissonSignificance(n, b, relative * b).p;
          expect(poissonSignificance(n + 1, b, relative * b).p).toBeLessThanOrEqual(p);
          if (p < 0.9) expect(poissonSignificance(n + 1, b, relative * b).p).toBeLessThan(p);
        },
      ),
      { seed: 5 },
    );
  });
});

it("signs the likelihood ratio and clamps rounding", () => {
  expect(likelihoodRatioSignificance(3, 10, 12)).toBe(2);
  expect(likelihoodRatioSignificance(-3, 10, 12)).toBe(-2);
  expect(likelihoodRatioSignificance(-3, 10, 10 - 1e-12)).toBe(0);
});

describe("requests", () => {
  const ask = (request: object) => answerSignificance(new Fields(request));
  it("answers each kind", () => {
    expect(ask({ kind: "li-ma", on: 18, off: 97, alpha: 0.1 })).toMatchObject({ status: "ok", z: liMa(18, 97, 0.1).z });
    expect(ask({ kind: "z-bi", on: 4, off: 5, tau: 5 })).toMatchObject({ status: "ok", z: zBi(4, 5, 5).z });
    const asimov = asimovSignificance(5, 1, 0.3);
    expect(ask({ kind: "asimov", signal: 5, background: 1, sigma: 0.3 })).toMatchObject({ status: "ok", z: asimov.z });
    expect(ask({ kind: "asimov", signal: 5, background: { value: 1, sigma: 0.3 } })).toMatchObject({ z: asimov.z });
    const poisson = poissonSignificance(5, 1, 0.3);
    const answer = ask({ kind: "poisson", observed: 5, background: { value: 1, sigma: 0.3 } });
    expect(answer).toMatchObject({ status: "ok", z: poisson.z, p: poisson.p });
    expect(ask({ kind: "poisson", observed: 5, background: 1 })).toMatchObject({ p: poissonAtLeast(5, 1) });
    expect(ask({ kind: "poisson", observed: 5, background: { simulated: 4, ratio: 2 } })).toMatchObject(zBi(5, 4, 2));
  });
  it("says where a significance does not exist", () => {
    expect(ask({ kind: "asimov", signal: 5, background: 0 })).toEqual({ status: "unbounded", z: null, p: 0 });
    expect(ask({ kind: "poisson", observed: 0, background: 3 })).toEqual({ status: "ok", z: null, p: 1 });
  });
  it.each([
    [{ kind: "li-ma", on: -1, off: 2, alpha: 1 }, "on"],
    [{ kind: "z-bi", on: 1, off: 2, tau: 0 }, "tau"],
    [{ kind: "poisson", observed: 2.5, background: 1 }, "observed"],
    [{ kind: "poisson", observed: 2, background: { value: 1, sigma: -1 } }, "background.sigma"],
    [{ kind: "asimov", signal: 2 }, "background"],
    [{ kind: "other" }, "kind"],
  ])("names the field at fault in %o", (request, path) => {
    expect(() => ask(request)).toThrow(expect.objectContaining({ path }));
  });
  it("never gives a number that is none", () => {
    const positive = fc.oneof(
      fc.constantFrom(0, 1, 3, 1e6),
      fc.double({ min: 1e-6, max: 1e2, noNaN: true }),
      fc.double({ min: 1e2, max: 1e12, noNaN: true }),
    );
    fc.assert(
      fc.property(positive, positive, positive, (a, b, c) => {
        for (const request of [
          { kind: "li-ma", on: a, off: b, alpha: c + 1e-9 },
          { kind: "z-bi", on: a, off: b, tau: c + 1e-9 },
          { kind: "asimov", signal: a, background: b, sigma: c },
          { kind: "poisson", observed: Math.floor(a), background: { value: b, sigma: c } },
        ]) {
          const { status, z, p } = ask(request);
          expect(["ok", "unbounded"]).toContain(status);
          if (z !== null) expect(z).toBeTypeOf("number");
          expect(Number.isFinite(p) && (p as number) >= 0 && (p as number) <= 1).toBe(true);
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
