import { plainUnit, UNIT_KINDS } from "../analysis/units.js";
import { suggest } from "./nearest.js";
import { SampleError } from "./sample-error.js";

/** Size of each unit in one of its kind: of observables, and of what published tables have besides. */
const KINDS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ...Object.fromEntries(Object.entries(UNIT_KINDS).map(([kind, { units }]) => [kind, units])),
  "a cross-section": { fb: 1, ab: 1e-3, pb: 1e3, nb: 1e6, µb: 1e9, mb: 1e12 },
  "an inverse energy": { "GeV⁻¹": 1, "MeV⁻¹": 1e3, "TeV⁻¹": 1e-3 },
};

function kindOf(unit: string): string | undefined {
  return Object.keys(KINDS).find((kind) => Object.hasOwn(KINDS[kind], plainUnit(unit)));
}

/** Units of the kind that a unit is of, itself among them. */
export function unitsLike(unit: string): readonly string[] {
  const kind = kindOf(unit);
  return kind ? Object.keys(KINDS[kind]) : [unit];
}

/**
 * Factor that turns a value in one unit into another of the same kind.
 * @param column and where it stands, for the message
 * @throws SampleError `unknown unit: …`, `wrong unit: …`
 */
export function conversion(from: string, to: string, column: string, where: string): number {
  const kind = kindOf(to);
  if (!kind) throw new Error(`unknown unit: ${to}, of ${column}; units.ts does not list it`);
  const known = Object.keys(KINDS[kind]).filter((unit) => unit !== "");
  const given = kindOf(from);
  if (!given) {
    const all = Object.values(KINDS).flatMap((units) => Object.keys(units));
    throw new SampleError("unknown unit", from, `units of ${column}, ${where}`, suggest(from, all));
  }
  if (given !== kind)
    throw new SampleError("wrong unit", from, `units of ${column}, ${where}`, `it is ${kind}: ${known.join(", ")}`);
  return KINDS[kind][plainUnit(from)] / KINDS[kind][plainUnit(to)];
}
