import type { PeakVariable } from "../../analysis/measurement.js";
import { BELLE_II } from "../../physics/beams.js";
import { atSevenDigits } from "../seven-digits.js";
import { diphotonMassesSquared, recoilMassesSquared } from "./observables.js";

/** Published: lightest and heaviest mass, where the variable changes (GeV), and how many fits there are on either side. */
const LIGHTEST = 0.2;
const TRANSITION = 6.85;
const HEAVIEST = 9.7;
const COUNT = { diphoton: 378, recoil: 124 } as const;

const { sqrtS } = BELLE_II;
const s = sqrtS * sqrtS;

/** Energy of the photon that recoils against a mass, centre of mass, GeV. */
export const recoilEnergy = (mass: number) => (s - mass * mass) / (2 * sqrtS);

/**
 * Masses in steps of half a width of a constant relative width of M²γγ, and of the energy of the recoil photon. Counts
 * and ends are published; the constant widths are what they imply, 3.74 % of M² and 2.08 % of the energy. Constructed.
 */
const diphotonMasses = Array.from({ length: COUNT.diphoton }, (_, i) =>
  atSevenDigits(LIGHTEST * (TRANSITION / LIGHTEST) ** (i / COUNT.diphoton)),
);
const recoilMasses = Array.from({ length: COUNT.recoil }, (_, i) => {
  const [first, last] = [TRANSITION, HEAVIEST].map(recoilEnergy);
  return atSevenDigits(Math.sqrt(s - 2 * sqrtS * first * (last / first) ** (i / COUNT.recoil)));
});

/** Both variables, with ranges and orders as published. */
export const variables: readonly [PeakVariable, PeakVariable] = [
  {
    id: "diphoton",
    symbol: "M²γγ",
    observables: diphotonMassesSquared,
    masses: diphotonMasses,
    scale: (mass) => mass * mass,
    tail: "low",
    below: 20,
    above: 30,
    clip: [0, 111],
    order: (mass) => (mass <= 0.5 ? 2 : 4),
  },
  {
    id: "recoil",
    symbol: "M²rec",
    observables: recoilMassesSquared,
    masses: recoilMasses,
    scale: (mass) => 2 * sqrtS * recoilEnergy(mass),
    tail: "high",
    below: 25,
    above: 25,
    clip: [-20, 100.5],
    order: () => 5,
  },
];
