import { type Cut, range } from "../../analysis/cut.js";
import { PRD } from "./assumptions.js";
import {
  extraEnergy,
  flightDistance,
  lambdaMass,
  lambdaMomentum,
  tagEnergyDifference,
  tagMass,
} from "./observables.js";

const NOT_GIVEN = `asked for in ${PRD}, the value is our choice`;

/** Window of the Λ mass, GeV: about four times its resolution here to either side. */
const LAMBDA_WINDOW = { min: 1.114, max: 1.1175 };

/** Cuts on the tag, the Λ and what else is in the calorimeter, after the preselection of the simulation. */
export const selection: readonly Cut[] = [
  range(
    tagMass,
    { min: 5.27 },
    {
      id: "tag-mass",
      title: "tag mass",
      why: "A right tag has the mass of the B⁰; a wrong combination has any.",
      origin: "assumption",
      source: NOT_GIVEN,
      control: { low: 5.2, high: 5.285, step: 0.001 },
    },
  ),
  range(
    tagEnergyDifference,
    { min: -0.1, max: 0.1 },
    {
      id: "tag-energy",
      title: "tag energy",
      why: "A right tag has the energy of a beam.",
      origin: "assumption",
      source: NOT_GIVEN,
      control: { low: -0.2, high: 0.2, step: 0.005 },
    },
  ),
  range(lambdaMass, LAMBDA_WINDOW, {
    id: "lambda-mass",
    title: "Λ mass",
    why: "The proton and the pion must come from a Λ.",
    origin: "assumption",
    source: NOT_GIVEN,
    control: { low: 1.08, high: 1.15, step: 0.0005 },
  }),
  range(
    flightDistance,
    { min: 0.5 },
    {
      id: "lambda-flight",
      title: "Λ flight",
      why: "A Λ flies some centimetres before it decays; a pair of tracks from the beams does not.",
      origin: "assumption",
      source: NOT_GIVEN,
      control: { low: 0, high: 10, step: 0.1 },
    },
  ),
  range(
    lambdaMomentum,
    { min: 0, max: 4 },
    {
      id: "lambda-momentum",
      title: "Λ momentum",
      why: "In the frame of the B the Λ of B⁰ → Λψ has one momentum for each mass of ψ. Nothing is asked for at nominal.",
      origin: "assumption",
      source: `what ${PRD} asks for here is not known to us: left open`,
      control: { low: 0, high: 4, step: 0.05 },
    },
  ),
  range(
    extraEnergy,
    { max: 3 },
    {
      id: "extra-energy",
      title: "extra energy",
      why: "Beside the tag and the Λ nothing may be left. Each mass has a boundary of its own at nominal, 0.57 to 0.74 GeV; a smaller value here tightens it for all.",
      origin: "assumption",
      source: `boundaries of ${PRD}; their order in mass is assumed`,
      control: { low: 0.05, high: 3, step: 0.01 },
    },
  ),
];
