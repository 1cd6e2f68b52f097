import type { RandomStream } from "../../numerics/random.js";
import { BELLE } from "../../physics/beams.js";
import { MASS, PDG } from "../../physics/constants.js";
import { BPair } from "../../physics/generators/b-pair.js";
import { type Generator, makeGenerator, type Process, type Trial } from "../../physics/generators/generator.js";
import { boostFromParent, decayPair } from "../../physics/generators/trial-decay.js";
import { NUMBERS, OFF_RESONANCE } from "./assumptions.js";

/** Most photons beside the Λ. */
const MOST_PHOTONS = 12;
const PHOTONS = Array.from({ length: MOST_PHOTONS }, (_, i) => `photon${i + 1}`);
const SLOTS = ["other B", "B", "Lambda", "proton", "pion", ...PHOTONS];
const [OTHER, SIGNAL, LAMBDA, PROTON, PION, FIRST_PHOTON] = SLOTS.keys();

/** A background by its numbers: photons and momentum of the Λ; with a pair of B mesons or without. */
interface BackgroundModel {
  readonly id: string;
  readonly title: string;
  readonly pair: boolean;
  /** Of what is tagged and seen, fb. */
  readonly crossSection: number;
  readonly photons: number;
  readonly lambdaMomentum: number;
}

/** Largest momentum of a Λ in the frame of the B (both from one B), and in the centre of mass, GeV. */
const LARGEST_MOMENTUM = { pair: 2.56, continuum: 4 };

function backgroundProcess(model: BackgroundModel): Process {
  const pair = new BPair({ sqrtS: BELLE.sqrtS, energySpread: BELLE.energySpread }, "neutral");
  const largest = model.pair ? LARGEST_MOMENTUM.pair : LARGEST_MOMENTUM.continuum;
  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    momenta.fill(0);
    pdg.fill(0);
    if (model.pair && !pair.draw(stream, momenta, pdg, SIGNAL, OTHER)) return 0;
    let p = 0;
    do p = (model.lambdaMomentum / 3) * stream.gamma(3);
    while (p > largest);
    place(stream, momenta, LAMBDA, p, Math.sqrt(p * p + MASS.lambda ** 2));
    if (model.pair) boostFromParent(momenta, LAMBDA, SIGNAL, MASS.b0);
    const cosine = 2 * stream.uniformFast() - 1;
    const azimuth = 2 * Math.PI * stream.uniformFast();
    decayPair(momenta, LAMBDA, MASS.lambda, PROTON, MASS.proton, PION, MASS.pionCharged, cosine, azimuth);
    const sign = stream.uniformFast() < 0.5 ? 1 : -1;
    pdg[LAMBDA] = sign * PDG.lambda;
    pdg[PROTON] = sign * PDG.proton;
    pdg[PION] = -sign * PDG.pionCharged;
    const photons = Math.min(MOST_PHOTONS, stream.poisson(model.photons));
    for (let k = 0; k < photons; k++) {
      const energy = NUMBERS.photonEnergy.value * stream.exponential();
      place(stream, momenta, FIRST_PHOTON + k, energy, energy);
      pdg[FIRST_PHOTON + k] = PDG.photon;
    }
    return model.crossSection;
  };
  return { slots: SLOTS, draw };
}

/** Writes a momentum of random direction. */
function place(stream: RandomStream, momenta: Float64Array, slot: number, p: number, e: number): void {
  const cosine = 2 * stream.uniformFast() - 1;
  const sine = Math.sqrt(1 - cosine * cosine);
  const azimuth = 2 * Math.PI * stream.uniformFast();
  momenta[4 * slot] = p * sine * Math.cos(azimuth);
  momenta[4 * slot + 1] = p * sine * Math.sin(azimuth);
  momenta[4 * slot + 2] = p * cosine;
  momenta[4 * slot + 3] = e;
}

function background(model: BackgroundModel): Generator {
  return makeGenerator(
    {
      id: model.id,
      title: model.title,
      matrixElement: "none: a Λ and photons by the parametrisation of the search for B⁰ → Λψ",
      approximations: [
        "starts from tagged events with one Λ and no further track; how many there are is assumed",
        "energy and momentum of what is not seen are not balanced",
      ],
    },
    BELLE.sqrtS,
    backgroundProcess(model),
    1000,
  );
}

/** Tagged BB̄ events in which a Λ is all that leaves tracks. */
export const bbBackground = () =>
  background({
    id: "tagged-lambda-bb",
    title: "BB̄ with a tag and a Λ",
    pair: true,
    crossSection: NUMBERS.bbCrossSection.value,
    photons: NUMBERS.bbPhotons.value,
    lambdaMomentum: NUMBERS.bbLambdaMomentum.value,
  });

/** Rare charmless decays with a Λ, harder and with fewer photons. */
export const rareBackground = () =>
  background({
    id: "tagged-lambda-rare",
    title: "rare decays with a tag and a Λ",
    pair: true,
    crossSection: NUMBERS.rareCrossSection.value,
    photons: NUMBERS.rarePhotons.value,
    lambdaMomentum: NUMBERS.rareLambdaMomentum.value,
  });

/** Continuum events in which a wrong combination passes for a tag. @param scale factor on their number */
const continuum = (id: string, title: string, scale: number) =>
  background({
    id,
    title,
    pair: false,
    crossSection: scale * NUMBERS.continuumCrossSection.value,
    photons: NUMBERS.continuumPhotons.value,
    lambdaMomentum: NUMBERS.continuumLambdaMomentum.value,
  });

export const continuumBackground = () => continuum("tagged-lambda-continuum", "continuum with a wrong tag and a Λ", 1);

/** Continuum below the Υ(4S) over that on it: its cross-section falls as 1/s. */
export const BELOW_OVER_ON = (BELLE.sqrtS / (BELLE.sqrtS - OFF_RESONANCE.below.value)) ** 2;

/** The same below the Υ(4S); M_bc and ΔE are those that the energy of the beams on it would give, as is usual. */
export const offResonanceContinuum = () =>
  continuum("tagged-lambda-off-resonance", "continuum below the Υ(4S)", BELOW_OVER_ON);
