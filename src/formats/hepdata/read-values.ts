import { cellOf, fail, fieldsOf, listOf, numberOf, textOf } from "./fields.js";
import type { Abscissa, Measured, Qualifier, Uncertainty } from "./table.js";

/** A point or a bin of an independent variable. */
export function abscissaOf(value: unknown, place: string): Abscissa {
  const fields = fieldsOf(value, place);
  const [low, high, middle] = [fields.low, fields.high, fields.value].map(numberOf);
  if (low !== undefined && high !== undefined) return { low, high, ...(middle === undefined ? {} : { value: middle }) };
  if (fields.low !== undefined || fields.high !== undefined)
    fail("not a bin", value, place, "low and high are wanted, both numbers");
  return { value: middle ?? textOf(fields.value, place) };
}

/** A shift as it stands: a number, "0.7%", or null where it is empty. */
function shiftOf(value: unknown, place: string): { shift: number | null; percent: boolean } {
  if (value === "" || value === undefined || value === null) return { shift: null, percent: false };
  const percent = typeof value === "string" && value.trim().endsWith("%");
  const shift = numberOf(percent ? String(value).trim().slice(0, -1) : value);
  if (shift === undefined || Number.isNaN(shift))
    fail("not an uncertainty", value, place, "a number is wanted, or one with %");
  return { shift, percent };
}

function uncertaintyOf(value: unknown, place: string): Uncertainty {
  const fields = fieldsOf(value, place);
  const label = textOf(fields.label, place);
  if (fields.symerror !== undefined) {
    const { shift, percent } = shiftOf(fields.symerror, place);
    const size = shift === null ? null : Math.abs(shift);
    return { label, minus: size === null ? null : -size, plus: size, symmetric: true, percent };
  }
  const sides = fieldsOf(fields.asymerror, place);
  const [minus, plus] = [shiftOf(sides.minus, place), shiftOf(sides.plus, place)];
  const mixed = minus.shift !== null && plus.shift !== null && minus.percent !== plus.percent;
  // A zero has no unit: "0.0" stands beside "3%".
  if (mixed && minus.shift !== 0 && plus.shift !== 0)
    fail("not an uncertainty", value, place, "both sides in percent, or none");
  return { label, minus: minus.shift, plus: plus.shift, symmetric: false, percent: minus.percent || plus.percent };
}

/** A value with its uncertainties. */
export function measuredOf(value: unknown, place: string): Measured {
  const fields = fieldsOf(value, place);
  const errors = fields.errors === undefined || fields.errors === null ? [] : listOf(fields.errors, place);
  return { value: cellOf(fields.value, place), errors: errors.map((one) => uncertaintyOf(one, place)) };
}

/** A qualifier. */
export function qualifierOf(value: unknown, place: string): Qualifier {
  const { name, value: given, units } = fieldsOf(value, place);
  const of = numberOf(given) ?? textOf(given, place);
  return { name: textOf(name, place), value: of, ...(units === undefined ? {} : { units: textOf(units, place) }) };
}
