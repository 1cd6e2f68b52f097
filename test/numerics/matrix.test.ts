import { expect, it } from "vitest";
import { shiftedCholesky, symmetricInverse, symmetricSolve } from "../../src/numerics/matrix.js";
import { expectEvery } from "../expect-every.js";

const hilbert = (n: number) => Float64Array.from({ length: n * n }, (_, k) => 1 / (Math.floor(k / n) + (k % n) + 1));

it("inverts Hilbert's matrix to its known integers", () => {
  const inverse = symmetricInverse(hilbert(4), 4)!;
  const known = [16, -120, 240, -140, -120, 1200, -2700, 1680, 240, -2700, 6480, -4200, -140, 1680, -4200, 2800];
  known.forEach((value, k) => {
    expect(inverse[k]).toBeCloseTo(value, 6);
  });
});

it("solves a system", () => {
  const x = symmetricSolve(Float64Array.of(4, 1, 1, 3), 2, Float64Array.of(1, 2))!;
  expect(x[0]).toBeCloseTo(1 / 11, 14);
  expect(x[1]).toBeCloseTo(7 / 11, 14);
});

it("refuses what is not positive definite, and shifts it", () => {
  const saddle = Float64Array.of(1, 2, 2, 1);
  expect(symmetricInverse(saddle, 2)).toBeUndefined();
  const l = new Float64Array(4);
  expect(shiftedCholesky(hilbert(3), 3, new Float64Array(9))).toBe(0);
  expect(shiftedCholesky(saddle, 2, l)).toBeGreaterThan(0);
  expectEvery(l, Number.isFinite);
  expect(shiftedCholesky(Float64Array.of(Number.NaN), 1, l)).toBe(Number.POSITIVE_INFINITY);
});
