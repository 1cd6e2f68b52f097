import { type RandomStream, randomStream } from "../../numerics/random.js";
import type { OnOffInput } from "../../statistics/counting/on-off.js";
import { COUNT, checkNumber, NON_NEGATIVE, type NumberRule, POSITIVE } from "../../statistics/validation.js";
import type { OnOffMeasurement } from "../measurement.js";
import type { ScanPoint } from "../scan-point.js";
import type { Search } from "../search.js";

/** Parts of the form. */
export type CalculatorGroup = "counts" | "signal" | "signal uncertainty" | "background uncertainty" | "both" | "limit";

/** A number that a reader types. */
export interface CalculatorField {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly group: CalculatorGroup;
  readonly rule: NumberRule;
  readonly value: number;
}

/** What the numbers of the form ask. */
export interface CalculatorQuestion {
  readonly input: OnOffInput;
  /** Signal events in a unit of the quantity that is limited. */
  readonly scale: number;
  readonly cl: number;
  readonly toys: number;
}

/** Per cent of a relative uncertainty, as large as its log-normal means something. */
const PERCENT: NumberRule = { min: 0, max: 1000 };
const EFFICIENCY: NumberRule = { above: 0, max: 1 };
const LEVEL: NumberRule = { min: 50, max: 99.9 };
const TOYS: NumberRule = { integer: true, min: 100, max: 100_000 };
/** Toys that the form starts with. */
const FIRST_TOYS = 1000;
/** Significant digits of what is filled in: enough that limits agree with those of the page. */
const DIGITS = 5;

const rounded = (value: number) => Number(value.toPrecision(DIGITS));

/** Stream of the toys of a part: the build and the page throw the same ones. */
export function calculatorStream(part: number): RandomStream {
  return randomStream("on-off calculator", part);
}

/**
 * Fields of the form for a search, with the numbers of one hypothesis: counts, what makes signal events of the
 * quantity, every systematic uncertainty. Uncertainties of one component of the background are given as what they make
 * of all of it.
 */
export function calculatorFields(
  search: Search,
  measurement: OnOffMeasurement,
  { observed, background, efficiency, composition = {} }: ScanPoint,
): CalculatorField[] {
  const ratio = measurement.ratio.value;
  const expected = background?.value ?? 0;
  const share = (sample: string) => (expected > 0 ? (composition[sample] ?? 0) / expected : 0);
  const label = (sample: string) => search.samples.find(({ id }) => id === sample)?.label ?? sample;
  const counts: CalculatorField[] = [
    {
      id: "observed",
      title: "events counted, n",
      unit: "",
      group: "counts",
      rule: COUNT,
      value: observed ?? Math.round(expected),
    },
    {
      id: "simulated",
      title: "events of the background sample, n(off)",
      unit: "",
      group: "counts",
      rule: NON_NEGATIVE,
      value: rounded(ratio * expected),
    },
    {
      id: "ratio",
      title: "its size over that of the data, τ",
      unit: "",
      group: "counts",
      rule: POSITIVE,
      value: ratio,
    },
  ];
  const signal: CalculatorField[] = [
    {
      id: "efficiency",
      title: "efficiency, ε",
      unit: "",
      group: "signal",
      rule: EFFICIENCY,
      value: rounded(efficiency),
    },
    ...measurement.yield.map(({ id, title, number }) => ({
      id,
      title,
      unit: number.unit,
      group: "signal" as const,
      rule: POSITIVE,
      value: number.value,
    })),
  ];
  const uncertainties = measurement.systematics.map(({ id, title, relative, on, sample }): CalculatorField => {
    const of = sample === undefined ? 1 : share(sample);
    return {
      id: `uncertainty-${id}`,
      title:
        sample === undefined
          ? `± ${title}`
          : `± ${title}: ${Number((100 * relative).toPrecision(3))} % of ${label(sample)}`,
      unit: "%",
      group: on === "both" ? "both" : on === "background" ? "background uncertainty" : "signal uncertainty",
      rule: PERCENT,
      value: rounded(100 * relative * of),
    };
  });
  const further = (group: "signal uncertainty" | "background uncertainty", id: string): CalculatorField => ({
    id,
    title: `± any other ${group}`,
    unit: "%",
    group,
    rule: PERCENT,
    value: 0,
  });
  return [
    ...counts,
    ...signal,
    ...uncertainties,
    further("signal uncertainty", "uncertainty-other-signal"),
    further("background uncertainty", "uncertainty-other-background"),
    {
      id: "level",
      title: "confidence level",
      unit: "%",
      group: "limit",
      rule: LEVEL,
      value: 100 * measurement.confidenceLevel,
    },
    { id: "toys", title: "toys of a limit", unit: "", group: "limit", rule: TOYS, value: FIRST_TOYS },
  ];
}

/** Values of the fields for a measurement of another kind: its counts are typed, every factor is 1, nothing uncertain. */
export function emptyCalculator(fields: readonly CalculatorField[]): number[] {
  return fields.map(({ group, value }) =>
    group === "counts" || group === "limit" ? value : group === "signal" ? 1 : 0,
  );
}

/**
 * The question that the typed numbers ask.
 * @param values by the id of the field; undefined where nothing is typed
 * @throws InvalidInput with the title of the first field that is wrong
 */
export function readCalculator(
  fields: readonly CalculatorField[],
  values: Readonly<Record<string, number | undefined>>,
): CalculatorQuestion {
  const read = new Map(fields.map(({ id, title, rule }) => [id, checkNumber(values[id], title, rule)]));
  const of = (...groups: CalculatorGroup[]) =>
    fields.filter(({ group }) => groups.includes(group)).map(({ id }) => read.get(id) ?? 0);
  const value = (id: string) => read.get(id) ?? 0;
  const lnKappa = (percent: number) => Math.log1p(percent / 100);
  return {
    input: {
      observed: value("observed"),
      simulated: value("simulated"),
      ratio: value("ratio"),
      kappaBackground: Math.exp(Math.hypot(...of("background uncertainty", "both").map(lnKappa))),
      kappaSignal: of("signal uncertainty", "both").map((percent) => 1 + percent / 100),
    },
    scale: of("signal").reduce((product, one) => product * one, 1),
    cl: value("level") / 100,
    toys: value("toys"),
  };
}
