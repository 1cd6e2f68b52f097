import type { Evaluation } from "./result.js";

/** Relative difference below which two limits count as the same: engines differ by some units in the last place. */
const TOLERANCE = 1e-9;
/** For limits from fits, which end where the likelihood no longer tells. */
const FIT_TOLERANCE = 1e-6;

function differs(a: number | null, b: number | null, tolerance = TOLERANCE): boolean {
  if (a === null || b === null) return a !== b;
  return Math.abs(a - b) > tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/**
 * Where two evaluations of the same search differ, one line each: counts must be equal, limits equal to 1e-9, those of fits to 1e-6. Empty
 * where they agree.
 */
export function compareEvaluations(build: Evaluation, here: Evaluation): string[] {
  const found: string[] = [];
  if (build.scan.length !== here.scan.length) return [`hypotheses: ${build.scan.length}, here ${here.scan.length}`];
  build.scan.forEach((point, i) => {
    const other = here.scan[i];
    const at = `at ${point.hypothesis.mass.toFixed(3)} GeV`;
    if (point.observed !== other.observed) found.push(`observed ${at}: ${point.observed}, here ${other.observed}`);
    if (differs(point.background?.value ?? null, other.background?.value ?? null)) found.push(`background ${at}`);
    if (differs(point.efficiency, other.efficiency)) found.push(`efficiency ${at}`);
    for (const [id, limit] of Object.entries(point.limits)) {
      const twin = other.limits[id];
      const pairs = [[limit.observed, twin.observed], ...limit.expected.map((value, k) => [value, twin.expected[k]])];
      const ends = [limit, twin].map(({ excluded }) =>
        excluded ? [excluded.observed ?? [], ...excluded.expected].map((intervals) => intervals.flat()) : [],
      );
      ends[0].forEach((list, k) => {
        list.forEach((end, j) => {
          pairs.push([end, ends[1][k]?.[j] ?? null]);
        });
        if (ends[1][k]?.length !== list.length) pairs.push([list.length, ends[1][k]?.length ?? 0]);
      });
      if (pairs.some(([a, b]) => differs(a, b, point.peak && FIT_TOLERANCE))) found.push(`limit on ${id} ${at}`);
    }
  });
  build.cutFlow.forEach((row, k) => {
    for (const [sample, { events }] of Object.entries(row.samples)) {
      const other = here.cutFlow[k]?.samples[sample]?.events;
      // Weighted events are sums of exponentials; what rounding leaves of none is none.
      if (other === undefined || Math.abs(events - other) > TOLERANCE * Math.max(1, events, other))
        found.push(`events of ${sample} after ${row.title}: ${events}, here ${other}`);
    }
  });
  return found;
}
