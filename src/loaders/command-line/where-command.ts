import { parseArgs } from "node:util";
import { findNumbers, numbersOf } from "../../analysis/numbers.js";
import { findSearch } from "../../catalogue/catalogue.js";
import { builtSearch } from "../events.js";
import { known, toNumber } from "./state-options.js";
import { WrongCall } from "./wrong-call.js";

/** `darkroom where <search> [number]`: numbers that a search rests on, one line each, with their origin. */
export function printWhere(args: readonly string[]): void {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [id, asked, ...rest] = positionals;
  if (!id || rest.length > 0) throw new WrongCall("wrong call: npx darkroom where <search> [number]");
  const all = numbersOf(builtSearch(known(() => findSearch(id)).id));
  const found = asked === undefined ? all : findNumbers(all, toNumber(asked));
  if (found.length === 0)
    throw new WrongCall(`no such number: ${asked}, in ${id}; npx darkroom where ${id} lists all that it rests on`);
  for (const { name, value, unit, origin, source } of found)
    process.stdout.write(`${name}: ${value}${unit && ` ${unit}`}, ${origin}: ${source}\n`);
}
