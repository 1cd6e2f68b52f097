import type { CountComparison } from "../../analysis/studies.js";
import { levelText, METHODS } from "../choices.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

/** Limits of the chosen method and of those beside it, a row a hypothesis. */
function methodsTable({ search, evaluation, state }: PanelContext): Table {
  const [interpretation] = search.interpretations;
  const { unit } = interpretation;
  const others = evaluation.scan[0]?.beside?.map(({ method }) => method) ?? [];
  const own = evaluation.fast ? "CLs, asymptotic until toys are done" : ownMethod(state.method);
  const values = evaluation.scan.map(({ hypothesis, observed, limits, beside = [] }) => {
    const limit = limits[interpretation.id];
    return [
      hypothesis.mass,
      observed,
      limit?.observed ?? null,
      limit?.expected[2] ?? null,
      ...beside.flatMap((one) => [one.observed, one.expected]),
    ];
  });
  return {
    id: "methods",
    caption: `Upper limits on ${interpretation.title} by several methods, ${levelText(state.confidenceLevel)} CL`,
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "n", unit: "" },
      ...[own, ...others].flatMap((method) => [
        { title: `${method}, observed`, unit },
        { title: "median expected", unit },
      ]),
    ],
    rows: values.map(([mass, observed, ...rest]) => [
      formatNumber(mass, 3),
      observed === null ? "–" : String(observed),
      ...rest.map((value) => formatNumber(value)),
    ]),
    values,
  };
}

function ownMethod(method: PanelContext["state"]["method"]): string {
  return method === "cls" ? "CLs, toys" : METHODS[method];
}

/** The same methods for few counts at one hypothesis: how strong the asymptotic formula is, count by count. */
function byCountTable(found: CountComparison, { state }: PanelContext): Table {
  const values = found.rows.map(({ count, toys, asymptotic, profile, bayesian, known }) => [
    count,
    toys,
    asymptotic,
    toys !== null && asymptotic !== null ? asymptotic / toys : null,
    profile,
    bayesian,
    known,
  ]);
  return {
    id: "methods-by-count",
    caption: `Upper limits on the signal events at ${formatNumber(found.mass, 3)} GeV for few counts, background ${formatNumber(found.background, 3)} events, ${levelText(state.confidenceLevel)} CL`,
    columns: [
      { title: "n", unit: "" },
      { title: "CLs, toys", unit: "events" },
      { title: "CLs, asymptotic", unit: "events" },
      { title: "asymptotic over toys", unit: "" },
      { title: "profile likelihood", unit: "events" },
      { title: "Bayesian, flat", unit: "events" },
      { title: "CLs, exact, nothing uncertain", unit: "events" },
    ],
    rows: values.map(([observed, ...limits]) => [String(observed), ...limits.map((value) => formatNumber(value, 3))]),
    values,
  };
}

/** How far asymptotic CLs is from that by toys, smallest and largest ratio over the hypotheses. */
function asymptoticNote({ search, evaluation, state }: PanelContext): string[] {
  if (evaluation.fast || state.method !== "cls") return [];
  const { id } = search.interpretations[0];
  const ratios = evaluation.scan.flatMap(({ limits, beside = [] }) => {
    const [asymptotic] = beside;
    const median = limits[id]?.expected[2];
    return asymptotic?.expected && median ? [asymptotic.expected / median] : [];
  });
  if (ratios.length === 0) return [];
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => formatNumber(ratio));
  return [
    `Asymptotic over toys, median expected: ${least} to ${most}. Below about five events the formula is too strong.`,
  ];
}

/** The limit by the methods that stand beside the published one. */
export const methods: Panel = {
  id: "methods",
  title: "Methods",
  about:
    "The same counts and uncertainties by other methods. CLs by toys is the headline: off region and auxiliary measurements are thrown, evenly spread, and the counts summed exactly. The asymptotic formula needs more events than there are; the one-sided profile likelihood under-covers for few events; the Bayesian limit averages over the uncertainties with a flat prior. Count by count: auxiliary measurements that are thrown too tell equal counts apart, so that toys may come out below exact counting with nothing uncertain.",
  wanted: (mass) => ({ byCount: mass }),
  contents(context) {
    if (!context.evaluation.scan.some(({ beside }) => beside)) return null;
    const { byCount } = context.evaluation;
    const tables = [methodsTable(context), ...(byCount ? [byCountTable(byCount, context)] : [])];
    return { figures: [], tables, notes: asymptoticNote(context) };
  },
};
