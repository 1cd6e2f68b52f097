import { strFromU8 } from "fflate";
import { parseAllDocuments } from "yaml";
import { type NamedBytes, unpacked } from "../archive.js";
import { type Fields, fail, fieldsOf, listOf, textOf } from "./fields.js";
import { readTable, tableOf } from "./read-table.js";
import type { HepdataSubmission, Keyword, Resource } from "./table.js";

function keywordsOf(value: unknown, place: string): Keyword[] {
  if (value === undefined || value === null) return [];
  return listOf(value, place).map((one) => {
    const { name, values } = fieldsOf(one, place);
    return { name: textOf(name, place) as Keyword["name"], values: listOf(values ?? [], place) as Keyword["values"] };
  });
}

function resourcesOf(value: unknown, place: string): Resource[] {
  if (value === undefined || value === null) return [];
  return listOf(value, place).map((one) => {
    const { location, description, type } = fieldsOf(one, place);
    return {
      location: textOf(location, place),
      description: textOf(description, place),
      ...(type === undefined ? {} : { type: textOf(type, place) }),
    };
  });
}

/** The documents of a YAML file: objects, one after the other. */
function documentsOf(text: string, name: string): Fields[] {
  const documents = [parseAllDocuments(text, { logLevel: "error", uniqueKeys: false })].flat();
  return documents.flatMap((document): Fields[] => {
    if (document.errors.length > 0)
      fail("not YAML", document.errors[0].message.split("\n")[0], name, "give a submission of HEPData");
    const object: unknown = document.toJS({ maxAliasCount: 100 });
    return object === null ? [] : [fieldsOf(object, name)];
  });
}

/** Whether a document describes a table: by a data file, or, where all is in one file, with its variables. */
const hasVariables = (one: Fields) => one.independent_variables !== undefined || one.dependent_variables !== undefined;
const isTable = (one: Fields) => one.data_file !== undefined || hasVariables(one);

/**
 * Reads a submission from its files by name: `submission.yaml`, in a folder or not, and the data files it names.
 * @throws RangeError with one line: what is missing or wrong, where, and what is wanted
 */
export function readSubmission(files: Readonly<Record<string, string>>): HepdataSubmission {
  const name = Object.keys(files).find((one) => /(^|\/)submission\.ya?ml$/.test(one));
  if (name === undefined)
    return fail("no submission.yaml", Object.keys(files).join(", "), "the archive", "give one of HEPData");
  return submissionOf(documentsOf(files[name], name), name, files);
}

/**
 * Reads what of HEPData was opened: an archive, the files of a folder, a submission in one file, data files alone, or the
 * JSON of tables.
 * @throws RangeError, SampleError with one line
 */
export function openSubmission(opened: readonly NamedBytes[]): HepdataSubmission {
  const files = Object.fromEntries(unpacked(opened).map(({ name, bytes }) => [name, strFromU8(bytes)] as const));
  const names = Object.keys(files);
  if (names.some((name) => /(^|\/)submission\.ya?ml$/.test(name))) return readSubmission(files);
  const tables = names.flatMap((name) => {
    if (/\.json$/i.test(name)) return [readTable(files[name], name)];
    const documents = documentsOf(files[name], name);
    if (documents.length === 1 && !isTable(documents[0])) return [readTable(files[name], name)];
    return submissionOf(documents, name, files).tables;
  });
  if (tables.length === 0) fail("no tables", names.join(", "), "what was opened", "open tables of HEPData");
  return { comment: "", resources: [], tables };
}

function submissionOf(
  documents: readonly Fields[],
  name: string,
  files: Readonly<Record<string, string>>,
): HepdataSubmission {
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const general = documents.filter((one) => !isTable(one));
  const tables = documents.filter(isTable).map((one) => {
    const about = {
      name: textOf(one.name, name) || name,
      description: textOf(one.description, name),
      ...(one.location === undefined ? {} : { location: textOf(one.location, name) }),
      keywords: keywordsOf(one.keywords, name),
    };
    if (hasVariables(one)) return tableOf(one, name, about);
    const file = `${folder}${textOf(one.data_file, name)}`;
    if (!Object.hasOwn(files, file)) fail("no data file", file, name, "put it beside the submission");
    return readTable(files[file], file, about);
  });
  return {
    comment: general.map((one) => textOf(one.comment, name)).join(""),
    resources: general.flatMap((one) => resourcesOf(one.additional_resources, name)),
    tables,
  };
}

/**
 * Reads a submission's archive.
 * @throws RangeError, SampleError with one line
 */
export function readArchive(bytes: Uint8Array): HepdataSubmission {
  const files = unpacked([{ name: "the archive", bytes }]);
  return readSubmission(Object.fromEntries(files.map((file) => [file.name, strFromU8(file.bytes)] as const)));
}
