import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { feldmanCousins } from "../../../src/statistics/counting/feldman-cousins.js";
import { onOff } from "../../../src/statistics/counting/on-off.js";
import { onOffClsByToys, onOffUpperLimitByToys } from "../../../src/statistics/counting/on-off-toys.js";
import { countingLikelihood } from "../../../src/statistics/counting/profile.js";
import { profileConstruction } from "../../../src/statistics/counting/profile-construction.js";

describe("CLs of on/off counting by toys", () => {
  const many = { observed: 60, simulated: 300, ratio: 6, kappaBackground: 1.05, kappaSignal: [1.05] };

  it("agrees with the asymptotic formula for many events", () => {
    const asymptotic = onOff(many, 0.9).upperCls.value!;
    const { cls, error } = onOffClsByToys(many, asymptotic, 4000, randomStream("test", "on-off", 1));
    expect(error).toBeLessThan(0.02);
    // Four errors and 5 % for the asymptotic formula itself at 50 events.
    expect(Math.abs(cls - 0.1)).toBeLessThan(4 * error + 0.005);
  });

  it("is less stringent than the asymptotic limit for few events", () => {
    const few = { observed: 0, simulated: 18, ratio: 6, kappaBackground: 1.0001, kappaSignal: [1.0001] };
    const { value, status } = onOffUpperLimitByToys(few, 0.9, 3000, randomStream("test", "on-off", 2));
    expect(status).toBe("ok");
    const asymptotic = onOff(few, 0.9).upperCls.value!;
    // n = 0: CLs = exp(−s) for every background, 2.303 at 90 %; the asymptotic limit falls below that.
    expect(asymptotic).toBeLessThan(Math.LN10);
    expect(Math.abs(value! - Math.LN10)).toBeLessThan(0.25);
  });

  it("depends on its stream alone", () => {
    const run = () => onOffClsByToys(many, 20, 200, randomStream("test", "on-off", 3));
    expect(run()).toEqual(run());
  });
});

describe("profile construction by toys", () => {
  it("is Feldman and Cousins' without nuisances", () => {
    for (const [n, b] of [
      [5, 3],
      [8, 1],
    ]) {
      const likelihood = countingLikelihood(n, b, { value: 1 })!;
      const { lower, upper, status } = profileConstruction(likelihood, 0.9, 4000, randomStream("test", "profile", n));
      const exact = feldmanCousins(n, b, 0.9);
      expect(status).toBe("ok");
      // The ends move in steps of discrete counts: a scan of twelve points is good to a few tenths of an event.
      expect(Math.abs(upper! - exact.upper)).toBeLessThan(0.06 * exact.upper + 0.2);
      expect(Math.abs(lower! - exact.lower)).toBeLessThan(0.5);
    }
  });

  it("widens with the uncertainty of the background", () => {
    const upper = (sigma: number) =>
      profileConstruction(
        countingLikelihood(12, { value: 6, sigma }, { value: 1 })!,
        0.9,
        2000,
        randomStream("test", "profile", "sigma"),
      ).upper!;
    expect(upper(2)).toBeGreaterThan(upper(0.01));
  });
});
