import type { ObservedBlock, SampleSimulation, Simulation } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II } from "../../physics/beams.js";
import { PDG } from "../../physics/constants.js";
import type { Detector } from "../../physics/detector/configuration.js";
import type { EventBlock } from "../../physics/events.js";
import { axion } from "../../physics/generators/axion.js";
import { bhabhaProcess } from "../../physics/generators/bhabha.js";
import { diphotonProcess } from "../../physics/generators/diphoton.js";
import { type Generator, makeGenerator } from "../../physics/generators/generator.js";
import { threePhoton } from "../../physics/generators/three-photon.js";
import { BEAM_SLOT, withBeamCluster } from "./beam-background.js";
import { DETECTOR, TRACK_LOSS } from "./detector.js";
import {
  diphotonMassesSquared,
  largestAngle,
  recoilMassesSquared,
  recoilPhoton,
  separation,
  smallestAngle,
  smallestEnergy,
  threePhotonMass,
  timing,
} from "./observables.js";
import { GENERATED_COUPLING, SIGNAL_MASSES, signalId } from "./samples.js";
import { LATEST } from "./selection.js";
import { type MarkedSlots, reconstructThreePhotons } from "./three-photons.js";

const { sqrtS, energySpread } = BELLE_II;

/** Events kept are looser than any control can ask for. */
const NEAR = { polarAngle: [32.2, 128.7], energy: 0.5, mass: [9, 11.5] } as const;

/**
 * Least energy (GeV) and angle to the beam line (degrees) of generated photons, centre of mass: a photon of 0.5 GeV
 * between 32.2° and 128.7° of the laboratory has at least 0.4 GeV and 40°.
 */
const GENERATED = { minimumEnergy: 0.3, minimumAngle: 35 } as const;

/** Steps of the preselection. */
const steps = ["produced", "three photons", "near-selected"] as const;

/** Slots of the photon that recoils against the ALP, in a signal, and of the cluster of the beams, where there is one. */
function markedSlots({ particles }: EventBlock): MarkedSlots {
  const slot = (wanted: string) => particles.findIndex(({ name }) => name === wanted);
  return { recoil: slot("alp") < 0 ? -1 : slot("photon"), beam: slot(BEAM_SLOT) };
}

/** What a detector sees of a block: three photons, near-selected. */
export function observed(block: EventBlock, detector: Detector, stream: RandomStream): ObservedBlock {
  const photons = reconstructThreePhotons(block, markedSlots(block), detector, stream);
  const kept: number[] = [];
  for (let k = 0; k < photons.length; k++) {
    if (
      photons.smallestEnergy[k] > NEAR.energy &&
      photons.smallestAngle[k] > NEAR.polarAngle[0] &&
      photons.largestAngle[k] < NEAR.polarAngle[1] &&
      photons.mass[k] > NEAR.mass[0] &&
      photons.mass[k] < NEAR.mass[1]
    ) {
      kept.push(k);
    }
  }
  const pick = (column: Float64Array) => Float64Array.from(kept, (k) => column[k]);
  return {
    length: kept.length,
    passed: [block.length, photons.length, kept.length],
    values: {
      ...Object.fromEntries(diphotonMassesSquared.map(({ id }, k) => [id, pick(photons.diphotonMassSquared[k])])),
      ...Object.fromEntries(recoilMassesSquared.map(({ id }, k) => [id, pick(photons.recoilMassSquared[k])])),
      [smallestEnergy.id]: pick(photons.smallestEnergy),
      [smallestAngle.id]: pick(photons.smallestAngle),
      [largestAngle.id]: pick(photons.largestAngle),
      [threePhotonMass.id]: pick(photons.mass),
      [separation.id]: pick(photons.separation),
      [timing.id]: pick(photons.timing),
      [recoilPhoton.id]: pick(photons.recoilPhoton),
    },
  };
}

/**
 * Radiative Bhabha events of which both tracks are lost, each independently with the inefficiency of tracking: the
 * showers then pass for photons. The weight carries the probability, so that no event is made to be thrown away.
 */
function bhabhaWithoutTracks(): Generator {
  const lost = TRACK_LOSS.value ** 2;
  const process = bhabhaProcess({
    sqrtS,
    ...GENERATED,
    minimumLeptonAngle: GENERATED.minimumAngle,
    minimumSeparation: 1,
    minimumPairMass: 0.1,
  });
  return makeGenerator(
    {
      id: "bhabha-without-tracks",
      title: "e⁺e⁻ → e⁺e⁻γ, both tracks lost",
      matrixElement: "exact tree level, electron mass neglected (Berends et al. 1982)",
      approximations: ["tracks lost independently of each other", "no further radiation"],
    },
    sqrtS,
    {
      slots: process.slots,
      draw(stream, trial) {
        const weight = process.draw(stream, trial);
        trial.pdg.fill(PDG.photon);
        return lost * weight;
      },
    },
  );
}

/**
 * γγ with a cluster of the beams as the third photon. It only passes for three photons of the whole energy where radiation
 * along the beams has taken about what the cluster adds.
 */
function diphotonWithBeamCluster(): Generator {
  const range = { energy: 0.9 * NEAR.energy, polarAngle: NEAR.polarAngle, within: LATEST };
  return makeGenerator(
    {
      id: "diphoton-beam-cluster",
      title: "e⁺e⁻ → γγ, with a cluster of beam background",
      matrixElement: "γγ with the Kuraev–Fadin radiator; a hard third photon by exact γγγ",
      approximations: ["beam background by a model: rate, E⁻³, even in solid angle and in time", "one cluster at most"],
    },
    sqrtS,
    withBeamCluster(diphotonProcess({ sqrtS, energySpread, radiation: true, ...GENERATED }), range),
  );
}

/** Unweighted signal events a mass; luminosities of simulation behind the drawn backgrounds. */
const SIGNAL_EVENTS = 11_000;
const BACKGROUND_LUMINOSITIES = 3;
const RARE_LUMINOSITIES = 20;

const samples: readonly SampleSimulation[] = [
  {
    sample: "gammagammagamma",
    makeGenerator: () => threePhoton({ sqrtS, ...GENERATED }),
    size: { luminosities: BACKGROUND_LUMINOSITIES },
  },
  { sample: "eegamma", makeGenerator: bhabhaWithoutTracks, size: { luminosities: RARE_LUMINOSITIES } },
  { sample: "beamgamma", makeGenerator: diphotonWithBeamCluster, size: { luminosities: RARE_LUMINOSITIES } },
  ...SIGNAL_MASSES.map((mass) => ({
    sample: signalId(mass),
    makeGenerator: () =>
      axion({ sqrtS, energySpread, radiation: true, mass, coupling: GENERATED_COUPLING, decay: "photons" }),
    size: { events: SIGNAL_EVENTS },
  })),
];

/** How the events of the search for ALPs are made. */
export const simulation: Simulation = {
  search: "alp-photon",
  samples,
  steps,
  observe: (block, stream) => observed(block, DETECTOR, stream),
};
