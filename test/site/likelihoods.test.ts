import { describe, expect, it } from "vitest";
import { EXAMPLE_WORKSPACE } from "../../src/figures/likelihood/example.js";
import { siteWith, type Visit, visit } from "../browser.js";
import { hasReference, readReference, referencePath } from "../reference.js";
import { drop } from "./drop.js";

// Published likelihoods opened in the page: a workspace with its patches, and what is none.
const site = siteWith("index.html");

const status = (page: Visit["page"]) => page.locator("[data-status]").textContent();
const rows = (page: Visit["page"], table: string) =>
  page
    .locator(`table[data-table="${table}"] tbody tr`)
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));

/** The example with another signal by each patch. */
const patchSet = {
  metadata: {
    references: { hepdata: "none" },
    description: "two signals",
    digests: { sha256: "0" },
    labels: ["scale"],
  },
  version: "1.0.0",
  patches: [0.5, 2].map((scale) => ({
    metadata: { name: `signal x ${scale}`, values: [scale] },
    patch: [
      {
        op: "replace",
        path: "/channels/0/samples/0/data",
        value: EXAMPLE_WORKSPACE.channels[0].samples[0].data.map((one) => one * scale),
      },
    ],
  })),
};

describe("likelihoods that a reader opens", () => {
  it("are a workspace and a patch set: another signal has another limit; what is broken is told in a line", async () => {
    const { page, close, foreign, errors, violations } = await visit(site, "likelihoods.html");
    try {
      const workspace = { name: "w.json", content: JSON.stringify(EXAMPLE_WORKSPACE) };
      await drop(page, ".likelihoods", [workspace, { name: "set.json", content: JSON.stringify(patchSet) }]);
      await expect.poll(() => status(page), { timeout: 30_000 }).toMatch(/^computed here in /);
      expect(await page.locator("[data-name]").textContent()).toBe("w.json");
      const signals = page.locator('[name="signal"]');
      expect(await signals.locator("option").allTextContents()).toEqual(["signal x 0.5", "signal x 2"]);
      const first = (await rows(page, "strength-limits"))[0];
      await signals.selectOption("signal x 2");
      await expect
        .poll(async () => (await rows(page, "strength-limits"))[0].join(), { timeout: 30_000 })
        .not.toBe(first.join());
      await expect.poll(() => status(page), { timeout: 30_000 }).toMatch(/^computed here in /);
      // Where the signal of the strongest channel is four times as large, less of its strength is allowed.
      const number = (cells: readonly string[]) => Number(cells[1]);
      expect(number((await rows(page, "strength-limits"))[0]) / number(first)).toBeLessThan(0.7);
      for (const [name, content, message] of [
        ["cut.json", workspace.content.slice(0, 100), /^not JSON: .*, in cut.json, line 1, /],
        ["no.json", "{}", /^not a list: /],
        ["x.json", '{"channels": [{"name": "<img onerror>"}]}', /channels\[0\]/],
      ] as const) {
        await drop(page, ".likelihoods", [{ name, content }]);
        await expect.poll(() => status(page), { timeout: 20_000 }).toMatch(message);
      }
      // What was open is open still.
      await page.locator('[name="level"]').selectOption("0.9");
      await expect.poll(() => status(page), { timeout: 30_000 }).toMatch(/^computed here in /);
      expect({ foreign, errors, violations }).toEqual({ foreign: [], errors: [], violations: [] });
    } finally {
      await close();
    }
  });

  const sbottom = ["BkgOnly.json", "patch.sbottom_1300_205_60.json"].map((name) => `pyhf/sbottom/${name}`);
  it.skipIf(!hasReference(sbottom[0]))(
    "are that of ATLAS with its patch, and CLs is what pyhf gives",
    async () => {
      const { page, close, errors } = await visit(site, "likelihoods.html");
      try {
        await page.locator("form.likelihood-controls input").setInputFiles(sbottom.map(referencePath));
        await expect.poll(() => status(page), { timeout: 55_000 }).toMatch(/^computed here in /);
        const [{ CLs_obs, CLs_exp }] = JSON.parse(readReference("pyhf/sbottom/expected.json"));
        const atOne = (await rows(page, "cls")).find(([mu]) => Number(mu) === 1)?.map(Number);
        expect(atOne?.[1]).toBeCloseTo(CLs_obs, 2);
        const median = CLs_exp[2];
        expect(atOne?.some((value) => Math.abs(value - median) < 0.005)).toBe(true);
        expect((await rows(page, "yields")).length).toBeGreaterThan(5);
        expect((await rows(page, "ranking")).length).toBeGreaterThan(20);
        expect(errors).toEqual([]);
      } finally {
        await close();
      }
    },
    60_000,
  );
});
