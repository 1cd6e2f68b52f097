import { ANGLE, type Dimension, isAngle, isPure, PURE, raised } from "./dimension.js";

/** What comes out of a function of values of some dimensions; in words why nothing does. */
type DimensionRule = (given: readonly Dimension[]) => Dimension | Refused;

/** Why a function has no value for a dimension, in words. */
export interface Refused {
  readonly refused: string;
}

/** A function that an expression may call. */
export interface ExpressionFunction {
  readonly least: number;
  readonly most: number;
  readonly of: (...x: number[]) => number;
  readonly dimension: DimensionRule;
}

/** Names of constants. */
export const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI };

const pure: DimensionRule = ([x]) => (isPure(x) ? PURE : { refused: "it takes a pure number: divide by a unit first" });
const ofAngle: DimensionRule = ([x]) => (isAngle(x) || isPure(x) ? PURE : { refused: "it takes an angle" });
const toAngle: DimensionRule = ([x]) => (isPure(x) ? ANGLE : { refused: "it takes a pure number" });
const same: DimensionRule = ([x]) => x;
const alike: DimensionRule = (given) => given.find((one) => one !== "any") ?? "any";

/** Functions of one number, by what they do with its dimension. */
const SINGLE: readonly [DimensionRule, readonly (keyof Math)[]][] = [
  [([x]) => raised(x, 0.5), ["sqrt"]],
  [same, ["abs"]],
  [pure, ["exp", "log", "log10", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "floor", "round"]],
  [ofAngle, ["sin", "cos", "tan"]],
  [toAngle, ["asin", "acos", "atan"]],
  [() => PURE, ["sign"]],
];

/** Functions of numbers that are all of one dimension. */
const several = (of: (...x: number[]) => number, dimension: DimensionRule, least: number, most: number) => ({
  ...{ least, most, of, dimension },
});

export const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  ...Object.fromEntries(
    SINGLE.flatMap(([dimension, names]) =>
      names.map((name) => [name, several(Math[name] as (x: number) => number, dimension, 1, 1)]),
    ),
  ),
  atan2: several(Math.atan2, () => ANGLE, 2, 2),
  pow: several(Math.pow, same, 2, 2),
  hypot: several(Math.hypot, alike, 1, 8),
  min: several(Math.min, alike, 1, 8),
  max: several(Math.max, alike, 1, 8),
};
