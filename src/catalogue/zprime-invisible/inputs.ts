import type { ValueColumns } from "../../analysis/events.js";
import type { DerivedColumns, SampleInputs } from "../../analysis/inputs.js";
import { BELLE_II } from "../../physics/beams.js";
import {
  angleBetween,
  azimuthalSeparation,
  momentumOf,
  polarAngle,
  recoilMassSquaredOf,
  transverseMomentum,
} from "../../physics/kinematics.js";
import { transform } from "../../physics/transformations.js";
import {
  chargeProducts,
  disagreements,
  MOMENTA_IN_WORDS,
  type MuonColumns,
  muonMomenta,
  muonPairQuantities,
  pairMasses,
} from "../pairs/muon-pair.js";
import {
  dimuonMass,
  dimuonPt,
  largestMuonAngle,
  openingAzimuth,
  recoilMassSquared,
  recoilPolarAngle,
  recoilPtHarder,
  recoilPtSofter,
  smallestMuonAngle,
} from "./observables.js";

/** No muon has more energy than both beams bring, GeV; a little above for resolution. */
const MOST_ENERGY = 12;

const DEGREES = 180 / Math.PI;

function vectorAt({ e, px, py, pz }: MuonColumns, i: number) {
  return { e: e[i], px: px[i], py: py[i], pz: pz[i] };
}

/** Observables of one pair, in the order of `derived` below. */
function observe(first: ReturnType<typeof vectorAt>, second: ReturnType<typeof vectorAt>): number[] {
  const beam = BELLE_II.momentum;
  const pair = {
    e: first.e + second.e,
    px: first.px + second.px,
    py: first.py + second.py,
    pz: first.pz + second.pz,
  };
  const [a, b] = [first, second].map((muon) => transform(BELLE_II.centreOfMassMatrix, muon));
  const [harder, softer] = momentumOf(a.px, a.py, a.pz) > momentumOf(b.px, b.py, b.pz) ? [a, b] : [b, a];
  // In the centre of mass the recoil is minus the pair: the same transverse momentum to any line.
  const sum = { px: a.px + b.px, py: a.py + b.py, pz: a.pz + b.pz };
  const size = momentumOf(sum.px, sum.py, sum.pz);
  const across = (muon: typeof a) => size * Math.sin(angleBetween(sum.px, sum.py, sum.pz, muon.px, muon.py, muon.pz));
  const angles = [first, second].map((muon) => DEGREES * polarAngle(muon.px, muon.py, muon.pz));
  return [
    recoilMassSquaredOf(beam, pair.e, pair.px, pair.py, pair.pz),
    DEGREES * polarAngle(beam.px - pair.px, beam.py - pair.py, beam.pz - pair.pz),
    transverseMomentum(sum.px, sum.py),
    Math.min(...angles),
    Math.max(...angles),
    across(harder),
    across(softer),
    DEGREES * azimuthalSeparation(first.px, first.py, second.px, second.py),
  ];
}

const derived = [
  recoilMassSquared,
  recoilPolarAngle,
  dimuonPt,
  smallestMuonAngle,
  largestMuonAngle,
  recoilPtHarder,
  recoilPtSofter,
  openingAzimuth,
];

function derive(given: ValueColumns): DerivedColumns {
  const { length } = given;
  const charges = chargeProducts(given);
  const keep = charges && Uint8Array.from(charges, (product) => (product < 0 ? 1 : 0));
  const notices: Record<string, number> = keep
    ? { "pairs of the same sign, left out": length - keep.reduce((sum, one) => sum + one, 0) }
    : {};
  const first = muonMomenta(given, 1, MOST_ENERGY);
  const second = muonMomenta(given, 2, MOST_ENERGY);
  const selected = keep ? { keep } : {};
  if (!first || !second) return { length, values: {}, notices, ...selected };
  const masses = pairMasses(first, second);
  const columns = derived.map(() => new Float64Array(length));
  for (let i = 0; i < length; i++) {
    const found = observe(vectorAt(first, i), vectorAt(second, i));
    for (let k = 0; k < columns.length; k++) columns[k][i] = found[k];
  }
  return {
    length,
    values: { ...Object.fromEntries(derived.map(({ id }, k) => [id, columns[k]])), [dimuonMass.id]: masses },
    notices: { ...notices, ...disagreements(given, masses) },
    ...selected,
  };
}

/**
 * Rows of pairs of muons in the laboratory of Belle II: everything but what photons do follows from the two momenta.
 * Photons must be given: `extra_photon_energy` and `photon_recoil_angle`.
 */
export const inputs: SampleInputs = {
  quantities: muonPairQuantities,
  about: `${MOMENTA_IN_WORDS}; extra_photon_energy and photon_recoil_angle are never computed`,
  derive,
};
