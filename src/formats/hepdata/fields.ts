/** An object as it was parsed. */
export type Fields = Readonly<Record<string, unknown>>;

/** One line: what is wrong, where, and what is wanted. */
export function fail(what: string, value: unknown, place: string, remedy: string): never {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  throw new RangeError(`${what}: ${text.slice(0, 60)}, in ${place}; ${remedy}`.replaceAll(/\s+/g, " "));
}

/** An object, or an error. */
export function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    fail("not an object", value, place, "a name and a value are wanted there");
  return value as Fields;
}

/** A list, or an error. */
export function listOf(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) fail("not a list", value, place, "a list is wanted there");
  return value;
}

/** Text of a field; "" where it is absent. Numbers are taken for what they look like. */
export function textOf(value: unknown, place: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string" && typeof value !== "number")
    fail("not a text", value, place, "words are wanted there");
  return String(value);
}

/** A number, also where it was written as text; undefined where it is none. HEPData writes infinities in words, too. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return undefined;
  const text = value.trim().replace("−", "-");
  const infinite = /^([+-]?)\.?(inf|infinity|∞)$/i.exec(text);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const number = Number(text);
  return text !== "" && Number.isFinite(number) ? number : undefined;
}

/** A cell: number, words, or null where it is empty or a dash. */
export function cellOf(value: unknown, place: string): number | string | null {
  const number = numberOf(value);
  if (number !== undefined) return number;
  const text = textOf(value, place).trim();
  return text === "" || text === "-" || text === "–" ? null : text;
}
