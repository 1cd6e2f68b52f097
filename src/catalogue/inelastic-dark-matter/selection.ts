import { anyOf, type Cut, range } from "../../analysis/cut.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import { JHEP, STUDY } from "./model.js";
import {
  clusterTrigger,
  extraEnergy,
  kaonDistance,
  leptonMomentum,
  openingAngle,
  pairMass,
  pairMomentum,
  photonEnergy,
  photonLaboratoryEnergy,
  pointingAngle,
  radius,
  threeClusterTrigger,
  vertexTrigger,
} from "./observables.js";
import { WIDE } from "./samples.js";

const RECALLED = `${JHEP}, from memory`;
const { vertices } = BELLE_II_DETECTOR;

/** One photon, one V⁰ away from the collision that does not point back to it, and nothing else. */
export const selection: readonly Cut[] = [
  anyOf([clusterTrigger, threeClusterTrigger, vertexTrigger], [clusterTrigger], {
    id: "trigger",
    title: "triggers",
    why: "An event must be recorded: by a cluster of 2 GeV, by three isolated clusters, or by the displaced vertex itself, a trigger that is under consideration. One that is switched on is enough.",
    origin: "published",
    source: `${STUDY}: its reach ends at the 2 GeV threshold; which triggers there are: ${JHEP}`,
  }),
  range(
    photonLaboratoryEnergy,
    { min: 0.5 },
    {
      id: "photon-energy",
      title: "photon",
      why: "The photon from the beams must stand out of the clusters of the beam background.",
      origin: "recalled",
      source: RECALLED,
      control: { low: 0.3, high: 6, step: 0.05 },
    },
  ),
  range(
    photonEnergy,
    { min: 0, max: 6 },
    {
      id: "photon-range",
      title: "E*γ",
      why: "Nothing is asked for at nominal: each mass has a window of its own. A range here leaves out what lies beside it, in every distribution.",
      origin: "assumption",
      source: "open, for slicing",
      control: { low: 0, high: 6, step: 0.05 },
    },
  ),
  range(
    extraEnergy,
    { max: 0.1 },
    {
      id: "extra-energy",
      title: "nothing else",
      why: "χ₁ leaves nothing in the detector: beside photon and V⁰ no cluster may remain.",
      origin: "assumption",
      source: `asked for in ${STUDY}, the value is our choice`,
      control: { low: 0.03, high: 1, step: 0.01 },
    },
  ),
  range(
    leptonMomentum,
    { min: 0.1 },
    {
      id: "lepton-momentum",
      title: "track momentum",
      why: "Slower tracks do not leave the vertex detector.",
      origin: "recalled",
      source: RECALLED,
      control: { low: 0.05, high: 2, step: 0.01 },
    },
  ),
  range(
    radius,
    { min: vertices.promptRadius.value, max: vertices.largestRadius.value },
    {
      id: "radius",
      title: "vertex radius",
      why: "Pairs from the collision itself are innumerable and stay below 0.2 cm; beyond 0.9 cm photons convert in material; beyond 60 cm tracks are too short. The lower end is not opened further: prompt pairs are shown, not counted.",
      origin: "published",
      source: `${JHEP}, five regions: 0, 0.2, 0.9, 17 cm; the end of the fourth from memory`,
      control: { low: vertices.promptRadius.value, high: vertices.largestRadius.value, step: 0.05 },
    },
  ),
  range(
    pairMomentum,
    { max: 2 },
    {
      id: "v0-momentum",
      title: "V⁰ momentum",
      why: "The unseen χ₁ takes momentum from the V⁰; in γγ(γ) and K_S K_L(γ) the V⁰ has all of it.",
      origin: "published",
      source: STUDY,
      control: { low: 0.1, high: 6, step: 0.05 },
    },
  ),
  range(
    pointingAngle,
    { min: 0.05 },
    {
      id: "pointing-angle",
      title: "pointing angle",
      why: "What decays into two visible particles points back to the collision; χ₂ → χ₁ℓℓ does not.",
      origin: "assumption",
      source: `asked for in ${STUDY}, the value is our choice`,
      control: { low: 0, high: 3, step: 0.01 },
    },
  ),
  range(
    openingAngle,
    { min: 0.1 },
    {
      id: "opening-angle",
      title: "opening angle",
      why: "The pair of a converted photon opens by a few m_e/E only. Not opened below 0.05: narrower pairs are shown, not counted.",
      origin: "recalled",
      source: RECALLED,
      control: { low: WIDE, high: 2, step: 0.01 },
    },
  ),
  range(
    pairMass,
    { min: 0.03 },
    {
      id: "v0-mass",
      title: "V⁰ mass",
      why: "The pair of a converted photon has no mass. That there is a threshold is published, its value is not.",
      origin: "recalled",
      source: RECALLED,
      control: { low: 0, high: 1, step: 0.005 },
    },
  ),
  range(
    kaonDistance,
    { min: 0.02 },
    {
      id: "kaon-veto",
      title: "K_S veto",
      why: "Two pions of a K_S have its mass.",
      origin: "recalled",
      source: `${RECALLED}: 0.48 to 0.52 GeV`,
      control: { low: 0, high: 0.1, step: 0.005 },
    },
  ),
];
