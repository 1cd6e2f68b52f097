import type { Cut } from "./cut.js";
import type { Systematic } from "./measurement.js";
import type { Origin } from "./origin.js";
import type { Search } from "./search.js";

/** A number that a result rests on, and where it stands. */
export interface InputNumber {
  /** E.g. "correction: yield", "cut: Dimuon pᵀ, min". */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly origin: Origin;
  readonly source: string;
}

/** How the numbers of a cut and of a systematic uncertainty are called. */
export const nameOfCut = ({ title }: Pick<Cut, "title">, parameter: string) => `cut: ${title}, ${parameter}`;
export const nameOfSystematic = ({ on, title }: Pick<Systematic, "on" | "title">) =>
  `systematic uncertainty on ${on}: ${title}`;

/** Every number that the declaration of a search takes from elsewhere or chooses, in the order of the analysis. */
export function numbersOf(search: Search): InputNumber[] {
  const { luminosity, citation, measurement, sqrtS } = search;
  const journal = citation.journal || citation.text;
  const published = (name: string, value: number, unit: string): InputNumber => ({
    ...{ name, value, unit },
    ...{ origin: "published", source: journal },
  });
  const corrections = measurement.kind === "counting" ? (measurement.corrections ?? []) : [];
  return [
    ...(luminosity ? [published("luminosity", luminosity.value, luminosity.unit)] : []),
    ...(sqrtS === null ? [] : [published("√s", sqrtS, "GeV")]),
    published("confidence level", measurement.confidenceLevel, ""),
    ...search.assumptions.map(({ title: name, number }) => ({ name, ...number })),
    ...search.selection.flatMap((cut) => {
      const { parameters, origin, source } = cut;
      return parameters.map(({ id, nominal: value, unit }) => ({
        ...{ name: nameOfCut(cut, id), value, unit },
        ...{ origin, source },
      }));
    }),
    ...measurement.systematics.map((one) => ({
      ...{ name: nameOfSystematic(one), value: one.relative, unit: "" },
      ...{ origin: one.origin, source: one.source },
    })),
    ...corrections.map((number) => ({ name: "efficiency that counts are corrected for", ...number })),
    ...(measurement.kind === "on-off"
      ? [{ name: "size of the background sample over the data", ...measurement.ratio }]
      : []),
    ...(measurement.kind === "sidebands"
      ? [{ name: "share of a peak in its window", ...measurement.containment }]
      : []),
  ];
}

/** The numbers that are written so, to the digits given: 0.75 finds 0.75 and 75 %. */
export function findNumbers(numbers: readonly InputNumber[], asked: number): InputNumber[] {
  const same = (value: number) => Math.abs(value - asked) <= 1e-9 * Math.max(Math.abs(value), Math.abs(asked));
  return numbers.filter(({ value }) => same(value) || same(100 * value));
}
