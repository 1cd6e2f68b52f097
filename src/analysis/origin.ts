import type { Origin, Parameter } from "../physics/constants.js";

export type { Origin };

/** A number that is not ours to choose freely, with its unit and where it stands. */
export type Sourced = Parameter;

/** A publication, as far as a reader needs it to find and cite it. */
export interface Citation {
  readonly key: string;
  /** Authors or collaboration and short title. */
  readonly text: string;
  /** Journal reference, e.g. "PRL 124, 141801 (2020)". */
  readonly journal: string;
  readonly arxiv?: string;
  readonly doi?: string;
}

/** A figure taken from a publication. */
export function published(value: number, unit: string, source: string): Sourced {
  return { value, unit, origin: "published", source };
}

/** A figure chosen by us, with the reason. */
export function assumed(value: number, unit: string, source: string): Sourced {
  return { value, unit, origin: "assumption", source };
}

/** A figure computed by us from the formula named. */
export function derived(value: number, unit: string, source: string): Sourced {
  return { value, unit, origin: "derived", source };
}
