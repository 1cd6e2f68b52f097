import { ANGLE, type Dimension, PURE } from "./expression/dimension.js";

/** What units measure: the size of each in the first of its kind, and the dimension of the kind. */
export const UNIT_KINDS: Readonly<
  Record<string, { readonly units: Readonly<Record<string, number>>; readonly dimension: Dimension }>
> = {
  "an energy, momentum or mass": {
    units: { GeV: 1, eV: 1e-9, keV: 1e-6, MeV: 1e-3, TeV: 1e3 },
    dimension: { energy: 1, angle: 0, length: 0 },
  },
  "a squared mass": {
    units: { "GeV²": 1, "MeV²": 1e-6, "TeV²": 1e6 },
    dimension: { energy: 2, angle: 0, length: 0 },
  },
  "an angle": { units: { rad: 1, mrad: 1e-3, "°": Math.PI / 180 }, dimension: ANGLE },
  "a length": { units: { cm: 1, µm: 1e-4, mm: 0.1, m: 100 }, dimension: { energy: 0, angle: 0, length: 1 } },
  "a pure number": { units: { "": 1, "%": 0.01 }, dimension: PURE },
};

/** A unit without other ways to write it: c and its powers are 1. */
export function plainUnit(unit: string): string {
  const bare = unit.trim().replace(/\/c(\^?[0-9]|[²⁴])?$/, "");
  const named: Readonly<Record<string, string>> = {
    deg: "°",
    degree: "°",
    degrees: "°",
    radian: "rad",
    radians: "rad",
    milliradian: "mrad",
    "1": "",
  };
  return Object.hasOwn(named, bare) ? named[bare] : bare.replace("^2", "²");
}

/** Kind of a unit, however it is written; undefined of one that is not known. */
export function kindOfUnit(unit: string): string | undefined {
  return Object.keys(UNIT_KINDS).find((kind) => Object.hasOwn(UNIT_KINDS[kind].units, plainUnit(unit)));
}
