import type { CalorimeterConfiguration, ParameterRange } from "./configuration.js";

const DEGREE = Math.PI / 180;

/** Cosine of an angle in degrees. */
export function cosDegrees(angle: number): number {
  return Math.cos(angle * DEGREE);
}

/** Angle in degrees from its cosine, which rounding may leave just outside [−1, 1]. */
export function angleDegrees(cosine: number): number {
  return Math.acos(Math.min(1, Math.max(-1, cosine))) / DEGREE;
}

/** A range of polar angle in degrees as a range of its cosine: [least, greatest]. */
export function cosineRange(range: ParameterRange): readonly [number, number] {
  return [cosDegrees(range.to.value), cosDegrees(range.from.value)];
}

/** Parts of the calorimeter, as `calorimeterPart` tells them. */
export const CALORIMETER_PART = { none: 0, endcap: 1, barrel: 2 } as const;

/** Edges of the parts of the calorimeter in cos θ, from backward to forward. */
export type CalorimeterEdges = Float64Array;

/** Edges in cos θ: backward end, backward gap, barrel, forward gap, forward end. */
export function calorimeterEdges(calorimeter: CalorimeterConfiguration): CalorimeterEdges {
  const { polarAngle, forwardGap, backwardGap } = calorimeter;
  return Float64Array.of(
    cosDegrees(polarAngle.to.value),
    cosDegrees(backwardGap.to.value),
    cosDegrees(backwardGap.from.value),
    cosDegrees(forwardGap.to.value),
    cosDegrees(forwardGap.from.value),
    cosDegrees(polarAngle.from.value),
  );
}

/** Part of the calorimeter at a polar angle, by its cosine; the gaps belong to none. */
export function calorimeterPart(edges: CalorimeterEdges, cosTheta: number): number {
  if (cosTheta > edges[2] && cosTheta < edges[3]) return CALORIMETER_PART.barrel;
  if ((cosTheta > edges[4] && cosTheta < edges[5]) || (cosTheta > edges[0] && cosTheta < edges[1])) {
    return CALORIMETER_PART.endcap;
  }
  return CALORIMETER_PART.none;
}
