import { beforeAll, describe, expect, it } from "vitest";
import { agreement } from "../../src/loaders/simulation-page/comparisons.js";
import { simulationPage } from "../../src/loaders/simulation-page/page.js";
import { subscripts } from "../../src/loaders/simulation-page/subscripts.js";
import { BELLE_DETECTOR } from "../../src/physics/detector/belle.js";
import { BELLE_II_DETECTOR } from "../../src/physics/detector/belle2.js";
import { detectorTable } from "../../src/physics/detector/configuration.js";
import { SAMPLES } from "../../src/physics/generators/registry.js";

describe("the page on the simulation", () => {
  let page: string;
  beforeAll(async () => {
    page = (await simulationPage.write({ seed: 1, scale: 0.01 })).text;
  }, 60_000);

  const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
  /** Rows of the body of the table of a name, as cells of text. */
  const table = (id: string) => {
    const body = page.match(new RegExp(`data-table="${id}">.*?</table>`, "s"))?.[0].match(/<tbody>.*<\/tbody>/s)?.[0];
    return (body ?? "").split("</tr>").flatMap((row) => {
      const cells = [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) => cell);
      return cells.length > 0 ? [cells] : [];
    });
  };

  it("has four figures, each with a name, a drawing and the table behind it", () => {
    expect(count(/<figure /g)).toBe(4);
    expect(count(/<div class="drawing" role="img" aria-label="[^"]+"><svg/g)).toBe(4);
    for (const id of ["cross-section", "recoil", "tau-electron", "tau-pion"])
      expect(table(id).length, id).toBeGreaterThan(10);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });

  it("has cross-sections of the integral, to the digits of the reference", () => {
    const row = (mass: string) => table("cross-section").find(([first]) => first === mass);
    expect(row("1.0")?.[1]).toBe("99 563");
    expect(row("2.0")?.[1]).toBe("34 661");
    expect(row("8.0")?.[1]).toBe("30.811");
  });

  it("sets the widths beside the published ones and tells the disagreements", () => {
    const rows = table("widths");
    expect(rows.map(([mass]) => mass)).toEqual(["0.50", "1.0", "2.0", "4.0", "6.9", "8.0"]);
    expect(rows.map((cells) => cells[3])).toEqual(["1 150", "–", "–", "–", "51.0", "–"]);
    expect(page).toContain("published: 69");
    expect(page).toContain("The mismatch is not explained.");
    expect(table("efficiencies")).toHaveLength(6);
  });

  it("prints every number of both detectors with its origin, and marks the doubtful ones", () => {
    const rows = [BELLE_II_DETECTOR, BELLE_DETECTOR].flatMap(detectorTable);
    expect(count(/<td><span data-origin="/g)).toBe(rows.length);
    const doubtful = rows.filter(({ origin }) => origin === "assumption" || origin === "recalled").length;
    expect(count(/<td><span data-origin="(assumption|recalled)">/g)).toBe(doubtful);
    expect(page).toContain("tuned to the published window widths");
  });

  it("lists every generator with what it leaves out", () => {
    const listed = [...page.matchAll(/data-sample="([^"]+)"/g)].map(([, name]) => name);
    expect(listed).toEqual(Object.keys(SAMPLES));
    expect(page).toContain("No Z boson.");
    expect(page).toContain("--dark-photon-mass");
  });

  it("can be read with a keyboard and under a strict policy", () => {
    expect(count(/<div class="table"/g)).toBe(
      count(/<div class="table" tabindex="0" role="region" aria-label="[^"]+"/g),
    );
    expect(count(/<table/g)).toBe(count(/<caption>/g));
    expect(page).not.toMatch(/ style="| on\w+="|<script/);
    // A blank line would end the HTML in Markdown.
    expect(page).not.toMatch(/\n\s*\n/);
  });
});

describe("the words of the page", () => {
  it("tell the χ² of points", () => {
    const points = [
      { x: 1, value: 11, sigma: 1, formula: 10 },
      { x: 2, value: 6, sigma: 2, formula: 10 },
    ];
    expect(agreement(points)).toBe("χ² = 5.0 for 2 points");
  });

  it("set what follows an underscore low, and nothing else", () => {
    expect(subscripts("p_T < m_π/m_τ").text).toBe("p<sub>T</sub> &lt; m<sub>π</sub>/m<sub>τ</sub>");
  });
});
