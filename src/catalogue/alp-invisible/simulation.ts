import type { SampleSimulation, Simulation } from "../../analysis/simulation.js";
import { BELLE_II } from "../../physics/beams.js";
import { axion } from "../../physics/generators/axion.js";
import { diphotonProcess } from "../../physics/generators/diphoton.js";
import { type GeneratorText, makeGenerator, type Process } from "../../physics/generators/generator.js";
import { virtualComptonProcess } from "../../physics/generators/virtual-compton.js";
import { DETECTOR } from "../alp-photon/detector.js";
import { oneSeen } from "./one-seen.js";
import { GENERATED_COUPLING, SIGNAL_MASSES, signalId } from "./samples.js";
import { NEAR, observe, preselectionSteps } from "./single-photon.js";

const { sqrtS, energySpread } = BELLE_II;

/** A little below what is kept, so that nothing is missed that the resolution lifts; and above what the rest may have. */
const SEEN = { energy: 0.93 * NEAR.energy, soft: 1.25 * NEAR.extraEnergy } as const;

/**
 * Two photons within 5° of the beams have less pᵀ together (0.92 GeV) than the one that is kept. Leptons beyond 20° are
 * in the calorimeter, and photons from both below it have less than 3.6 GeV. All in the centre of mass.
 */
const PHOTONS = { minimumEnergy: 0.3, minimumAngle: 5 } as const;
const LEPTONS = { energy: [SEEN.energy, 3.6], minimumAngle: 40, maximumLeptonAngle: 20 } as const;

/** Unweighted signal events a mass; luminosities of simulation behind the estimate of the backgrounds. */
const SIGNAL_EVENTS = 10_000;
const BACKGROUND_LUMINOSITIES = 2;

/** One trial in a few is left: the survey needs more of them than usual. */
const SURVEY_TRIALS = 60_000;

const seen = (text: GeneratorText, process: Process) => () =>
  makeGenerator(text, sqrtS, oneSeen(process, DETECTOR, SEEN), SURVEY_TRIALS);

const samples: readonly SampleSimulation[] = [
  {
    sample: "gammagamma",
    makeGenerator: seen(
      {
        id: "diphoton-one-seen",
        title: "e⁺e⁻ → γγ(γ), one photon seen",
        matrixElement: "γγ with the Kuraev–Fadin radiator; a hard third photon by exact γγγ",
        approximations: ["photons lost independently of each other", "γγγ without further radiation"],
      },
      diphotonProcess({ sqrtS, energySpread, radiation: true, ...PHOTONS }),
    ),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
  },
  {
    sample: "eegamma",
    makeGenerator: seen(
      {
        id: "virtual-compton-one-seen",
        title: "e⁺e⁻ → e⁺e⁻γ, both leptons along the beams",
        matrixElement: "exact tree level (Berends et al. 1982); the electron mass as the least angle",
        approximations: ["no further radiation", "an electron does not pass for the photon"],
      },
      virtualComptonProcess({ sqrtS, ...LEPTONS }),
    ),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
  },
  ...SIGNAL_MASSES.map((mass) => ({
    sample: signalId(mass),
    makeGenerator: () =>
      axion({ sqrtS, energySpread, radiation: true, mass, coupling: GENERATED_COUPLING, decay: "invisible" }),
    size: { events: SIGNAL_EVENTS },
  })),
];

/** How the events with one photon are made. */
export const simulation: Simulation = { search: "alp-invisible", samples, steps: preselectionSteps, observe };
