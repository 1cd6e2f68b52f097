import { expect } from "vitest";

/** Expects some values, one at least, that all hold to a rule; tells the first that does not. */
export function expectEvery<T>(values: ArrayLike<T>, holds: (value: T, i: number) => boolean): void {
  expect(values.length).toBeGreaterThan(0);
  expect(Array.from(values).find((value, i) => !holds(value, i))).toBeUndefined();
}
