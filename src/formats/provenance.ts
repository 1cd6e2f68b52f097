import { departures } from "../analysis/change.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";

/** Where what is taken away comes from: every file says so. */
export interface Provenance {
  /** "Invisible Z′ → g′". */
  readonly title: string;
  /** The publication of the search. */
  readonly citation: string;
  /** Whether events are simulated, and under which conditions. */
  readonly events: string;
  /** "as published", or what is not. */
  readonly state: string;
  /** Version of Darkroom, and the hash of the code that made the numbers. */
  readonly version: string;
  readonly code: string;
  /** Address that shows the same again. */
  readonly link: string;
}

/** What of a build every file names. */
export interface MadeBy {
  readonly version: string;
  readonly code: string;
}

/** Where a state's numbers come from. */
export function provenanceOf(search: Search, state: AnalysisState, made: MadeBy, link: string): Provenance {
  const { text, journal } = search.citation;
  const away = departures(search, state);
  const kind = {
    pseudo: "simulated events, pseudo-data: no measurement",
    real: "data from files",
    blinded: "simulated events, data blinded",
  };
  const conditions = [
    search.experiment,
    search.sqrtS === null ? "" : `√s = ${search.sqrtS.toFixed(2)} GeV`,
    search.luminosity?.text ?? "",
  ];
  return {
    title: `${search.title} → ${search.target}`,
    citation: [text, journal].filter(Boolean).join(", "),
    events: `${kind[search.data]}; ${conditions.filter(Boolean).join(", ")}`,
    state: away.length === 0 ? "as published" : `not as published: ${away.join(", ")}`,
    ...made,
    link,
  };
}

/** Provenance as lines of a comment. */
export function provenanceLines({ title, citation, events, state, version, code, link }: Provenance): string[] {
  return [
    title,
    `Search: ${citation}`,
    `Events: ${events}`,
    `State: ${state}`,
    `Made by Darkroom ${version}, code ${code.slice(0, 12)}`,
    `Link: ${link}`,
  ];
}
