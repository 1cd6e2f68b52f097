import { describe, expect, it } from "vitest";
import { compareEvaluations } from "../../src/analysis/agreement.js";
import type { Evaluation } from "../../src/analysis/result.js";

/** An evaluation of nothing but one row of a cut flow. */
const counted = (events: number): Evaluation => ({
  scan: [],
  cutFlow: [{ cut: "pt", title: "pT", samples: { signal: { events, yield: events } } }],
  spectra: [],
  controls: [],
  signals: [],
  localPValues: { published: [], shifted: [] },
  globalPValue: null,
});

describe("build and page", () => {
  it("differ by one event, not by what rounding leaves of a weighted sum", () => {
    expect(compareEvaluations(counted(1000), counted(1001))).toEqual(["events of signal after pT: 1000, here 1001"]);
    expect(compareEvaluations(counted(-5.6e-17), counted(5.6e-17))).toEqual([]);
    expect(compareEvaluations(counted(1e6), counted(1e6 * (1 + 1e-12)))).toEqual([]);
    expect(compareEvaluations(counted(0), counted(0.01))).toHaveLength(1);
  });
});
