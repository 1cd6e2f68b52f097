import { type Cut, range } from "../../analysis/cut.js";
import {
  dimuonPt,
  extraEnergy,
  largestMuonAngle,
  openingAzimuth,
  photonRecoilAngle,
  recoilMassSquared,
  recoilPolarAngle,
  recoilPtHarder,
  recoilPtSofter,
  smallestMuonAngle,
} from "./observables.js";

const PRL = "PRL 124, 141801";

/** No τ suppression was found above this recoil mass. */
const TAU_SUPPRESSION_BELOW = { observable: recoilMassSquared, max: 7 ** 2 };

/** The selection of PRL 124, 141801, after the preselection of the simulation, in the order of the paper. */
export const selection: readonly Cut[] = [
  range(
    smallestMuonAngle,
    { min: 37, max: 120, highest: largestMuonAngle },
    {
      id: "muon-polar-angle",
      title: "muon polar angle",
      why: "Both muons in the barrel of the calorimeter, where the trigger efficiency was measured.",
      origin: "published",
      source: PRL,
      control: { low: 17, high: 150, step: 1 },
    },
  ),
  range(
    openingAzimuth,
    { min: 90 },
    {
      id: "azimuthal-opening",
      title: "azimuthal opening angle",
      why: "The two-track trigger fires only for tracks that lie this far apart around the beam.",
      origin: "published",
      source: PRL,
      control: { low: 90, high: 180, step: 1 },
    },
  ),
  range(
    recoilPolarAngle,
    { min: 32, max: 125, when: { observable: recoilMassSquared, max: 3 ** 2 } },
    {
      id: "recoil-polar-angle",
      title: "recoil polar angle",
      why: "Below 3 GeV the recoil must point into the barrel calorimeter, so that a photon there would have been seen.",
      origin: "published",
      source: PRL,
      control: { low: 12, high: 155, step: 1 },
    },
  ),
  range(
    photonRecoilAngle,
    { min: 15 },
    {
      id: "photon-recoil-angle",
      title: "photon near the recoil",
      why: "A photon within this angle of the recoil, in the centre of mass, explains the recoil: not invisible.",
      origin: "published",
      source: PRL,
      control: { low: 5, high: 90, step: 1 },
    },
  ),
  range(
    extraEnergy,
    { max: 0.4 },
    {
      id: "extra-photon-energy",
      title: "extra photon energy",
      why: "Nothing but the two muons may be seen: radiation and neutral pions from τ decays are removed.",
      origin: "published",
      source: PRL,
      control: { low: 0, high: 2, step: 0.05 },
    },
  ),
  range(
    dimuonPt,
    { min: 1.5, when: TAU_SUPPRESSION_BELOW },
    {
      id: "dimuon-pt",
      title: "dimuon pᵀ",
      why: "A Z′ carries transverse momentum away; radiation along the beams and two-photon events carry little.",
      origin: "published",
      source: `${PRL}, typical value; the paper optimises it in every window`,
      control: { low: 0.5, high: 4, step: 0.05 },
    },
  ),
  {
    kind: "line",
    id: "tau-suppression",
    title: "τ suppression line",
    why: "In τ pairs the missing momentum follows both muons; a Z′ radiated off one muon stays away from the other.",
    origin: "assumption",
    source:
      "a line is published, its place is not; ours has the best mean Punzi figure of merit, 1 to 6.5 GeV, of a grid of lines on events of another seed",
    x: recoilPtSofter,
    y: recoilPtHarder,
    when: TAU_SUPPRESSION_BELOW,
    parameters: [
      { id: "intercept", nominal: 2, unit: "GeV/c", low: -4, high: 4, step: 0.05 },
      { id: "slope", nominal: -0.5, unit: "", low: -2, high: 3, step: 0.05 },
    ],
  },
];
