import type { ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";
import { type AnalysisState, luminosityOf } from "../state.js";
import { portion, type Steps } from "../steps.js";
import { type CountedWindow, countingLimits } from "./limits.js";

/** The expectation of every window at one luminosity. */
export interface LuminosityScan {
  /** fb⁻¹. */
  readonly luminosity: number;
  readonly scan: readonly Pick<ScanPoint, "hypothesis" | "background" | "effectiveEvents" | "limits" | "model">[];
}

/**
 * Expected limits at the luminosity of the data, at the projections of the search and at that of the state, from the
 * lowest on: every window counted and its limits set again, all else as the state has it.
 *
 * @param windows counts the windows of a state
 */
export function* countingProjections(
  search: Search,
  state: AnalysisState,
  windows: (state: AnalysisState) => readonly CountedWindow[],
): Steps<LuminosityScan[]> {
  const published = search.luminosity?.inverseFemtobarn ?? 0;
  const asked = [published, ...(search.projections ?? []), luminosityOf(search, state)];
  const luminosities = [...new Set(asked)].sort((a, b) => a - b);
  const found: LuminosityScan[] = [];
  for (const luminosity of luminosities) {
    const other = { ...state, luminosity, injection: null };
    const steps = countingLimits(search, other, windows(other));
    const scan = yield* portion(steps, found.length / luminosities.length, 1 / luminosities.length);
    found.push({ luminosity, scan });
  }
  return found;
}
