import { integrate } from "../../numerics/quadrature.js";
import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC2_FB, MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { twoBodyMomentum } from "../kinematics.js";
import { emissionMassSpectrum } from "../theory/lepton-pair-emission.js";
import type { CollisionOptions } from "./collision.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { InitialStateRadiation } from "./initial-state-radiation.js";
import { TabulatedDensity } from "./tabulated-density.js";
import { vectorEmission } from "./vector-emission.js";

/** What defines the signal e⁺e⁻ → μ⁺μ⁻Z′ or e^±μ^∓Z′. */
export interface ZPrimeOptions extends CollisionOptions {
  /** Mass of the Z′ in GeV. */
  readonly mass: number;
  /** g′; the cross-section is proportional to its square. */
  readonly coupling: number;
  /** The two leptons beside the Z′; "electron-muon" violates lepton flavour. */
  readonly leptons: "muons" | "electron-muon";
}

const [MINUS, PLUS, ZPRIME, PHOTONS] = [0, 1, 2, 3];

/** α²g′²W/(16πs) is d⁵σ over da db and the directions, each normalised to 1: |M|²/2s times three-body phase space. */
const PREFACTOR = (HBARC2_FB * ALPHA * ALPHA) / (16 * Math.PI);

/**
 * Sampler of e⁺e⁻ → ℓ⁻ℓ⁺Z′, Z′ kept whole.
 *
 * m²_ℓℓ is drawn from its tabulated distribution, the direction of the Z′ flat, the leptons in their rest frame with
 * 1/(1 − b²c²) about the Z′, the peaks of their propagators; what remains is the weight.
 */
export function zPrimeProcess(options: ZPrimeOptions): Process {
  const { sqrtS, mass, coupling, energySpread, radiation, leptons } = options;
  const m = MASS.muon;
  const threshold = mass + 2 * m;
  const prefactor = PREFACTOR * coupling * coupling;
  const shape = (s: number) => crossSectionShape(s, mass);
  const isr = radiation ? new InitialStateRadiation({ sqrtS, threshold, crossSection: shape, collinear: true }) : null;
  const table = new TabulatedDensity((u) => pairMassDensity(sqrtS * sqrtS, mass, u), 0, 1, 512);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    const energy = energySpread > 0 ? sqrtS + energySpread * stream.normal() : sqrtS;
    let weight = prefactor;
    let s = energy * energy;
    if (isr) {
      weight *= isr.draw(stream, energy);
      s = isr.reducedSquare;
    }
    if (weight === 0 || s <= threshold * threshold) return 0;
    const root = Math.sqrt(s);
    const r = (m * m) / s;
    const z = (mass * mass) / s;

    const u = table.at(stream.uniformFast());
    const least = 4 * r;
    const span = (1 - mass / root) ** 2 - least;
    const t = least + span * (1 - (1 - u) ** 4);
    weight *= (4 * span * (1 - u) ** 3) / table.density;

    const x = 1 + z - t;
    const zMomentum = 0.5 * root * Math.sqrt(Math.max(0, x * x - 4 * z));
    const zEnergy = 0.5 * root * x;
    const pairEnergy = root - zEnergy;
    const pair = root * Math.sqrt(t);
    const velocity = Math.sqrt(Math.max(0, 1 - least / t));
    // a, b = (x ∓ w c)/2 with c the cosine of the leptons, in their rest frame, to the direction against the Z′.
    const w = (velocity * 2 * zMomentum) / root;
    const bound = w / x;
    const flat = 2 * stream.uniformFast() - 1;
    let c = flat;
    if (bound > 1e-6) {
      const rapidity = Math.atanh(bound);
      c = Math.tanh(flat * rapidity) / bound;
      weight *= (rapidity * (1 - bound * bound * c * c)) / bound;
    }
    weight *= w;

    const cosTheta = 2 * stream.uniformFast() - 1;
    const sinTheta = Math.sqrt(1 - cosTheta * cosTheta);
    const azimuth = 2 * Math.PI * stream.uniformFast();
    const momentum = 0.5 * pair * velocity;
    const transverse = momentum * Math.sqrt(Math.max(0, 1 - c * c));
    const gamma = pairEnergy / pair;
    const betaGamma = zMomentum / pair;
    const along = gamma * momentum * c;
    const forward = 0.5 * betaGamma * pair;
    const across = transverse * Math.cos(azimuth) * sinTheta;
    const minus = ((along + forward) * cosTheta + across) / root;
    const plus = ((forward - along) * cosTheta - across) / root;
    weight *= vectorEmission(0.5 * (x - w * c), 0.5 * (x + w * c), r, z, minus, plus) / s;

    // The leptons at their own masses, direction and pair mass kept; the Z′ along −(sin θ, 0, cos θ), then turned in φ.
    let minusMass = m;
    let plusMass = m;
    pdg[MINUS] = PDG.muon;
    pdg[PLUS] = -PDG.muon;
    let size = momentum;
    if (leptons === "electron-muon") {
      size = twoBodyMomentum(pair, MASS.electron, m);
      if (stream.uniformFast() < 0.5) {
        minusMass = MASS.electron;
        pdg[MINUS] = PDG.electron;
      } else {
        plusMass = MASS.electron;
        pdg[PLUS] = -PDG.electron;
      }
    }
    const sine = size * Math.sqrt(Math.max(0, 1 - c * c));
    const turn = 2 * Math.PI * stream.uniformFast();
    const cosPhi = Math.cos(turn);
    const sinPhi = Math.sin(turn);
    const tx = sine * Math.cos(azimuth);
    const ty = sine * Math.sin(azimuth);
    for (let lepton = 0; lepton < 2; lepton++) {
      const sign = 1 - 2 * lepton;
      const own = lepton === 0 ? minusMass : plusMass;
      const energyAtRest = Math.sqrt(size * size + own * own);
      const longitudinal = gamma * sign * size * c + betaGamma * energyAtRest;
      const inPlane = longitudinal * sinTheta - sign * tx * cosTheta;
      const at = 4 * (lepton === 0 ? MINUS : PLUS);
      momenta[at] = inPlane * cosPhi - sign * ty * sinPhi;
      momenta[at + 1] = inPlane * sinPhi + sign * ty * cosPhi;
      momenta[at + 2] = longitudinal * cosTheta + sign * tx * sinTheta;
      momenta[at + 3] = gamma * energyAtRest + betaGamma * sign * size * c;
    }
    const at = 4 * ZPRIME;
    momenta[at] = -zMomentum * sinTheta * cosPhi;
    momenta[at + 1] = -zMomentum * sinTheta * sinPhi;
    momenta[at + 2] = -zMomentum * cosTheta;
    momenta[at + 3] = zEnergy;
    pdg[ZPRIME] = PDG_HYPOTHETICAL.zPrime;
    if (isr) {
      isr.boost(momenta, 3);
      isr.write(momenta, pdg, PHOTONS);
    }
    return weight;
  };
  const pairNames = leptons === "muons" ? ["mu-", "mu+"] : ["lepton-", "lepton+"];
  return { slots: [...pairNames, "zprime", ...(isr ? ["isr electron", "isr positron"] : [])], draw };
}

/** Generator of e⁺e⁻ → μ⁺μ⁻Z′ or e^±μ^∓Z′. */
export function zPrime(options: ZPrimeOptions): Generator {
  const { mass, leptons, sqrtS, radiation } = options;
  const pair = leptons === "muons" ? "μ⁺μ⁻" : "e^±μ^∓";
  return makeGenerator(
    {
      id: `${leptons === "muons" ? "zprime" : "zprime-electron-muon"}-${mass}`,
      title: `e⁺e⁻ → ${pair}Z′, M = ${mass} GeV`,
      matrixElement: "Z′ radiated by either muon through the vector current, exact at tree level with the e⁺e⁻ tensor.",
      approximations: [
        "No exchange of a Z boson; electron mass neglected in the amplitude; α = α(0), no vacuum polarisation.",
        radiation
          ? "One photon along each beam, from second-order structure functions; no radiation of the muons."
          : "No radiation.",
        ...(leptons === "muons"
          ? []
          : [
              "Lepton-flavour violation is modelled: the amplitude of μ⁺μ⁻Z′ with one muon, either charge alike, " +
                "exchanged for an electron at the same pair mass and direction. Only its shape is meant.",
            ]),
      ],
    },
    sqrtS,
    zPrimeProcess(options),
  );
}

/** Density in `u` of m²_μμ = m²_max − (m²_max − m²_min)(1 − u)⁴, which flattens the fall towards a Z′ at rest. */
function pairMassDensity(s: number, mass: number, u: number): number {
  const sqrtS = Math.sqrt(s);
  const most = (sqrtS - mass) ** 2;
  const span = most - 4 * MASS.muon ** 2;
  const rest = 1 - u;
  const mass2 = most - span * rest ** 4;
  return rest ** 3 * span * emissionMassSpectrum("vector", mass2, mass, 1, MASS.muon, { sqrtS });
}

/** Cross-section against s in any unit: what the radiation is guided by. */
function crossSectionShape(s: number, mass: number): number {
  return integrate((u) => pairMassDensity(s, mass, u), 0, 1, 24);
}
