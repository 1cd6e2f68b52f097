import type { RandomStream } from "../../numerics/random.js";
import { type Beams, toLaboratory } from "../beams.js";
import type { MaterialCylinder } from "../detector/configuration.js";
import type { EventBlock } from "../events.js";
import { convertPhotons } from "./conversion.js";
import { type Flight, fly } from "./flight.js";
import type { Generator } from "./generator.js";

/** Value of an option of a sample. */
export type OptionValue = number | string | boolean;

/** One option of a sample, as a reader of the command line sees it. */
export interface SampleOption {
  readonly title: string;
  /** Unit of a number, "" where it has none. */
  readonly unit: string;
  readonly default: OptionValue;
  /** The values that a text may take. */
  readonly choices?: readonly string[];
}

/** A reaction that anyone can generate by its name. */
export interface Sample {
  readonly title: string;
  readonly options: Readonly<Record<string, SampleOption>>;
  /** The generator for the given options, defaults for the rest. @throws RangeError for what `resolveOptions` refuses */
  make(given?: Readonly<Record<string, OptionValue>>): Generator;
  /** Decays with a flight, to be drawn in the laboratory with `fly`, first decay first. */
  flights(given?: Readonly<Record<string, OptionValue>>): readonly Flight[];
  /** Slots of photons of which one is made to convert in material; empty for most samples. */
  readonly conversions: readonly string[];
}

/**
 * A block of a sample as it comes to the detector: in the laboratory, with the vertices of its flights and conversions.
 * With conversions, weights are no longer equal.
 */
export function enterDetector(
  sample: Sample,
  given: Readonly<Record<string, OptionValue>>,
  block: EventBlock,
  beams: Beams,
  material: readonly MaterialCylinder[],
  stream: RandomStream,
): EventBlock {
  const flown = fly(toLaboratory(block, beams), sample.flights(given), stream);
  return sample.conversions.length > 0 ? convertPhotons(flown, sample.conversions, material, stream) : flown;
}

/**
 * All options of a sample, defaults where nothing is given.
 *
 * @throws RangeError for an option that is not there, a value of another type, a text that is no choice, a number that
 *   is not finite
 */
export function resolveOptions(
  options: Readonly<Record<string, SampleOption>>,
  given: Readonly<Record<string, OptionValue>>,
): Record<string, OptionValue> {
  const names = Object.keys(options);
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(options, name)) throw new RangeError(`option: ${name}, expected one of ${names.join(", ")}`);
  }
  return Object.fromEntries(
    names.map((name) => {
      const option = options[name];
      const value = Object.hasOwn(given, name) ? given[name] : option.default;
      if (typeof value !== typeof option.default || (typeof value === "number" && !Number.isFinite(value))) {
        throw new RangeError(`${name}: ${value}, expected a ${typeof option.default}`);
      }
      if (option.choices && !option.choices.includes(String(value))) {
        throw new RangeError(`${name}: ${value}, expected one of ${option.choices.join(", ")}`);
      }
      return [name, value];
    }),
  );
}

/** Options of a sample by the fields of its generator's options, each with the type of its field. */
export type SampleOptions<O> = { readonly [K in keyof O]-?: SampleOption & { readonly default: O[K] & OptionValue } };

/** Declares a sample. The options of the generator are exactly those told, so that none can be forgotten. */
export function sample<O extends object>(
  title: string,
  options: SampleOptions<O>,
  make: (options: O) => Generator,
  flights: (options: O) => readonly Flight[] = () => [],
  conversions: readonly string[] = [],
): Sample {
  const table = options as Readonly<Record<string, SampleOption>>;
  // The names and the types of the values were checked against `SampleOptions<O>`.
  const resolved = (given: Readonly<Record<string, OptionValue>>) => resolveOptions(table, given) as O;
  return {
    title,
    options: table,
    make: (given = {}) => make(resolved(given)),
    flights: (given = {}) => flights(resolved(given)),
    conversions,
  };
}
