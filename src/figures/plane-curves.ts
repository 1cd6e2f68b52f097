import type { SearchResult } from "../analysis/result.js";
import type { Hypothesis } from "../analysis/sample.js";
import type { Comparison } from "../analysis/search.js";
import { catalogue } from "../catalogue/catalogue.js";
import type { CouplingPlane, ParameterValues, PlaneMember } from "../catalogue/planes/plane.js";
import { levelText } from "./choices.js";

/** Limits of a search on one quantity: the hypotheses side by side. */
export interface ComparedLimits {
  readonly hypotheses: readonly Hypothesis[];
  readonly observed: readonly (number | null)[];
  /** Median expectation. */
  readonly expected: readonly (number | null)[];
  /** Where what is excluded lies between two values, in place of the limits: its ends, observed. */
  readonly closed?: readonly (readonly [number, number] | null)[];
}

/** What is compared of a published result. */
export interface ComparedResult extends Pick<SearchResult, "confidenceLevel" | "data"> {
  /** By key of the limits. */
  readonly limits: Readonly<Record<string, ComparedLimits>>;
}

/** Published results by search. */
export type ComparedResults = Readonly<Record<string, ComparedResult>>;

/** One curve of a plane, or a region. */
export interface PlaneCurve {
  readonly id: string;
  readonly label: string;
  /** `limit`: observed solid, its median expectation dashed. */
  readonly kind: "limit" | Comparison["kind"];
  readonly color: string;
  readonly dash: readonly number[];
  /** Whether it is drawn before the reader has chosen. */
  readonly first: boolean;
  /** Where it comes from: citation, or how it was converted. */
  readonly source: string;
  /** Search whose page has more. */
  readonly search?: string;
  /** Of a limit: whether it is from real data. */
  readonly data?: ComparedResult["data"];
  readonly points: readonly { readonly x: number; readonly y: number | null; readonly y2?: number }[];
  readonly expected?: readonly { readonly x: number; readonly y: number | null }[];
  /** Uncertainty of the curve, drawn around it. */
  readonly band?: readonly { readonly x: number; readonly y: number; readonly y2: number }[];
}

/** Colours of curves, Petroff's ten for colour-blind readers (arXiv:2107.02270); each curve has a dash or marker besides. */
const COLORS = [
  "#bd1f01",
  "#3f90da",
  "#832db6",
  "#e76300",
  "#717581",
  "#a96b59",
  "#94a4a2",
  "#b9ac70",
  "#ffa90e",
] as const;
const DASHES: readonly (readonly number[])[] = [
  [8, 3, 2, 3],
  [2, 3],
  [12, 4],
  [8, 3, 2, 3, 2, 3],
];

/** Limits of a member in the plane; undefined where its search has no result. */
function limitCurve(
  member: PlaneMember,
  results: ComparedResults,
  parameters: ParameterValues,
  color: string,
): PlaneCurve | undefined {
  const result = results[member.search];
  const limits = result?.limits[member.interpretation];
  if (!result || !limits) return undefined;
  const curve = (values: ComparedLimits["observed"]) =>
    limits.hypotheses
      .flatMap((hypothesis, i) => {
        const x = member.abscissa(hypothesis, parameters);
        const value = values[i];
        return x === null ? [] : [{ x, y: value === null ? null : member.convert(value, hypothesis, parameters) }];
      })
      .sort((a, b) => a.x - b.x);
  const between = limits.hypotheses
    .flatMap((hypothesis, i) => {
      const x = member.abscissa(hypothesis, parameters);
      const [low, high] = (limits.closed?.[i] ?? []).map((end) => member.convert(end, hypothesis, parameters));
      return x === null || low == null || high == null ? [] : [{ x, y: low, y2: high }];
    })
    .sort((a, b) => a.x - b.x);
  const data = { pseudo: "simulated", real: "real data", blinded: "blinded" }[result.data];
  return {
    id: member.id,
    label: `${member.label}, ${levelText(result.confidenceLevel)} CL, ${data}`,
    kind: limits.closed ? "band" : "limit",
    color,
    dash: [],
    first: true,
    source: member.conversion ? `${member.conversion.how} (${member.conversion.origin})` : "as on its page",
    search: member.search,
    data: result.data,
    ...(limits.closed ? { points: between } : { points: curve(limits.observed), expected: curve(limits.expected) }),
  };
}

/** What the searches of a plane compare with, where their own plane is this one. */
function comparisonsOf(plane: CouplingPlane): readonly Comparison[] {
  const here = plane.members.filter(({ conversion }) => conversion === undefined);
  const several = new Set(here.map(({ search }) => search)).size > 1;
  const found = here.flatMap((member) => {
    const search = catalogue.find(({ id }) => id === member.search);
    const own = search?.comparisons.filter(({ interpretation }) => interpretation === member.interpretation) ?? [];
    // Beside other searches, whose it is must be said.
    return several ? own.map((one) => ({ ...one, title: `${search?.title}: ${one.title}` })) : own;
  });
  return found.filter(({ title }, i) => found.findIndex((other) => other.title === title) === i);
}

/** Every curve of a plane, at some values of its parameters: searches, what they compare with, theory. */
export function curvesOf(
  plane: CouplingPlane,
  results: ComparedResults,
  parameters: ParameterValues,
): readonly PlaneCurve[] {
  const limits = plane.members.flatMap(
    (member, i) => limitCurve(member, results, parameters, COLORS[i % COLORS.length]) ?? [],
  );
  const others = [
    ...plane.theory.map((one) => ({ ...one, points: one.points(parameters), choice: undefined })),
    ...comparisonsOf(plane),
  ];
  const style = (i: number) => ({
    color: COLORS[(limits.length + i) % COLORS.length],
    dash: DASHES[i % DASHES.length],
  });
  return [
    ...limits,
    ...others.map((one, i): PlaneCurve => {
      const isSecond = others.slice(0, i).some(({ choice }) => choice !== undefined && choice.of === one.choice?.of);
      const { id, title, kind, points } = one;
      const source = `${one.citation} (${one.origin})`;
      return { id, label: title, kind, ...style(i), first: !isSecond, source, points };
    }),
  ];
}

/** Ids of the curves that are drawn before the reader has chosen. */
export function firstCurves(curves: readonly PlaneCurve[]): ReadonlySet<string> {
  return new Set(curves.filter(({ first }) => first).map(({ id }) => id));
}
