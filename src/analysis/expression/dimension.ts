import { superscript } from "../superscript.js";

/** Powers of GeV, rad and cm that a value is a multiple of, with c = 1; "any" of a zero that is written. */
export type Dimension = { readonly energy: number; readonly angle: number; readonly length: number } | "any";

export const PURE: Dimension = { energy: 0, angle: 0, length: 0 };
export const ANGLE: Dimension = { energy: 0, angle: 1, length: 0 };

const AXES = ["energy", "angle", "length"] as const;
const NAMES: Readonly<Record<(typeof AXES)[number], string>> = { energy: "GeV", angle: "rad", length: "cm" };

/** Whether two dimensions may be added or compared. */
export function agree(a: Dimension, b: Dimension): boolean {
  return a === "any" || b === "any" || AXES.every((axis) => Math.abs(a[axis] - b[axis]) < 1e-9);
}

export const isPure = (one: Dimension): boolean => agree(one, PURE);
export const isAngle = (one: Dimension): boolean => agree(one, ANGLE);

/** Dimension of a product, or with −1 of a quotient. */
export function multiplied(a: Dimension, b: Dimension, sign: 1 | -1 = 1): Dimension {
  if (a === "any") return a;
  if (b === "any") return a;
  return {
    energy: a.energy + sign * b.energy,
    angle: a.angle + sign * b.angle,
    length: a.length + sign * b.length,
  };
}

/** Dimension of a power. */
export function raised(one: Dimension, exponent: number): Dimension {
  if (one === "any") return one;
  return { energy: one.energy * exponent, angle: one.angle * exponent, length: one.length * exponent };
}

function powerText(power: number): string {
  if (power === 1) return "";
  if (!Number.isInteger(power)) return `^${Number(power.toPrecision(4))}`;
  return superscript(power);
}

/** The unit of a dimension, as printed: "GeV²", "rad", "GeV cm⁻¹"; empty of a pure number. */
export function unitOf(one: Dimension): string {
  if (one === "any") return "";
  return AXES.filter((axis) => Math.abs(one[axis]) > 1e-9)
    .map((axis) => NAMES[axis] + powerText(one[axis]))
    .join(" ");
}

/** A value's dimension in words, for a message: "GeV²", "a pure number". */
export function dimensionText(one: Dimension): string {
  return unitOf(one) || "a pure number";
}
