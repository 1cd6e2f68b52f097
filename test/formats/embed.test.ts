import { tableFromIPC } from "apache-arrow";
import { parse, parseFragment } from "parse5";
import { expect, it } from "vitest";
import type { Table } from "../../src/figures/tables.js";
import { embedCode } from "../../src/formats/embed.js";
import { arrowOf } from "../../src/formats/table-arrow.js";

it("frames the figure of an address in its state, whatever stands in its title", () => {
  const title = 'Z′ <b>"x"</b> & y';
  const code = embedCode({
    address: "https://a.example/s/z.html?v=1&own=a%2Bb#cut-flow",
    figure: "figure-limit",
    ...{ title, width: 400.4, height: 300 },
  });
  const [frame, ...rest] = parseFragment(code).childNodes;
  expect(rest).toEqual([]);
  if (!("attrs" in frame)) throw new Error("no element");
  expect(frame.tagName).toBe("iframe");
  expect(Object.fromEntries(frame.attrs.map(({ name, value }) => [name, value]))).toEqual({
    src: "https://a.example/s/z.html?v=1&own=a%2Bb#figure-limit",
    ...{ title, width: "432", height: "420", loading: "lazy" },
  });
  expect(JSON.stringify(parse(code), (key, value) => (key === "parentNode" ? undefined : value))).not.toContain('"b"');
});

it("writes a table as Arrow that another reader opens with numbers, words, gaps and where it comes from", () => {
  const table: Table = {
    id: "t",
    caption: "a caption",
    columns: [
      { title: "after", unit: "" },
      { title: "mass", unit: "GeV/c²" },
    ],
    rows: [],
    values: [
      ["all", 1.25],
      ["cut", null],
      ["last", 1e-300],
    ],
  };
  const imprint = {
    title: "T",
    citation: "C",
    events: "E",
    state: "S",
    version: "1",
    code: "c",
    made: "m",
    basis: [],
    link: "https://l",
  };
  const read = tableFromIPC(arrowOf(table, imprint));
  expect(read.schema.fields.map(({ name }) => name)).toEqual(["after", "mass [GeV/c²]"]);
  expect(read.toArray().map((row) => Object.values(row.toJSON()))).toEqual(table.values);
  expect(read.schema.metadata.get("caption")).toBe("a caption");
  expect(read.schema.metadata.get("provenance")).toContain("Link: https://l");
});
