import { CONSTANTS, FUNCTIONS } from "./functions.js";

/** A parsed expression: nothing else can be written, so nothing else is ever evaluated. */
export type Tree =
  | { readonly kind: "number"; readonly value: number }
  /** A column by its name; of one in quotes it is never a constant. */
  | { readonly kind: "column"; readonly name: string; readonly quoted: boolean }
  /** One entry of a column of lists, negative from its end; and how many it has. */
  | { readonly kind: "element"; readonly name: string; readonly index: number }
  | { readonly kind: "count"; readonly name: string }
  | { readonly kind: "minus"; readonly of: Tree }
  | { readonly kind: "operator"; readonly sign: Operator; readonly left: Tree; readonly right: Tree }
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Tree[] };

export type Operator = "+" | "-" | "*" | "/" | "^";

/** What is wrong with an expression: what was found, the character it stands at, and what to do. */
export class ExpressionError extends RangeError {
  readonly value: string;
  readonly at: number;
  readonly remedy: string;

  constructor(value: string, at: number, remedy: string) {
    super(`not an expression: ${value}, character ${at}; ${remedy}`);
    this.value = value;
    this.at = at;
    this.remedy = remedy;
  }
}

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.]*)|`([^`]+)`|(\*\*|[-+*/^()[\],#]))/y;
/** Depth of brackets and length of text beyond which no one wrote it by hand. */
const DEEPEST = 64;
const LONGEST = 2000;

interface Token {
  readonly kind: "number" | "name" | "quoted" | "sign" | "end";
  readonly text: string;
}

/**
 * Parses an expression: numbers, columns (`` `px 1` `` where the name is no word), + − * / ^ with their usual ranks,
 * brackets, functions (sqrt, hypot, atan2, …), pi; of a column of lists `name[0]`, `name[-1]` (the last) and `#name`,
 * how many.
 *
 * @param longest most characters
 * @throws ExpressionError `not an expression: …`
 */
export function parseExpression(text: string, longest = LONGEST): Tree {
  return new Parser(text, longest).whole();
}

class Parser {
  readonly #text: string;
  #at = 0;
  #depth = 0;
  #token: Token = { kind: "end", text: "" };

  constructor(text: string, longest: number) {
    this.#text = text;
    if (text.length > longest) this.#fail(`${text.slice(0, 40)} …`, `use at most ${longest} characters`);
    this.#next();
  }

  whole(): Tree {
    const tree = this.#sum();
    if (this.#token.kind !== "end") this.#unexpected("an operator or the end");
    return tree;
  }

  #sum(): Tree {
    let left = this.#product();
    while (this.#stands("+") || this.#stands("-")) {
      const sign = this.#take() as Operator;
      left = { kind: "operator", sign, left, right: this.#product() };
    }
    return left;
  }

  #product(): Tree {
    let left = this.#signed();
    while (this.#stands("*") || this.#stands("/")) {
      const sign = this.#take() as Operator;
      left = { kind: "operator", sign, left, right: this.#signed() };
    }
    return left;
  }

  #signed(): Tree {
    if (++this.#depth > DEEPEST) this.#fail(this.#text.slice(0, 40), "nest it less");
    try {
      if (this.#skip("-")) return { kind: "minus", of: this.#signed() };
      return this.#skip("+") ? this.#signed() : this.#power();
    } finally {
      this.#depth--;
    }
  }

  #power(): Tree {
    const left = this.#atom();
    if (!this.#skip("^") && !this.#skip("**")) return left;
    return { kind: "operator", sign: "^", left, right: this.#signed() };
  }

  #atom(): Tree {
    const { kind } = this.#token;
    if (kind === "number") return { kind: "number", value: Number(this.#take()) };
    if (this.#skip("(")) {
      const inside = this.#sum();
      this.#expect(")");
      return inside;
    }
    if (this.#skip("#")) return { kind: "count", name: this.#name() };
    if (kind === "name" || kind === "quoted") return this.#named();
    return this.#unexpected("a number, a column or a bracket");
  }

  #named(): Tree {
    const { kind, text: name } = this.#token;
    const plain = kind === "name";
    this.#next();
    if (plain && this.#stands("(")) return this.#call(name);
    if (plain && Object.hasOwn(CONSTANTS, name)) return { kind: "number", value: CONSTANTS[name] };
    if (!this.#skip("[")) return { kind: "column", name, quoted: !plain };
    const negative = this.#skip("-");
    if (this.#token.kind !== "number" || !/^\d{1,6}$/.test(this.#token.text)) this.#unexpected("a whole number");
    const index = Number(this.#take()) * (negative ? -1 : 1);
    this.#expect("]");
    return { kind: "element", name, index };
  }

  #call(name: string): Tree {
    if (!Object.hasOwn(FUNCTIONS, name)) this.#fail(name, `functions are ${Object.keys(FUNCTIONS).join(", ")}`);
    const { least, most } = FUNCTIONS[name];
    this.#take();
    const given = [this.#sum()];
    while (this.#skip(",")) given.push(this.#sum());
    this.#expect(")");
    if (given.length < least || given.length > most)
      this.#fail(`${name} of ${given.length}`, `it takes ${least === most ? least : `${least} to ${most}`}`);
    return { kind: "call", name, given };
  }

  #name(): string {
    const { kind, text } = this.#token;
    if (kind !== "name" && kind !== "quoted") this.#unexpected("the name of a column");
    this.#next();
    return text;
  }

  #take(): string {
    const { text } = this.#token;
    this.#next();
    return text;
  }

  #stands(sign: string): boolean {
    return this.#token.kind === "sign" && this.#token.text === sign;
  }

  /** Whether the sign stands there; it is then passed. */
  #skip(sign: string): boolean {
    const there = this.#stands(sign);
    if (there) this.#next();
    return there;
  }

  #expect(sign: string): void {
    if (!this.#skip(sign)) this.#unexpected(sign);
  }

  #next(): void {
    TOKEN.lastIndex = this.#at;
    const found = TOKEN.exec(this.#text);
    if (!found) {
      const rest = this.#text.slice(this.#at).trim();
      if (rest !== "") this.#fail(rest.slice(0, 20), "it may not stand there");
      this.#token = { kind: "end", text: "the end" };
      return;
    }
    const [, number, name, quoted, sign] = found;
    this.#at = TOKEN.lastIndex;
    if (number !== undefined) this.#token = { kind: "number", text: number };
    else if (name !== undefined) this.#token = { kind: "name", text: name };
    else if (quoted !== undefined) this.#token = { kind: "quoted", text: quoted };
    else this.#token = { kind: "sign", text: sign };
  }

  #unexpected(wanted: string): never {
    return this.#fail(this.#token.text, `${wanted} is wanted there`);
  }

  #fail(value: string, remedy: string): never {
    throw new ExpressionError(value, this.#at, remedy);
  }
}
