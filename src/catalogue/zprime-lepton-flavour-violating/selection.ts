import { type Cut, onObservables, range } from "../../analysis/cut.js";
import { pairObservables as muons, type PairObservables } from "../zprime-invisible/observables.js";
import { selection as muonSelection } from "../zprime-invisible/selection.js";
import { electrons, pairObservables } from "./observables.js";

/** What a cut is called and for where the μμ channel speaks of muons. */
const words: Readonly<Record<string, Partial<Pick<Cut, "title" | "why">>>> = {
  "muon-polar-angle": {
    title: "lepton polar angle",
    why: "Both leptons in the barrel of the calorimeter, where the trigger efficiency was measured.",
  },
  "azimuthal-opening": { why: "The same as for two muons, whose trigger asks for it." },
  "extra-photon-energy": {
    why: "Nothing but the two leptons may be seen: radiation and neutral pions from τ decays are removed.",
  },
  "dimuon-pt": { title: "pair pᵀ" },
  "tau-suppression": {
    why: "In τ pairs the missing momentum follows both leptons; a Z′ radiated off one lepton stays away from the other. The values are those of the μμ channel, as in the paper.",
  },
};

const roles = Object.keys(muons) as (keyof PairObservables)[];

/** The same cuts as in the μμ channel on the pair of an electron and a muon, and what makes it one. */
export const selection: readonly Cut[] = [
  range(
    electrons,
    { max: 1 },
    {
      id: "electrons",
      title: "one electron, one muon",
      why: "The search asks for one of each. With two, pairs of electrons are let in: the control sample of radiative Bhabha scattering.",
      origin: "published",
      source: "PRL 124, 141801",
      control: { low: 1, high: 2, step: 1 },
    },
  ),
  ...muonSelection.map((cut) => ({
    ...onObservables(cut, (one) => pairObservables[roles.find((role) => muons[role].id === one.id) ?? raise(one.id)]),
    ...words[cut.id],
  })),
];

function raise(id: string): never {
  throw new Error(`no observable of the eμ channel: ${id}`);
}
