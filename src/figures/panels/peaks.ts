import type { PeakVariable } from "../../analysis/measurement.js";
import type { ScanPoint } from "../../analysis/scan-point.js";
import { legendLayers } from "../legend.js";
import { formatNumber } from "../numbers.js";
import type { Table } from "../tables.js";
import { HEADING_TITLE, INK, paramsOf, plotConfig } from "../theme.js";
import type { Panel, PanelContext, PanelFigure } from "./panel.js";

const COLORS = ["#5790fc", "#e42536"] as const;
const DASHES = [[], [6, 3]] as const;

/** The peak of one hypothesis, relative to the scale of its variable, in per cent. */
interface PeakAt {
  readonly mass: number;
  readonly shift: number;
  readonly width: number;
  /** Mean and width in the unit of the variable. */
  readonly mean: number;
  readonly sigma: number;
}

/** Peaks of the fits of one variable: a region is the mean ± 2 widths. */
function peaksOf({ id, scale }: PeakVariable, scan: readonly ScanPoint[]): PeakAt[] {
  return scan.flatMap(({ hypothesis: { mass }, region: { min, max }, peak }) => {
    if (peak?.variable !== id) return [];
    const mean = (min + max) / 2;
    const part = (value: number) => (100 * value) / scale(mass);
    return [{ mass, mean, sigma: peak.width, shift: part(mean - mass * mass), width: part(peak.width) }];
  });
}

/** Masses that steps of half of these widths would make, as many as there are up to the end of the last one. */
export function stepsOfHalfWidths(peaks: readonly Pick<PeakAt, "mass" | "sigma">[]): number {
  const steps = peaks.slice(1).reduce((sum, { mass, sigma }, i) => {
    const before = peaks[i];
    return sum + (mass ** 2 - before.mass ** 2) / (0.25 * (sigma + before.sigma));
  }, 0);
  return peaks.length < 2 ? peaks.length : (steps * peaks.length) / (peaks.length - 1);
}

/** Constant relative width (per cent) of which half is the step of the masses that there are. */
export function impliedWidth({ masses, scale }: Pick<PeakVariable, "masses" | "scale">): number {
  const ratio = scale(masses[masses.length - 1]) / scale(masses[0]);
  return (200 * Math.abs(Math.log(ratio))) / (masses.length - 1);
}

interface Shown {
  readonly variable: PeakVariable;
  readonly peaks: readonly PeakAt[];
}

function table(shown: readonly Shown[]): Table {
  const values = shown.flatMap(({ variable, peaks }) =>
    peaks.map(({ mass, mean, sigma, shift, width }) => [variable.symbol, mass, mean, sigma, shift, width]),
  );
  const { unit } = shown[0].variable.observables[0];
  return {
    id: "peaks",
    caption: "Peak of the signal in every fit, from simulation",
    columns: [
      { title: "variable", unit: "" },
      { title: "mass", unit: "GeV/c²" },
      { title: "mean", unit },
      { title: "width", unit },
      { title: "shift", unit: "%" },
      { title: "relative width", unit: "%" },
    ],
    rows: values.map((row) => row.map((value) => (typeof value === "string" ? value : formatNumber(value, 4)))),
    values,
  };
}

/** Ends of the error of a width, per cent. */
const errorBar = ({ relative, error }: { relative: number; error: number }) => ({
  low: 100 * (relative - error),
  high: 100 * (relative + error),
});

/** One property of the peaks against their mass; widths with what they were fitted at, and what the steps of the scan imply. */
function figure(
  { heading, search, evaluation }: PanelContext,
  shown: readonly Shown[],
  key: "width" | "shift",
  about: { readonly title: string; readonly description: string },
): PanelFigure {
  const { title, scale, domain = [0, 1] } = search.scan.abscissa;
  const x = { field: "x", type: "quantitative", title, scale: { type: scale, domain: [...domain], nice: false } };
  const y = {
    field: "y",
    type: "quantitative",
    title: about.title,
    scale: { zero: true, nice: true },
    axis: { tickCount: 5 },
  };
  const line = (name: string, v: number, strokeDash: readonly number[], strokeWidth: number) => ({
    data: { name },
    mark: { type: "line", color: COLORS[v], strokeWidth, strokeDash: [...strokeDash], clip: true },
    encoding: { x, y },
  });
  const data: Record<string, { x: number; y: number; low?: number; high?: number }[]> = {};
  for (const { variable, peaks } of shown) {
    data[variable.id] = peaks.map((peak) => ({ x: peak.mass, y: peak[key] }));
    const ends = [peaks[0].mass, peaks[peaks.length - 1].mass];
    data[`${variable.id}-implied`] = key === "width" ? ends.map((end) => ({ x: end, y: impliedWidth(variable) })) : [];
    data[`${variable.id}-fitted`] = evaluation.signals.flatMap(({ mass, width }) =>
      key === "width" && width?.variable === variable.id && mass >= ends[0] && mass <= ends[1]
        ? [{ x: mass, y: 100 * width.relative, ...errorBar(width) }]
        : [],
    );
  }
  const entries = shown.map(({ variable: { symbol } }, v) => ({
    label: symbol,
    kind: "line" as const,
    color: COLORS[v],
    dash: DASHES[v],
  }));
  return {
    name: `peak-${key}`,
    description: about.description,
    params: { ...heading },
    data,
    table: { ...table(shown), id: `peak-${key}` },
    spec: {
      $schema: "https://vega.github.io/schema/vega-lite/v6.json",
      config: plotConfig,
      params: paramsOf({ ...heading }),
      width: 420,
      height: 200,
      title: HEADING_TITLE,
      layer: [
        ...shown.flatMap(({ variable: { id } }, v) => [
          line(id, v, DASHES[v], 2),
          line(`${id}-implied`, v, [1, 3], 1.5),
          {
            data: { name: `${id}-fitted` },
            mark: { type: "rule", color: INK, strokeWidth: 1.5, clip: true },
            encoding: { x, y: { ...y, field: "low" }, y2: { field: "high" } },
          },
          {
            data: { name: `${id}-fitted` },
            mark: { type: "point", color: INK, fill: INK, size: 24, opacity: 1, clip: true },
            encoding: { x, y },
          },
        ]),
        ...legendLayers(entries, { x: 300, y: 34 }),
      ],
    } as unknown as PanelFigure["spec"],
  };
}

/** How well the variables of fitted peaks are measured, and what steps their widths would make. */
export const peaks: Panel = {
  id: "peaks",
  title: "Peaks",
  about:
    "Mean and width of the Crystal Ball in the fits against the mass, relative to M² of the photon pair, or to 2√s times the energy of the photon that recoils: as wide as energies are measured. Fitted at the simulated masses (black, with statistical errors), linear between. Dotted: the constant width of which half is the step of the scan, whose number of masses is published. The other figure is the linearity of the energy: by how much the peak is off the square of the mass.",
  contents(context) {
    const { measurement } = context.search;
    if (measurement.kind !== "peak-fits") return null;
    const shown = measurement.variables.map((variable) => ({
      variable,
      peaks: peaksOf(variable, context.evaluation.scan),
    }));
    if (shown.some(({ peaks: found }) => found.length < 2)) return null;
    const range = (values: readonly number[]) =>
      `${formatNumber(Math.min(...values), 2)} to ${formatNumber(Math.max(...values), 2)} %`;
    return {
      figures: [
        figure(context, shown, "width", {
          title: "relative width of the peak [%]",
          description: "Width of the peak relative to the scale of its variable against the mass",
        }),
        figure(context, shown, "shift", {
          title: "shift of the peak [%]",
          description:
            "Mean of the peak less the squared mass, relative to the scale of its variable, against the mass",
        }),
      ],
      tables: [],
      notes: shown.map(
        ({ variable, peaks: found }) =>
          `${variable.symbol}: widths of ${range(found.map(({ width }) => width))}, shifts of ${range(found.map(({ shift }) => shift))}. Steps of half of these widths would make ${Math.round(stepsOfHalfWidths(found))} masses; there are ${variable.masses.length}, as published, whose steps are half of ${formatNumber(impliedWidth(variable), 3)} %.`,
      ),
    };
  },
};
