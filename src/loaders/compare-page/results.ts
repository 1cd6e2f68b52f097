import { findSearch } from "../../catalogue/catalogue.js";
import { planes } from "../../catalogue/planes/planes.js";
import type { PageResult } from "../../figures/page-result.js";
import type { ComparedLimits, ComparedResult, ComparedResults } from "../../figures/plane-curves.js";
import { shownSearches } from "../events.js";
import { readResult } from "../results.js";

/** What a curve needs: four digits. */
const rounded = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Number(value.toPrecision(4));

function limitsOf({ evaluation }: PageResult, interpretation: string): ComparedLimits {
  const closed = evaluation.scan.map(({ limits }) => {
    const ends = limits[interpretation]?.excluded?.observed?.flat() ?? [];
    return ends.length > 0 ? ([Math.min(...ends), Math.max(...ends)] as const) : null;
  });
  return {
    ...(closed.some((one) => one !== null) ? { closed } : {}),
    hypotheses: evaluation.scan.map(({ hypothesis }) => hypothesis),
    observed: evaluation.scan.map(({ limits }) => rounded(limits[interpretation]?.observed)),
    expected: evaluation.scan.map(({ limits }) => rounded(limits[interpretation]?.expected[2])),
  };
}

/** The published results that stand in any plane, as far as they were made. */
export function comparedResults(): ComparedResults {
  const members = planes.flatMap((plane) => plane.members);
  const found = shownSearches().flatMap(({ id, data }): [string, ComparedResult][] => {
    const keys = new Set(members.filter(({ search }) => search === id).map(({ interpretation }) => interpretation));
    const result = keys.size > 0 ? readResult(id) : undefined;
    if (!result) return [];
    const { confidenceLevel } = findSearch(id).measurement;
    const limits = Object.fromEntries(Array.from(keys, (key) => [key, limitsOf(result, key)]));
    return [[id, { confidenceLevel, data, limits }]];
  });
  return Object.fromEntries(found);
}
