import type { ObservedBlock } from "../../analysis/simulation.js";
import type { RandomStream } from "../../numerics/random.js";
import { BELLE, toLaboratory } from "../../physics/beams.js";
import { MASS } from "../../physics/constants.js";
import { cosDegrees } from "../../physics/detector/angles.js";
import { BELLE_DETECTOR } from "../../physics/detector/belle.js";
import { type DetectedBlock, FOUND } from "../../physics/detector/detected.js";
import { detect } from "../../physics/detector/response.js";
import { vertexResolution } from "../../physics/detector/vertices.js";
import type { EventBlock } from "../../physics/events.js";
import { LAMBDA_FLIGHT } from "../../physics/generators/b-to-lambda.js";
import { fly, slotIndex } from "../../physics/generators/flight.js";
import { transform } from "../../physics/transformations.js";
import { NUMBERS } from "./assumptions.js";
import {
  extraEnergy,
  flightDistance,
  lambdaMass,
  lambdaMomentum,
  tagEnergyDifference,
  tagMass,
} from "./observables.js";

/** Titles of the steps of the preselection. */
export const preselectionSteps = ["produced and tagged", "two tracks", "proton", "near-selected"] as const;

/** Events kept: looser than any control can ask for, but that the Λ mass must be near. */
const NEAR = { lambdaMass: { min: 1.08, max: 1.15 }, extraEnergy: 4 } as const;

const BEAM_ENERGY = BELLE.sqrtS / 2;
const ENDS = {
  forward: cosDegrees(BELLE_DETECTOR.calorimeter.forwardGap.to.value),
  backward: cosDegrees(BELLE_DETECTOR.calorimeter.backwardGap.from.value),
};

/** A tag as it is measured, in the centre of mass, GeV. */
interface Tag {
  readonly mass: number;
  readonly deltaEnergy: number;
  readonly px: number;
  readonly py: number;
  readonly pz: number;
}

/** The other B of event i (the slot of that name in the centre of mass), or a wrong combination in its place. */
function tagOf(block: EventBlock, i: number, isSignal: boolean, stream: RandomStream): Tag {
  const { pdg, px, py, pz, e } = block.particles[slotIndex(block, "other B")];
  const purity = isSignal ? NUMBERS.signalTagPurity.value : NUMBERS.backgroundTagPurity.value;
  if (pdg[i] === 0 || stream.uniform() > purity) return wrongTag(stream);
  const p2 = px[i] ** 2 + py[i] ** 2 + pz[i] ** 2;
  return {
    mass: Math.sqrt(Math.max(0, BEAM_ENERGY ** 2 - p2)),
    deltaEnergy: e[i] - BEAM_ENERGY + NUMBERS.deltaEnergyWidth.value * stream.normal(),
    px: px[i],
    py: py[i],
    pz: pz[i],
  };
}

const MOST_ARGUS = Math.exp(-0.5) / Math.sqrt(2 * NUMBERS.argusShape.value);

/** A combination of particles that is no B: M_bc after ARGUS, ΔE flat, any direction. */
function wrongTag(stream: RandomStream): Tag {
  const [low] = tagMass.domain;
  let mass = 0;
  do mass = low + (BEAM_ENERGY - low) * stream.uniform();
  while (stream.uniform() * MOST_ARGUS > argus(mass));
  const p = Math.sqrt(BEAM_ENERGY ** 2 - mass ** 2);
  const cosine = 2 * stream.uniform() - 1;
  const transverse = p * Math.sqrt(1 - cosine * cosine);
  const azimuth = 2 * Math.PI * stream.uniform();
  const [from, to] = tagEnergyDifference.domain;
  return {
    mass,
    deltaEnergy: from + (to - from) * stream.uniform(),
    px: transverse * Math.cos(azimuth),
    py: transverse * Math.sin(azimuth),
    pz: p * cosine,
  };
}

/** ARGUS function of a mass (GeV), and a bound of it: that of √u exp(−cu), u = 1 − x². */
function argus(mass: number): number {
  const x = mass / BEAM_ENERGY;
  const room = Math.max(0, 1 - x * x);
  return x * Math.sqrt(room) * Math.exp(-NUMBERS.argusShape.value * room);
}

/** Energy of the neutral clusters above the thresholds of E_ECL, GeV. */
function clusterEnergy({ particles }: DetectedBlock, i: number): number {
  let sum = 0;
  for (const { flags, cluster, px, py, pz } of particles) {
    if ((flags[i] & FOUND.neutral) === 0) continue;
    const cosine = pz[i] / Math.sqrt(px[i] ** 2 + py[i] ** 2 + pz[i] ** 2);
    const { forwardThreshold, backwardThreshold, barrelThreshold } = NUMBERS;
    const threshold =
      cosine > ENDS.forward ? forwardThreshold : cosine < ENDS.backward ? backwardThreshold : barrelThreshold;
    if (cluster[i] > threshold.value) sum += cluster[i];
  }
  return sum;
}

/** Energy of the clusters that tag and beams leave over, GeV. */
function leftoverEnergy(stream: RandomStream): number {
  const { cleanEvents, leftoverShape, leftoverMean } = NUMBERS;
  if (stream.uniform() < cleanEvents.value) return 0;
  const mean = leftoverMean.value / (1 - cleanEvents.value);
  return (mean / leftoverShape.value) * stream.gamma(leftoverShape.value);
}

/** Detector, reconstruction and preselection of one block of tagged events in the centre of mass. */
export function observe(block: EventBlock, stream: RandomStream): ObservedBlock {
  const isSignal = block.particles.some(({ name }) => name === "dark baryon");
  const laboratory = fly(toLaboratory(block, BELLE), [LAMBDA_FLIGHT], stream);
  const detected = detect(laboratory, BELLE_DETECTOR, stream);
  const proton = detected.particles[slotIndex(block, "proton")];
  const pion = detected.particles[slotIndex(block, "pion")];
  const { vertex } = laboratory.particles[slotIndex(block, "proton")];
  const passed = [block.length, 0, 0, 0];
  const columns = { extra: [], momentum: [], mass: [], deltaEnergy: [], lambda: [], flight: [] } as Record<
    "extra" | "momentum" | "mass" | "deltaEnergy" | "lambda" | "flight",
    number[]
  >;
  for (let i = 0; i < block.length; i++) {
    if ((proton.flags[i] & pion.flags[i] & FOUND.track) === 0) continue;
    passed[1]++;
    if ((proton.flags[i] & FOUND.proton) === 0) continue;
    passed[2]++;
    const px = proton.px[i] + pion.px[i];
    const py = proton.py[i] + pion.py[i];
    const pz = proton.pz[i] + pion.pz[i];
    const e =
      Math.sqrt(proton.px[i] ** 2 + proton.py[i] ** 2 + proton.pz[i] ** 2 + MASS.proton ** 2) +
      Math.sqrt(pion.px[i] ** 2 + pion.py[i] ** 2 + pion.pz[i] ** 2 + MASS.pionCharged ** 2);
    const mass2 = e * e - px * px - py * py - pz * pz;
    const mass = Math.sqrt(mass2);
    const extra = leftoverEnergy(stream) + clusterEnergy(detected, i);
    const tag = tagOf(block, i, isSignal, stream);
    if (mass < NEAR.lambdaMass.min || mass > NEAR.lambdaMass.max || extra > NEAR.extraEnergy) continue;
    passed[3]++;
    const lambda = transform(BELLE.centreOfMassMatrix, { e, px, py, pz });
    // The signal B has the energy of a beam and flies against the tag.
    const energy = BEAM_ENERGY * lambda.e + tag.px * lambda.px + tag.py * lambda.py + tag.pz * lambda.pz;
    columns.momentum.push(Math.sqrt(Math.max(0, (energy / tag.mass) ** 2 - mass2)));
    columns.extra.push(extra);
    columns.mass.push(tag.mass);
    columns.deltaEnergy.push(tag.deltaEnergy);
    columns.lambda.push(mass);
    const radius = vertex ? Math.hypot(vertex.x[i], vertex.y[i]) : 0;
    columns.flight.push(Math.abs(radius + vertexResolution(BELLE_DETECTOR.vertices, radius) * stream.normal()));
  }
  return {
    length: columns.extra.length,
    passed,
    values: {
      [extraEnergy.id]: Float64Array.from(columns.extra),
      [lambdaMomentum.id]: Float64Array.from(columns.momentum),
      [tagMass.id]: Float64Array.from(columns.mass),
      [tagEnergyDifference.id]: Float64Array.from(columns.deltaEnergy),
      [lambdaMass.id]: Float64Array.from(columns.lambda),
      [flightDistance.id]: Float64Array.from(columns.flight),
    },
  };
}
