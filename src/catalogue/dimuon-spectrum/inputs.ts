import type { ValueColumns } from "../../analysis/events.js";
import type { DerivedColumns, SampleInputs } from "../../analysis/inputs.js";
import {
  chargeProducts,
  disagreements,
  MOMENTA_IN_WORDS,
  muonMomenta,
  muonPairQuantities,
  pairMasses,
} from "../pairs/muon-pair.js";
import { chargeProduct, dimuonMass, harderPt, largestEta, pairPt, softerPt } from "./observables.js";

/** Energy of a beam of the LHC by design, GeV: no muon of any collider has more. */
const MOST_ENERGY = 7000;

function derive(given: ValueColumns): DerivedColumns {
  const values: Record<string, Float64Array> = {};
  const notices: Record<string, number> = {};
  const charges = chargeProducts(given);
  if (charges) {
    values[chargeProduct.id] = charges;
    notices["pairs of the same sign, which the nominal cut on charges drops"] = charges.filter((one) => one > 0).length;
  }
  const first = muonMomenta(given, 1, MOST_ENERGY);
  const second = muonMomenta(given, 2, MOST_ENERGY);
  if (!first || !second) return { length: given.length, values, notices };
  const masses = pairMasses(first, second);
  const each = (value: (i: number) => number) => Float64Array.from({ length: given.length }, (_, i) => value(i));
  const pt = ({ px, py }: typeof first, i: number) => Math.hypot(px[i], py[i]);
  const eta = (muon: typeof first, i: number) => Math.abs(Math.asinh(muon.pz[i] / pt(muon, i)));
  Object.assign(values, {
    [dimuonMass.id]: masses,
    [softerPt.id]: each((i) => Math.min(pt(first, i), pt(second, i))),
    [harderPt.id]: each((i) => Math.max(pt(first, i), pt(second, i))),
    [largestEta.id]: each((i) => Math.max(eta(first, i), eta(second, i))),
    [pairPt.id]: each((i) => Math.hypot(first.px[i] + second.px[i], first.py[i] + second.py[i])),
  });
  return { length: given.length, values, notices: { ...notices, ...disagreements(given, masses) } };
}

/** Rows of pairs of muons, from momenta in the laboratory and charges. */
export const inputs: SampleInputs = {
  quantities: muonPairQuantities,
  about: `${MOMENTA_IN_WORDS}; Q1 and Q2`,
  derive,
};
