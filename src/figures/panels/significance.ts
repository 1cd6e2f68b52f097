import type { TopLevelSpec } from "vega-lite";
import { fitsPeaks } from "../../analysis/measurement.js";
import { largestPeak } from "../../analysis/peaks/look-elsewhere.js";
import type { Evaluation } from "../../analysis/result.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import type { Search } from "../../analysis/search.js";
import { formatNumber, formatPValue, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import { type FigureData, type FigureHeading, HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

/** Colour of the nominal fit, fainter than what counts. */
const NOMINAL = "#848a93";

/** Masses (GeV) at which the fits change: another order of the polynomial, other cuts, another variable. */
function transitions({ measurement }: Search): number[] {
  if (measurement.kind !== "peak-fits") return [];
  const changes: number[] = [];
  let before = "";
  for (const variable of measurement.variables) {
    for (const mass of variable.masses) {
      const kind = JSON.stringify([variable.id, variable.order(mass), measurement.leftOut(mass)]);
      if (before !== "" && kind !== before) changes.push(mass);
      before = kind;
    }
  }
  return changes;
}

/** Specification of the scan of local significances; data come by name (`significanceData`). */
function significanceSpec(heading: FigureHeading, { scan }: Search): TopLevelSpec {
  const { title, scale, domain = [0, 1] } = scan.abscissa;
  const x = {
    field: "x",
    type: "quantitative",
    title,
    scale: { type: scale, domain: [...domain] as [number, number], nice: false },
  } as const;
  const y = (field: string) =>
    ({
      field,
      type: "quantitative",
      title: "local significance S",
      scale: { nice: true },
      axis: { tickCount: 5 },
    }) as const;
  const line = { type: "line", clip: true, invalid: "break-paths-show-domains" } as const;
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description:
      "Signed local significance at every mass: of the nominal fit grey, the smallest of all variations black; dashed where the fits change.",
    config: plotConfig,
    params: paramsOf({ ...heading }),
    width: 640,
    height: 200,
    title: HEADING_TITLE,
    layer: [
      { data: { name: "transitions" }, mark: { type: "rule", color: INK, strokeDash: [4, 4] }, encoding: { x } },
      {
        data: { name: "significances" },
        mark: { ...line, color: NOMINAL, strokeWidth: 1 },
        encoding: { x, y: y("nominal"), detail: { field: "variable" } },
      },
      {
        data: { name: "significances" },
        mark: { ...line, color: INK, strokeWidth: 1.5 },
        encoding: { x, y: y("smallest"), detail: { field: "variable" } },
      },
    ],
  } as TopLevelSpec;
}

/** Data of `significanceSpec`. */
function significanceData(search: Search, scan: readonly ScanPoint[]): FigureData {
  return {
    transitions: transitions(search).map((x) => ({ x })),
    significances: scan.map(({ hypothesis, peak }) => ({
      x: hypothesis.mass,
      variable: peak?.variable ?? "",
      nominal: peak?.nominalSignificance ?? null,
      smallest: peak?.significance ?? null,
    })),
  };
}

/** The largest peak, and what it is worth, in one sentence. */
function largestPeakText({ scan, toys, globalPValue: thrownHere }: Evaluation): string {
  const found = largestPeak(scan, toys);
  if (!found) return "Nothing is observed here.";
  const { mass, significance, crossings, crossingsError, level, globalPValue, fromToys } = found;
  const counted = `${formatUncertain(crossings, crossingsError)} up-crossings of S = ${Math.sqrt(level)} ${fromToys ? `in ${fromToys.toys} toys of the whole scan` : "in this scan"}`;
  const byToys = fromToys
    ? `; ${fromToys.exceeding} of the toys have as large a peak somewhere, which makes it ${formatUncertain(fromToys.p, fromToys.sigma)}`
    : thrownHere === null
      ? ""
      : `; toys of the background alone give a peak as significant in ${formatNumber(100 * thrownHere)} % of all cases`;
  return `Largest local significance S = ${formatNumber(significance)} at ${formatNumber(mass, 3)} GeV; with ${counted} the global p-value is at most ${formatPValue(globalPValue)} (Gross and Vitells)${byToys}.`;
}

function significanceTable(scan: readonly ScanPoint[]): Table {
  const values = scan.map(({ hypothesis, peak, localPValue }) => [
    hypothesis.mass,
    peak?.nominalSignificance ?? null,
    peak?.significance ?? null,
    localPValue,
    peak?.candidates ?? null,
    peak ? peak.deviance / peak.degrees : null,
  ]);
  return {
    id: "significance",
    caption: "Local significance at every mass, and how well the nominal fit describes the data",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "S of the nominal fit", unit: "" },
      { title: "smallest S", unit: "" },
      { title: "local p", unit: "" },
      { title: "candidates in its range", unit: "" },
      { title: "−2 ln λ per degree of freedom", unit: "" },
    ],
    rows: values.map((row) => row.map((value, i) => formatNumber(value, i === 0 || i === 4 ? 3 : 2))),
    values,
  };
}

function figure({ search, evaluation, heading }: PanelContext): PanelFigure {
  return {
    name: "significance",
    description: "Local significance of a peak against its mass",
    spec: significanceSpec(heading, search),
    data: significanceData(search, evaluation.scan),
    params: { ...heading },
    table: significanceTable(evaluation.scan),
  };
}

/** The scan of local significances of fitted peaks. */
export const significance: Panel = {
  id: "significance",
  title: "Significance",
  about:
    "Signed local significance of a peak at every mass, S = sign(N) √(2 ln(L(S+B)/L(B))): grey of the nominal fit, black the smallest of its variations where there are any, which counts. Dashed where the polynomial, the threshold on the photon energy or the variable changes. A large value somewhere among hundreds of masses is no surprise.",
  contents(context) {
    if (!fitsPeaks(context.search.measurement)) return null;
    return { figures: [figure(context)], tables: [], notes: [largestPeakText(context.evaluation)] };
  },
};
