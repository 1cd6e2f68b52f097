import type { Origin } from "../../analysis/origin.js";
import type { Hypothesis } from "../../analysis/sample.js";
import type { Comparison } from "../../analysis/search.js";

/** A number that a limit needs on its way into a plane, and that the reader chooses. */
export interface PlaneParameter {
  readonly id: string;
  readonly symbol: string;
  readonly title: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly nominal: number;
  /** Steps of its control are even in the value or in its logarithm. */
  readonly scale: "linear" | "log";
}

/** Values of a plane's parameters, by id. */
export type ParameterValues = Readonly<Record<string, number>>;

/** Limits of a search as curves of a plane. */
export interface PlaneMember {
  /** Unique among the curves of the plane. */
  readonly id: string;
  readonly search: string;
  /** Key of its limits. */
  readonly interpretation: string;
  readonly label: string;
  /** How the limit comes into the plane, and what that takes for granted; absent where it stands as on its page. */
  readonly conversion?: { readonly how: string; readonly origin: Origin };
  /** Abscissa (GeV) of a hypothesis; null where it is not among those chosen. */
  abscissa(hypothesis: Hypothesis, parameters: ParameterValues): number | null;
  /** What a limit is in this plane; null where theory gives nothing. */
  convert(limit: number, hypothesis: Hypothesis, parameters: ParameterValues): number | null;
}

/** Something to compare with that depends on a parameter of the plane, or belongs to no search. */
export interface PlaneTheory extends Pick<Comparison, "id" | "title" | "kind" | "origin" | "citation"> {
  points(parameters: ParameterValues): Comparison["points"];
}

/** A plane of a coupling against a mass in which results of several searches can stand. */
export interface CouplingPlane {
  /** One word, for links. */
  readonly id: string;
  readonly title: string;
  readonly symbol: string;
  readonly unit: string;
  readonly abscissa: { readonly title: string; readonly domain: readonly [number, number] };
  readonly parameters: readonly PlaneParameter[];
  readonly members: readonly PlaneMember[];
  readonly theory: readonly PlaneTheory[];
  /** What is known of the conversions into this plane, and what does not convert, and why. */
  readonly notes: readonly string[];
}

/** Limits that stand in a plane as they are. */
export function asPublished(search: string, interpretation: string, label: string): PlaneMember {
  return {
    id: `${search}-${interpretation}`,
    search,
    interpretation,
    label,
    abscissa: ({ mass }) => mass ?? null,
    convert: (limit) => limit,
  };
}

/** Nominal values of a plane's parameters. */
export function nominalParameters(plane: CouplingPlane): ParameterValues {
  return Object.fromEntries(plane.parameters.map(({ id, nominal }) => [id, nominal]));
}
