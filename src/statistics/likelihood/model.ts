import { InvalidInput } from "../validation.js";
import { SMALLEST_MEAN } from "./bin-profile.js";
import { describeNormsys, NORMSYS_LENGTH } from "./interpolation.js";
import { type Parameter, type ParameterTable, parameterTable } from "./parameters.js";
import {
  type Interpolation,
  LINEAR_INTERPOLATION,
  type Measurement,
  type Sample,
  type Workspace,
} from "./specification.js";

/** Observed counts and auxiliary measurements: what a likelihood is a function for. */
export interface Data {
  /** Counts, one a bin, channel after channel; real for Asimov data. */
  readonly main: Float64Array;
  /** Auxiliary measurement of each parameter: centre or count; 0 where there is none. */
  readonly auxiliary: Float64Array;
}

/**
 * A binned likelihood, laid out for evaluation. A cell is one sample in one channel; its bins stand together in
 * `nominal` from `cellData`, and in the channels' common count of bins from `cellBin`. Lists that belong to a cell are
 * cut by `…Start` (one entry more than cells).
 */
export interface Model {
  readonly channels: readonly { readonly name: string; readonly start: number; readonly bins: number }[];
  readonly bins: number;
  readonly samples: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly sets: ParameterTable["sets"];
  /** Index of the parameter of interest; −1 where the measurement names none. */
  readonly poi: number;
  readonly interpolation: Interpolation;
  /** What the workspace observed. */
  readonly observed: Data;
  readonly cellBin: Int32Array;
  readonly cellLength: Int32Array;
  readonly cellData: Int32Array;
  /** Index into `samples`. */
  readonly cellSample: Int32Array;
  readonly nominal: Float64Array;
  /** Factors of whole cells: parameter, and place in the `normsys` table or −1 where it is the parameter itself. */
  readonly scaleStart: Int32Array;
  readonly scaleParameter: Int32Array;
  readonly scaleNormsys: Int32Array;
  readonly normsys: Float64Array;
  /** Shapes added to the templates: parameter, and place of hi − nominal and nominal − lo. */
  readonly shapeStart: Int32Array;
  readonly shapeParameter: Int32Array;
  readonly shapeData: Int32Array;
  readonly shapeUp: Float64Array;
  readonly shapeDown: Float64Array;
  /** Factors of single bins: place of the parameters' indices, one a bin. */
  readonly factorStart: Int32Array;
  readonly factorData: Int32Array;
  readonly factorParameter: Int32Array;
}

export interface ModelOptions {
  /** Name of the measurement; the first one where absent. */
  readonly measurement?: string;
  /** Default {@link LINEAR_INTERPOLATION}. */
  readonly interpolation?: Interpolation;
  /** Bounds of the parameter of interest, in place of the workspace's. */
  readonly poiBounds?: readonly [number, number];
  /** Prefix of the places that errors name, with its dot. */
  readonly path?: string;
}

/**
 * Compiles a workspace into a model.
 *
 * @throws InvalidInput where parameters do not fit together, the parameter of interest is missing, or events were
 * observed in a bin where every template is zero (the likelihood would vanish everywhere)
 */
export function compileModel(workspace: Workspace, options: ModelOptions = {}): Model {
  const path = options.path ?? "";
  const measurement = chooseMeasurement(workspace, options.measurement);
  const table = parameterTable(workspace, measurement, path);
  const { poi, parameters } = withPoi(table, measurement, options.poiBounds, path);
  const samples = [...new Set(workspace.channels.flatMap((channel) => channel.samples.map(({ name }) => name)))];
  const build = new Builder(table, samples);
  const channels: { name: string; start: number; bins: number }[] = [];
  let start = 0;
  workspace.channels.forEach((channel, c) => {
    const bins = channel.samples[0].data.length;
    channels.push({ name: channel.name, start, bins });
    for (const sample of channel.samples) build.cell(sample, c, start);
    start += bins;
  });
  const observations = new Map(workspace.observations.map(({ name, data }) => [name, data]));
  const main = Float64Array.from(channels.flatMap(({ name }) => [...observations.get(name)!]));
  const auxiliary = Float64Array.from(parameters, ({ constraint }) => constraint?.auxiliary ?? 0);
  const interpolation = options.interpolation ?? LINEAR_INTERPOLATION;
  const head = { channels, bins: start, samples, parameters, sets: table.sets, poi, interpolation };
  const model = { ...head, observed: { main, auxiliary }, ...build.columns() };
  refuseImpossible(model, path);
  return model;
}

function chooseMeasurement(workspace: Workspace, name: string | undefined): Measurement {
  if (name === undefined) return workspace.measurements[0];
  const found = workspace.measurements.find((measurement) => measurement.name === name);
  if (!found) {
    const names = workspace.measurements.map((measurement) => measurement.name).join(", ");
    throw new InvalidInput(`unknown measurement: ${name}`, "measurement", `give one of ${names}`);
  }
  return found;
}

function withPoi(
  { parameters, sets }: ParameterTable,
  measurement: Measurement,
  bounds: readonly [number, number] | undefined,
  prefix: string,
): { poi: number; parameters: readonly Parameter[] } {
  const name = measurement.config.poi;
  if (name === "") return { poi: -1, parameters };
  const set = sets.get(name);
  const path = `${prefix}measurements.${measurement.name}.config.poi`;
  if (set === undefined) throw new InvalidInput(`no modifier of this name: ${name}`, path, "name a normfactor");
  if (set.length !== 1 || parameters[set.start].constraint) {
    throw new InvalidInput(`not a free number: ${name}`, path, "name a normfactor");
  }
  if (!bounds) return { poi: set.start, parameters };
  const [lower, upper] = bounds;
  const inside = (value: number) => Math.min(Math.max(value, lower), upper);
  const changed = parameters.map((p, i) => (i === set.start ? { ...p, lower, upper, initial: inside(p.initial) } : p));
  return { poi: set.start, parameters: changed };
}

/** Collects the columns of a model cell by cell. */
class Builder {
  readonly #table: ParameterTable;
  readonly #samples: readonly string[];
  readonly #cellBin: number[] = [];
  readonly #cellLength: number[] = [];
  readonly #cellData: number[] = [];
  readonly #cellSample: number[] = [];
  readonly #nominal: number[] = [];
  readonly #scaleStart = [0];
  readonly #scaleParameter: number[] = [];
  readonly #scaleNormsys: number[] = [];
  readonly #normsys: [lo: number, hi: number][] = [];
  readonly #shapeStart = [0];
  readonly #shapeParameter: number[] = [];
  readonly #shapeData: number[] = [];
  readonly #shapeUp: number[] = [];
  readonly #shapeDown: number[] = [];
  readonly #factorStart = [0];
  readonly #factorData: number[] = [];
  readonly #factorParameter: number[] = [];

  constructor(table: ParameterTable, samples: readonly string[]) {
    this.#table = table;
    this.#samples = samples;
  }

  cell(sample: Sample, channel: number, bin: number): void {
    this.#cellBin.push(bin);
    this.#cellLength.push(sample.data.length);
    this.#cellData.push(this.#nominal.length);
    this.#cellSample.push(this.#samples.indexOf(sample.name));
    for (const value of sample.data) this.#nominal.push(value);
    for (const modifier of sample.modifiers) {
      const parameter = this.#table.find(modifier, channel);
      switch (modifier.type) {
        case "normfactor":
        case "lumi":
          this.#scaleParameter.push(parameter);
          this.#scaleNormsys.push(-1);
          break;
        case "normsys":
          this.#scaleParameter.push(parameter);
          this.#scaleNormsys.push(this.#normsys.length * NORMSYS_LENGTH);
          this.#normsys.push([modifier.data.lo, modifier.data.hi]);
          break;
        case "histosys":
          this.#shapeParameter.push(parameter);
          this.#shapeData.push(this.#shapeUp.length);
          sample.data.forEach((value, b) => {
            this.#shapeUp.push(modifier.data.hi_data[b] - value);
            this.#shapeDown.push(value - modifier.data.lo_data[b]);
          });
          break;
        case "shapesys":
        case "staterror":
        case "shapefactor":
          this.#factorData.push(this.#factorParameter.length);
          for (let b = 0; b < sample.data.length; b++) this.#factorParameter.push(parameter + b);
          break;
      }
    }
    this.#scaleStart.push(this.#scaleParameter.length);
    this.#shapeStart.push(this.#shapeParameter.length);
    this.#factorStart.push(this.#factorData.length);
  }

  columns() {
    const normsys = new Float64Array(this.#normsys.length * NORMSYS_LENGTH);
    this.#normsys.forEach(([lo, hi], k) => {
      describeNormsys(lo, hi, normsys, k * NORMSYS_LENGTH);
    });
    return {
      cellBin: Int32Array.from(this.#cellBin),
      cellLength: Int32Array.from(this.#cellLength),
      cellData: Int32Array.from(this.#cellData),
      cellSample: Int32Array.from(this.#cellSample),
      nominal: Float64Array.from(this.#nominal),
      scaleStart: Int32Array.from(this.#scaleStart),
      scaleParameter: Int32Array.from(this.#scaleParameter),
      scaleNormsys: Int32Array.from(this.#scaleNormsys),
      normsys,
      shapeStart: Int32Array.from(this.#shapeStart),
      shapeParameter: Int32Array.from(this.#shapeParameter),
      shapeData: Int32Array.from(this.#shapeData),
      shapeUp: Float64Array.from(this.#shapeUp),
      shapeDown: Float64Array.from(this.#shapeDown),
      factorStart: Int32Array.from(this.#factorStart),
      factorData: Int32Array.from(this.#factorData),
      factorParameter: Int32Array.from(this.#factorParameter),
    };
  }
}

function refuseImpossible(model: Model, path: string): void {
  const possible = new Uint8Array(model.bins);
  for (let c = 0; c < model.cellBin.length; c++) {
    for (let b = 0; b < model.cellLength[c]; b++) {
      if (Math.abs(model.nominal[model.cellData[c] + b]) >= SMALLEST_MEAN) possible[model.cellBin[c] + b] = 1;
      for (let e = model.shapeStart[c]; e < model.shapeStart[c + 1]; e++) {
        const at = model.shapeData[e] + b;
        const shift = Math.max(Math.abs(model.shapeUp[at]), Math.abs(model.shapeDown[at]));
        if (shift >= SMALLEST_MEAN) possible[model.cellBin[c] + b] = 1;
      }
    }
  }
  for (const { name, start, bins } of model.channels) {
    for (let b = 0; b < bins; b++) {
      if (model.observed.main[start + b] > 0 && !possible[start + b]) {
        const what = `${model.observed.main[start + b]} events where every template is zero`;
        throw new InvalidInput(what, `${path}observations.${name}.data[${b}]`, "merge the bin with a neighbour");
      }
    }
  }
}
