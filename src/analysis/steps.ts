/** Long work in steps, so that it can be watched and left: yields the share that is done (0 … 1), returns the result. */
export type Steps<Result> = Generator<number, Result, void>;

/** Does all of it at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** One result for each item, a step after each. */
export function* eachInSteps<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Steps<Result[]> {
  const results: Result[] = [];
  for (const [index, item] of items.entries()) {
    results.push(work(item, index));
    yield (index + 1) / items.length;
  }
  return results;
}

/** Steps that are a part of longer ones, from a share that is done on. */
export function* portion<Result>(steps: Steps<Result>, from: number, size: number): Steps<Result> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield from + size * value;
  }
}

/** A result that takes no steps. */
export function* atOnce<Result>(result: Result): Steps<Result> {
  yield* [];
  return result;
}
