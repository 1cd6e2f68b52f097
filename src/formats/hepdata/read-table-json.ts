import { type Fields, fieldsOf, listOf, numberOf, textOf } from "./fields.js";
import { abscissaOf, measuredOf, qualifierOf } from "./read-values.js";
import type { HepdataTable } from "./table.js";

/** "M [GeV]" as HEPData's JSON heads its columns: name and units. */
function splitHeader(value: unknown, place: string): { name: string; units: string } {
  const text = textOf(fieldsOf(value, place).name, place);
  const found = /^(.*?)\s*\[([^\]]*)\]$/.exec(text);
  return found ? { name: found[1], units: found[2] } : { name: text, units: "" };
}

/** The JSON that HEPData gives for one table: rows of abscissas x and, by group, of values y. */
export function readTableJson(fields: Fields, place: string): HepdataTable {
  const headers = listOf(fields.headers, place).map((one) => splitHeader(one, place));
  const rows = listOf(fields.values, place).map((row, i) => {
    const { x, y } = fieldsOf(row, `${place}, row ${i + 1}`);
    return { x: listOf(x, place), y: listOf(y, place), where: `${place}, row ${i + 1}` };
  });
  const count = rows[0]?.x.length ?? 0;
  const qualifiers = Object.entries(fieldsOf(fields.qualifiers ?? {}, place)).flatMap(([name, list]) =>
    listOf(list, place).map((one) => {
      const { type: _, group, ...rest } = fieldsOf(one, place);
      return { group: numberOf(group) ?? 0, qualifier: qualifierOf({ name, ...rest }, place) };
    }),
  );
  return {
    name: textOf(fields.name, place) || place,
    description: textOf(fields.description, place),
    ...(fields.location === undefined ? {} : { location: textOf(fields.location, place) }),
    keywords: [],
    independent: headers.slice(0, count).map((head, k) => ({
      ...head,
      values: rows.map(({ x, where }) => abscissaOf(x[k], where)),
    })),
    dependent: headers.slice(count).map((head, k) => ({
      ...head,
      qualifiers: qualifiers.filter(({ group }) => group === k).map(({ qualifier }) => qualifier),
      values: rows.map(({ y, where }) => measuredOf(withoutGroup(y[k], where), where)),
    })),
  };
}

/** A value of HEPData's JSON; its absent uncertainties stand there as one that is empty. */
function withoutGroup(value: unknown, place: string): Fields {
  const { value: given, errors } = fieldsOf(value, place);
  const real = Array.isArray(errors)
    ? errors.filter((one) => {
        const fields = fieldsOf(one, place);
        return fields.symerror !== undefined || fields.asymerror !== undefined;
      })
    : [];
  return { value: given, errors: real.map((one) => ({ ...(one as Fields), hide: undefined })) };
}
