import { SampleError } from "./sample-error.js";

const SPACE = /[\x20\t\n\r]*/y;
const STRING = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const ATOM = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/**
 * Where a text stops being JSON (RFC 8259): the engines' own messages tell it in some cases only.
 * @returns index of the first character that may not stand there; the length of the text where it ends too early
 */
function faultOf(text: string): number {
  let at = 0;
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (character: string) => {
    match(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const members = (end: string, member: () => boolean): boolean => {
    if (take(end)) return true;
    do if (!member()) return false;
    while (take(","));
    return take(end);
  };
  const pair = () => {
    match(SPACE);
    return match(STRING) && take(":") && value();
  };
  const value = (): boolean => {
    if (take("{")) return members("}", pair);
    if (take("[")) return members("]", value);
    match(SPACE);
    return match(STRING) || match(ATOM);
  };
  if (value()) match(SPACE);
  return at;
}

/**
 * Parses JSON.
 * @throws SampleError `not JSON: …` with line and column
 */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const fault = faultOf(text);
    const before = text.slice(0, fault).split("\n");
    const found = fault < text.length ? JSON.stringify(text[fault]) : "the end of the file";
    throw new SampleError(
      "not JSON",
      found,
      `${name}, line ${before.length}, column ${before[before.length - 1].length + 1}`,
      "mend it there or just before",
    );
  }
}
