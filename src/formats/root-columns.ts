import type { ChunkColumn, Fault } from "./table-file.js";

/** Numbers as they come out of a branch or field. */
export class NumberBuilder {
  readonly #values: Float64Array;
  readonly #faults: Fault[] = [];

  constructor(length: number) {
    this.#values = new Float64Array(length);
  }

  put(row: number, value: unknown): void {
    if (typeof value === "number") this.#values[row] = value;
    else if (typeof value === "bigint" || typeof value === "boolean") this.#values[row] = Number(value);
    else {
      this.#values[row] = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
      if (Number.isNaN(this.#values[row])) this.#faults.push({ row, text: value === undefined ? null : String(value) });
    }
  }

  column(): ChunkColumn {
    return { values: this.#values, faults: this.#faults };
  }
}

/** Lists as they come out of a branch or field: arrays, or numbers where each has one entry. */
export class ListBuilder {
  readonly #offsets: Int32Array;
  readonly #values: number[] = [];

  constructor(length: number) {
    this.#offsets = new Int32Array(length + 1);
  }

  put(row: number, value: unknown): void {
    const list =
      typeof value === "object" && value !== null && "length" in value ? (value as ArrayLike<unknown>) : [value];
    for (let i = 0; i < list.length; i++) this.#values.push(Number(list[i]));
    this.#offsets[row + 1] = this.#values.length;
  }

  column(): ChunkColumn {
    return { offsets: this.#offsets, values: Float64Array.from(this.#values) };
  }
}
