import { nearestSignal } from "../analysis/lifetime/efficiency.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";

/**
 * The signal that is drawn over a spectrum: the one that the search names, or, where the reader moves the model, the
 * simulated one nearest to the hypothesis, already weighted to the model.
 */
export function overlayOf(
  search: Search,
  samples: readonly SampleSummary[],
  { state, mass }: { readonly state: AnalysisState; readonly mass: number },
): Search["overlay"] {
  const { measurement, overlay } = search;
  if (measurement.kind !== "lifetime" || !overlay) return overlay;
  const nearest = nearestSignal(samples, measurement, mass, state.model);
  return nearest ? { ...overlay, sample: nearest.id } : overlay;
}
