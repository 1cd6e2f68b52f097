import { powerLaw } from "../analysis/measurement.js";
import type { Search } from "../analysis/search.js";
import { BELLE_II } from "../physics/beams.js";
import { BELLE_II_DETECTOR } from "../physics/detector/belle2.js";
import { zprimeBranchingFraction, zprimeCrossSection } from "../physics/theory/zprime.js";
import { claims, publishedEfficiency } from "./zprime-invisible/claims.js";
import { comparisons, fourMuons, publishedLimit, radiation, remarks } from "./zprime-invisible/comparisons.js";
import { controls } from "./zprime-invisible/controls.js";
import { observables, recoilMassSquared } from "./zprime-invisible/observables.js";
import { paper } from "./zprime-invisible/paper.js";
import {
  corrections,
  GENERATED_COUPLING,
  samples,
  signalCrossSection,
  signalId,
  VACUUM_POLARISATION,
} from "./zprime-invisible/samples.js";
import { selection } from "./zprime-invisible/selection.js";
import { recoilMassSpectrum } from "./zprime-invisible/spectra.js";
import { systematicsOf } from "./zprime-invisible/systematics.js";
import { publishedWindows, windowAround, windowCaveats } from "./zprime-invisible/windows.js";

/** A function of the mass, computed once for every mass of the scan. */
function remembered(compute: (mass: number) => number): (mass: number) => number {
  const known = new Map<number, number>();
  return (mass) => {
    const value = known.get(mass) ?? compute(mass);
    known.set(mass, value);
    return value;
  };
}
/** Cross-section at unit coupling as events are made, radiation of the beams included, and over that of Born. */
const unitCrossSection = remembered((mass) => signalCrossSection(mass, 1));
const radiationFactor = (mass: number) =>
  unitCrossSection(mass) / zprimeCrossSection(mass, 1, { sqrtS: BELLE_II.sqrtS });

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
    title: "σ(e⁺e⁻ → μ⁺μ⁻Z′) · BF(Z′ → invisible), Born",
    tex: "\\sigma\\,\\mathcal{B}",
    symbol: "σ·BF",
    unit: "fb",
  },
  1,
  ({ mass }) => radiationFactor(mass),
);

export const zprimeInvisible: Search = {
  id: "zprime-invisible",
  title: "Invisible Z′",
  target: "g′",
  process: { tex: "e^+e^-\\to\\mu^+\\mu^- Z',\\ Z'\\to\\text{invisible}", text: "e⁺e⁻ → μ⁺μ⁻ Z′, Z′ → invisible" },
  summary:
    "A boson that couples to muons and decays unseen shows as a peak in the mass recoiling against a muon pair; none was found in the first data of Belle II.",
  ...paper,
  projections: [50, 364, 50_000],
  observables,
  samples,
  selection,
  tuning: { line: "tau-suppression", threshold: "dimuon-pt", sigmas: 1.6, below: 7 },
  scan: {
    kind: "windows",
    observable: recoilMassSquared,
    abscissa: { title: "mass of the Z′ [GeV/c²]", scale: "linear" },
    windows: publishedWindows(),
    shifted: publishedWindows(0.5),
    windowOf: ({ mass }) => windowAround(mass),
    about:
      "69 touching windows of ±2σ in signed M²rec below 8 GeV. Two widths and the count are published; the grid between them is constructed.",
    caveats: windowCaveats,
  },
  spectra: [recoilMassSpectrum],
  controls,
  measurement: {
    kind: "counting",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics: systematicsOf("mumu"),
  },
  interpretations: [gPrime, gPrimeLmuLtau, crossSection],
  comparisons: [...comparisons, publishedLimit, fourMuons],
  remarks,
  radiation,
  claims,
  publishedEfficiency,
  overlay: { sample: signalId(3), factor: (0.3 / GENERATED_COUPLING) ** 2, label: "Z′, 3 GeV, g′ = 0.3" },
  assumptions: [
    { title: "vacuum polarisation in σ of μμ(γ) and ττ(γ)", number: VACUUM_POLARISATION },
    ...Object.entries(corrections).map(([title, number]) => ({ title: `correction: ${title}`, number })),
    {
      title: "share of pions that cross the calorimeter like a muon",
      number: BELLE_II_DETECTOR.deposits.hadronMinimumIonising,
    },
  ],
};
