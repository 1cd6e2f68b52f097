import type { CalculatorField, CalculatorQuestion } from "../analysis/on-off/calculator.js";
import type { OnOffLimit, OnOffMethod, OnOffSummary, OnOffToyLimit } from "../statistics/counting/on-off-summary.js";
import { asymptoticLabel, type Limit } from "../statistics/status.js";
import { levelText } from "./choices.js";
import { formatNumber, formatPValue, formatUncertain } from "./numbers.js";
import type { Table } from "./tables.js";

const METHODS: Readonly<Record<OnOffMethod, string>> = {
  "cls-toys": "CLs, toys",
  "cls-asymptotic": "CLs, asymptotic",
  bayesian: "Bayesian, flat",
  profile: "profile likelihood, one-sided",
};

/** What a calculator starts from: the symbol of the limited quantity, its fields, and their values for each hypothesis. */
export interface CalculatorSetup {
  readonly symbol: string;
  readonly fields: readonly CalculatorField[];
  readonly hypotheses: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** What a calculator shows: the question, the quick methods, and toys where they are done. */
export interface Calculated {
  readonly question: CalculatorQuestion;
  readonly summary: OnOffSummary;
  readonly toys: OnOffToyLimit | null;
}

/** Limits by all methods, the headline first: in events, and as the quantity with its expectation. */
export function calculatorTable(symbol: string, { question, summary, toys }: Calculated): Table {
  const { scale } = question;
  const few = asymptoticLabel(summary.background).message !== undefined;
  const none: Limit = { value: null, status: "not-converged" };
  const pending: OnOffLimit = { method: "cls-toys", observed: none, expected: [none, none, none, none, none] };
  const limits = [toys?.limit ?? pending, ...summary.limits];
  const title = (method: OnOffMethod) => {
    if (method === "cls-toys") return `${METHODS[method]}${few ? ", headline" : ""}${toys ? "" : " (not thrown yet)"}`;
    return `${METHODS[method]}${few && method === "cls-asymptotic" ? ", too strong below five events" : ""}`;
  };
  const values = limits.map(({ method, observed, expected }) => [
    title(method),
    observed.value,
    ...[observed, ...expected].map(({ value }) => (value === null ? null : value / scale)),
  ]);
  return {
    id: "calculator",
    caption: `Upper limits, ${levelText(question.cl)} CL`,
    columns: [
      { title: "method", unit: "" },
      { title: "signal", unit: "events" },
      { title: `${symbol} observed`, unit: "" },
      ...["−2σ", "−1σ", "median", "+1σ", "+2σ"].map((at) => ({ title: `expected ${at}`, unit: "" })),
    ],
    rows: values.map(([method, ...numbers]) => [
      String(method),
      ...numbers.map((value) => formatNumber(Number.isFinite(value) ? Number(value) : null, 3)),
    ]),
    values,
  };
}

/** What goes into the limits, in one line, and how well toys know theirs. */
export function calculatorText(symbol: string, { question, summary, toys }: Calculated): string {
  const percent = (value: number) => `${formatNumber(100 * value, 3)} %`;
  const { relative, background } = summary;
  const sentences = [
    `${symbol} = 1 makes ${formatNumber(question.scale, 4)} signal events, ± ${percent(relative.signal)}`,
    `background ${formatNumber(background, 3)} events, κ = ${formatNumber(1 + relative.background, 4)}`,
    `most likely signal ${formatNumber(summary.best, 3)} events, ${formatNumber(summary.significance)} σ, p = ${formatPValue(summary.localPValue)}`,
  ];
  const observed = toys?.limit.observed.value ?? null;
  if (observed !== null && toys?.error != null)
    sentences.push(`limit by toys ${formatUncertain(observed, Math.max(toys.error, 1e-3 * observed))} events`);
  return `${sentences.join("; ")}.`;
}
