import { strToU8, type Zippable, zipSync } from "fflate";
import { stringify } from "yaml";
import type { Abscissa, DependentVariable, HepdataSubmission, HepdataTable, Measured, Uncertainty } from "./table.js";

/** Longest name and location that HEPData takes. */
const LONGEST_NAME = 64;
const LONGEST_LOCATION = 256;

/** An archive carries one time, so that the same numbers give the same bytes. */
const ARCHIVE_TIME = new Date(2020, 0, 1);

const header = (name: string, units: string) => (units === "" ? { name } : { name, units });

function errorOf({ label, minus, plus, symmetric, percent }: Uncertainty) {
  const shift = (value: number | null) => (value === null ? "" : percent ? `${value}%` : value);
  return {
    ...(symmetric ? { symerror: shift(plus) } : { asymerror: { plus: shift(plus), minus: shift(minus) } }),
    ...(label === "" ? {} : { label }),
  };
}

function cellFor({ value, errors }: Measured) {
  return { value: value ?? "-", ...(errors.length > 0 ? { errors: errors.map(errorOf) } : {}) };
}

function columnOf({ name, units, qualifiers, values }: DependentVariable) {
  return {
    header: header(name, units),
    ...(qualifiers.length > 0 ? { qualifiers } : {}),
    values: values.map(cellFor),
  };
}

/** A table's data file: YAML of its variables. */
export function tableYaml({ independent, dependent }: HepdataTable): string {
  return stringify(
    {
      independent_variables: independent.map(({ name, units, values }) => ({
        header: header(name, units),
        values: values.map((value: Abscissa) => ({ ...value })),
      })),
      dependent_variables: dependent.map(columnOf),
    },
    { aliasDuplicateObjects: false },
  );
}

/** A name of a data file from that of its table. */
function fileOf(name: string, index: number): string {
  const words = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `${index + 1}-${words.replaceAll(/^-+|-+$/g, "") || "table"}.yaml`;
}

/**
 * The files of a submission by name, `submission.yaml` first; `further` ones stand beside them and are told as
 * resources.
 * @throws RangeError `name too long: …`, `name taken: …`, `uneven columns: …`, `location too long: …`
 */
export function submissionFiles({ comment, resources, tables }: HepdataSubmission): Record<string, string> {
  const seen = new Set<string>();
  for (const table of tables) {
    const { name, independent, dependent, location = "" } = table;
    if (name.length > LONGEST_NAME) throw new RangeError(`name too long: ${name}; at most ${LONGEST_NAME} characters`);
    if (location.length > LONGEST_LOCATION)
      throw new RangeError(`location too long: ${location}; at most ${LONGEST_LOCATION} characters`);
    if (seen.has(name)) throw new RangeError(`name taken: ${name}; every table of a submission has its own`);
    seen.add(name);
    const lengths = new Set([...independent, ...dependent].map(({ values }) => values.length));
    if (lengths.size > 1) throw new RangeError(`uneven columns: ${[...lengths].join(", ")} rows, of table ${name}`);
  }
  const files = tables.map((table, i) => ({ table, file: fileOf(table.name, i) }));
  const documents = [
    { comment, ...(resources.length > 0 ? { additional_resources: resources } : {}) },
    ...files.map(({ table: { name, description, location, keywords }, file }) => ({
      name,
      ...(location === undefined ? {} : { location }),
      description,
      keywords,
      data_file: file,
    })),
  ];
  return {
    "submission.yaml": documents
      .map((one) => `---\n${stringify(one, { aliasDuplicateObjects: false, lineWidth: 100 })}`)
      .join(""),
    ...Object.fromEntries(files.map(({ table, file }) => [file, tableYaml(table)])),
  };
}

/**
 * A submission as the zip archive that HEPData takes.
 * @param further files beside the tables, by the locations of the submission's resources
 */
export function submissionArchive(
  submission: HepdataSubmission,
  further: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  for (const [name, content] of Object.entries({ ...submissionFiles(submission), ...further }))
    files[name] = [typeof content === "string" ? strToU8(content) : content, { mtime: ARCHIVE_TIME }];
  return zipSync(files, { level: 9 }) as Uint8Array<ArrayBuffer>;
}
