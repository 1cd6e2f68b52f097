import { describe, expect, it } from "vitest";
import { integrate } from "../../../src/numerics/quadrature.js";
import { randomStream } from "../../../src/numerics/random.js";
import { MASS } from "../../../src/physics/constants.js";
import { crossSectionOf } from "../../../src/physics/generators/generator.js";
import { UPSILON_3S_CROSS_SECTION, upsilon } from "../../../src/physics/generators/upsilon.js";
import { recoilMassSquared, twoBodyMomentum } from "../../../src/physics/kinematics.js";
import { chiSquare, histogram, largestImbalance, slotOf } from "./conservation.js";

describe("Υ(3S) → π⁺π⁻Υ(1S)", () => {
  const options = { final: "invisible", branchingFraction: 1e-3, energySpread: 0 } as const;
  const block = upsilon(options).generate(40_000, randomStream("upsilon test", 1));
  const minus = slotOf(block, "pi-");
  const plus = slotOf(block, "pi+");
  const masses = minus.e.map((e, i) =>
    Math.sqrt(
      (e + plus.e[i]) ** 2 -
        (minus.px[i] + plus.px[i]) ** 2 -
        (minus.py[i] + plus.py[i]) ** 2 -
        (minus.pz[i] + plus.pz[i]) ** 2,
    ),
  );

  it("has the cross-section of its branching fractions and the recoil mass of the Υ(1S)", () => {
    expect(crossSectionOf([block]).value / (UPSILON_3S_CROSS_SECTION.value * 0.0437 * 1e-3)).toBeCloseTo(1, 9);
    for (let i = 0; i < 100; i++) {
      const square = recoilMassSquared(MASS.upsilon3S, masses[i] ** 2, minus.e[i] + plus.e[i]);
      expect(Math.sqrt(square)).toBeCloseTo(9.4604, 8);
    }
    expect(largestImbalance(block, ["pi-", "pi+", "Upsilon(1S)"])).toBeLessThan(1e-9);
  });

  it("fills 0.279 to 0.895 GeV of π⁺π⁻ mass as phase space (20 bins)", () => {
    const [low, high] = [2 * MASS.pionCharged, MASS.upsilon3S - MASS.upsilon1S];
    expect(low).toBeCloseTo(0.279, 3);
    expect(high).toBeCloseTo(0.895, 3);
    const density = (m: number) =>
      twoBodyMomentum(MASS.upsilon3S, MASS.upsilon1S, m) * twoBodyMomentum(m, MASS.pionCharged, MASS.pionCharged);
    const step = (high - low) / 20;
    const parts = Array.from({ length: 20 }, (_, i) => integrate(density, low + i * step, low + (i + 1) * step, 64));
    const total = parts.reduce((sum, part) => sum + part, 0);
    const shares = parts.map((part) => part / total);
    expect(chiSquare(histogram(masses, low, high, 20), shares)).toBeLessThan(46);
  });

  it("leptons as 1 + cos² about the beams, four-momentum kept", () => {
    const events = upsilon({ ...options, final: "muons", energySpread: 0 }).generate(
      40_000,
      randomStream("upsilon test", 2),
    );
    expect(largestImbalance(events, ["pi-", "pi+", "l-", "l+"])).toBeLessThan(1e-9);
    // The Υ(1S) is slow (β < 0.09): its muons keep the shape within the errors of this sample.
    const { px, py, pz } = slotOf(events, "l-");
    const cosines = pz.map((z, i) => z / Math.hypot(px[i], py[i], z));
    const cumulative = (c: number) => (3 / 8) * (c + c ** 3 / 3);
    const shares = Array.from({ length: 20 }, (_, i) => cumulative(-0.9 + i / 10) - cumulative(-1 + i / 10));
    expect(chiSquare(histogram(cosines, -1, 1, 20), shares)).toBeLessThan(46);
  });
});
