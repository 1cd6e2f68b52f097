import { expect, it } from "vitest";
import {
  describeNormsys,
  histosysWeights,
  NORMSYS_LENGTH,
  normsysSlope,
  normsysValue,
} from "../../../src/statistics/likelihood/interpolation.js";

const table = new Float64Array(2 * NORMSYS_LENGTH);
describeNormsys(0.8, 1.3, table, 0);
describeNormsys(1.1, 1.2, table, NORMSYS_LENGTH);

it("code1 and code4 give the variations at −1, 0 and 1", () => {
  for (const smooth of [false, true]) {
    for (const [alpha, value] of [
      [-1, 0.8],
      [0, 1],
      [1, 1.3],
      [2, 1.69],
      [-2, 0.64],
    ]) {
      expect(normsysValue(table, 0, alpha, smooth)).toBeCloseTo(value, 12);
    }
  }
});

it("code4 joins code1 with its slope and bend", () => {
  const h = 1e-5;
  for (const k of [0, NORMSYS_LENGTH]) {
    for (const side of [-1, 1]) {
      const inside = side * (1 - 1e-9);
      expect(normsysValue(table, k, inside, true)).toBeCloseTo(normsysValue(table, k, side, false), 8);
      expect(normsysSlope(table, k, inside, true)).toBeCloseTo(normsysSlope(table, k, side, false), 7);
      const bend = (smooth: boolean, at: number) =>
        (normsysSlope(table, k, at + h, smooth) - normsysSlope(table, k, at - h, smooth)) / (2 * h);
      expect(bend(true, side * (1 - 2 * h))).toBeCloseTo(bend(false, side * (1 + 2 * h)), 3);
    }
    for (const alpha of [-1.7, -0.6, 0.3, 2.2]) {
      const numeric = (normsysValue(table, k, alpha + h, true) - normsysValue(table, k, alpha - h, true)) / (2 * h);
      expect(normsysSlope(table, k, alpha, true)).toBeCloseTo(numeric, 8);
    }
  }
});

it("code4p joins code0 with its slope and bend, and its weights are their derivative", () => {
  const weights = (alpha: number, smooth: boolean) => {
    const out = new Float64Array(4);
    histosysWeights(alpha, smooth, out, 0);
    return [...out];
  };
  expect(weights(0.4, false)).toEqual([0.4, 0, 1, 0]);
  expect(weights(-0.4, false)).toEqual([0, -0.4, 0, 1]);
  const h = 1e-6;
  for (const side of [-1, 1]) {
    const inside = weights(side * (1 - h), true);
    weights(side, false).forEach((weight, i) => {
      expect(inside[i]).toBeCloseTo(weight, 5);
    });
    // No bend outside, so that the slope stands still inside.
    expect(weights(side * (1 - 2 * h), true)[2]).toBeCloseTo(inside[2], 9);
  }
  for (const alpha of [-0.7, -0.1, 0.5]) {
    const [, , up, down] = weights(alpha, true);
    expect(up).toBeCloseTo((weights(alpha + h, true)[0] - weights(alpha - h, true)[0]) / (2 * h), 8);
    expect(down).toBeCloseTo((weights(alpha + h, true)[1] - weights(alpha - h, true)[1]) / (2 * h), 8);
  }
});
