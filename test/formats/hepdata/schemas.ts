import { Ajv } from "ajv";
import { hasReference, readReference } from "../../reference.js";

const FOLDER = "hepdata/schemas-1.1.1";

/** Whether HEPData's JSON schemas are there. */
export const hasSchemas = hasReference(FOLDER);

/** What each of HEPData's schemas finds wrong with a document; empty where it is valid. */
export function hepdataSchemas(): Readonly<
  Record<"submission" | "additional_info" | "data", (document: unknown) => string[]>
> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const schema = (name: string) => JSON.parse(readReference(`${FOLDER}/${name}_schema.json`));
  ajv.addSchema(schema("additional_resources"));
  const validator = (name: string) => {
    const validate = ajv.compile(schema(name));
    return (document: unknown) =>
      validate(document) ? [] : (validate.errors ?? []).map((one) => `${one.instancePath}: ${one.message}`);
  };
  return {
    submission: validator("submission"),
    additional_info: validator("additional_info"),
    data: validator("data"),
  };
}
