import type { LookElsewhere } from "../../analysis/ellipses/evaluation.js";
import { formatCount, formatNumber, formatPValue, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

function levelTable({ levels }: LookElsewhere): Table {
  return {
    id: "look-elsewhere",
    caption: "Probability that background alone lifts any ellipse to a local significance",
    columns: [
      { title: "local significance", unit: "σ" },
      { title: "by toys", unit: "" },
      { title: "islands in a toy", unit: "" },
      { title: "by the Euler characteristic", unit: "" },
      { title: "if all were independent", unit: "" },
    ],
    rows: levels.map(({ z, toys, islands, euler, independent }) => [
      formatNumber(z, 2),
      formatNumber(toys),
      formatNumber(islands),
      formatPValue(euler),
      formatPValue(independent),
    ]),
    values: levels.map(({ z, toys, islands, euler, independent }) => [z, toys, islands, euler, independent]),
  };
}

function notes(found: LookElsewhere, { evaluation, search }: PanelContext): string[] {
  const { ellipses: plane, scan } = { ellipses: evaluation.ellipses, scan: search.scan.ellipses };
  const above = plane?.localPValue?.filter((p) => p < 0.00135).length;
  const place =
    plane && scan
      ? ` at ${scan.first.symbol} = ${formatNumber(plane.first[found.ellipse], 3)} and ${scan.second.symbol} = ${formatNumber(plane.second[found.ellipse], 3)} GeV`
      : "";
  const rare = found.levels.find(({ toys, z }) => z >= 4 && toys > 0 && toys < 0.5);
  const compared = rare
    ? [
        `At ${formatNumber(rare.z, 2)}σ the toys say ${formatUncertain(rare.toys, Math.sqrt((rare.toys * (1 - rare.toys)) / found.toys))}, the Euler characteristic ${formatPValue(rare.euler)}, as many independent windows ${formatPValue(rare.independent)}.`,
      ]
    : [];
  return [
    `The largest local significance is ${formatNumber(found.z)}σ${place}. Background alone reaches it somewhere in the plane with a probability of ${formatUncertain(found.global.p, found.global.sigma)}, by ${formatCount(found.toys)} toys; the Euler characteristic would say ${formatPValue(found.euler)}, as many independent windows ${formatPValue(found.independent)}.`,
    `Above 3σ ${above === undefined ? "" : `lie ${above} ellipses where `}${formatNumber(found.expectedAbove3, 3)} would be expected of continuous significances; counts of few events reach a level less often.`,
    ...compared,
  ];
}

/** How little a large local significance is worth among thousands of overlapping ellipses. */
export const lookElsewhere: Panel = {
  id: "look-elsewhere",
  title: "Look elsewhere",
  about:
    "Toys throw whole data sets of background in the plane, not counts in windows: overlapping ellipses share their events as they do in data. Each simulated row stands for a gamma distribution of expected events, the belief that limits start from. The Euler characteristic is the number of islands above a level, less their holes: at high levels its mean is how often there is one. Extrapolated it is by the formula of a smooth field (Vitells and Gross) from what the toys have above 3σ and 3.5σ; below that it is no probability. Computed at build, and again where the tab is open.",
  wanted: () => ({ globalPValue: 400 }),
  contents(context) {
    const found = context.evaluation.lookElsewhere;
    if (!found) return null;
    return { figures: [], tables: [levelTable(found)], notes: notes(found, context) };
  },
};
