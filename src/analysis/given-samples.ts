import type { SampleDeclaration, SampleSummary } from "./sample.js";
import type { Search } from "./search.js";

/** Colours of backgrounds that only files know. */
const FURTHER_COLORS = ["#964a8b", "#7a21dd", "#92dadd", "#717581"] as const;

/**
 * The search as it is with samples that were read from files: their names, real data in place of pseudo-data, the
 * luminosity and the range of the data. Given back as it is where no sample comes from a file, so that the loader and
 * the page can both ask with the samples that they have.
 *
 * Backgrounds from files without data from files leave the search without data: pseudo-data of the simulation would
 * know nothing of them, and pseudo-data of their events would repeat the estimate.
 */
export function withGivenSamples(search: Search, samples: readonly SampleSummary[]): Search {
  const given = samples.filter((sample) => sample.source);
  if (given.length === 0) return search;
  const data = given.find((sample) => sample.kind === "data");
  const backgrounds = given.some((sample) => sample.kind === "background");
  const range = data?.source && search.within ? search.within(data.source.coverage) : {};
  return {
    ...search,
    ...range,
    samples: declarations(search, given),
    data: data ? "real" : backgrounds ? "blinded" : search.data,
    luminosity: data?.source?.luminosity ?? search.luminosity,
    heading: headingOf(search, samples, given, data),
  };
}

/** Declared samples under the names that files give them, and those that only files know. */
function declarations(search: Search, given: readonly SampleSummary[]): SampleDeclaration[] {
  const labelled = search.samples.map((one) => {
    const sample = given.find(({ id }) => id === one.id);
    return sample ? { ...one, label: sample.label, tex: `\\text{${sample.label}}` } : one;
  });
  const further = given
    .filter(({ id }) => !search.samples.some((one) => one.id === id))
    .map((sample, i) => ({
      id: sample.id,
      kind: sample.kind,
      label: sample.label,
      tex: `\\text{${sample.label}}`,
      color: sample.kind === "signal" ? "#e42536" : FURTHER_COLORS[i % FURTHER_COLORS.length],
      ...(sample.hypothesis ? { hypothesis: sample.hypothesis } : {}),
      correction: 1,
    }));
  return [...labelled, ...further];
}

/** Whose events a plot shows: of files, of the simulation, or both. */
function headingOf(
  search: Search,
  samples: readonly SampleSummary[],
  given: readonly SampleSummary[],
  data: SampleSummary | undefined,
) {
  const labels = [...new Set((data ? [data] : given).map(({ source }) => source?.label))];
  const simulated = samples.some((sample) => !sample.source && sample.kind !== "signal");
  const source = (data ?? given[0]).source;
  const luminosity = data?.source?.luminosity ?? (data && !simulated ? undefined : search.luminosity);
  return {
    label: [...labels, ...(simulated ? ["Darkroom simulation"] : [])].join(" · "),
    conditions: [source?.conditions, luminosity && `∫L dt = ${luminosity.text}`].filter(Boolean).join(", "),
  };
}
