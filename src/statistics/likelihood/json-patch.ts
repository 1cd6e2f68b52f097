import { InvalidInput } from "../validation.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * A JSON document with a patch applied (RFC 6902: add, remove, replace, move, copy, test; pointers of RFC 6901). The
 * document itself is left as it was; if one operation fails, none counts.
 *
 * @param path prefix of the places that errors name
 * @throws InvalidInput that names the operation and the pointer
 */
export function applyPatch(document: unknown, patch: unknown, path = "patch"): unknown {
  if (!Array.isArray(patch)) throw new InvalidInput("not an array", path, "give an array of operations");
  const holder = { root: structuredClone(document) as Json };
  patch.forEach((operation: unknown, i) => {
    applyOperation(holder, operation, `${path}[${i}]`);
  });
  return holder.root;
}

interface Holder {
  root: Json;
}

function applyOperation(holder: Holder, operation: unknown, path: string): void {
  if (typeof operation !== "object" || operation === null || Array.isArray(operation)) {
    throw new InvalidInput("not an operation", path, 'give {"op", "path", …}');
  }
  const { op, path: pointer, from, value } = operation as Record<string, unknown>;
  const keys = parse(pointer, `${path}.path`);
  const given = () => {
    if (!Object.hasOwn(operation, "value")) throw new InvalidInput("missing field", `${path}.value`, "give a value");
    return structuredClone(value) as Json;
  };
  switch (op) {
    case "add":
      add(holder, keys, given(), `${path}.path`);
      return;
    case "remove":
      remove(holder, keys, `${path}.path`);
      return;
    case "replace": {
      const replacement = given();
      find(holder.root, keys, `${path}.path`);
      if (keys.length > 0) remove(holder, keys, `${path}.path`);
      add(holder, keys, replacement, `${path}.path`);
      return;
    }
    case "move": {
      const source = parse(from, `${path}.from`);
      if (source.length < keys.length && source.every((key, i) => key === keys[i])) {
        throw new InvalidInput("moved into itself", `${path}.path`, "give a place outside of from");
      }
      add(holder, keys, remove(holder, source, `${path}.from`), `${path}.path`);
      return;
    }
    case "copy": {
      const source = find(holder.root, parse(from, `${path}.from`), `${path}.from`);
      add(holder, keys, structuredClone(source), `${path}.path`);
      return;
    }
    case "test":
      if (!equal(find(holder.root, keys, `${path}.path`), given())) {
        throw new InvalidInput(`test failed: ${pointer}`, path, "patch the document that it was made for");
      }
      return;
    default:
      throw new InvalidInput("unknown operation", `${path}.op`, "give add, remove, replace, move, copy or test");
  }
}

function parse(pointer: unknown, path: string): string[] {
  if (typeof pointer !== "string" || (pointer !== "" && !pointer.startsWith("/")) || /~(?![01])/.test(pointer)) {
    throw new InvalidInput("not a JSON pointer", path, "give a path such as /channels/0/samples/1");
  }
  const keys = pointer.split("/").slice(1);
  return keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}

const missing = (keys: readonly string[], path: string) =>
  new InvalidInput(`no such place: /${keys.join("/")}`, path, "name a place that exists");

function indexOf(array: Json[], key: string): number {
  return /^(0|[1-9]\d*)$/.test(key) && Number(key) < array.length ? Number(key) : -1;
}

function find(root: Json, keys: readonly string[], path: string): Json {
  let here = root;
  keys.forEach((key, depth) => {
    let next: Json | undefined;
    if (Array.isArray(here)) next = here[indexOf(here, key)];
    else if (typeof here === "object" && here !== null && Object.hasOwn(here, key)) next = here[key];
    if (next === undefined) throw missing(keys.slice(0, depth + 1), path);
    here = next;
  });
  return here;
}

function add(holder: Holder, keys: readonly string[], value: Json, path: string): void {
  const last = keys.at(-1);
  if (last === undefined) {
    holder.root = value;
    return;
  }
  const parent = find(holder.root, keys.slice(0, -1), path);
  if (Array.isArray(parent)) {
    const index = last === "-" || last === String(parent.length) ? parent.length : indexOf(parent, last);
    if (index < 0) throw missing(keys, path);
    parent.splice(index, 0, value);
  } else if (typeof parent === "object" && parent !== null) {
    // Defined, not assigned: a key such as __proto__ is data like any other.
    Object.defineProperty(parent, last, { value, writable: true, enumerable: true, configurable: true });
  } else throw missing(keys, path);
}

function remove(holder: Holder, keys: readonly string[], path: string): Json {
  const value = find(holder.root, keys, path);
  const last = keys.at(-1);
  if (last === undefined) throw new InvalidInput("whole document removed", path, "name a place within it");
  const parent = find(holder.root, keys.slice(0, -1), path);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete (parent as { [key: string]: Json })[last];
  return value;
}

function equal(a: Json, b: Json): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  const [left, right] = [a as { [key: string]: Json }, b as { [key: string]: Json }];
  return keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]));
}
