import { SampleError } from "./sample-error.js";
import { type ChunkColumn, isList } from "./table-file.js";

/** A number for a row; NaN where an operand is missing. */
type Evaluate = (row: number) => number;

/** A compiled expression over columns of a file. */
export interface Expression {
  readonly text: string;
  /** Names of the columns that it takes, each once. */
  readonly columns: readonly string[];
  /** The expression on the columns of one chunk, in the order of `columns`. */
  on(columns: readonly ChunkColumn[]): Evaluate;
}

const FUNCTIONS: Readonly<
  Record<string, { readonly least: number; readonly most: number; readonly of: (...x: number[]) => number }>
> = {
  ...Object.fromEntries(
    (
      [
        "sqrt",
        "abs",
        "exp",
        "log",
        "log10",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "floor",
        "round",
        "sign",
      ] as const
    ).map((name) => [name, { least: 1, most: 1, of: Math[name] as (x: number) => number }]),
  ),
  atan2: { least: 2, most: 2, of: Math.atan2 },
  pow: { least: 2, most: 2, of: Math.pow },
  hypot: { least: 1, most: 8, of: Math.hypot },
  min: { least: 1, most: 8, of: Math.min },
  max: { least: 1, most: 8, of: Math.max },
};
const CONSTANTS: Readonly<Record<string, number>> = { pi: Math.PI };

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.]*)|`([^`]+)`|(\*\*|[-+*/^()[\],#]))/y;
/** Depth of brackets and length of text beyond which no one wrote it by hand. */
const DEEPEST = 64;
const LONGEST = 2000;

interface Token {
  readonly kind: "number" | "name" | "quoted" | "sign" | "end";
  readonly text: string;
  readonly at: number;
}

/**
 * Compiles an expression: numbers, columns (`` `px 1` `` where the name is no word), + − * / ^ with their usual ranks,
 * brackets, functions (sqrt, hypot, atan2, …), pi; of a column of lists `name[0]`, `name[-1]` (the last) and `#name`,
 * how many. Nothing is evaluated but this grammar.
 *
 * @param where for the message
 * @throws SampleError `not an expression: …`
 */
export function compileExpression(text: string, where: string): Expression {
  return new Parser(text, where).whole();
}

class Parser {
  readonly #text: string;
  readonly #where: string;
  readonly #names: string[] = [];
  readonly #current: { columns: readonly ChunkColumn[] } = { columns: [] };
  #at = 0;
  #depth = 0;
  #token: Token = { kind: "end", text: "", at: 0 };

  constructor(text: string, where: string) {
    this.#text = text;
    this.#where = where;
    if (text.length > LONGEST) this.#fail(`${text.slice(0, 40)} …`, `use at most ${LONGEST} characters`);
    this.#next();
  }

  whole(): Expression {
    const evaluate = this.#sum();
    if (this.#token.kind !== "end") this.#unexpected("an operator or the end");
    return {
      text: this.#text,
      columns: this.#names,
      on: (columns) => {
        this.#current.columns = columns;
        return evaluate;
      },
    };
  }

  #sum(): Evaluate {
    let left = this.#product();
    while (this.#token.text === "+" || this.#token.text === "-") {
      const [a, plus] = [left, this.#take() === "+"];
      const b = this.#product();
      left = plus ? (row) => a(row) + b(row) : (row) => a(row) - b(row);
    }
    return left;
  }

  #product(): Evaluate {
    let left = this.#signed();
    while (this.#token.text === "*" || this.#token.text === "/") {
      const [a, times] = [left, this.#take() === "*"];
      const b = this.#signed();
      left = times ? (row) => a(row) * b(row) : (row) => a(row) / b(row);
    }
    return left;
  }

  #signed(): Evaluate {
    if (++this.#depth > DEEPEST) this.#fail(this.#text.slice(0, 40), "nest it less");
    try {
      if (this.#token.text === "-") {
        this.#take();
        const of = this.#signed();
        return (row) => -of(row);
      }
      if (this.#token.text === "+") {
        this.#take();
        return this.#signed();
      }
      return this.#power();
    } finally {
      this.#depth--;
    }
  }

  #power(): Evaluate {
    const base = this.#atom();
    if (this.#token.text !== "^" && this.#token.text !== "**") return base;
    this.#take();
    const exponent = this.#signed();
    return (row) => base(row) ** exponent(row);
  }

  #atom(): Evaluate {
    const token = this.#token;
    if (token.kind === "number") {
      const value = Number(this.#take());
      return () => value;
    }
    if (token.text === "(" && token.kind === "sign") {
      this.#take();
      const inside = this.#sum();
      this.#expect(")");
      return inside;
    }
    if (token.text === "#" && token.kind === "sign") {
      this.#take();
      return this.#length(this.#name());
    }
    if (token.kind === "name" || token.kind === "quoted") return this.#named();
    return this.#unexpected("a number, a column or a bracket");
  }

  #named(): Evaluate {
    const { kind, text } = this.#token;
    const plain = kind === "name";
    this.#next();
    if (plain && this.#token.text === "(" && this.#token.kind === "sign") return this.#call(text);
    if (plain && Object.hasOwn(CONSTANTS, text)) {
      const value = CONSTANTS[text];
      return () => value;
    }
    if (this.#token.text === "[") {
      this.#take();
      const negative = this.#skip("-");
      if (this.#token.kind !== "number" || !/^\d{1,6}$/.test(this.#token.text)) this.#unexpected("a whole number");
      const index = Number(this.#take()) * (negative ? -1 : 1);
      this.#expect("]");
      return this.#element(text, index);
    }
    const k = this.#column(text);
    const current = this.#current;
    return (row) => {
      const column = current.columns[k];
      return isList(column) ? Number.NaN : column.values[row];
    };
  }

  #call(name: string): Evaluate {
    if (!Object.hasOwn(FUNCTIONS, name)) this.#fail(name, `functions are ${Object.keys(FUNCTIONS).join(", ")}`);
    const { least, most, of } = FUNCTIONS[name];
    this.#take();
    const given: Evaluate[] = [this.#sum()];
    while (this.#token.text === ",") {
      this.#take();
      given.push(this.#sum());
    }
    this.#expect(")");
    if (given.length < least || given.length > most)
      this.#fail(`${name} of ${given.length}`, `it takes ${least === most ? least : `${least} to ${most}`}`);
    if (given.length === 1) return (row) => of(given[0](row));
    if (given.length === 2) return (row) => of(given[0](row), given[1](row));
    return (row) => of(...given.map((one) => one(row)));
  }

  #element(name: string, index: number): Evaluate {
    const k = this.#column(name);
    const current = this.#current;
    return (row) => {
      const column = current.columns[k];
      if (!isList(column)) return Number.NaN;
      const { offsets, values } = column;
      const at = index < 0 ? offsets[row + 1] + index : offsets[row] + index;
      return at >= offsets[row] && at < offsets[row + 1] ? values[at] : Number.NaN;
    };
  }

  #length(name: string): Evaluate {
    const k = this.#column(name);
    const current = this.#current;
    return (row) => {
      const column = current.columns[k];
      return isList(column) ? column.offsets[row + 1] - column.offsets[row] : Number.NaN;
    };
  }

  #name(): string {
    const { kind, text } = this.#token;
    if (kind !== "name" && kind !== "quoted") this.#unexpected("the name of a column");
    this.#next();
    return text;
  }

  #column(name: string): number {
    const known = this.#names.indexOf(name);
    return known >= 0 ? known : this.#names.push(name) - 1;
  }

  #take(): string {
    const { text } = this.#token;
    this.#next();
    return text;
  }

  /** Whether the sign stands there; it is then passed. */
  #skip(sign: string): boolean {
    const there = this.#token.kind === "sign" && this.#token.text === sign;
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
      this.#token = { kind: "end", text: "the end", at: this.#at };
      return;
    }
    const [, number, name, quoted, sign] = found;
    this.#at = TOKEN.lastIndex;
    this.#token =
      number !== undefined
        ? { kind: "number", text: number, at: this.#at }
        : name !== undefined
          ? { kind: "name", text: name, at: this.#at }
          : quoted !== undefined
            ? { kind: "quoted", text: quoted, at: this.#at }
            : { kind: "sign", text: sign, at: this.#at };
  }

  #unexpected(wanted: string): never {
    return this.#fail(this.#token.text, `${wanted} is wanted there`);
  }

  #fail(value: string, remedy: string): never {
    throw new SampleError("not an expression", value, `${this.#where}, character ${this.#at}`, remedy);
  }
}
