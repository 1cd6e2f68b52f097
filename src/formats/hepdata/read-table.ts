import { parse } from "yaml";
import { type Fields, fail, fieldsOf, listOf, textOf } from "./fields.js";
import { readTableJson } from "./read-table-json.js";
import { abscissaOf, measuredOf, qualifierOf } from "./read-values.js";
import type { DependentVariable, HepdataTable, IndependentVariable } from "./table.js";

/** Name and units of a variable, and the place of its values. */
function headed(value: unknown, place: string) {
  const { header, values, qualifiers } = fieldsOf(value, place);
  const { name, units } = fieldsOf(header, `${place}, header`);
  if (name === undefined) fail("no name", header, place, "every variable has one");
  return {
    name: textOf(name, place),
    units: textOf(units, place),
    values: listOf(values, `${place}, values`),
    qualifiers: qualifiers === undefined || qualifiers === null ? [] : listOf(qualifiers, place),
  };
}

/** Parses YAML or JSON, which is YAML; one line where it is neither. */
function parsed(text: string, place: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100, logLevel: "error", uniqueKeys: false });
  } catch (error) {
    return fail("not YAML", (error as Error).message.split("\n")[0], place, "give a data file of HEPData");
  }
}

/** Columns all of a length, which is what makes them a table. */
function even(table: HepdataTable, place: string): HepdataTable {
  const { independent, dependent } = table;
  const lengths = [...new Set([...independent, ...dependent].map(({ values }) => values.length))];
  if (lengths.length > 1) fail("uneven columns", lengths.join(", "), place, "every variable has a value for every row");
  return table;
}

/** What the submission says of a table beside its data file. */
type About = Pick<HepdataTable, "name" | "description" | "location" | "keywords">;

/**
 * Reads a data file (`independent_variables`, `dependent_variables`), or the JSON that HEPData gives for one table.
 * @param place its name, for messages
 * @throws RangeError with one line
 */
export function readTable(text: string, place: string, about?: About): HepdataTable {
  return tableOf(fieldsOf(parsed(text, place), place), place, about);
}

/** The same of what was parsed already. @throws RangeError with one line */
export function tableOf(fields: Fields, place: string, about?: About): HepdataTable {
  if (fields.headers !== undefined && fields.values !== undefined) return even(readTableJson(fields, place), place);
  const independent = listOf(fields.independent_variables ?? null, `${place}, independent_variables`);
  const dependent = listOf(fields.dependent_variables ?? null, `${place}, dependent_variables`);
  const table: HepdataTable = {
    ...(about ?? { name: place, description: "", keywords: [] }),
    independent: independent.map((one, i): IndependentVariable => {
      const where = `${place}, independent variable ${i + 1}`;
      const { name, units, values } = headed(one, where);
      return { name, units, values: values.map((value, k) => abscissaOf(value, `${where}, row ${k + 1}`)) };
    }),
    dependent: dependent.map((one, i): DependentVariable => {
      const where = `${place}, dependent variable ${i + 1}`;
      const { name, units, values, qualifiers } = headed(one, where);
      return {
        name,
        units,
        qualifiers: qualifiers.map((qualifier) => qualifierOf(qualifier, where)),
        values: values.map((value, k) => measuredOf(value, `${where}, row ${k + 1}`)),
      };
    }),
  };
  return even(table, place);
}
