import type { ValueColumns } from "../../analysis/events.js";
import { ImpossibleValue, type InputQuantity } from "../../analysis/inputs.js";
import { MASS } from "../../physics/constants.js";

/** Ways to tell the four-momentum of a muon, the most direct first; without E it has the mass of a muon. */
const MOMENTA = [
  ["px", "py", "pz"],
  ["pt", "eta", "phi"],
  ["p", "theta", "phi"],
  ["p", "cosTheta", "phi"],
] as const;

/** E may be less than |p| by this relative amount: files are rounded to six digits, and to single precision. */
const ROUNDING = 1e-4;

const about: readonly (readonly [id: string, unit: string, about: string])[] = [
  ["E", "GeV", "energy"],
  ["px", "GeV", "momentum along x"],
  ["py", "GeV", "momentum along y"],
  ["pz", "GeV", "momentum along z"],
  ["p", "GeV", "momentum"],
  ["pt", "GeV", "momentum transverse to z"],
  ["eta", "", "pseudorapidity"],
  ["theta", "rad", "polar angle to z"],
  ["cosTheta", "", "cosine of the polar angle"],
  ["phi", "rad", "azimuth"],
  ["Q", "", "charge, +1 or −1"],
];

/** Columns that tell of a pair of muons in the laboratory: E1 … Q1, E2 … Q2, and M, the mass as the file has it. */
export const muonPairQuantities: readonly InputQuantity[] = [
  ...[1, 2].flatMap((muon) => about.map(([id, unit, text]) => ({ id: `${id}${muon}`, unit, about: text }))),
  { id: "M", unit: "GeV", about: "mass of the pair as the file has it: compared with the computed one, not used" },
];

/** How to tell the momenta, in words. */
export const MOMENTA_IN_WORDS =
  "the momenta of both muons: px1 py1 pz1, pt1 eta1 phi1, p1 theta1 phi1 or p1 cosTheta1 phi1, with E1 or without, and the same for 2";

/** Four-momenta of one muon of every row, GeV. */
export interface MuonColumns {
  readonly e: Float64Array;
  readonly px: Float64Array;
  readonly py: Float64Array;
  readonly pz: Float64Array;
}

/**
 * Four-momenta of muon 1 or 2; undefined where the columns do not tell them.
 * @param most largest energy that the accelerator allows, GeV
 * @throws ImpossibleValue
 */
export function muonMomenta({ length, values }: ValueColumns, muon: 1 | 2, most: number): MuonColumns | undefined {
  const has = (id: string) => values[`${id}${muon}`];
  const way = MOMENTA.find((ids) => ids.every(has));
  if (!way) return undefined;
  const [a, b, c] = way.map((id) => values[`${id}${muon}`]);
  const energy = has("E");
  const columns = { e: new Float64Array(length), px: a, py: b, pz: c };
  if (way[0] !== "px") {
    columns.px = new Float64Array(length);
    columns.py = new Float64Array(length);
    columns.pz = new Float64Array(length);
  }
  const mass2 = MASS.muon ** 2;
  for (let i = 0; i < length; i++) {
    if (way[0] !== "px") {
      if (a[i] < 0) throw new ImpossibleValue(`${way[0]}${muon}`, i, a[i], "a momentum is not negative");
      const [transverse, along] = polar(way[1], muon, i, a[i], b[i]);
      columns.px[i] = transverse * Math.cos(c[i]);
      columns.py[i] = transverse * Math.sin(c[i]);
      columns.pz[i] = along;
    }
    const p2 = columns.px[i] ** 2 + columns.py[i] ** 2 + columns.pz[i] ** 2;
    columns.e[i] = energy ? energy[i] : Math.sqrt(p2 + mass2);
    check(`E${muon}`, i, columns.e[i], Math.sqrt(p2), most);
  }
  return columns;
}

/** Transverse and longitudinal momentum from the first column and an angle. */
function polar(kind: string, muon: number, row: number, first: number, angle: number): [number, number] {
  if (kind === "eta") return [first, first * Math.sinh(angle)];
  const cosine = kind === "theta" ? Math.cos(angle) : angle;
  if (Math.abs(cosine) > 1) throw new ImpossibleValue(`${kind}${muon}`, row, cosine, "a cosine lies between −1 and 1");
  return [first * Math.sqrt(1 - cosine * cosine), first * cosine];
}

function check(id: string, row: number, energy: number, momentum: number, most: number): void {
  if (energy < 0) throw new ImpossibleValue(id, row, energy, "an energy is not negative");
  if (energy < momentum * (1 - ROUNDING))
    throw new ImpossibleValue(id, row, energy, `less than the momentum ${momentum.toPrecision(6)} GeV`);
  if (energy > most)
    throw new ImpossibleValue(id, row, energy, `more than the ${most} GeV of the beams; are the units GeV?`);
}

/**
 * Product of the charges of every row; undefined where they are not given.
 * @throws ImpossibleValue if a charge is neither +1 nor −1
 */
export function chargeProducts({ length, values }: ValueColumns): Float64Array | undefined {
  const { Q1, Q2 } = values;
  if (!Q1 || !Q2) return undefined;
  for (const [id, charges] of Object.entries({ Q1, Q2 })) {
    const row = charges.findIndex((charge) => Math.abs(charge) !== 1);
    if (row >= 0) throw new ImpossibleValue(id, row, charges[row], "the charge of a muon is +1 or −1");
  }
  return Float64Array.from({ length }, (_, i) => Q1[i] * Q2[i]);
}

/** Masses of the pairs, GeV. */
export function pairMasses(first: MuonColumns, second: MuonColumns): Float64Array {
  return first.e.map((e, i) => {
    const squared =
      (e + second.e[i]) ** 2 -
      (first.px[i] + second.px[i]) ** 2 -
      (first.py[i] + second.py[i]) ** 2 -
      (first.pz[i] + second.pz[i]) ** 2;
    return Math.sqrt(Math.max(0, squared));
  });
}

/** Relative difference between two masses of one pair from which on it is told. */
const DISAGREEMENT = 1e-3;

/** How many rows have a mass of their own that the computed one contradicts. */
export function disagreements({ values: { M } }: ValueColumns, masses: Float64Array): Record<string, number> {
  if (!M) return {};
  const count = masses.reduce((sum, mass, i) => sum + (Math.abs(mass - M[i]) > DISAGREEMENT * M[i] ? 1 : 0), 0);
  return {
    [`rows whose own mass M differs by more than ${100 * DISAGREEMENT} % from the computed one, which is used`]: count,
  };
}
