import type { SampleSimulation, Simulation } from "../../analysis/simulation.js";
import { BELLE } from "../../physics/beams.js";
import { bToLambda } from "../../physics/generators/b-to-lambda.js";
import { OFF_RESONANCE } from "./assumptions.js";
import { bbBackground, continuumBackground, offResonanceContinuum, rareBackground } from "./background.js";
import { observe, preselectionSteps } from "./reconstruction.js";
import { GENERATED_BRANCHING_FRACTION, OFF_RESONANCE_DATA, SIGNAL_MASSES, signalId } from "./samples.js";

/** Unweighted signal events a mass; luminosities of simulation behind the estimate of the backgrounds. */
const SIGNAL_EVENTS = 30_000;
const BACKGROUND_LUMINOSITIES = { bb: 400, continuum: 200, rare: 400 } as const;

const samples: readonly SampleSimulation[] = [
  { sample: "bb", makeGenerator: bbBackground, size: { luminosities: BACKGROUND_LUMINOSITIES.bb } },
  {
    sample: "continuum",
    makeGenerator: continuumBackground,
    size: { luminosities: BACKGROUND_LUMINOSITIES.continuum },
  },
  { sample: "rare", makeGenerator: rareBackground, size: { luminosities: BACKGROUND_LUMINOSITIES.rare } },
  {
    sample: OFF_RESONANCE_DATA,
    makeGenerator: offResonanceContinuum,
    size: { luminosity: OFF_RESONANCE.luminosity.value },
  },
  ...SIGNAL_MASSES.map((mass) => ({
    sample: signalId(mass),
    makeGenerator: () =>
      bToLambda({
        sqrtS: BELLE.sqrtS,
        energySpread: BELLE.energySpread,
        darkBaryonMass: mass,
        branchingFraction: GENERATED_BRANCHING_FRACTION,
      }),
    size: { events: SIGNAL_EVENTS },
  })),
];

/** How the events of the search are made: tagged events, whose number is known, not the tagging itself. */
export const simulation: Simulation = { search: "b-mesogenesis", samples, steps: preselectionSteps, observe };
