import type { Evaluation } from "./result.js";

/** What was found where a publication says something. */
export interface Finding {
  /** The value here, with its unit. */
  readonly text: string;
  /** Here over published, where both are numbers. */
  readonly ratio: number | null;
  /** Null where there is nothing to agree with: the reader is told, not the publication tested. */
  readonly agrees: boolean | null;
}

/** A statement of a publication that an evaluation can be held against. */
export interface Claim {
  readonly title: string;
  readonly published: string;
  readonly source: string;
  /** What counts as agreement. */
  readonly accepted: string;
  find(evaluation: Evaluation): Finding;
  /** Why it does not agree, where it is known not to; or what to keep in mind. */
  readonly remark?: string;
}
