import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numerics/random.js";
import { ALPHA, MASS } from "../../../src/physics/constants.js";
import { bhabhaProcess } from "../../../src/physics/generators/bhabha.js";
import { makeTrial, type Process, type Trial } from "../../../src/physics/generators/generator.js";
import { massAngle, virtualComptonProcess } from "../../../src/physics/generators/virtual-compton.js";

const sqrtS = 10.58;
const DEGREE = Math.PI / 180;

/** Mean weight and its error, of trials that are wanted. */
function crossSection(process: Process, trials: number, name: string, wanted: (trial: Trial) => boolean = () => true) {
  const stream = randomStream("test", "virtual-compton", name);
  const trial = makeTrial(process);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < trials; i++) {
    const weight = process.draw(stream, trial);
    if (weight === 0 || !wanted(trial)) continue;
    sum += weight;
    squares += weight * weight;
  }
  return { value: sum / trials, sigma: Math.sqrt(squares) / trials };
}

/** Angles of both leptons to their own beams in degrees. */
const angles = ({ momenta }: Trial) =>
  [momenta[2] / momenta[3], -momenta[6] / momenta[7]].map((cosine) => Math.acos(cosine) / DEGREE);

describe("a wide-angle photon between two leptons along the beams", () => {
  it("is as frequent as the sampler of radiative Bhabha scattering has it, where that reaches", () => {
    const here = crossSection(
      virtualComptonProcess({
        sqrtS,
        energy: [1.4, 3.6],
        minimumAngle: 40,
        maximumLeptonAngle: 20,
        minimumLeptonAngle: 4,
      }),
      150_000,
      "here",
    );
    const there = crossSection(
      bhabhaProcess({
        sqrtS,
        minimumEnergy: 1.4,
        minimumAngle: 40,
        minimumLeptonAngle: 4,
        minimumSeparation: 5,
        minimumPairMass: 0.1,
      }),
      900_000,
      "there",
      (trial) => angles(trial).every((angle) => angle > 4 && angle < 20) && trial.momenta[11] < 3.6,
    );
    expect(there.sigma / there.value).toBeLessThan(0.03);
    expect(here.sigma / here.value).toBeLessThan(0.01);
    expect(Math.abs(here.value - there.value) / Math.hypot(here.sigma, there.sigma)).toBeLessThan(4);
  });

  it("conserves momentum, with both leptons where they were asked for", () => {
    const process = virtualComptonProcess({ sqrtS, energy: [1.4, 3.6], minimumAngle: 40, maximumLeptonAngle: 20 });
    const stream = randomStream("test", "virtual-compton", "momenta");
    const trial = makeTrial(process);
    let drawn = 0;
    while (drawn < 500) {
      if (process.draw(stream, trial) === 0) continue;
      drawn++;
      const { momenta } = trial;
      const total = [0, 1, 2, 3].map((axis) => momenta[axis] + momenta[4 + axis] + momenta[8 + axis]);
      expect(total[3]).toBeCloseTo(sqrtS, 9);
      for (const axis of [0, 1, 2]) expect(total[axis]).toBeCloseTo(0, 9);
      expect(Math.max(...angles(trial))).toBeLessThan(20);
      expect(Math.abs(momenta[10])).toBeLessThan(Math.cos(40 * DEGREE) * momenta[11]);
    }
  });

  it("has the flux of equivalent photons of a massive electron", () => {
    const energy = sqrtS / 2;
    for (const x of [0.05, 0.3, 0.7]) {
      const rest = 1 - x;
      const largest = 0.05;
      const shape = (ALPHA / (2 * Math.PI * x)) * (1 + rest * rest);
      const lowest = (MASS.electron * x) ** 2 / rest;
      const highest = energy * energy * rest * largest * largest;
      // Budnev et al. 1975: with q²min from kinematics and the term of the mass.
      const massive =
        shape * Math.log(highest / lowest) -
        (ALPHA / (2 * Math.PI * x)) * 2 * MASS.electron ** 2 * x * x * (1 / lowest - 1 / highest);
      const massless = shape * 2 * Math.log(largest / massAngle(x, energy));
      expect(massless / massive).toBeCloseTo(1, 4);
    }
  });
});
