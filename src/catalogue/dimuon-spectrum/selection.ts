import { type Cut, range } from "../../analysis/cut.js";
import { chargeProduct, harderPt, largestEta, pairPt, softerPt } from "./observables.js";

const origin = "assumption";
const source = "ours, loose: the sample was selected before by whoever published it";

/** What is asked of a pair. */
export const selection: readonly Cut[] = [
  range(
    chargeProduct,
    { max: -1 },
    {
      id: "charge-product",
      title: "charges",
      why: "A neutral particle decays to muons of opposite charge; −1 asks for them, 1 takes all pairs.",
      origin,
      source: "by the charge of what is sought",
      control: { low: -1, high: 1, step: 2 },
    },
  ),
  range(
    softerPt,
    { min: 1 },
    {
      id: "softer-pt",
      title: "softer muon pᵀ",
      why: "Soft muons are often pions or kaons that decayed in flight.",
      origin,
      source,
      control: { low: 0, high: 60, step: 0.5 },
    },
  ),
  range(
    harderPt,
    { min: 2 },
    {
      id: "harder-pt",
      title: "harder muon pᵀ",
      why: "What triggers fire on; heavy particles give at least one hard muon.",
      origin,
      source,
      control: { low: 0, high: 60, step: 0.5 },
    },
  ),
  range(
    largestEta,
    { max: 2.4 },
    {
      id: "muon-eta",
      title: "muon |η|",
      why: "Both muons within the muon chambers; in the barrel the mass is measured best.",
      origin,
      source: "acceptance of the CMS muon system",
      control: { low: 0.1, high: 2.5, step: 0.1 },
    },
  ),
  range(
    pairPt,
    { min: 0 },
    {
      id: "dimuon-pt",
      title: "dimuon pᵀ",
      why: "Pairs that recoil against a jet.",
      origin,
      source,
      control: { low: 0, high: 60, step: 0.5 },
    },
  ),
];
