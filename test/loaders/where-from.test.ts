import { expect, it } from "vitest";
import { numbersOf } from "../../src/analysis/numbers.js";
import { catalogue, findSearch } from "../../src/catalogue/catalogue.js";
import { controlsHtml } from "../../src/loaders/controls.js";
import { whereFrom } from "../../src/loaders/where-from.js";

const provenance = { commit: "c", code: "c", events: "e", modules: 1, parameters: {}, inputs: {}, packages: {} };
const body = (id: string) => {
  const search = findSearch(id);
  return whereFrom(search, { ...provenance, numbers: numbersOf(search) }, undefined).body.text;
};

it.each(catalogue.map(({ id }) => id))("numbers beside the controls of %s lead to where they come from", (id) => {
  const search = findSearch(id);
  const names = numbersOf(search).map(({ name }) => name);
  const linked = names.filter((name) => /^(cut|systematic)/.test(name));
  expect(new Set(linked).size).toBe(linked.length);
  const rows = Array.from(body(id).matchAll(/<tr id="([^"]+)"><th scope="row">([^<]*)/g), ([, row, name]) => [
    row,
    name,
  ]);
  expect(rows).toHaveLength(names.length);
  const links = Array.from(controlsHtml(search, {}).text.matchAll(/href="#(number-\d+)"/g), ([, row]) => row);
  expect(links.length).toBeGreaterThanOrEqual(search.selection.length);
  for (const link of links) expect(rows.map(([row]) => row)).toContain(link);
  const [first] = search.selection;
  expect(rows.find(([row]) => row === links[0])?.[1]).toContain(`cut: ${first.title}`);
});

it("prints units and signs as people write them", () => {
  const text = body("zprime-invisible");
  expect(text).toContain("<td>276 pb⁻¹</td>");
  expect(text).toContain("<td>−0.5</td>");
  expect(text).not.toMatch(/\^-?\d/);
});
