import type { Model } from "./model.js";

/**
 * Parameters that act in one bin alone, of shapesys, staterror or shapefactor. The likelihood is profiled over them in
 * closed form bin by bin, so that a fit moves the others only.
 *
 * In one bin each cell has at most one local parameter; where two meet on a cell, the later one is left to the fit.
 */
export interface Locals {
  readonly count: number;
  /** Index of the parameter, by local. */
  readonly parameter: Int32Array;
  /** Locals of each bin: from `binStart[b]` to `binStart[b + 1]`. */
  readonly binStart: Int32Array;
  /** Local that multiplies each number of `model.nominal`; −1 where none does. */
  readonly ofData: Int32Array;
  /** Place of the factor list (index into `model.factorData`) it comes from, for each number of `model.nominal`. */
  readonly factorOfData: Int32Array;
}

/** No parameter is local: everything is left to the fit. */
export function noLocals(model: Model): Locals {
  const none = new Int32Array(0);
  const absent = new Int32Array(model.nominal.length).fill(-1);
  const binStart = new Int32Array(model.bins + 1);
  return { count: 0, parameter: none, binStart, ofData: absent, factorOfData: absent };
}

/** Finds the local parameters of a model. */
export function findLocals(model: Model): Locals {
  const uses = usesOfFactors(model);
  const chosen = new Map<number, number>();
  const taken = new Int32Array(model.nominal.length).fill(-1);
  const perBin: number[][] = Array.from({ length: model.bins }, () => []);
  uses.forEach((places, parameter) => {
    if (places.length === 0 || model.parameters[parameter].fixed) return;
    const bin = places[0].bin;
    const alone = places.every((place) => place.bin === bin) && places.every(({ data }) => taken[data] < 0);
    const twice = new Set(places.map(({ data }) => data)).size < places.length;
    if (!alone || twice) return;
    // A factor without constraint takes up whatever its bin lacks: beside another local the two would be degenerate.
    const unconstrained = model.parameters[parameter].constraint === undefined;
    if (perBin[bin].some((other) => unconstrained || model.parameters[other].constraint === undefined)) return;
    perBin[bin].push(parameter);
    for (const { data } of places) taken[data] = parameter;
  });
  const parameter = Int32Array.from(perBin.flat());
  parameter.forEach((index, local) => {
    chosen.set(index, local);
  });
  const binStart = new Int32Array(model.bins + 1);
  for (let b = 0; b < model.bins; b++) binStart[b + 1] = binStart[b] + perBin[b].length;
  const ofData = taken.map((index) => (index < 0 ? -1 : chosen.get(index)!));
  const factorOfData = new Int32Array(model.nominal.length).fill(-1);
  uses.forEach((places, index) => {
    if (chosen.has(index)) for (const { data, factor } of places) factorOfData[data] = factor;
  });
  return { count: parameter.length, parameter, binStart, ofData, factorOfData };
}

interface Place {
  readonly bin: number;
  readonly data: number;
  readonly factor: number;
}

/** Where each parameter multiplies a single bin of a cell. */
function usesOfFactors(model: Model): Place[][] {
  const uses: Place[][] = model.parameters.map(() => []);
  for (let c = 0; c < model.cellBin.length; c++) {
    for (let factor = model.factorStart[c]; factor < model.factorStart[c + 1]; factor++) {
      for (let b = 0; b < model.cellLength[c]; b++) {
        const parameter = model.factorParameter[model.factorData[factor] + b];
        uses[parameter].push({ bin: model.cellBin[c] + b, data: model.cellData[c] + b, factor });
      }
    }
  }
  return uses;
}
