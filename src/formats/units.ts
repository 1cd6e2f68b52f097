import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";

/** Size of each unit in the first of its kind. */
const kinds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "an energy, momentum or mass": { GeV: 1, eV: 1e-9, keV: 1e-6, MeV: 1e-3, TeV: 1e3 },
  "a squared mass": { "GeV²": 1, "MeV²": 1e-6, "TeV²": 1e6 },
  "an angle": { rad: 1, mrad: 1e-3, "°": Math.PI / 180 },
  "a length": { cm: 1, µm: 1e-4, mm: 0.1, m: 100 },
  "a pure number": { "": 1, "%": 0.01 },
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

function kindOf(unit: string): string | undefined {
  return Object.keys(kinds).find((kind) => Object.hasOwn(kinds[kind], plainUnit(unit)));
}

/** Units of the kind that a unit is of, itself among them. */
export function unitsLike(unit: string): readonly string[] {
  const kind = kindOf(unit);
  return kind ? Object.keys(kinds[kind]) : [unit];
}

/**
 * Factor that turns a value in one unit into another of the same kind.
 * @param column and where it stands, for the message
 * @throws SampleError `unknown unit: …`, `wrong unit: …`
 */
export function conversion(from: string, to: string, column: string, where: string): number {
  const kind = kindOf(to);
  if (!kind) throw new Error(`unknown unit: ${to}, of ${column}; units.ts does not list it`);
  const known = Object.keys(kinds[kind]).filter((unit) => unit !== "");
  const given = kindOf(from);
  if (!given) {
    const all = Object.values(kinds).flatMap((units) => Object.keys(units));
    throw new SampleError("unknown unit", from, `units of ${column}, ${where}`, suggest(from, all));
  }
  if (given !== kind)
    throw new SampleError("wrong unit", from, `units of ${column}, ${where}`, `it is ${kind}: ${known.join(", ")}`);
  return kinds[kind][plainUnit(from)] / kinds[kind][plainUnit(to)];
}
