import type { Luminosity } from "../analysis/sample.js";

/** Units of integrated luminosity as files spell them, in fb⁻¹. */
const INVERSE_FEMTOBARN: Readonly<Record<string, number>> = { "fb^-1": 1, "pb^-1": 1e-3, "nb^-1": 1e-6, "ab^-1": 1e3 };

export const LUMINOSITY_UNITS: readonly string[] = Object.keys(INVERSE_FEMTOBARN);

/** An integrated luminosity; undefined where the value is not above 0 or the unit is none of `LUMINOSITY_UNITS`. */
export function luminosityIn(value: number, unit: string): Luminosity | undefined {
  if (!(value > 0) || !Number.isFinite(value) || !Object.hasOwn(INVERSE_FEMTOBARN, unit)) return undefined;
  const inverseFemtobarn = value * INVERSE_FEMTOBARN[unit];
  return { inverseFemtobarn, value, unit, text: `${value} ${unit.replace("^-1", "⁻¹")}` };
}
