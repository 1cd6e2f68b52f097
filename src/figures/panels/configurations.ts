import type { Configuration, Search } from "../../analysis/search.js";
import { LOG_LABEL } from "../log-labels.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Value of the first quantity that is drawn, and second masses as parts of the largest one, each with a dash. */
const COUPLING = 1e-9;
const PARTS = [
  { part: 0.1, dash: [1, 0] },
  { part: 0.5, dash: [6, 4] },
] as const;
const COLORS = [INK, "#e76300", "#5790fc"] as const;
/** Masses of a curve, and of the table. */
const POINTS = 80;
const ROWS = 4;

/** First masses of a configuration, spread in their logarithm, its ends left out: there nothing is produced. */
function massesOf({ masses: [low, high] }: Configuration, count: number): number[] {
  return Array.from({ length: count }, (_, i) => low * (high / low) ** ((i + 0.5) / count));
}

function at(search: Search, one: Configuration, first: number, part: number) {
  const keys = search.scan.ellipses;
  const second = part * one.largest(first);
  const hypothesis = keys ? { [keys.first.key]: first, [keys.second.key]: second } : { mass: first };
  const crossSection = COUPLING * one.crossSection(hypothesis);
  return { first, second, crossSection, events: crossSection * one.luminosity.value };
}

function table(search: Search, configurations: readonly Configuration[]): Table {
  const symbols = [search.scan.ellipses?.first.symbol ?? "mass", search.scan.ellipses?.second.symbol ?? ""];
  const values = configurations.flatMap((one) =>
    massesOf(one, ROWS).flatMap((mass) =>
      PARTS.map(({ part }) => {
        const { first, second, crossSection, events } = at(search, one, mass, part);
        return [one.title, first, second, crossSection, events];
      }),
    ),
  );
  return {
    id: "configurations",
    caption: `Cross-section into the final state and produced events for ${search.interpretations[0].symbol} = 10⁻⁹, before any efficiency`,
    columns: [
      { title: "search", unit: "", prose: true },
      { title: symbols[0], unit: "GeV/c²" },
      { title: symbols[1], unit: "GeV/c²" },
      { title: "σ·BR", unit: "fb" },
      { title: "produced", unit: "events" },
    ],
    rows: values.map(([title, ...numbers]) => [String(title), ...numbers.map((one) => formatNumber(Number(one), 3))]),
    values,
  };
}

function figure(configurations: readonly Configuration[], { search, heading }: PanelContext): PanelFigure {
  const scan = search.scan.ellipses;
  const curves = configurations.flatMap((one) =>
    PARTS.flatMap(({ part }) =>
      massesOf(one, POINTS).map((mass) => ({
        x: mass,
        y: at(search, one, mass, part).crossSection,
        search: one.title,
        part: `${scan?.second.symbol} ${part} of the largest`,
      })),
    ),
  );
  const drawn = curves.map(({ y }) => y).filter((y) => y > 0);
  const params = {
    label: heading.label,
    conditions: `theory, ${search.interpretations[0].symbol} = 10⁻⁹`,
    low: 10 ** Math.max(-4, Math.floor(Math.log10(Math.min(...drawn)))),
    high: 10 ** Math.ceil(Math.log10(Math.max(...drawn))),
  };
  const legend = { orient: "bottom", direction: "vertical", symbolType: "stroke", symbolSize: 400 };
  return {
    name: "configurations",
    description: "Cross-section into the final state against the first mass, for each configuration of the search",
    params,
    data: { curves },
    table: table(search, configurations),
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf(params),
      width: 420,
      height: 260,
      title: HEADING_TITLE,
      data: { name: "curves" },
      mark: { type: "line", strokeWidth: 2, clip: true },
      encoding: {
        x: {
          field: "x",
          type: "quantitative",
          title: `${scan?.first.symbol} [GeV/c²]`,
          scale: { type: "log", domain: [0.2, 11], nice: false },
          axis: { values: [0.2, 0.5, 1, 2, 5, 10] },
        },
        y: {
          field: "y",
          type: "quantitative",
          title: "σ·BR [fb]",
          scale: { type: "log", domain: [{ expr: "low" }, { expr: "high" }], nice: false },
          axis: { labelExpr: LOG_LABEL, tickCount: 5 },
        },
        color: {
          field: "search",
          type: "nominal",
          title: null,
          scale: {
            domain: configurations.map(({ title }) => title),
            range: configurations.map((_, i) => COLORS[i % COLORS.length]),
          },
          legend,
        },
        strokeDash: {
          field: "part",
          type: "nominal",
          title: null,
          scale: {
            domain: PARTS.map(({ part }) => `${scan?.second.symbol} ${part} of the largest`),
            range: PARTS.map(({ dash }) => dash),
          },
          legend,
        },
      },
    } as unknown as PanelFigure["spec"],
  };
}

/** The same search at other colliders, as far as theory goes. */
export const configurations: Panel = {
  id: "configurations",
  title: "Elsewhere",
  about:
    "The same final state at other colliders, from the declaration of this search with another energy, luminosity and range of masses: the cross-section that theory gives, radiation of the beams included, and the events that it would have produced. Of searches elsewhere nothing is simulated, so no efficiency, count or limit of theirs is computed here; what they published is quoted.",
  contents(context) {
    const { configurations: all = [], interpretations } = context.search;
    if (all.length < 2) return null;
    const [{ symbol }] = interpretations;
    return {
      figures: [figure(all, context)],
      tables: [],
      notes: all.map(
        ({ title, sqrtS, luminosity, limits: [low, high], source }) =>
          `${title}: √s = ${formatNumber(sqrtS, 4)} GeV, ${luminosity.value} ${luminosity.unit} (${luminosity.origin}); limits on ${symbol} of ${formatNumber(low)} to ${formatNumber(high)} (${source}).`,
      ),
    };
  },
};
