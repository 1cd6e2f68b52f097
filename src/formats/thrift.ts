/** A struct of Thrift's compact protocol: whole numbers and structs by the number of their field; the rest is left out. */
export interface ThriftStruct {
  readonly numbers: ReadonlyMap<number, number>;
  readonly structs: ReadonlyMap<number, ThriftStruct>;
}

const TYPE = {
  stop: 0,
  yes: 1,
  no: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  struct: 12,
};
/** Structs in structs beyond which a file is broken. */
const DEEPEST = 8;

/** Bytes that are read one after the other. @throws RangeError beyond their end */
export class ByteReader {
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get left(): number {
    return this.#view.byteLength - this.at;
  }

  byte(): number {
    return this.#view.getUint8(this.at++);
  }

  /** Unsigned, little end first, of 7 bits a byte. */
  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      if (scale > 2 ** 63) throw new RangeError("a number of more than 64 bits");
    }
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  uint32(): number {
    this.at += 4;
    return this.#view.getUint32(this.at - 4, true);
  }

  skip(bytes: number): void {
    if (!(bytes >= 0 && bytes <= this.left)) throw new RangeError(`${bytes} bytes where ${this.left} are left`);
    this.at += bytes;
  }
}

/** Reads a struct. @throws RangeError where the bytes end early or are none */
export function readThrift(reader: ByteReader, depth = 0): ThriftStruct {
  if (depth > DEEPEST) throw new RangeError("structs nested too deep");
  const numbers = new Map<number, number>();
  const structs = new Map<number, ThriftStruct>();
  for (let field = 0; ; ) {
    const head = reader.byte();
    const type = head & 0x0f;
    if (type === TYPE.stop) return { numbers, structs };
    field = head >> 4 ? field + (head >> 4) : reader.zigzag();
    const value = readElement(reader, type, depth);
    if (typeof value === "number") numbers.set(field, value);
    else if (value) structs.set(field, value);
  }
}

function readElement(reader: ByteReader, type: number, depth: number): number | ThriftStruct | undefined {
  switch (type) {
    case TYPE.yes:
      return 1;
    case TYPE.no:
      return 0;
    case TYPE.byte:
      return reader.byte();
    case TYPE.i16:
    case TYPE.i32:
    case TYPE.i64:
      return reader.zigzag();
    case TYPE.double:
      reader.skip(8);
      return undefined;
    case TYPE.binary:
      reader.skip(reader.varint());
      return undefined;
    case TYPE.list:
    case TYPE.set: {
      const head = reader.byte();
      const size = head >> 4 === 15 ? reader.varint() : head >> 4;
      const of = head & 0x0f;
      // Truth values take a byte each in lists.
      for (let i = 0; i < size; i++) readElement(reader, of === TYPE.no || of === TYPE.yes ? TYPE.byte : of, depth + 1);
      return undefined;
    }
    case TYPE.struct:
      return readThrift(reader, depth + 1);
    default:
      throw new RangeError(`type ${type} of no field`);
  }
}
