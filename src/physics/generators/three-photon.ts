import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB } from "../constants.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";

/** Cuts that keep e⁺e⁻ → γγγ finite, in the centre-of-mass frame. */
export interface ThreePhotonOptions {
  /** Centre-of-mass energy in GeV. */
  readonly sqrtS: number;
  /** Least energy of every photon in GeV. */
  readonly minimumEnergy: number;
  /** Least angle of every photon to the beam line in degrees. */
  readonly minimumAngle: number;
}

/**
 * Spin-averaged |M|² of e⁺e⁻ → γγγ in GeV⁻², electron mass neglected (Berends and Kleiss, Nucl. Phys. B186 (1981) 22).
 * `minus` and `plus` are the products pᵢ·kⱼ (GeV²) of the electron and the positron with photon j.
 */
export function threePhotonMatrixElement(s: number, minus: ArrayLike<number>, plus: ArrayLike<number>): number {
  let sum = 0;
  let product = 1;
  for (let i = 0; i < 3; i++) {
    const both = plus[i] * minus[i];
    sum += both * (plus[i] * plus[i] + minus[i] * minus[i]);
    product *= both;
  }
  return ((4 * Math.PI * ALPHA) ** 3 * s * sum) / product;
}

/**
 * Writes one e⁺e⁻ → γγγ trial into three slots from `slot` on, the softest photon last; returns its weight in fb.
 *
 * The softest photon is drawn with dE/E, it and a second one with dz/(1 − z²); energies and the third follow from
 * four-momentum conservation. Bose symmetry: 1/3! times three choices of the softest.
 */
export function threePhotonProcess(options: ThreePhotonOptions): Process {
  const { sqrtS, minimumEnergy } = options;
  const s = sqrtS * sqrtS;
  const maximumCosine = Math.cos((options.minimumAngle * Math.PI) / 180);
  const rapidity = Math.atanh(maximumCosine);
  const largest = sqrtS / 3;
  const logEnergy = Math.log(largest / minimumEnergy);
  const minus = new Float64Array(3);
  const plus = new Float64Array(3);
  const constant = (HBARC2_FB * 3 * logEnergy * (4 * Math.PI * rapidity) ** 2) / (6 * 2 * s * (2 * Math.PI) ** 5 * 4);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const soft = minimumEnergy * Math.exp(logEnergy * stream.uniformFast());
    const z3 = Math.tanh(rapidity * (2 * stream.uniformFast() - 1));
    const z1 = Math.tanh(rapidity * (2 * stream.uniformFast() - 1));
    const phi3 = 2 * Math.PI * stream.uniformFast();
    const phi1 = 2 * Math.PI * stream.uniformFast();
    const sine3 = Math.sqrt(1 - z3 * z3);
    const sine1 = Math.sqrt(1 - z1 * z1);
    const oneMinusCosine = 1 - z1 * z3 - sine1 * sine3 * Math.cos(phi1 - phi3);
    const slope = 2 * sqrtS - 2 * soft * oneMinusCosine;
    const first = (s - 2 * sqrtS * soft) / slope;
    const second = sqrtS - first - soft;
    if (first < soft || second < soft) return 0;
    momenta[0] = first * sine1 * Math.cos(phi1);
    momenta[1] = first * sine1 * Math.sin(phi1);
    momenta[2] = first * z1;
    momenta[3] = first;
    momenta[8] = soft * sine3 * Math.cos(phi3);
    momenta[9] = soft * sine3 * Math.sin(phi3);
    momenta[10] = soft * z3;
    momenta[11] = soft;
    momenta[4] = -momenta[0] - momenta[8];
    momenta[5] = -momenta[1] - momenta[9];
    momenta[6] = -momenta[2] - momenta[10];
    momenta[7] = second;
    if (Math.abs(momenta[6]) > maximumCosine * second) return 0;
    for (let i = 0; i < 3; i++) {
      pdg[i] = 22;
      minus[i] = 0.5 * sqrtS * (momenta[4 * i + 3] - momenta[4 * i + 2]);
      plus[i] = 0.5 * sqrtS * (momenta[4 * i + 3] + momenta[4 * i + 2]);
    }
    const jacobian = (soft * soft * first * (1 - z1 * z1) * (1 - z3 * z3)) / slope;
    return constant * jacobian * threePhotonMatrixElement(s, minus, plus);
  };
  return { slots: ["photon1", "photon2", "photon3"], draw };
}

/** Generator of e⁺e⁻ → γγγ with three photons above the cuts. */
export function threePhoton(options: ThreePhotonOptions): Generator {
  const { sqrtS, minimumEnergy, minimumAngle } = options;
  if (!(minimumEnergy > 0 && minimumEnergy < sqrtS / 3)) throw new RangeError(`minimum energy: ${minimumEnergy} GeV`);
  if (!(minimumAngle > 0 && minimumAngle < 90)) throw new RangeError(`minimum angle: ${minimumAngle} deg`);
  return makeGenerator(
    {
      id: "three-photon",
      title: "e⁺e⁻ → γγγ",
      matrixElement: "exact tree level, electron mass neglected (Berends and Kleiss 1981)",
      approximations: ["no further radiation", "photons outside the cuts belong to e⁺e⁻ → γγ(γ)"],
    },
    sqrtS,
    threePhotonProcess(options),
  );
}
