/** What was, what is, and what was undone; values are kept, never changed. */
export interface Undo<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last step was about, and when it was (ms): a hand on one slider makes one step. */
  readonly topic: string;
  readonly at: number;
}

/** Steps that are remembered. */
const MOST_STEPS = 200;
/** Changes of one control within so many ms of each other are one step. */
const ONE_STEP = 700;

/** A history of one value. */
export function undoFrom<T>(present: T): Undo<T> {
  return { past: [], present, future: [], topic: "", at: 0 };
}

/**
 * A step made.
 * @param topic what was touched; the same within a moment joins the step before
 * @param at ms, of any clock
 */
export function record<T>(history: Undo<T>, present: T, topic: string, at: number): Undo<T> {
  const joins = history.past.length > 0 && topic === history.topic && at - history.at < ONE_STEP;
  const past = joins ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], topic, at };
}

/** One step back; the same where there is none. */
export function undone<T>({ past, present, future, ...rest }: Undo<T>): Undo<T> {
  if (past.length === 0) return { past, present, future, ...rest };
  return { past: past.slice(0, -1), present: past[past.length - 1], future: [present, ...future], topic: "", at: 0 };
}

/** One step forward again; the same where there is none. */
export function redone<T>({ past, present, future, ...rest }: Undo<T>): Undo<T> {
  if (future.length === 0) return { past, present, future, ...rest };
  return { past: [...past, present], present: future[0], future: future.slice(1), topic: "", at: 0 };
}
