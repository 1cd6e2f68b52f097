import { type ArrayRule, Fields, InvalidInput, NON_NEGATIVE, POSITIVE } from "../validation.js";
import type {
  Channel,
  Measurement,
  Modifier,
  ModifierType,
  Observation,
  ParameterSettings,
  Sample,
  Workspace,
} from "./specification.js";

/** Beyond these the sums of a likelihood overflow or lose their meaning. */
const YIELD: ArrayRule = { min: -1e15, max: 1e15, minLength: 1 };
const COUNTS: ArrayRule = { min: 0, max: 1e15, minLength: 1 };
const UNCERTAINTIES: ArrayRule = { ...NON_NEGATIVE, minLength: 1 };

const MODIFIERS: readonly ModifierType[] = [
  "normfactor",
  "normsys",
  "histosys",
  "shapesys",
  "staterror",
  "lumi",
  "shapefactor",
];

/**
 * A pyhf workspace from parsed JSON. Checks types, ranges, lengths and names.
 *
 * @param path prefix of the places that errors name
 * @throws InvalidInput with the path of the first offending field, e.g. `channels[0].samples[1].data[2]`
 */
export function readWorkspace(json: unknown, path = ""): Workspace {
  const fields = new Fields(json, path);
  const version = fields.raw("version");
  if (version !== undefined && version !== "1.0.0") {
    throw new InvalidInput("unknown version", fields.pathOf("version"), 'give "1.0.0"');
  }
  const channels = fields.objects("channels", { minLength: 1 }).map(readChannel);
  unique(channels, fields.pathOf("channels"));
  const observations = fields.objects("observations", { minLength: 1 }).map(readObservation);
  unique(observations, fields.pathOf("observations"));
  channels.forEach((channel, i) => {
    const bins = channel.samples[0].data.length;
    const k = observations.findIndex(({ name }) => name === channel.name);
    if (k < 0) {
      const what = `channel without observation: ${channel.name}`;
      throw new InvalidInput(what, `${fields.pathOf("channels")}[${i}]`, "add it to observations");
    }
    checkLength(observations[k].data.length, bins, `${fields.pathOf("observations")}[${k}].data`);
  });
  const measurements = fields.objects("measurements", { minLength: 1 }).map(readMeasurement);
  unique(measurements, fields.pathOf("measurements"));
  return { channels, observations, measurements, version: "1.0.0" };
}

/** A field that must be a text. */
export function readText(fields: Fields, key: string): string {
  const value = fields.raw(key);
  if (typeof value !== "string") throw new InvalidInput("not a text", fields.pathOf(key), "give a string");
  return value;
}

function unique(named: readonly { readonly name: string }[], path: string): void {
  const seen = new Set<string>();
  named.forEach(({ name }, i) => {
    if (seen.has(name)) throw new InvalidInput(`name used twice: ${name}`, `${path}[${i}].name`, "rename one");
    seen.add(name);
  });
}

function checkLength(length: number, bins: number, path: string): void {
  if (length !== bins) throw new InvalidInput(`array of ${length}`, path, `give ${bins} numbers, one a bin`);
}

function readChannel(fields: Fields): Channel {
  const samples = fields.objects("samples", { minLength: 1 }).map(readSample);
  unique(samples, fields.pathOf("samples"));
  const bins = samples[0].data.length;
  samples.forEach((sample, i) => {
    checkLength(sample.data.length, bins, `${fields.pathOf("samples")}[${i}].data`);
  });
  return { name: readText(fields, "name"), samples };
}

function readSample(fields: Fields): Sample {
  const data = fields.numbers("data", YIELD);
  const modifiers = fields.objects("modifiers").map((modifier) => readModifier(modifier, data.length));
  const seen = new Set<string>();
  modifiers.forEach(({ name, type }, i) => {
    const path = `${fields.pathOf("modifiers")}[${i}]`;
    const key = `${type} ${name}`;
    if (seen.has(key)) throw new InvalidInput(`modifier given twice: ${key}`, path, "leave one out");
    seen.add(key);
  });
  return { name: readText(fields, "name"), data, modifiers };
}

function readModifier(fields: Fields, bins: number): Modifier {
  const name = readText(fields, "name");
  const type = fields.choice("type", MODIFIERS);
  const arrayOfBins = (owner: Fields, key: string, rule: ArrayRule) => {
    const values = owner.numbers(key, rule);
    checkLength(values.length, bins, owner.pathOf(key));
    return values;
  };
  switch (type) {
    case "normfactor":
    case "lumi":
    case "shapefactor":
      if (fields.has("data")) throw new InvalidInput("data given", fields.pathOf("data"), "give null");
      return { name, type, data: null };
    case "shapesys":
    case "staterror":
      return { name, type, data: arrayOfBins(fields, "data", UNCERTAINTIES) };
    case "normsys": {
      const data = fields.object("data");
      return { name, type, data: { lo: data.number("lo", POSITIVE), hi: data.number("hi", POSITIVE) } };
    }
    case "histosys": {
      const data = fields.object("data");
      const lo_data = arrayOfBins(data, "lo_data", YIELD);
      return { name, type, data: { lo_data, hi_data: arrayOfBins(data, "hi_data", YIELD) } };
    }
  }
}

function readObservation(fields: Fields): Observation {
  return { name: readText(fields, "name"), data: fields.numbers("data", COUNTS) };
}

function readMeasurement(fields: Fields): Measurement {
  const config = fields.object("config");
  const parameters = config.has("parameters") ? config.objects("parameters").map(readSettings) : [];
  unique(parameters, config.pathOf("parameters"));
  return { name: readText(fields, "name"), config: { poi: readText(config, "poi"), parameters } };
}

function readSettings(fields: Fields): ParameterSettings {
  const optional = (key: string, rule: ArrayRule) =>
    fields.has(key) ? { [key]: fields.numbers(key, { minLength: 1, ...rule }) } : {};
  return {
    name: readText(fields, "name"),
    ...optional("inits", YIELD),
    ...(fields.has("bounds") ? { bounds: readBounds(fields) } : {}),
    ...optional("auxdata", YIELD),
    ...optional("factors", POSITIVE),
    ...optional("sigmas", POSITIVE),
    ...(fields.has("fixed") ? { fixed: fields.boolean("fixed", false) } : {}),
  };
}

function readBounds(fields: Fields): [number, number][] {
  const path = fields.pathOf("bounds");
  const raw = fields.raw("bounds");
  if (!Array.isArray(raw) || raw.length === 0) throw new InvalidInput("no bounds", path, "give [[lower, upper]]");
  return raw.map((pair, i) => {
    const [lower, upper] = new Fields({ pair }, `${path}[${i}]`).numbers("pair", {
      ...YIELD,
      minLength: 2,
      maxLength: 2,
    });
    if (!(lower <= upper)) throw new InvalidInput("bounds out of order", `${path}[${i}]`, "give [lower, upper]");
    return [lower, upper];
  });
}
