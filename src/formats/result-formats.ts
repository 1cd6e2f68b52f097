import { bibtexOf } from "./bibtex.js";
import { submissionOf } from "./hepdata/result.js";
import { submissionArchive } from "./hepdata/write.js";
import { hs3Of } from "./hs3.js";
import type { TakenResult } from "./taken.js";
import { uhiOf } from "./uhi.js";
import { whyNoWorkspace, workspaceOfResult } from "./workspace.js";

/** A form in which a whole result is taken away. */
export interface ResultFormat {
  readonly id: "hepdata" | "pyhf" | "hs3" | "uhi" | "bibtex";
  readonly title: string;
  readonly extension: string;
  readonly mime: string;
  /** Whether it is of one hypothesis. */
  readonly atHypothesis: boolean;
  /** Why a result cannot be had in it; null where it can. */
  missing(taken: TakenResult): string | null;
  make(taken: TakenResult): string | Uint8Array<ArrayBuffer>;
}

const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;
const always = () => null;
const workspace = {
  atHypothesis: true,
  mime: "application/json",
  missing: ({ search, evaluation, hypothesis }: TakenResult) => whyNoWorkspace(search, evaluation.scan[hypothesis]),
};

/** The forms of a result, for the page and the command line alike. */
export const resultFormats: readonly ResultFormat[] = [
  {
    id: "hepdata",
    title: "HEPData submission",
    extension: "zip",
    mime: "application/zip",
    atHypothesis: false,
    missing: always,
    make: (taken) =>
      submissionArchive(submissionOf(taken), {
        "provenance.json": json({ ...taken.provenance, imprint: taken.imprint, state: taken.state }),
        "citation.bib": bibtexOf(taken.search, taken.imprint),
      }),
  },
  {
    ...workspace,
    id: "pyhf",
    title: "pyhf workspace",
    extension: "json",
    make: (taken) => json(workspaceOfResult(taken)),
  },
  {
    ...workspace,
    id: "hs3",
    title: "HS3 likelihood",
    extension: "hs3.json",
    make: (taken) => json(hs3Of(workspaceOfResult(taken), taken.imprint)),
  },
  {
    id: "uhi",
    title: "UHI histograms",
    extension: "uhi.json",
    mime: "application/json",
    atHypothesis: false,
    missing: always,
    make: (taken) => json(uhiOf(taken)),
  },
  {
    id: "bibtex",
    title: "BibTeX",
    extension: "bib",
    mime: "application/x-bibtex",
    atHypothesis: false,
    missing: always,
    make: ({ search, imprint }) => bibtexOf(search, imprint),
  },
];
