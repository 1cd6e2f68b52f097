import { isSelectable } from "../analysis/sample.js";
import { imprintLines } from "./imprint.js";
import type { TakenResult } from "./taken.js";

/** One histogram of the Universal Histogram Interface, schema 1, its bins inline. */
interface UhiHistogram {
  readonly uhi_schema: 1;
  readonly writer_info: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly axes: readonly [
    {
      readonly type: "variable";
      readonly edges: readonly number[];
      readonly underflow: false;
      readonly overflow: false;
      readonly circular: false;
      readonly metadata: Readonly<Record<string, string>>;
    },
  ];
  readonly storage: {
    readonly type: "weighted";
    readonly values: readonly number[];
    readonly variances: readonly number[];
  };
}

/**
 * The histograms of a result as UHI JSON by "spectrum/sample": yields and their variances Σw². Events beyond the axis
 * are in none of them.
 */
export function uhiOf({ search, evaluation, samples, imprint }: TakenResult): Record<string, UhiHistogram> {
  const about = imprintLines(imprint).join("\n");
  return Object.fromEntries(
    evaluation.spectra.flatMap(({ spectrum: id, counts }) => {
      const spectrum = search.spectra.find((one) => one.id === id);
      if (!spectrum) return [];
      return samples.filter(isSelectable).map(({ id: sample, kind, label, weight }): [string, UhiHistogram] => [
        `${id}/${sample}`,
        {
          uhi_schema: 1,
          writer_info: { darkroom: { version: imprint.version, code: imprint.code } },
          metadata: { name: label, kind, weight, provenance: about },
          axes: [
            {
              type: "variable",
              edges: spectrum.edges,
              underflow: false,
              overflow: false,
              circular: false,
              metadata: { label: spectrum.title, unit: spectrum.unit },
            },
          ],
          storage: {
            type: "weighted",
            values: counts[sample].map((n) => n * weight),
            variances: counts[sample].map((n) => n * weight * weight),
          },
        },
      ]);
    }),
  );
}
