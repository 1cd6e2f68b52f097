import { BELLE_II } from "../beams.js";
import { type AxionOptions, axion, axionFlight } from "./axion.js";
import { type BToDarkPhotonsOptions, bToDarkPhotons } from "./b-to-dark-photons.js";
import { type BToLambdaOptions, bToLambda, LAMBDA_FLIGHT } from "./b-to-lambda.js";
import { type BToScalarOptions, bToScalar, scalarFlight } from "./b-to-scalar.js";
import { type BhabhaOptions, bhabha } from "./bhabha.js";
import type { CollisionOptions } from "./collision.js";
import { type DarkHiggsstrahlungOptions, darkHiggsstrahlung } from "./dark-higgsstrahlung.js";
import { type DimuonOptions, dimuon } from "./dimuon.js";
import { type DiphotonOptions, diphoton } from "./diphoton.js";
import { ditau, type TauChoice } from "./ditau.js";
import { type FourMuonOptions, fourMuon } from "./four-muon.js";
import { hadrons } from "./hadrons.js";
import { chi2Flight, type InelasticDarkMatterOptions, inelasticDarkMatter } from "./inelastic-dark-matter.js";
import { type LeptophilicOptions, leptophilic } from "./leptophilic.js";
import { KAON_SHORT_FLIGHT, type PhiReturnOptions, phiReturn } from "./phi-return.js";
import { type Sample, sample } from "./sample.js";
import { TAU_CHOICES } from "./tau-pair-decay.js";
import { type TauToAlpOptions, tauToAlp } from "./tau-to-alp.js";
import { type ThreePhotonOptions, threePhoton } from "./three-photon.js";
import { type TwoPhotonOptions, twoPhoton } from "./two-photon.js";
import { type UpsilonOptions, upsilon } from "./upsilon.js";
import { type ZPrimeOptions, zPrime } from "./zprime.js";

const number = (title: string, unit: string, value: number) => ({ title, unit, default: value });
const choice = <const T extends string>(title: string, value: NoInfer<T>, choices: readonly T[]) => ({
  title,
  unit: "",
  default: value as T,
  choices,
});

const energy = { sqrtS: number("centre-of-mass energy", "GeV", BELLE_II.sqrtS) };
const spread = { ...energy, energySpread: number("spread of the centre-of-mass energy", "GeV", BELLE_II.energySpread) };
const collision = { ...spread, radiation: { title: "radiation of the beams", unit: "", default: true } };
const photonAngle = number("least angle of the photons to the beams, centre of mass", "deg", 12);
const vacuumPolarisation = number("factor |1 − Π|⁻² on the cross-section", "", 1);
const diphotonOptions = {
  ...collision,
  minimumEnergy: number("energy above which a third photon is exact", "GeV", 0.1),
  minimumAngle: photonAngle,
};
const cosTwelveDegrees = Math.cos((12 * Math.PI) / 180);

/** Every reaction that `darkroom simulate` knows, by name. */
export const SAMPLES: Readonly<Record<string, Sample>> = {
  "alp-photon": sample<AxionOptions>(
    "e⁺e⁻ → γa",
    {
      ...collision,
      mass: number("mass of the ALP", "GeV", 1),
      coupling: number("coupling g_aγγ", "1/GeV", 1e-3),
      decay: choice("decay of the ALP", "photons", ["photons", "invisible"]),
    },
    axion,
    (options) => (options.decay === "photons" ? [axionFlight(options)] : []),
  ),
  "b-to-dark-photons": sample<BToDarkPhotonsOptions>(
    "B⁰ → A′A′",
    {
      ...spread,
      darkPhotonMass: number("mass of the dark photon", "GeV", 1),
      first: choice("pair of the first dark photon", "muons", ["electrons", "muons", "pions"]),
      second: choice("pair of the second dark photon", "muons", ["electrons", "muons", "pions"]),
      branchingFraction: number("branching fraction, with those of the dark photons", "", 1e-8),
      angles: choice("angles of the pairs", "isotropic", ["isotropic", "scalar"]),
    },
    bToDarkPhotons,
  ),
  "b-to-lambda": sample<BToLambdaOptions>(
    "B⁰ → Λψ, Λ → pπ⁻",
    {
      ...spread,
      darkBaryonMass: number("mass of the dark baryon", "GeV", 2),
      branchingFraction: number("branching fraction of B⁰ → Λψ", "", 1e-5),
    },
    bToLambda,
    () => [LAMBDA_FLIGHT],
  ),
  "b-to-scalar": sample<BToScalarOptions>(
    "B → K⁽*⁾S",
    {
      ...spread,
      kaon: choice("kaon", "K+", ["K+", "K*0"]),
      scalarMass: number("mass of the scalar", "GeV", 1.5),
      final: choice("pair of the scalar", "muons", ["electrons", "muons", "pions", "kaons"]),
      branchingFraction: number("branching fraction, with that of the scalar", "", 1e-8),
      decayLength: number("mean proper decay length of the scalar", "cm", 10),
    },
    bToScalar,
    (options) => [scalarFlight(options)],
  ),
  "dark-higgsstrahlung": sample<DarkHiggsstrahlungOptions>(
    "e⁺e⁻ → A′h′, A′ → μ⁺μ⁻",
    {
      ...collision,
      darkPhotonMass: number("mass of the dark photon", "GeV", 4),
      darkHiggsMass: number("mass of the dark Higgs boson", "GeV", 1),
      epsilonSquaredAlphaD: number("ε²α_D", "", 1e-8),
    },
    darkHiggsstrahlung,
  ),
  dimuon: sample<DimuonOptions>(
    "e⁺e⁻ → μ⁺μ⁻(γ…)",
    {
      ...collision,
      vacuumPolarisation,
      leastPairMass: number("least mass of the pair before its own radiation", "GeV", 0),
    },
    dimuon,
  ),
  diphoton: sample<DiphotonOptions>("e⁺e⁻ → γγ(γ)", diphotonOptions, diphoton),
  "diphoton-conversion": sample<DiphotonOptions>(
    "e⁺e⁻ → γγ(γ), one photon converted in material",
    diphotonOptions,
    diphoton,
    () => [],
    ["photon1", "photon2", "photon3"],
  ),
  ditau: sample<CollisionOptions & { minus: TauChoice; plus: TauChoice; vacuumPolarisation: number }>(
    "e⁺e⁻ → τ⁺τ⁻(γ…)",
    {
      ...collision,
      minus: choice("decay of the τ⁻", "one-prong", TAU_CHOICES),
      plus: choice("decay of the τ⁺", "one-prong", TAU_CHOICES),
      vacuumPolarisation,
    },
    ({ minus, plus, ...options }) => ditau({ ...options, decays: [minus, plus] }),
  ),
  "four-muon": sample<FourMuonOptions>(
    "e⁺e⁻ → μ⁺μ⁻Z′, Z′ → μ⁺μ⁻",
    {
      ...collision,
      mass: number("mass of the Z′", "GeV", 1),
      coupling: number("coupling g′", "", 0.1),
    },
    fourMuon,
  ),
  hadrons: sample<CollisionOptions>("e⁺e⁻ → hadrons", collision, hadrons),
  "inelastic-dark-matter": sample<InelasticDarkMatterOptions>(
    "e⁺e⁻ → γA′, A′ → χ₁χ₂, χ₂ → χ₁ℓ⁺ℓ⁻",
    {
      ...collision,
      chi1Mass: number("mass of χ₁", "GeV", 1),
      splitting: number("splitting (m₂ − m₁)/m₁", "", 0.4),
      darkPhotonMass: number("mass of the dark photon", "GeV", 2.5),
      epsilon: number("kinetic mixing ε", "", 1e-3),
      alphaD: number("dark fine-structure constant", "", 0.1),
      leptons: choice("leptons of χ₂", "electrons", ["electrons", "muons"]),
      maximumCosine: number("greatest |cos θ*| of the photon", "", cosTwelveDegrees),
      minimumPhotonEnergy: number("least energy of the photon", "GeV", 0.1),
      lineshape: choice("mass of the dark photon", "narrow", ["narrow", "breit-wigner"]),
    },
    inelasticDarkMatter,
    (options) => [chi2Flight(options)],
  ),
  leptophilic: sample<LeptophilicOptions>(
    "e⁺e⁻ → τ⁺τ⁻φ, φ → ℓ⁺ℓ⁻",
    {
      ...collision,
      mass: number("mass of the scalar", "GeV", 1),
      xi: number("coupling ξ", "", 1),
      leptons: choice("leptons of the scalar", "muons", ["electrons", "muons"]),
      minus: choice("decay of the τ⁻", "muon", ["electron", "muon", "pion"]),
      plus: choice("decay of the τ⁺", "pion", ["electron", "muon", "pion"]),
    },
    leptophilic,
  ),
  "phi-return": sample<PhiReturnOptions>(
    "e⁺e⁻ → γ K_S K_L",
    { ...energy, minimumAngle: photonAngle },
    phiReturn,
    () => [KAON_SHORT_FLIGHT],
  ),
  "radiative-bhabha": sample<BhabhaOptions>(
    "e⁺e⁻ → e⁺e⁻γ",
    {
      ...energy,
      minimumEnergy: number("least energy of the photon", "GeV", 0.5),
      minimumAngle: photonAngle,
      minimumLeptonAngle: number("least angle of the leptons to the beams", "deg", 12),
      minimumSeparation: number("least angle between photon and lepton", "deg", 3),
      minimumPairMass: number("least mass of the lepton pair", "GeV", 0.2),
    },
    bhabha,
  ),
  "tau-to-alp": sample<TauToAlpOptions>(
    "e⁺e⁻ → τ⁺τ⁻, τ → 3πν, τ → ℓα or ℓνν̄",
    {
      ...collision,
      lepton: choice("lepton", "electron", ["electron", "muon"]),
      decay: choice("what is not seen beside the lepton", "alp", ["alp", "neutrinos"]),
      alpMass: number("mass of the unseen boson", "GeV", 1),
      branchingFraction: number("branching fraction of τ → ℓα", "", 1e-3),
    },
    tauToAlp,
  ),
  "three-photon": sample<ThreePhotonOptions>(
    "e⁺e⁻ → γγγ",
    { ...energy, minimumEnergy: number("least energy of the photons", "GeV", 0.1), minimumAngle: photonAngle },
    threePhoton,
  ),
  "two-photon": sample<TwoPhotonOptions>(
    "e⁺e⁻ → e⁺e⁻ℓ⁺ℓ⁻",
    {
      ...collision,
      leptons: choice("pair", "muon", ["muon", "tau"]),
      leastPairMass: number("least mass of the pair", "GeV", 0.5),
      leastPairEnergy: number("least energy of both photons together", "GeV", 0),
    },
    twoPhoton,
  ),
  upsilon: sample<UpsilonOptions>(
    "Υ(3S) → π⁺π⁻Υ(1S)",
    {
      final: choice("decay of the Υ(1S)", "invisible", ["invisible", "electrons", "muons"]),
      branchingFraction: number("its branching fraction", "", 3e-4),
      energySpread: spread.energySpread,
    },
    upsilon,
  ),
  zprime: sample<ZPrimeOptions>(
    "e⁺e⁻ → ℓ⁺ℓ⁻Z′",
    {
      ...collision,
      mass: number("mass of the Z′", "GeV", 1),
      coupling: number("coupling g′", "", 1),
      leptons: choice("leptons beside the Z′", "muons", ["muons", "electron-muon"]),
    },
    zPrime,
  ),
};

/** The sample of a name. @throws RangeError `sample: …` with the names there are */
export function sampleOf(name: string): Sample {
  if (!Object.hasOwn(SAMPLES, name)) {
    throw new RangeError(`sample: ${name}, expected one of ${Object.keys(SAMPLES).join(", ")}`);
  }
  return SAMPLES[name];
}
