import { powerLaw, type Systematic } from "../analysis/measurement.js";
import type { Comparison, Search } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { MUON_ANOMALY, muonAnomalyBand } from "../physics/theory/muon-anomaly.js";
import { zprimeBranchingFraction, zprimeCrossSection } from "../physics/theory/zprime.js";
import { observables, recoilMassSquared } from "./zprime-invisible/observables.js";
import { corrections, GENERATED_COUPLING, samples, signalId } from "./zprime-invisible/samples.js";
import { selection } from "./zprime-invisible/selection.js";
import { publishedWindows, windowAround } from "./zprime-invisible/windows.js";

const PRL = "PRL 124, 141801";

/** Systematic uncertainties of the μμ channel. */
const systematics: readonly Systematic[] = (
  [
    ["trigger", "trigger efficiency", 0.06, "both"],
    ["tracking", "tracking efficiency", 0.04, "both"],
    ["identification", "lepton identification", 0.04, "both"],
    ["luminosity", "luminosity", 0.007, "luminosity"],
    ["tau-suppression", "τ suppression", 0.22, "background"],
    ["background", "background before τ suppression", 0.02, "background"],
    ["yield", "μμ yield, half of the correction", 0.125, "signal"],
  ] as const
).map(([id, title, relative, on]) => ({ id, title, relative, on, origin: "published", source: `${PRL}, Table I` }));

/** Cross-section at unit coupling, computed once for every mass of the scan. */
function remembered(compute: (mass: number) => number): (mass: number) => number {
  const known = new Map<number, number>();
  return (mass) => {
    const value = known.get(mass) ?? compute(mass);
    known.set(mass, value);
    return value;
  };
}
const unitCrossSection = remembered((mass) => zprimeCrossSection(mass, 1, { sqrtS: BELLE_II.sqrtS }));

const gPrime = powerLaw(
  { id: "gPrime", title: "g′ for a Z′ that decays invisibly", tex: "g'", symbol: "g′", unit: "" },
  2,
  ({ mass }) => unitCrossSection(mass),
);

const gPrimeLmuLtau = powerLaw(
  {
    id: "gPrimeLmuLtau",
    title: "g′ of the Lμ − Lτ model",
    tex: "g'_{L_\\mu-L_\\tau}",
    symbol: "g′ (Lμ − Lτ)",
    unit: "",
  },
  2,
  ({ mass }) => unitCrossSection(mass) * zprimeBranchingFraction(mass, "invisible"),
);

const crossSection = powerLaw(
  {
    id: "crossSection",
    title: "σ(e⁺e⁻ → μ⁺μ⁻Z′) · BF(Z′ → invisible)",
    tex: "\\sigma\\,\\mathcal{B}",
    symbol: "σ·BF",
    unit: "fb",
  },
  1,
  () => 1,
);

/** Masses (GeV) at which the band of (g−2)_μ is drawn. */
const BAND_MASSES = Array.from({ length: 81 }, (_, i) => 0.02 + i * 0.1);

const comparisons: readonly Comparison[] = (["gPrime", "gPrimeLmuLtau"] as const).flatMap((interpretation) => [
  {
    id: `muon-anomaly-${interpretation}`,
    title: "(g−2)μ ± 2σ, 2021",
    interpretation,
    kind: "band" as const,
    origin: "derived" as const,
    citation: `one loop of a Z′ against Δaμ of ${MUON_ANOMALY["2021"].source}`,
    points: BAND_MASSES.map((mass) => {
      const [low, , high] = muonAnomalyBand(mass, MUON_ANOMALY["2021"]);
      return { x: mass, y: low, y2: high };
    }),
  },
]);

/** A handful of points read off Fig. 3 of the publication by a third party (DARKCAST). */
const publishedLimit: Comparison = {
  id: "published",
  title: "published limit (digitised)",
  interpretation: "gPrime",
  kind: "points",
  origin: "published",
  citation: "Belle II, PRL 124, 141801, Fig. 3, observed limit for BF = 1 as digitised by DARKCAST",
  points: [
    { x: 1.157, y: 0.051 },
    { x: 2.292, y: 0.1 },
    { x: 3.212, y: 0.18 },
    { x: 4.114, y: 0.296 },
    { x: 5.001, y: 0.52 },
    { x: 5.974, y: 0.994 },
  ],
};

/** Recoil mass as shown: root of the square, with its sign. */
const toSquare = (mass: number) => mass * Math.abs(mass);
const fromSquare = (square: number) => Math.sign(square) * Math.sqrt(Math.abs(square));

export const zprimeInvisible: Search = {
  id: "zprime-invisible",
  title: "Invisible Z′",
  target: "g′",
  process: { tex: "e^+e^-\\to\\mu^+\\mu^- Z',\\ Z'\\to\\text{invisible}", text: "e⁺e⁻ → μ⁺μ⁻ Z′, Z′ → invisible" },
  summary:
    "A boson that couples to muons and decays unseen shows as a peak in the mass recoiling against a muon pair; none was found in the first data of Belle II.",
  citation: {
    key: "BelleII:2019qfb",
    text: "Belle II Collaboration, Search for an invisibly decaying Z′ boson at Belle II in e⁺e⁻ → μ⁺μ⁻(e±μ∓) plus missing energy final states",
    journal: "Phys. Rev. Lett. 124, 141801 (2020)",
    arxiv: "1912.11276",
    doi: "10.1103/PhysRevLett.124.141801",
  },
  experiment: "Belle II",
  luminosity: { inverseFemtobarn: 0.276, value: 276, unit: "pb^-1", text: "276 pb⁻¹" },
  sqrtS: BELLE_II.sqrtS,
  projections: [50, 364, 50_000],
  data: "pseudo",
  observables,
  samples,
  selection,
  scan: {
    kind: "windows",
    observable: recoilMassSquared,
    abscissa: { title: "mass of the Z′ [GeV/c²]", scale: "linear" },
    windows: publishedWindows(),
    windowOf: ({ mass }) => windowAround(mass),
    about:
      "69 touching windows of ±2σ in signed M²rec below 8 GeV. Two widths and the count are published; the grid between them is constructed.",
  },
  spectra: [
    {
      id: "recoil-mass",
      observable: recoilMassSquared,
      heading: "Recoil-mass spectrum",
      title: "recoil mass Mrec [GeV/c²]",
      unit: "GeV/c²",
      edges: Array.from({ length: 51 }, (_, i) => Math.round((-1 + 0.2 * i) * 10) / 10),
      toObservable: toSquare,
      fromObservable: fromSquare,
    },
  ],
  measurement: { kind: "counting", method: "bayesian", prior: "flat", confidenceLevel: 0.9, systematics },
  interpretations: [gPrime, gPrimeLmuLtau, crossSection],
  comparisons: [...comparisons, publishedLimit],
  overlay: { sample: signalId(3), factor: (0.3 / GENERATED_COUPLING) ** 2, label: "Z′, 3 GeV, g′ = 0.3" },
  assumptions: Object.entries(corrections).map(([title, number]) => ({ title: `correction: ${title}`, number })),
};
