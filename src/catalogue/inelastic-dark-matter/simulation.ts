import type { SampleSimulation, Simulation } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE_II, toLaboratory } from "../../physics/beams.js";
import { MASS } from "../../physics/constants.js";
import { BELLE_II_DETECTOR } from "../../physics/detector/belle2.js";
import type { EventBlock } from "../../physics/events.js";
import { bhabha } from "../../physics/generators/bhabha.js";
import { convertPhotons } from "../../physics/generators/conversion.js";
import { dimuon } from "../../physics/generators/dimuon.js";
import { CONVERTED, diphotonConversion } from "../../physics/generators/diphoton-conversion.js";
import { fly, placeVertices, slotIndex } from "../../physics/generators/flight.js";
import { type Generator, makeGenerator, type Process, type Trial } from "../../physics/generators/generator.js";
import {
  type InelasticDarkMatterOptions,
  inelasticDarkMatterProcess,
} from "../../physics/generators/inelastic-dark-matter.js";
import { KAON_SHORT_FLIGHT, phiReturn } from "../../physics/generators/phi-return.js";
import { WideConversion } from "../../physics/generators/wide-conversion.js";
import { type MassConfiguration, STUDY_RATIO } from "./configurations.js";
import { DENSE, GENERATED, MAXIMUM_COSINE, RADII, SPLITTINGS } from "./model.js";
import { type DrawnFlights, preselectionSteps, reconstruct } from "./reconstruction.js";
import { signalId, WIDE } from "./samples.js";

const { sqrtS, energySpread } = BELLE_II;
const { material } = BELLE_II_DETECTOR;
const CHI2_PRODUCTS = ["chi1 of chi2", "l-", "l+"];
/** Least energy (GeV) of the photon that is generated, in the centre of mass. */
const LEAST_PHOTON = 0.3;
/** Least energy (GeV) of either lepton of a wide pair: below what a control can ask for. */
const wide = new WideConversion({ opening: 0.9 * WIDE, energy: 0.05 });

/** Leptons that the decay of χ₂ has room for. */
function leptonsOf(mass: number, splitting: number): readonly InelasticDarkMatterOptions["leptons"][] {
  return mass * splitting > 2 * MASS.muon ? ["electrons", "muons"] : ["electrons"];
}

/** Signal of a mass and a splitting: electrons and muons mixed as χ₂ decays into them. */
export function signalGenerator({ id, ratio }: MassConfiguration, mass: number, splitting: number): Generator {
  const processes = leptonsOf(mass, splitting).map((leptons) =>
    inelasticDarkMatterProcess({
      sqrtS,
      energySpread,
      radiation: true,
      chi1Mass: mass,
      splitting,
      darkPhotonMass: ratio.value * mass,
      ...GENERATED,
      leptons,
      maximumCosine: MAXIMUM_COSINE,
      minimumPhotonEnergy: LEAST_PHOTON,
      lineshape: "narrow",
    }),
  );
  const mixed: Process = {
    slots: processes[0].slots,
    draw(stream: RandomStream, trial: Trial): number {
      const chosen = Math.floor(processes.length * stream.uniformFast());
      return processes.length * processes[chosen].draw(stream, trial);
    },
  };
  return makeGenerator(
    {
      id: `${id}-${mass}-${splitting}`,
      title: "e⁺e⁻ → γA′, A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻",
      matrixElement: `tree level, exact dΓ/dq² of χ₂ (Duerr et al., JHEP 02 (2020) 039)`,
      approximations: [
        "χ₂ decays unpolarised",
        "hadrons take part in the lifetime (π⁺π⁻, one ρ) but not in what is selected",
      ],
    },
    sqrtS,
    mixed,
  );
}

/** Part of ln(R/R_min) over its span that is drawn densely, and how often a decay is drawn there. */
const SPAN = Math.log(RADII.maximum / RADII.minimum);
const DENSE_PART = Math.log(DENSE.below / RADII.minimum) / SPAN;
const DENSE_SHARE = DENSE_PART / DENSE.evenness;

/** Proper flights that put the decays within `RADII`: evenly in the logarithm of the radius on either side of `DENSE`. */
function flightsWithin(block: EventBlock, stream: RandomStream): DrawnFlights {
  const products = CHI2_PRODUCTS.map((name) => block.particles[slotIndex(block, name)]);
  const evenness = new Float64Array(block.length);
  const lengths = Float64Array.from({ length: block.length }, (_, i) => {
    const dense = stream.uniform() < DENSE_SHARE;
    evenness[i] = dense ? DENSE.evenness : (1 - DENSE_PART) / (1 - DENSE_SHARE);
    const [from, length] = dense ? [0, DENSE_PART] : [DENSE_PART, 1 - DENSE_PART];
    const radius = RADII.minimum * Math.exp(SPAN * (from + length * stream.uniform()));
    const sum = (key: "px" | "py" | "pz" | "e") => products.reduce((total, one) => total + one[key][i], 0);
    const [px, py, pz, e] = [sum("px"), sum("py"), sum("pz"), sum("e")];
    const mass = Math.sqrt(Math.max(0, e * e - px * px - py * py - pz * pz));
    return (radius * mass) / Math.hypot(px, py);
  });
  return { lengths, evenness };
}

function observeSignal(block: EventBlock, stream: RandomStream) {
  const laboratory = toLaboratory(block, BELLE_II);
  const drawn = flightsWithin(laboratory, stream);
  const flown = placeVertices(laboratory, CHI2_PRODUCTS, drawn.lengths);
  return reconstruct(flown, stream, { opening: WIDE, radius: [0.1, 65] }, drawn);
}

/** Detector, reconstruction and preselection of a block, by what is in it. */
function observe(block: EventBlock, stream: RandomStream) {
  const has = (name: string) => block.particles.some((particle) => particle.name === name);
  if (has("chi2")) return observeSignal(block, stream);
  const laboratory = toLaboratory(block, BELLE_II);
  if (has("K_S")) return reconstruct(fly(laboratory, [KAON_SHORT_FLIGHT], stream), stream);
  return reconstruct(laboratory, stream);
}

function observeWide(block: EventBlock, stream: RandomStream) {
  const pairs = convertPhotons(toLaboratory(block, BELLE_II), [CONVERTED], material, stream, wide.pair);
  return reconstruct(pairs, stream, { opening: WIDE });
}

function observeAny(block: EventBlock, stream: RandomStream) {
  return reconstruct(convertPhotons(toLaboratory(block, BELLE_II), [CONVERTED], material, stream), stream);
}

/** Pairs of at most the first mass (GeV) all fail the nominal cut on it, of the second mostly that and the one on opening. */
const LIGHT_PAIR = { none: 0.03, few: 0.09 } as const;

/** Unweighted signal events a mass and a splitting: more where leptons are too soft or close to be seen often. */
function signalEvents(mass: number, splitting: number): number {
  const heavy = mass >= 2;
  const pair = mass * splitting;
  if (pair < LIGHT_PAIR.none) return 30_000;
  if (splitting < 0.15) return heavy ? 50_000 : 240_000;
  const usual = splitting > 0.3 ? (heavy ? 12_000 : 30_000) : heavy ? 12_000 : 40_000;
  return pair < LIGHT_PAIR.few ? 2 * usual : usual;
}

/**
 * Each sample of a configuration, of the size of the first times its share; but K_S K_L γ never less than the data: of a
 * smaller sample without a selected event more than half of all experiments would be expected to count one.
 */
function samplesOf(configuration: MassConfiguration): readonly SampleSimulation[] {
  const { signalMasses, share } = configuration;
  return [
    {
      sample: "conversions",
      makeGenerator: () => diphotonConversion({ beams: BELLE_II, material, wide }),
      size: { luminosities: 20 * share },
      observe: observeWide,
    },
    {
      sample: "kaons",
      makeGenerator: () => phiReturn({ sqrtS, minimumAngle: 12 }),
      size: { luminosities: 1.2 },
    },
    {
      sample: "narrow-conversions",
      makeGenerator: () => diphotonConversion({ beams: BELLE_II, material }),
      size: { luminosities: 0.0004 * share },
      observe: observeAny,
    },
    {
      sample: "muons",
      makeGenerator: () => dimuon({ sqrtS, energySpread, radiation: true }),
      size: { luminosities: 0.0005 * share },
    },
    {
      sample: "electrons",
      makeGenerator: () =>
        bhabha({
          sqrtS,
          minimumEnergy: LEAST_PHOTON,
          minimumAngle: 12,
          minimumLeptonAngle: 12,
          minimumSeparation: 3,
          minimumPairMass: 0.2,
        }),
      size: { luminosities: 0.00003 * share },
    },
    ...SPLITTINGS.flatMap((splitting) =>
      signalMasses.map((mass) => ({
        sample: signalId(mass, splitting),
        makeGenerator: () => signalGenerator(configuration, mass, splitting),
        size: { events: signalEvents(mass, splitting) * share },
      })),
    ),
  ];
}

/** How the events of a configuration are made. */
export const simulationAt = (configuration: MassConfiguration): Simulation => ({
  search: configuration.id,
  samples: samplesOf(configuration),
  steps: preselectionSteps,
  observe,
});

/** How the events of the search are made. */
export const simulation = simulationAt(STUDY_RATIO);
