import type { SampleSummary } from "../analysis/sample.js";
import type { Search } from "../analysis/search.js";
import { nominalState } from "../analysis/state.js";
import { methodText } from "./choices.js";

/** Whether the events are real, simulated, or both; or whose they are, where a reader opened them. */
export function originText(search: Search, samples: readonly SampleSummary[], own?: string): string {
  const simulated = samples.some((sample) => !sample.source && sample.kind !== "data");
  if (own !== undefined) return `events of ${own}, opened here${simulated ? "; simulated background" : ""}`;
  if (search.data === "blinded" && search.blinding) return "blinded: the data are not in these files";
  if (search.data !== "real") return simulated ? "simulated" : "no data";
  return simulated ? "real data, simulated background" : "real data, nothing simulated";
}

/**
 * What stands below the title of a search: luminosity, method, origin of the events.
 * @param own name of the events that a reader opened in place of the data
 */
export function factsText(search: Search, samples: readonly SampleSummary[], own?: string): string {
  const luminosity = search.luminosity ? [search.luminosity.text] : [];
  return [...luminosity, methodText(nominalState(search)), originText(search, samples, own)].join(" · ");
}
