import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { BELLE, BELLE_II } from "../../physics/beams.js";
import { BELLE_DETECTOR } from "../../physics/detector/belle.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import type { Generator } from "../../physics/generators/generator.js";
import { SAMPLES } from "../../physics/generators/registry.js";
import type { OptionValue, Sample } from "../../physics/generators/sample.js";
import type { SampleRequest } from "../sample-events.js";
import { writeSample } from "../write-sample.js";
import { optionFlag, optionValue } from "./sample-options.js";
import { WrongCall } from "./wrong-call.js";

const EXPERIMENTS = {
  belle2: { beams: BELLE_II, detector: BELLE_II_DETECTOR },
  belle: { beams: BELLE, detector: BELLE_DETECTOR },
} as const;

const FRAMES = ["centre-of-mass", "laboratory"] as const;

/** Most events of one sample: their numbers are 32-bit integers. */
const MOST_EVENTS = 1e9;

/** Options of every sample, besides those of its generator. */
const COMMON = {
  events: { type: "string", default: "10000" },
  seed: { type: "string", default: "1" },
  shard: { type: "string", default: "0/1" },
  out: { type: "string" },
  frame: { type: "string", default: "laboratory" },
  detector: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

const COMMON_TEXT = `  --events N          events of all shards together (10000)
  --seed S            whole number that names the random streams (1)
  --shard i/n         this part of n; i from 0, or from 1 to n: 0 and n are the same (0/1)
  --out FILE.parquet  file to write
  --frame F           laboratory (unless told) or centre-of-mass, e⁻ along +z
  --detector D        belle2 or belle: their beams, and what the detector measures, in columns of its own
`;

/** `darkroom simulate <sample>`: events of a generator as a Parquet file. */
export async function simulateSample(args: readonly string[]): Promise<void> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help") {
    if (name === undefined) throw new WrongCall(`no sample named: one of ${Object.keys(SAMPLES).join(", ")}`);
    process.stdout.write(samplesText());
    return;
  }
  if (!Object.hasOwn(SAMPLES, name))
    throw new WrongCall(`unknown sample: ${name}; one of ${Object.keys(SAMPLES).join(", ")}`);
  const sample = SAMPLES[name];
  const own = Object.fromEntries(
    Object.keys(sample.options).map((option) => [optionFlag(option).slice(2), { type: "string" as const }]),
  );
  const { values } = parseArgs({ args: rest, options: { ...own, ...COMMON } });
  if (values.help) {
    process.stdout.write(optionsText(name, sample));
    return;
  }
  const { out } = values;
  if (!out) throw new WrongCall("no file named: --out FILE.parquet");
  if (!existsSync(dirname(out))) throw new WrongCall(`no such folder: ${dirname(out)}, in --out; make it first`);
  const given = givenOptions(sample, values);
  const generator = makeGenerator(sample, given);
  const [shard, shards] = shardOf(values.shard);
  const experiment = oneOf("detector", values.detector ?? "belle2", Object.keys(EXPERIMENTS) as ["belle2", "belle"]);
  const request: SampleRequest = {
    name,
    sample,
    options: given,
    seed: wholeNumber("seed", values.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    events: wholeNumber("events", values.events, 1, MOST_EVENTS),
    shard,
    shards,
    beams: EXPERIMENTS[experiment].beams,
    detector: EXPERIMENTS[experiment].detector,
    frame: oneOf("frame", values.frame, FRAMES),
    detected: values.detector !== undefined,
  };
  await writeSample(out, request, generator);
}

/** Options of the generator that were given, as numbers, texts and truth values. */
function givenOptions(
  sample: Sample,
  values: Readonly<Record<string, string | boolean | undefined>>,
): Record<string, OptionValue> {
  const given: Record<string, OptionValue> = {};
  for (const [name, option] of Object.entries(sample.options)) {
    const text = values[optionFlag(name).slice(2)];
    if (typeof text === "string") given[name] = optionValue(name, option, text);
  }
  return given;
}

/** The generator; what the physics refuses, such as a mass above threshold, is a wrong call. */
function makeGenerator(sample: Sample, given: Readonly<Record<string, OptionValue>>): Generator {
  try {
    return sample.make(given);
  } catch (error) {
    if (error instanceof RangeError) throw new WrongCall(error.message);
    throw error;
  }
}

function shardOf(text: string): [number, number] {
  const found = /^(\d+)\/(\d+)$/.exec(text);
  const [shard, shards] = found ? [Number(found[1]), Number(found[2])] : [0, 0];
  if (shards < 1 || shard > shards || !Number.isSafeInteger(shards))
    throw new WrongCall(`not a shard: ${text}; write --shard i/n, i from 0 or from 1`);
  return [shard % shards, shards];
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < least || value > most)
    throw new WrongCall(`not a number of --${name}: ${text}; give a whole number from ${least} to ${most}`);
  return value;
}

function oneOf<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (!found) throw new WrongCall(`unknown ${name}: ${text}; one of ${choices.join(", ")}`);
  return found;
}

function samplesText(): string {
  const width = Math.max(...Object.keys(SAMPLES).map((name) => name.length));
  const lines = Object.entries(SAMPLES).map(([name, { title }]) => `${name.padEnd(width)}  ${title}\n`);
  return `${lines.join("")}npx darkroom simulate <sample> --help tells the options of one\n`;
}

function optionsText(name: string, { title, options }: Sample): string {
  const rows = Object.entries(options).map(([option, { title: what, unit, default: value, choices }]) => {
    const told = [`${value}${unit && ` ${unit}`}`, ...(choices ?? []).filter((choice) => choice !== value)].join(
      ", or ",
    );
    return `  ${optionFlag(option).padEnd(26)} ${what} (${told})\n`;
  });
  return `${name}: ${title}\n${COMMON_TEXT}of this sample:\n${rows.join("")}`;
}
