import { strFromU8, unzipSync } from "fflate";
import { parseAllDocuments } from "yaml";
import { type Fields, fail, fieldsOf, listOf, textOf } from "./fields.js";
import { readTable } from "./read-table.js";
import type { HepdataSubmission, Keyword, Resource } from "./table.js";

/** Bytes that an archive may unpack to: a bomb is refused before it is unpacked. */
const MOST_BYTES = 256e6;

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

/**
 * Reads a submission from its files by name: `submission.yaml`, in a folder or not, and the data files it names.
 * @throws RangeError with one line: what is missing or wrong, where, and what is wanted
 */
export function readSubmission(files: Readonly<Record<string, string>>): HepdataSubmission {
  const name = Object.keys(files).find((one) => /(^|\/)submission\.ya?ml$/.test(one));
  if (name === undefined)
    return fail("no submission.yaml", Object.keys(files).join(", "), "the archive", "give one of HEPData");
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const documents = [parseAllDocuments(files[name], { logLevel: "error", uniqueKeys: false })].flat();
  const objects = documents.flatMap((document): Fields[] => {
    if (document.errors.length > 0)
      fail("not YAML", document.errors[0].message.split("\n")[0], name, "give a submission of HEPData");
    const object: unknown = document.toJS({ maxAliasCount: 100 });
    return object === null ? [] : [fieldsOf(object, name)];
  });
  const general = objects.filter((one) => one.data_file === undefined);
  const tables = objects
    .filter((one) => one.data_file !== undefined)
    .map((one) => {
      const file = `${folder}${textOf(one.data_file, name)}`;
      if (!Object.hasOwn(files, file)) fail("no data file", file, name, "put it beside the submission");
      return readTable(files[file], file, {
        name: textOf(one.name, name),
        description: textOf(one.description, name),
        ...(one.location === undefined ? {} : { location: textOf(one.location, name) }),
        keywords: keywordsOf(one.keywords, name),
      });
    });
  return {
    comment: general.map((one) => textOf(one.comment, name)).join(""),
    resources: general.flatMap((one) => resourcesOf(one.additional_resources, name)),
    tables,
  };
}

/**
 * Reads a submission's zip archive.
 * @throws RangeError with one line
 */
export function readArchive(bytes: Uint8Array): HepdataSubmission {
  let total = 0;
  let content: Record<string, Uint8Array>;
  try {
    content = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(ya?ml|json)$/.test(name)) return false;
        total += originalSize;
        if (total > MOST_BYTES) throw new RangeError(`archive too large: more than ${MOST_BYTES / 1e6} MB unpacked`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof RangeError && error.message.startsWith("archive")) throw error;
    return fail("not a zip archive", (error as Error).message, "the file", "give a submission of HEPData");
  }
  return readSubmission(
    Object.fromEntries(Object.entries(content).map(([name, file]) => [name, strFromU8(file)] as const)),
  );
}
