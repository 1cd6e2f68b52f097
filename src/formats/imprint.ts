import { departures } from "../analysis/change.js";
import { basisLines, type Provenance, provenanceLine } from "../analysis/provenance.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";

/** What stands on everything that is taken away: what it is, where it comes from, and the way back to it. */
export interface Imprint {
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
  /** Commit, code, seed and scale in one line. */
  readonly made: string;
  /** Input files with their hashes, packages with their versions, numbers by their origin; a line each. */
  readonly basis: readonly string[];
  /** Address that shows the same again. */
  readonly link: string;
}

/** Version of Darkroom, as package.json and CITATION.cff have it. */
export const VERSION = "0.1.0";

/**
 * The imprint of a state's numbers.
 * @param own name of the events that a reader opened in place of the data: the link does not have them
 */
export function imprintOf(search: Search, state: AnalysisState, made: Provenance, link: string, own?: string): Imprint {
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
    events: `${own === undefined ? kind[search.data] : `events of ${own}, which a reader opened and the link does not have`}; ${conditions.filter(Boolean).join(", ")}`,
    state: away.length === 0 ? "as published" : `not as published: ${away.join(", ")}`,
    version: VERSION,
    code: made.code,
    made: provenanceLine(made),
    basis: basisLines(made),
    link,
  };
}

/** Imprint as lines of a comment. */
export function imprintLines({ title, citation, events, state, version, made, basis, link }: Imprint): string[] {
  return [
    title,
    `Search: ${citation}`,
    `Events: ${events}`,
    `State: ${state}`,
    `Made by Darkroom ${version}, ${made}`,
    `Link: ${link}`,
    ...basis,
  ];
}
