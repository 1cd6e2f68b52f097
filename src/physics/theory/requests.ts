import { SQRT_S } from "../constants.js";
import { QUANTITIES, type Quantity } from "./quantities.js";

/** Why a request has, or has not, a value. */
export type TheoryStatus = "ok" | "unknown-quantity" | "invalid-input" | "above-threshold" | "below-threshold";

/** Answer to one request: `value` is a finite number with status "ok", null else. */
export interface TheoryAnswer {
  /** The quantity as asked for; null where the request has none. */
  readonly quantity: string | null;
  readonly value: number | null;
  /** Unit of the value: "fb", "GeV", "cm", or "" for a pure number. */
  readonly unit: string;
  readonly status: TheoryStatus;
  /** What is wrong, with the path of the field, for every status but "ok". */
  readonly message?: string;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value for a message: short, whatever it is. */
function shown(value: unknown): string {
  const text = value === undefined ? "missing" : JSON.stringify(value);
  return text === undefined || text.length > 40 ? typeof value : text;
}

/**
 * Answers requests `{"quantity": …, "inputs": {…}}` in their order. Total: it never throws and never gives NaN, for
 * anything that JSON can hold; what is not an array of requests gets one answer that says so.
 *
 * The quantities and their inputs are those of `QUANTITIES`; `sqrtS` (10.58 GeV) is optional everywhere.
 */
export function answerTheory(requests: unknown): TheoryAnswer[] {
  if (!Array.isArray(requests)) {
    const message = `requests: ${shown(requests)}, expected an array of requests`;
    return [{ quantity: null, value: null, unit: "", status: "invalid-input", message }];
  }
  return requests.map((request: unknown, index) => answer(request, `[${index}]`));
}

function answer(request: unknown, path: string): TheoryAnswer {
  if (!isFields(request) || typeof request.quantity !== "string") {
    const field = isFields(request) ? `${path}.quantity: ${shown(request.quantity)}` : `${path}: ${shown(request)}`;
    const expected = isFields(request) ? "the name of a quantity" : "an object with quantity and inputs";
    return failure(null, "", "invalid-input", `${field}, expected ${expected}`);
  }
  const name = request.quantity;
  const quantity = QUANTITIES.get(name);
  if (!quantity) return failure(name, "", "unknown-quantity", `${path}.quantity: ${shown(name)}, not a known quantity`);
  const inputs = request.inputs ?? {};
  const place = `${path}.inputs`;
  const problem = isFields(inputs)
    ? inputProblem(quantity, inputs, place)
    : `${place}: ${shown(inputs)}, not an object`;
  if (problem !== undefined) return failure(name, quantity.unit, "invalid-input", problem);
  const result = quantity.evaluate({ sqrtS: SQRT_S, ...(inputs as Record<string, number | string>) });
  if (typeof result !== "number") {
    return failure(name, quantity.unit, result.status, `${place}.${result.field}: ${result.reason}`);
  }
  if (!Number.isFinite(result)) {
    return failure(name, quantity.unit, "invalid-input", `${place}: the result is not a finite number`);
  }
  return { quantity: name, value: result, unit: quantity.unit, status: "ok" };
}

/** What is wrong with the inputs of a quantity, or undefined. */
function inputProblem(quantity: Quantity, inputs: Fields, place: string): string | undefined {
  for (const field of Object.keys(inputs)) {
    if (!Object.hasOwn(quantity.inputs, field)) return `${place}.${field}: not an input of this quantity`;
  }
  for (const [field, rule] of Object.entries(quantity.inputs)) {
    const value = Object.hasOwn(inputs, field) ? inputs[field] : undefined;
    if (value === undefined && rule.optional) continue;
    if (!rule.accepts(value)) return `${place}.${field}: ${shown(value)}, expected ${rule.expected}`;
  }
  return undefined;
}

function failure(quantity: string | null, unit: string, status: TheoryStatus, message: string): TheoryAnswer {
  return { quantity, value: null, unit, status, message };
}
