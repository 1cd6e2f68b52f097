import { rankedQuantity } from "../../analysis/systematics-ranking.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

const percent = (value: number) => `${formatNumber(100 * value)} %`;

function table({ search, ranking }: PanelContext): Table | null {
  if (!ranking) return null;
  const { symbol, unit } = rankedQuantity(search);
  return {
    id: "systematics-ranking",
    caption: `What each source costs at ${formatNumber(ranking.mass, 3)} GeV: median expected limit with it switched off`,
    columns: [
      { title: "source", unit: "" },
      { title: "size", unit: "" },
      { title: "acts on", unit: "", prose: true },
      { title: `${symbol} expected without`, unit },
      { title: "limit improves by", unit: "" },
    ],
    rows: ranking.sources.map(({ title, relative, on, without, effect }) => [
      title,
      percent(relative),
      on,
      formatNumber(without, 4),
      percent(effect),
    ]),
    values: ranking.sources.map(({ title, relative, on, without, effect }) => [title, relative, on, without, effect]),
  };
}

/** Systematic uncertainties, ranked by what they cost. */
export const ranking: Panel = {
  id: "systematics",
  title: "Systematics",
  about:
    "Each source is switched off in turn and the median expected limit at the hypothesis is set again; the largest gain comes first. Sizes and scales are set among the controls. Where few events are expected, chance matters more than any of them.",
  ranked: true,
  contents(context) {
    const found = table(context);
    if (!found || !context.ranking) return null;
    const { symbol } = rankedQuantity(context.search);
    const { limit, statistical, asymptotic } = context.ranking;
    return {
      figures: [],
      tables: [found],
      notes: [
        `Expected ${symbol} < ${formatNumber(limit, 4)} with all of them, ${formatNumber(statistical, 4)} with none.`,
        ...(asymptotic
          ? [
              "By asymptotic CLs of Asimov data, 10 to 15 % too strong below five events: read the effects, not the limits. The median count, a whole number, would jump where a source moves it.",
            ]
          : []),
      ],
    };
  },
};
