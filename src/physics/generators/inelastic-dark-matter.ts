import type { RandomStream } from "../../numerics/random.js";
import { ALPHA, HBARC_CM, HBARC2_FB, MASS, PDG, PDG_HYPOTHETICAL } from "../constants.js";
import { radiativeDarkPhotonCrossSection } from "../theory/dark-photon.js";
import {
  chi2DecayLengthWithPions,
  chi2LeptonSpectrum,
  chi2LeptonWidth,
  darkPhotonToChisWidth,
  type InelasticDarkMatter,
} from "../theory/inelastic-dark-matter.js";
import { BeamCollision, type CollisionOptions } from "./collision.js";
import type { Flight } from "./flight.js";
import { type Generator, makeGenerator, type Process, type Trial } from "./generator.js";
import { fermionCorrelation, photonShape } from "./radiative-return.js";
import { TabulatedDensity } from "./tabulated-density.js";
import { boostFromParent, decayAlongFlight, decayPair, placePair } from "./trial-decay.js";

/** What defines the signal e⁺e⁻ → γA′, A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻. */
export interface InelasticDarkMatterOptions extends CollisionOptions {
  /** Mass of the stable state χ₁ in GeV. */
  readonly chi1Mass: number;
  /** Splitting (m₂ − m₁)/m₁. */
  readonly splitting: number;
  /** Mass of the dark photon in GeV. */
  readonly darkPhotonMass: number;
  /** Kinetic mixing ε. */
  readonly epsilon: number;
  /** Dark fine-structure constant α_D. */
  readonly alphaD: number;
  /** Leptons of the decay of χ₂. */
  readonly leptons: "electrons" | "muons";
  /** Greatest |cos θ*| of the photon to the beam line, in the frame of s′. */
  readonly maximumCosine: number;
  /** Least energy of the photon in GeV, in the frame of s′. */
  readonly minimumPhotonEnergy: number;
  /** Mass of the intermediate A′: its own, or spread over a Breit–Wigner with the width to χ₁χ₂ (also above √s). */
  readonly lineshape: "narrow" | "breit-wigner";
}

const SLOTS = ["photon", "chi1", "chi2", "chi1 of chi2", "l-", "l+", "radiated photon"] as const;
const [PHOTON, FIRST, SECOND, PRODUCT, MINUS, PLUS, RADIATED] = SLOTS.keys();
const DARK_PHOTON = SLOTS.length;
const PAIR = SLOTS.length + 1;
const CHI2_PRODUCTS = [PRODUCT, MINUS, PLUS];

/**
 * Cosine of ℓ⁻ to the direction of the pair in the rest frame of χ₂, from the mixture of longitudinal and transverse
 * virtual photons: W(c) = Σ²·¾(1 − c² + rc²) + 2q²·⅜(1 + c² + r(1 − c²)), r = 4m_ℓ²/q², Σ = m₁ + m₂.
 */
export function leptonCosine(stream: RandomStream, sum2: number, q2: number, r: number): number {
  // W is linear in c²: constant + slope·c².
  const constant = 0.75 * (sum2 + q2 * (1 + r));
  const slope = 0.75 * (1 - r) * (q2 - sum2);
  const largest = Math.max(constant, constant + slope);
  for (;;) {
    const c = 2 * stream.uniformFast() - 1;
    if (stream.uniformFast() * largest < constant + slope * c * c) return c;
  }
}

/**
 * Sampler of the reaction. The photon follows dσ/dz of e⁺e⁻ → γA′; the direction of χ₂ in the A′ frame carries the
 * tensor of the radiating beams contracted with the current of χ₁χ₂; q² of the leptons follows the exact width, χ₂
 * being unpolarised.
 */
export function inelasticDarkMatterProcess(options: InelasticDarkMatterOptions): Process {
  const { chi1Mass, darkPhotonMass, epsilon, alphaD, maximumCosine, minimumPhotonEnergy } = options;
  const chi2Mass = chi1Mass * (1 + options.splitting);
  const difference2 = (chi2Mass - chi1Mass) ** 2;
  const sum2 = (chi1Mass + chi2Mass) ** 2;
  const muons = options.leptons === "muons";
  const leptonMass = muons ? MASS.muon : MASS.electron;
  const leptonCode = muons ? PDG.muon : PDG.electron;
  const narrow = options.lineshape === "narrow";
  const mass2 = darkPhotonMass ** 2;
  const model = modelOf(options);
  const width = (mass: number) => darkPhotonToChisWidth(mass, chi1Mass, chi2Mass, alphaD);
  const shape = (q2: number) => chi2LeptonSpectrum(model, q2, leptonMass);
  const spectrum = new TabulatedDensity(shape, 4 * leptonMass ** 2, difference2);
  const leptonWidth = chi2LeptonWidth(model, leptonMass);
  const branching = (leptonWidth * chi2DecayLengthWithPions(model)) / HBARC_CM;
  const rapidity = Math.atanh(maximumCosine);
  const scratch = new Float64Array(4 * (SLOTS.length + 2));
  const written = scratch.subarray(0, 4 * SLOTS.length);

  const least = narrow ? darkPhotonMass : chi1Mass + chi2Mass;
  // √s′ that leaves the photon its least energy against the lightest A′.
  const threshold = minimumPhotonEnergy + Math.hypot(minimumPhotonEnergy, least);
  const guide = (sqrtS: number) => radiativeDarkPhotonCrossSection(darkPhotonMass, 1, maximumCosine, { sqrtS });
  const collision = new BeamCollision(options, threshold, narrow ? guide : undefined);

  const draw = (stream: RandomStream, { momenta, pdg }: Trial): number => {
    if (!collision.draw(stream)) return 0;
    const energy = collision.reducedEnergy;
    const s = energy * energy;
    let weight = collision.weight * branching;
    let mass = darkPhotonMass;
    if (!narrow) {
      // Drawn from a Breit–Wigner of fixed width, weighted to the running one.
      const scale = Math.max(darkPhotonMass * width(darkPhotonMass), 1e-9 * mass2);
      const low = Math.atan2(sum2 - mass2, scale);
      const high = Math.atan2(s - 2 * minimumPhotonEnergy * energy - mass2, scale);
      mass = Math.sqrt(mass2 + scale * Math.tan(low + (high - low) * stream.uniformFast()));
      if (!(mass > chi1Mass + chi2Mass)) return 0;
      const running = mass * width(mass);
      const distance2 = (mass * mass - mass2) ** 2;
      weight *=
        ((high - low) * running * (distance2 + scale * scale)) / (Math.PI * scale * (distance2 + running * running));
    }
    const x = (mass * mass) / s;
    const z = Math.tanh(rapidity * (2 * stream.uniformFast() - 1));
    weight *=
      (8 * Math.PI * rapidity * (ALPHA * epsilon) ** 2 * HBARC2_FB * (1 - z * z) * photonShape(x, z)) / (s * (1 - x));
    placePair(scratch, energy, PHOTON, 0, DARK_PHOTON, mass, z, 2 * Math.PI * stream.uniformFast());
    decayPair(
      scratch,
      DARK_PHOTON,
      mass,
      FIRST,
      chi1Mass,
      SECOND,
      chi2Mass,
      2 * stream.uniformFast() - 1,
      2 * Math.PI * stream.uniformFast(),
    );
    weight *= fermionCorrelation(scratch, energy, z, FIRST, SECOND, chi1Mass, chi2Mass);

    const q2 = spectrum.at(stream.uniform());
    weight *= shape(q2) / (leptonWidth * spectrum.density);
    const q = Math.sqrt(q2);
    const r = (4 * leptonMass ** 2) / q2;
    const cosine = leptonCosine(stream, sum2, q2, r);
    // In the rest frame of χ₂ first, where the angle of the leptons is counted, then boosted.
    placePair(
      scratch,
      chi2Mass,
      PRODUCT,
      chi1Mass,
      PAIR,
      q,
      2 * stream.uniformFast() - 1,
      2 * Math.PI * stream.uniformFast(),
    );
    decayAlongFlight(scratch, PAIR, q, MINUS, leptonMass, PLUS, leptonMass, cosine, 2 * Math.PI * stream.uniformFast());
    for (const slot of CHI2_PRODUCTS) boostFromParent(scratch, slot, SECOND, chi2Mass);

    momenta.set(written);
    pdg[PHOTON] = PDG.photon;
    pdg[FIRST] = PDG_HYPOTHETICAL.chi1;
    pdg[SECOND] = PDG_HYPOTHETICAL.chi2;
    pdg[PRODUCT] = PDG_HYPOTHETICAL.chi1;
    pdg[MINUS] = leptonCode;
    pdg[PLUS] = -leptonCode;
    collision.finish(momenta, pdg, RADIATED, RADIATED);
    return weight;
  };
  return { slots: SLOTS, draw };
}

/** Flight of χ₂ for `fly`: mean proper decay length in cm from its decays to leptons and pions. */
export function chi2Flight(options: InelasticDarkMatterOptions): Flight {
  return { products: ["chi1 of chi2", "l-", "l+"], decayLength: chi2DecayLengthWithPions(modelOf(options)) };
}

function modelOf({
  chi1Mass,
  splitting,
  darkPhotonMass,
  epsilon,
  alphaD,
}: InelasticDarkMatterOptions): InelasticDarkMatter {
  return { chi1Mass, chi2Mass: chi1Mass * (1 + splitting), darkPhotonMass, epsilon, alphaD };
}

/** Generator of e⁺e⁻ → γA′(→ χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻); the vertex of χ₂ is drawn afterwards (`chi2Flight`, `fly`). */
export function inelasticDarkMatter(options: InelasticDarkMatterOptions): Generator {
  const { chi1Mass, splitting, darkPhotonMass, leptons } = options;
  const leptonMass = leptons === "muons" ? MASS.muon : MASS.electron;
  if (!(chi1Mass > 0)) throw new RangeError(`χ₁ mass: ${chi1Mass} GeV`);
  if (!(chi1Mass * splitting > 2 * leptonMass)) {
    throw new RangeError(`splitting: ${splitting}, χ₂ → χ₁ and two ${leptons} is closed`);
  }
  if (!(darkPhotonMass > chi1Mass * (2 + splitting))) {
    throw new RangeError(`dark photon mass: ${darkPhotonMass} GeV, A′ → χ₁χ₂ is closed`);
  }
  return makeGenerator(
    {
      id: "inelastic-dark-matter",
      title: "e⁺e⁻ → γA′, A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻",
      matrixElement:
        "tree level: radiating beams, vector current of χ₁χ₂, exact dΓ/dq² of χ₂ (Duerr et al., JHEP 02 (2020) 039)",
      approximations: [
        "χ₂ decays unpolarised",
        "χ₂ → χ₁ and hadrons counted as π⁺π⁻ with one ρ",
        "A′ decays to χ₁χ₂ alone",
        "beams radiate once more, along the beam line only",
      ],
    },
    options.sqrtS,
    inelasticDarkMatterProcess(options),
  );
}
