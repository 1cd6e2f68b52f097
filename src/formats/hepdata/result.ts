import type { Interpretation } from "../../analysis/measurement.js";
import type { SpectrumCounts } from "../../analysis/result.js";
import { isSelectable } from "../../analysis/sample.js";
import type { Search, Spectrum } from "../../analysis/search.js";
import type { AnalysisState } from "../../analysis/state.js";
import { luminosityOf } from "../../analysis/state.js";
import { luminosityText, methodText, symbolIn } from "../../figures/choices.js";
import { spectrumBins } from "../../figures/spectrum.js";
import { poissonInterval } from "../../statistics/counting/poisson-interval.js";
import { imprintLines } from "../imprint.js";
import type { TakenResult } from "../taken.js";
import {
  type DependentVariable,
  type HepdataSubmission,
  type HepdataTable,
  type IndependentVariable,
  type Keyword,
  type Measured,
  type Qualifier,
  symmetric,
  type Uncertainty,
} from "./table.js";

/** Content of one standard deviation, for intervals of counts. */
const ONE_SIGMA = 0.682689492137086;

const bare = (value: number | null | undefined): Measured => ({ value: value ?? null, errors: [] });

const column = (name: string, units: string, values: readonly Measured[], qualifiers: readonly Qualifier[] = []) =>
  ({ name, units, qualifiers, values }) satisfies DependentVariable;

/** What holds for every number of the result. */
function qualifiersOf(search: Search, state: AnalysisState): Qualifier[] {
  const luminosity = luminosityOf(search, state);
  return [
    { name: "RE", value: search.process.text },
    ...(search.sqrtS === null ? [] : [{ name: "SQRT(S)", value: search.sqrtS, units: "GeV" }]),
    ...(luminosity > 0 ? [{ name: "LUMINOSITY", value: luminosityText(luminosity) }] : []),
  ];
}

function keywordsOf(search: Search, phrases: readonly string[]): Keyword[] {
  return [
    ...(search.sqrtS === null ? [] : [{ name: "cmenergies" as const, values: [search.sqrtS] }]),
    { name: "phrases", values: [search.title, search.experiment, ...phrases] },
  ];
}

/** The hypotheses of the scan: a column for each of their parameters. */
function hypotheses({ evaluation: { scan } }: TakenResult): IndependentVariable[] {
  return Object.keys(scan[0]?.hypothesis ?? {}).map((name) => ({
    name,
    units: "GeV",
    values: scan.map(({ hypothesis }) => ({ value: hypothesis[name] })),
  }));
}

/** A band of the expectation about its median: signed shifts; null where an end is not known. */
function bandOf(label: string, median: number, low: number | null, high: number | null): Uncertainty[] {
  if (low === null && high === null) return [];
  const shift = (end: number | null) => (end === null ? null : end - median);
  return [{ label, minus: shift(low), plus: shift(high), symmetric: false, percent: false }];
}

function limitTable(taken: TakenResult, interpretation: Interpretation): HepdataTable {
  const { search, state, evaluation } = taken;
  const { id, title, unit } = interpretation;
  const symbol = symbolIn(search, interpretation, state);
  const qualifiers = [
    ...qualifiersOf(search, state),
    { name: "CONFIDENCE LEVEL", value: state.confidenceLevel },
    { name: "METHOD", value: methodText(state) },
  ];
  const limits = evaluation.scan.map((point) => point.limits[id]);
  const expected = limits.map((limit): Measured => {
    const [y0, y1, median, y3, y4] = limit?.expected ?? [];
    if (median === null || median === undefined) return bare(null);
    return { value: median, errors: [...bandOf("1 sigma", median, y1, y3), ...bandOf("2 sigma", median, y0, y4)] };
  });
  return {
    name: `Limits on ${id}`,
    description: `Upper limits on ${title}, observed and expected without a signal, with the bands of one and two standard deviations of the background's fluctuation.`,
    keywords: keywordsOf(search, ["Upper limit"]),
    independent: hypotheses(taken),
    dependent: [
      column(
        `Observed limit on ${symbol}`,
        unit,
        limits.map((limit) => bare(limit?.observed)),
        qualifiers,
      ),
      column(`Expected limit on ${symbol}`, unit, expected, qualifiers),
    ],
  };
}

/** What was counted, expected and selected at every hypothesis. */
function countTable(taken: TakenResult): HepdataTable {
  const { search, state, evaluation } = taken;
  const qualifiers = qualifiersOf(search, state);
  const { scan } = evaluation;
  const background = scan.map(
    (point): Measured =>
      point.background === null
        ? bare(null)
        : { value: point.background.value, errors: [symmetric("total", point.background.sigma)] },
  );
  return {
    name: "Counts and efficiency",
    description:
      "Events observed, background expected, signal efficiency with corrections, and local p-value of background alone, for every hypothesis.",
    keywords: keywordsOf(search, ["Efficiency"]),
    independent: hypotheses(taken),
    dependent: [
      column(
        "Observed",
        "events",
        scan.map((point) => bare(point.observed)),
        qualifiers,
      ),
      column("Expected background", "events", background, qualifiers),
      column(
        "Efficiency",
        "",
        scan.map((point) => bare(point.efficiency)),
        qualifiers,
      ),
      column(
        "Local p-value",
        "",
        scan.map((point) => bare(point.localPValue)),
        qualifiers,
      ),
    ],
  };
}

function spectrumTable(taken: TakenResult, spectrum: Spectrum, counts: SpectrumCounts): HepdataTable {
  const { search, state, samples } = taken;
  const qualifiers = qualifiersOf(search, state);
  const bins = spectrumBins(spectrum, counts, samples);
  const simulated = samples.filter(({ kind }) => kind !== "data");
  const data = samples.find(({ kind }) => kind === "data");
  return {
    name: `Spectrum ${spectrum.id}`,
    description: `${spectrum.title}, selected events; those beyond the axis are left out. Simulation with its statistical uncertainty, counts with their central Poisson interval.`,
    keywords: keywordsOf(search, ["Spectrum"]),
    independent: [{ name: spectrum.title, units: spectrum.unit, values: bins.map(({ low, high }) => ({ low, high })) }],
    dependent: [
      ...simulated.map(({ id, label, kind, weight }) =>
        column(
          kind === "signal" ? `${label} (signal ${id})` : label,
          "events",
          counts.counts[id].map((n) => ({ value: n * weight, errors: [symmetric("stat", Math.sqrt(n) * weight)] })),
          qualifiers,
        ),
      ),
      ...(data
        ? [
            column(
              search.data === "real" ? "Data" : "Pseudo-data",
              "events",
              counts.counts[data.id].map((n): Measured => {
                const { lower, upper } = poissonInterval(n, ONE_SIGMA);
                const shifts = { minus: (lower ?? 0) - n, plus: (upper ?? n) - n };
                return { value: n, errors: [{ label: "stat", ...shifts, symmetric: false, percent: false }] };
              }),
              qualifiers,
            ),
          ]
        : []),
    ],
  };
}

function cutFlowTable(taken: TakenResult): HepdataTable {
  const { search, state, samples, evaluation } = taken;
  return {
    name: "Cut flow",
    description: "Events after every cut, simulation at the luminosity of the publication with its corrections.",
    keywords: keywordsOf(search, ["Cut flow"]),
    independent: [{ name: "After", units: "", values: evaluation.cutFlow.map(({ title }) => ({ value: title })) }],
    dependent: samples.map(({ id, label, kind, weight }) =>
      column(
        kind === "signal" ? `${label} (signal ${id})` : label,
        "events",
        evaluation.cutFlow.map(({ samples: flow }) => ({
          value: flow[id].yield,
          errors: kind === "data" ? [] : [symmetric("stat", Math.sqrt(flow[id].events) * weight)],
        })),
        qualifiersOf(search, state),
      ),
    ),
  };
}

/** A result as a submission to HEPData: limits on every quantity, counts, spectra and the cut flow. */
export function submissionOf(result: TakenResult): HepdataSubmission {
  const taken = { ...result, samples: result.samples.filter(isSelectable) };
  const { search, evaluation, imprint } = taken;
  return {
    comment: `${search.summary}\n\n${imprintLines(imprint).join("\n")}\n`,
    resources: [
      { location: "provenance.json", description: "What the numbers were made from" },
      { location: "citation.bib", description: "What to cite", type: "bibtex" },
    ],
    tables: [
      ...search.interpretations.map((interpretation) => limitTable(taken, interpretation)),
      countTable(taken),
      ...evaluation.spectra.flatMap((counts) => {
        const spectrum = search.spectra.find(({ id }) => id === counts.spectrum);
        return spectrum ? [spectrumTable(taken, spectrum, counts)] : [];
      }),
      cutFlowTable(taken),
    ],
  };
}
