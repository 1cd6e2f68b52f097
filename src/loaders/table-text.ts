import * as aq from "arquero";
import type { CutFlowRow } from "../analysis/result.js";

/**
 * The cut flow of every sample, one row a sample and cut: events, yield, and the fraction of the events before this cut
 * (relative) and before all cuts (cumulative) that pass. Fractions of nothing are null.
 */
export function cutFlowColumns(rows: readonly CutFlowRow[]): aq.ColumnTable {
  const flat = rows.flatMap(({ cut, samples }, step) =>
    Object.entries(samples).map(([sample, { events, yield: expected }]) => ({
      sample,
      step,
      cut,
      events,
      yield: expected,
    })),
  );
  return aq
    .from(flat)
    .groupby("sample")
    .orderby("step")
    .derive({ before: "lag(d.events, 1, 0)", all: "first_value(d.events)" })
    .derive({
      relative: "d.step === 0 ? (d.events > 0 ? 1 : null) : d.before > 0 ? d.events / d.before : null",
      cumulative: "d.all > 0 ? d.events / d.all : null",
    })
    .ungroup()
    .orderby("sample", "step")
    .select("sample", "step", "cut", "events", "yield", "relative", "cumulative");
}
