/*
 * A ROOT file with one RNTuple, written after the specification of the format (1.0.0.1) and of ROOT's own streaming: no
 * such file of others is at hand. Checksums are not those of the specification; readers of ours do not look at them.
 */

/** Bytes of a file: classic ROOT is big-endian, RNTuple little-endian. */
class Bytes {
  readonly #parts: number[] = [];
  readonly #little: boolean;

  constructor(little: boolean) {
    this.#little = little;
  }

  get length(): number {
    return this.#parts.length;
  }

  /** A whole number of some bytes; negative ones as two's complement. */
  int(size: number, value: number | bigint): this {
    const whole = BigInt.asUintN(8 * size, BigInt(value));
    const bytes = Array.from({ length: size }, (_, i) => Number((whole >> BigInt(8 * i)) & 0xffn));
    this.#parts.push(...(this.#little ? bytes : bytes.reverse()));
    return this;
  }

  /** Text after its length, of which there are so many bytes. */
  text(size: number, value: string): this {
    const bytes = new TextEncoder().encode(value);
    this.int(size, bytes.length);
    return this.add(bytes);
  }

  add(bytes: Iterable<number>): this {
    for (const byte of bytes) this.#parts.push(byte);
    return this;
  }

  whole(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#parts);
  }
}

const le = () => new Bytes(true);
const be = () => new Bytes(false);

/** A record of RNTuple after its size, and a list, whose size is negative. */
const record = (content: Bytes) =>
  le()
    .int(8, content.length + 8)
    .add(content.whole());
const list = (items: readonly Bytes[], after = le()) => {
  const content = le();
  for (const item of items) content.add(item.whole());
  content.add(after.whole());
  return le()
    .int(8, -(content.length + 12))
    .int(4, items.length)
    .add(content.whole());
};
const CHECKSUM = 0x1234567890abcdefn;
const envelope = (type: number, content: Bytes) =>
  le()
    .int(8, (BigInt(content.length + 16) << 16n) | BigInt(type))
    .add(content.whole())
    .int(8, CHECKSUM)
    .whole();

/** A field of the tuple and the columns that it is stored in, one page a cluster. */
export interface TupleField {
  readonly name: string;
  readonly type: string;
  readonly role?: number;
  readonly flags?: number;
  readonly size?: number;
  /** Number of the field that it is a part of; itself if absent. */
  readonly parent?: number;
  readonly column?: TupleColumn;
}

export interface TupleColumn {
  /** Type and bits of the specification, e.g. 0x0d and 64. */
  readonly type: number;
  readonly bits: number;
  readonly flags?: number;
  /** Of each cluster: the page, and the number of its elements. */
  readonly pages: readonly { readonly bytes: Uint8Array; readonly elements: number }[];
}

/** Numbers as the bytes of a page. */
export const page = (values: Float64Array | Float32Array | Int32Array | BigInt64Array | Uint8Array) => ({
  bytes: new Uint8Array(values.buffer.slice(values.byteOffset, values.byteOffset + values.byteLength)),
  elements: values.length,
});

/** The same with all first bytes first, then all second ones. */
export function splitPage(values: Parameters<typeof page>[0]) {
  const { bytes, elements } = page(values);
  const size = bytes.length / elements;
  return { bytes: bytes.map((_, i) => bytes[(i % elements) * size + Math.floor(i / elements)]), elements };
}

const counted = (version: number, content: Bytes) =>
  be()
    .int(4, 0x40000000 + content.length + 2)
    .int(2, version)
    .add(content.whole());
const object = be().int(2, 1).int(4, 0).int(4, 0);
const named = (name: string, title: string) => counted(1, be().add(object.whole()).text(1, name).text(1, title));
const pointer = (type: string, content: Bytes) => {
  const whole = be()
    .int(4, 0xffffffff)
    .add(new TextEncoder().encode(`${type}\0`))
    .add(content.whole());
  return be()
    .int(4, 0x40000000 + whole.length)
    .add(whole.whole());
};

/** Members of the anchor with the types that ROOT gives them. */
const MEMBERS = [
  ...["fVersionEpoch", "fVersionMajor", "fVersionMinor", "fVersionPatch"].map(
    (name) => [name, 12, 2, "UShort_t"] as const,
  ),
  ...["fSeekHeader", "fNBytesHeader", "fLenHeader", "fSeekFooter", "fNBytesFooter", "fLenFooter", "fMaxKeySize"].map(
    (name) => [name, 17, 8, "ULong64_t"] as const,
  ),
];

/** The description of the anchor's class that stands in every such file. */
function streamerInfo(): Bytes {
  const elements = MEMBERS.map(([name, type, size, typeName]) => {
    const element = be().add(named(name, "").whole()).int(4, type).int(4, size).int(4, 0).int(4, 0);
    for (let i = 0; i < 5; i++) element.int(4, 0);
    return pointer("TStreamerBasicType", counted(2, counted(4, element.text(1, typeName))));
  });
  const array = be().add(object.whole()).text(1, "").int(4, elements.length).int(4, 0);
  for (const element of elements) array.add(element.whole());
  const info = be()
    .add(named("ROOT::RNTuple", "").whole())
    .int(4, 1)
    .int(4, 2)
    .add(pointer("TObjArray", counted(3, array)).whole());
  const whole = be().add(object.whole()).text(1, "").int(4, 1);
  return counted(5, whole.add(pointer("TStreamerInfo", counted(9, info)).whole()).text(1, ""));
}

/** A key of a ROOT file: its head, and what it holds. */
function key(type: string, name: string, content: Uint8Array, seek: number, of = content.length) {
  const head = 26 + 3 + type.length + name.length;
  return {
    head,
    bytes: be()
      .int(4, head + content.length)
      .int(2, 4)
      .int(4, of)
      .int(4, 0)
      .int(2, head)
      .int(2, 1)
      .int(4, seek)
      .int(4, 100)
      .text(1, type)
      .text(1, name)
      .text(1, "")
      .add(content)
      .whole(),
  };
}

/**
 * A ROOT file with a tuple.
 * @param clusters entries of each cluster
 * @param groups of clusters that the footer names
 */
export function tupleFile(
  name: string,
  fields: readonly TupleField[],
  clusters: readonly number[],
  groups = 1,
): Uint8Array<ArrayBuffer> {
  const file: number[] = new Array(100).fill(0);
  const put = (bytes: Iterable<number>) => {
    const at = file.length;
    for (const byte of bytes) file.push(byte);
    return at;
  };
  const nameBytes = 26 + 3 + "TFile".length + "x.root".length + 8;
  put(new Array(nameBytes + 60).fill(0));

  const columns = fields.flatMap(({ column }, field) => (column ? [{ ...column, field }] : []));
  const header = envelope(
    1,
    le()
      .int(8, 0)
      .text(4, name)
      .text(4, "")
      .text(4, "test")
      .add(
        list(
          fields.map(({ name: of, type, role = 0, flags = 0, size, parent }, i) =>
            record(
              le()
                .int(4, 0)
                .int(4, 0)
                .int(4, parent ?? i)
                .int(2, role)
                .int(2, flags)
                .text(4, of)
                .text(4, type)
                .text(4, "")
                .text(4, "")
                .add(size === undefined ? [] : le().int(8, size).whole()),
            ),
          ),
        ).whole(),
      )
      .add(
        list(
          columns.map(({ type, bits, flags = 0, field }) =>
            record(
              le()
                .int(2, type)
                .int(2, bits)
                .int(4, field)
                .int(2, flags)
                .int(2, 0)
                .add(flags & 1 ? le().int(8, 1).whole() : []),
            ),
          ),
        ).whole(),
      )
      .add(list([]).whole())
      .add(list([]).whole()),
  );
  const seekHeader = put(header);
  const locator = (size: number, at: number) => le().int(4, size).int(8, at);
  const total = clusters.reduce((a, b) => a + b, 0);
  let first = 0;
  const summaries = clusters.map((entries) => {
    const of = record(le().int(8, first).int(8, entries));
    first += entries;
    return of;
  });
  const pages = clusters.map((_, c) =>
    list(
      columns.map(({ pages: of }) => {
        const { bytes, elements } = of[c];
        return list(
          [
            le()
              .int(4, elements)
              .add(locator(bytes.length, put(bytes)).whole()),
          ],
          le().int(8, 0).int(4, 0),
        );
      }),
    ),
  );
  const pageList = envelope(3, le().int(8, CHECKSUM).add(list(summaries).whole()).add(list(pages).whole()));
  const seekPages = put(pageList);
  const empty = list([]).whole();
  const footer = envelope(
    2,
    le()
      .int(8, 0)
      .int(8, CHECKSUM)
      .add(record(le().add(empty).add(empty).add(empty).add(empty)).whole())
      .add(
        list(
          Array.from({ length: groups }, () =>
            record(
              le()
                .int(8, 0)
                .int(8, total)
                .int(4, clusters.length)
                .int(8, pageList.length)
                .add(locator(pageList.length, seekPages).whole()),
            ),
          ),
        ).whole(),
      ),
  );
  const seekFooter = put(footer);
  const anchor = be().int(2, 1).int(2, 0).int(2, 0).int(2, 0);
  for (const one of [seekHeader, header.length, header.length, seekFooter, footer.length, footer.length, 1 << 30])
    anchor.int(8, one);
  const anchored = key("ROOT::RNTuple", name, counted(2, anchor).int(8, CHECKSUM).whole(), file.length);
  const seekAnchor = put(anchored.bytes);
  const info = key("TList", "StreamerInfo", streamerInfo().whole(), file.length);
  const seekInfo = put(info.bytes);
  const keys = key(
    "TFile",
    "x.root",
    be()
      .int(4, 1)
      .add(file.slice(seekAnchor, seekAnchor + anchored.head))
      .whole(),
    file.length,
  );
  const seekKeys = put(keys.bytes);

  const directory = be()
    .int(2, 5)
    .int(4, 0)
    .int(4, 0)
    .int(4, keys.bytes.length)
    .int(4, nameBytes)
    .int(4, 100)
    .int(4, 0);
  const root = be()
    .add(key("TFile", "x.root", be().text(1, "x.root").text(1, "").whole(), 100, nameBytes + 20).bytes)
    .add(directory.int(4, seekKeys).whole());
  root.whole().forEach((byte, i) => {
    file[100 + i] = byte;
  });
  const start = be()
    .add(new TextEncoder().encode("root"))
    .int(4, 63600)
    .int(4, 100)
    .int(4, file.length)
    .int(4, 0)
    .int(4, 0)
    .int(4, 0)
    .int(4, nameBytes)
    .int(1, 4)
    .int(4, 0)
    .int(4, seekInfo)
    .int(4, info.bytes.length);
  start.whole().forEach((byte, i) => {
    file[i] = byte;
  });
  return Uint8Array.from(file);
}
