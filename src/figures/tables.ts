import { fitsPeaks, type Interpretation } from "../analysis/measurement.js";
import type { CutFlowRow, SpectrumCounts } from "../analysis/result.js";
import type { SampleSummary } from "../analysis/sample.js";
import type { Intervals, ScanPoint } from "../analysis/scan-point.js";
import type { Search, Spectrum } from "../analysis/search.js";
import { nominalState } from "../analysis/state.js";
import { levelText, modelText } from "./choices.js";
import { formatCount, formatEdges, formatNumber, formatPValue, formatUncertain } from "./numbers.js";
import { spectrumBins } from "./spectrum.js";

/** The table behind a plot: what is drawn, as numbers for people and, unrounded, for machines. */
export interface Table {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly { readonly title: string; readonly unit: string; readonly prose?: boolean }[];
  /** Cells as printed. */
  readonly rows: readonly (readonly string[])[];
  /** Cells as numbers or text, for CSV; null where there is none. */
  readonly values: readonly (readonly (number | string | null)[])[];
  /** Names that links know the rows by. */
  readonly anchors?: readonly string[];
}

/** Observed and expected limits of every hypothesis. */
export function limitTable(
  search: Search,
  interpretation: Interpretation,
  scan: readonly ScanPoint[],
  state = nominalState(search),
): Table {
  if (fitsPeaks(search.measurement)) return peakTable(search, interpretation, scan);
  if (search.measurement.kind === "lifetime") return closedTable(search, interpretation, scan);
  const unit = interpretation.unit;
  const simulated = scan.some(({ effectiveEvents }) => effectiveEvents !== null);
  const columns = [
    { title: "mass", unit: "GeV/c²" },
    { title: "n", unit: "" },
    { title: "b", unit: "" },
    ...(simulated ? [{ title: "b from effective simulated events", unit: "" }] : []),
    { title: "efficiency", unit: "%" },
    { title: "local p", unit: "" },
    { title: `${interpretation.symbol} observed`, unit },
    ...["−2σ", "−1σ", "median", "+1σ", "+2σ"].map((title) => ({ title: `expected ${title}`, unit })),
  ];
  const values = scan.map((point) => {
    const limit = point.limits[interpretation.id];
    return [
      point.hypothesis.mass,
      point.observed,
      point.background?.value ?? null,
      ...(simulated ? [point.effectiveEvents] : []),
      point.efficiency * 100,
      point.localPValue,
      limit?.observed ?? null,
      ...(limit?.expected ?? [null, null, null, null, null]),
    ];
  });
  const rows = scan.map((point, i) => [
    formatNumber(point.hypothesis.mass, 3),
    point.observed === null ? "–" : String(point.observed),
    point.background ? formatUncertain(point.background.value, point.background.sigma) : "–",
    ...(simulated ? [formatNumber(point.effectiveEvents, 3)] : []),
    formatNumber(point.efficiency * 100),
    formatPValue(point.localPValue),
    ...values[i].slice(simulated ? 6 : 5).map((value) => formatNumber(value)),
  ]);
  const given = modelText(search, state, interpretation.given ?? []);
  return {
    id: interpretation.id,
    caption: `Upper limits on ${interpretation.title}${given && ` for ${given}`}, ${levelText(state.confidenceLevel)} CL`,
    columns,
    rows,
    values,
  };
}

/** Excluded intervals of every hypothesis; several apart in one cell. */
function closedTable(search: Search, interpretation: Interpretation, scan: readonly ScanPoint[]): Table {
  const { unit, symbol, title } = interpretation;
  const ends = (intervals: Intervals | null | undefined, end: 0 | 1) =>
    intervals && intervals.length > 0 ? intervals.map((one) => formatNumber(one[end])).join("; ") : "–";
  const values = scan.map((point) => {
    const { observed, expected } = point.limits[interpretation.id]?.excluded ?? { observed: null, expected: [] };
    const whole = (intervals: Intervals | null | undefined, end: 0 | 1) =>
      intervals && intervals.length > 0 ? intervals[end === 0 ? 0 : intervals.length - 1][end] : null;
    return [
      point.hypothesis.mass,
      point.observed,
      point.background?.value ?? null,
      whole(observed, 0),
      whole(observed, 1),
      ...expected.flatMap((one) => [whole(one, 0), whole(one, 1)]),
    ];
  });
  const at = ["−2σ", "−1σ", "median", "+1σ", "+2σ"];
  return {
    id: interpretation.id,
    caption: `Excluded intervals of ${title}, ${levelText(search.measurement.confidenceLevel)} CL`,
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "n", unit: "" },
      { title: "b", unit: "" },
      { title: `${symbol} from, observed`, unit },
      { title: "to, observed", unit },
      ...at.flatMap((one) => [
        { title: `${symbol} from, expected ${one}`, unit },
        { title: `to, expected ${one}`, unit },
      ]),
    ],
    rows: scan.map((point, i) => {
      const { observed, expected = [] } = point.limits[interpretation.id]?.excluded ?? {};
      return [
        formatNumber(point.hypothesis.mass, 3),
        point.observed === null ? "–" : String(point.observed),
        formatNumber(values[i][2]),
        ends(observed, 0),
        ends(observed, 1),
        ...expected.flatMap((one) => [ends(one, 0), ends(one, 1)]),
      ];
    }),
    values,
  };
}

/** Fitted peaks and limits of every hypothesis. */
function peakTable(search: Search, interpretation: Interpretation, scan: readonly ScanPoint[]): Table {
  const { unit, symbol, title } = interpretation;
  const values = scan.map(({ hypothesis, efficiency, peak, limits }) => {
    const limit = limits[interpretation.id];
    return [
      hypothesis.mass,
      peak?.yield ?? null,
      peak?.error ?? null,
      peak?.nominalSignificance ?? null,
      peak?.significance ?? null,
      efficiency * 100,
      limit?.observed ?? null,
      ...(limit?.expected ?? [null, null, null, null, null]),
    ];
  });
  return {
    id: interpretation.id,
    caption: `Fitted peaks and upper limits on ${title}, ${levelText(search.measurement.confidenceLevel)} CL`,
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "signal", unit: "events" },
      { title: "error", unit: "events" },
      { title: "S of the nominal fit", unit: "" },
      { title: "smallest S", unit: "" },
      { title: "efficiency", unit: "%" },
      { title: `${symbol} observed`, unit },
      ...["−2σ", "−1σ", "median", "+1σ", "+2σ"].map((at) => ({ title: `expected ${at}`, unit })),
    ],
    rows: values.map((row) => row.map((value, i) => formatNumber(value, i === 0 ? 3 : 2))),
    values,
  };
}

/** Events and yields after every cut; of the signals, the one that the spectrum shows. */
export function cutFlowTable(search: Search, rows: readonly CutFlowRow[], samples: readonly SampleSummary[]): Table {
  const shown = samples.filter(
    ({ id, kind }) => kind !== "control-data" && (kind !== "signal" || id === search.overlay?.sample),
  );
  const simulated = shown.some((sample) => sample.kind !== "data");
  const factor = search.overlay?.factor ?? 1;
  const values = rows.map((row) => [
    row.title,
    ...shown.map((sample) => {
      const { events, yield: expected } = row.samples[sample.id];
      return sample.kind === "data" ? events : expected * (sample.kind === "signal" ? factor : 1);
    }),
  ]);
  return {
    id: "cut-flow",
    caption: simulated
      ? `Events expected at ${search.luminosity?.text ?? "the luminosity of the data"} after every cut, simulation with corrections`
      : "Events after every cut",
    columns: [{ title: "after", unit: "" }, ...shown.map((sample) => ({ title: titleOf(search, sample), unit: "" }))],
    rows: values.map(([title, ...numbers]) => [
      String(title),
      ...numbers.map((value, k) =>
        shown[k].kind === "data" ? formatCount(Number(value)) : formatNumber(Number(value), 3),
      ),
    ]),
    values,
  };
}

/** Name of a sample in the cut flow: the signal as the spectrum shows it, and what is shown beside the cuts alone. */
function titleOf({ measurement, overlay, samples }: Search, { id, kind, label }: SampleSummary): string {
  // Where a lifetime weights it, the signal of the spectrum is another one at every mass.
  if (kind === "signal" && overlay && measurement.kind !== "lifetime") return overlay.label;
  return samples.find((one) => one.id === id)?.shownOnly ? `${label} (not in the pseudo-data)` : label;
}

/** Bins of a spectrum. */
export function spectrumTable(spectrum: Spectrum, counts: SpectrumCounts, samples: readonly SampleSummary[]): Table {
  const backgrounds = samples.filter((sample) => sample.kind === "background");
  const bins = spectrumBins(spectrum, counts, samples);
  const edges = formatEdges(spectrum.edges);
  return {
    id: spectrum.id,
    caption: `${spectrum.title}: simulation by process and events counted`,
    columns: [
      { title: "from", unit: spectrum.unit },
      { title: "to", unit: spectrum.unit },
      ...backgrounds.map((sample) => ({ title: sample.label, unit: "" })),
      { title: "sum", unit: "" },
      { title: "counted", unit: "" },
    ],
    rows: bins.map((bin, i) => [
      edges[i],
      edges[i + 1],
      ...bin.yields.map((value) => formatNumber(value)),
      formatUncertain(bin.total, bin.sigma),
      bin.observed === null ? "–" : String(bin.observed),
    ]),
    values: bins.map((bin) => [bin.low, bin.high, ...bin.yields, bin.total, bin.observed]),
  };
}
