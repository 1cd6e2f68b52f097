import type { Status } from "./status.js";

/** What is wrong with an input: one line that names the value, the place and the remedy. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";

  /**
   * @param what e.g. `negative number: -1`
   * @param path of the field, e.g. `background.sigma`; empty for the request itself
   * @param remedy e.g. `give a number ≥ 0`
   */
  constructor(
    what: string,
    readonly path: string,
    remedy: string,
  ) {
    super(`${what} (${path === "" ? "the request" : path}): ${remedy}`);
  }
}

/** What a number must satisfy. */
export interface NumberRule {
  readonly integer?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** The number must be greater than this. */
  readonly above?: number;
  /** The number must be less than this. */
  readonly below?: number;
}

/** What an array must satisfy, beside the rule of its members. */
export interface ArrayRule extends NumberRule {
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Longest array that a request may hold. */
const MAX_LENGTH = 1_000_000;

/** A count: an integer from 0 to 10¹², beyond which a Poisson count of events makes no sense. */
export const COUNT: NumberRule = { integer: true, min: 0, max: 1e12 };
/** An expectation or a width. */
export const NON_NEGATIVE: NumberRule = { min: 0, max: 1e15 };
/** A scale, ratio or cross-section that must not vanish. */
export const POSITIVE: NumberRule = { above: 0, max: 1e15 };
/** A confidence level: inside (0, 1), and not so close to 1 that 1 − CL has no digits left. */
export const CONFIDENCE_LEVEL: NumberRule = { above: 0, max: 1 - 1e-9 };

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === "object" && value !== null) return "object";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function remedyOf(rule: NumberRule): string {
  const bounds: string[] = [];
  if (rule.min !== undefined) bounds.push(`≥ ${rule.min}`);
  if (rule.above !== undefined) bounds.push(`> ${rule.above}`);
  if (rule.max !== undefined) bounds.push(`≤ ${rule.max}`);
  if (rule.below !== undefined) bounds.push(`< ${rule.below}`);
  return `give ${rule.integer ? "an integer" : "a finite number"}${bounds.length > 0 ? ` ${bounds.join(" and ")}` : ""}`;
}

/** Checks one number against a rule; throws `InvalidInput`. */
export function checkNumber(value: unknown, path: string, rule: NumberRule = {}): number {
  if (value === undefined) throw new InvalidInput("missing field", path, remedyOf(rule));
  if (typeof value !== "number") throw new InvalidInput(`not a number: ${shown(value)}`, path, remedyOf(rule));
  const good =
    Number.isFinite(value) &&
    (!rule.integer || Number.isInteger(value)) &&
    (rule.min === undefined || value >= rule.min) &&
    (rule.max === undefined || value <= rule.max) &&
    (rule.above === undefined || value > rule.above) &&
    (rule.below === undefined || value < rule.below);
  if (!good) throw new InvalidInput(`number out of range: ${value}`, path, remedyOf(rule));
  // −0 would change the sign of what is divided by it.
  return value === 0 ? 0 : value;
}

/**
 * The fields of one object of a request, read with checks. Every reader throws `InvalidInput` with the path of the
 * field; `answerLimits` turns that into an answer with status `invalid-input`.
 */
export class Fields {
  readonly #record: Readonly<Record<string, unknown>>;
  readonly path: string;

  /** @param path of this object within the request, empty for the request itself */
  constructor(value: unknown, path = "") {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new InvalidInput(`not an object: ${shown(value)}`, path, "give an object with named fields");
    this.#record = value as Readonly<Record<string, unknown>>;
    this.path = path;
  }

  /** Path of a field of this object within the request. */
  pathOf(key: string): string {
    return this.path === "" ? key : `${this.path}.${key}`;
  }

  /** Whether a field is given; `null` counts as not given. */
  has(key: string): boolean {
    return this.raw(key) !== undefined;
  }

  /** A field as it stands, undefined when it is absent or null. */
  raw(key: string): unknown {
    return Object.hasOwn(this.#record, key) ? (this.#record[key] ?? undefined) : undefined;
  }

  number(key: string, rule?: NumberRule): number {
    return checkNumber(this.raw(key), this.pathOf(key), rule);
  }

  optionalNumber(key: string, rule?: NumberRule): number | undefined {
    return this.has(key) ? this.number(key, rule) : undefined;
  }

  /** A boolean, or `absent` where the field is not given. */
  boolean(key: string, absent: boolean): boolean {
    const value = this.raw(key);
    if (value === undefined) return absent;
    if (typeof value !== "boolean")
      throw new InvalidInput(`not a boolean: ${shown(value)}`, this.pathOf(key), "give true or false");
    return value;
  }

  /** One of the given words or numbers; `absent` where the field is not given, an error when that is left out too. */
  choice<T extends string | number>(key: string, choices: readonly T[], absent?: T): T {
    const value = this.raw(key);
    if (value === undefined && absent !== undefined) return absent;
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      const what = value === undefined ? "missing field" : `unknown choice: ${shown(value)}`;
      throw new InvalidInput(what, this.pathOf(key), `give one of ${choices.join(", ")}`);
    }
    return found;
  }

  /** An object; throws when it is absent. */
  object(key: string): Fields {
    if (!this.has(key)) throw new InvalidInput("missing field", this.pathOf(key), "give an object with named fields");
    return new Fields(this.raw(key), this.pathOf(key));
  }

  optionalObject(key: string): Fields | undefined {
    return this.has(key) ? this.object(key) : undefined;
  }

  /** An array of numbers. */
  numbers(key: string, rule: ArrayRule = {}): number[] {
    const values = this.#array(key, rule);
    return values.map((value, i) => checkNumber(value, `${this.pathOf(key)}[${i}]`, rule));
  }

  optionalNumbers(key: string, rule?: ArrayRule): number[] | undefined {
    return this.has(key) ? this.numbers(key, rule) : undefined;
  }

  /** An array of objects. */
  objects(key: string, rule: ArrayRule = {}): Fields[] {
    return this.#array(key, rule).map((value, i) => new Fields(value, `${this.pathOf(key)}[${i}]`));
  }

  #array(key: string, { minLength = 0, maxLength = MAX_LENGTH }: ArrayRule): unknown[] {
    const value = this.raw(key);
    const remedy = `give an array of ${minLength} to ${maxLength} members`;
    if (value === undefined) throw new InvalidInput("missing field", this.pathOf(key), remedy);
    if (!Array.isArray(value)) throw new InvalidInput(`not an array: ${shown(value)}`, this.pathOf(key), remedy);
    if (value.length < minLength || value.length > maxLength)
      throw new InvalidInput(`array of ${value.length}`, this.pathOf(key), remedy);
    return value;
  }
}

/**
 * What the handler of a method returns: its status beside its own fields (numbers, nulls, arrays of these). A handler
 * is a function `(fields: Fields) => Outcome`; it throws `InvalidInput` for what makes no sense.
 */
export type Outcome = { readonly status: Status } & Readonly<Record<string, unknown>>;

/** Answers the requests of one method. */
export type Handler = (fields: Fields) => Outcome;
