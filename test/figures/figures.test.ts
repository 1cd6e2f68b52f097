import { describe, expect, it } from "vitest";
import type { CutFlowRow, Evaluation } from "../../src/analysis/result.js";
import type { SampleSummary } from "../../src/analysis/sample.js";
import { nominalState } from "../../src/analysis/state.js";
import { darkHiggsstrahlung } from "../../src/catalogue/dark-higgsstrahlung.js";
import { zprimeInvisible as search } from "../../src/catalogue/zprime-invisible.js";
import { figureParams } from "../../src/figures/figures.js";
import { decidedBy, weakness } from "../../src/figures/limit.js";
import { cutFlowTable } from "../../src/figures/tables.js";

const nominal = nominalState(search);
const summary = (id: string, kind: SampleSummary["kind"]): SampleSummary => ({
  ...{ id, kind, label: id, weight: 1 },
  ...{ crossSection: null, trials: 0 },
});

describe("at another luminosity", () => {
  const state = { ...nominal, luminosity: 50_000 };
  const evaluation = { scan: [] } as unknown as Evaluation;

  it("figures of events are headed by their own one, those of limits by the one asked for", () => {
    const above = (name: string) => figureParams(search, name, evaluation, { state }).conditions;
    expect(above("spectrum-log")).toMatch(/276 pb⁻¹/);
    expect(above("control-mumugamma")).toMatch(/276 pb⁻¹/);
    expect(above("limit-gPrime")).toMatch(/50\.0 ab⁻¹/);
  });

  it("what decides an expectation is told at the published one too, where no curve is faint", () => {
    const point = { background: { value: 1e4, sigma: 10 }, effectiveEvents: 1e6 };
    expect(decidedBy(search, nominal, point)).toBe("systematics");
    expect(weakness(search, nominal, point)).toBeNull();
    expect(weakness(search, state, point)).toBe("systematics");
  });
});

describe("the cut flow", () => {
  const rowOf = (ids: readonly string[]): CutFlowRow => ({
    ...{ cut: "near-selected", title: "near-selected" },
    samples: Object.fromEntries(ids.map((id) => [id, { events: 8, yield: 4 }])),
  });

  it("has the signal that the spectrum shows, at its coupling", () => {
    const overlay = search.overlay as NonNullable<typeof search.overlay>;
    const { columns, values } = cutFlowTable(search, [rowOf([overlay.sample])], [summary(overlay.sample, "signal")]);
    expect(columns[1].title).toBe("Z′, 3 GeV, g′ = 0.3");
    // Made at g′ = 0.1: nine times as many.
    expect(values[0][1]).toBeCloseTo(36, 10);
  });

  it("says which background is not among the pseudo-data", () => {
    const hidden = darkHiggsstrahlung.samples.find(({ shownOnly }) => shownOnly);
    const id = hidden?.id ?? "";
    expect(cutFlowTable(darkHiggsstrahlung, [rowOf([id])], [summary(id, "background")]).columns[1].title).toBe(
      `${id} (not in the pseudo-data)`,
    );
  });
});
