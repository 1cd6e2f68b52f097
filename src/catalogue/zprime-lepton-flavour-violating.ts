import { asMeasured } from "../analysis/measurement.js";
import type { Comparison, Search } from "../analysis/search.js";
import { paper } from "./zprime-invisible/paper.js";
import { GENERATED_COUPLING, signalCrossSection, signalId, VACUUM_POLARISATION } from "./zprime-invisible/samples.js";
import { recoilMassSpectrum } from "./zprime-invisible/spectra.js";
import { systematicsOf } from "./zprime-invisible/systematics.js";
import { publishedWindows, windowAround } from "./zprime-invisible/windows.js";
import { zprimeInvisible } from "./zprime-invisible.js";
import { claims } from "./zprime-lepton-flavour-violating/claims.js";
import { controls } from "./zprime-lepton-flavour-violating/controls.js";
import { observables, pairObservables } from "./zprime-lepton-flavour-violating/observables.js";
import { corrections, samples } from "./zprime-lepton-flavour-violating/samples.js";
import { selection } from "./zprime-lepton-flavour-violating/selection.js";

const efficiencyCrossSection = asMeasured({
  id: "efficiencyCrossSection",
  title: "ε·σ(e⁺e⁻ → e±μ∓ + invisible)",
  tex: "\\varepsilon\\,\\sigma",
  symbol: "ε·σ",
  unit: "fb",
});

/** What the paper says of this channel in one number. */
const published: Comparison = {
  id: "published",
  title: "published, about 10 fb",
  interpretation: efficiencyCrossSection.id,
  kind: "curve",
  origin: "published",
  citation: "Belle II, PRL 124, 141801: limits of about 10 fb, the one number that is told; drawn as a level line",
  points: [
    { x: 0, y: 10 },
    { x: 8, y: 10 },
  ],
};

/** Cuts against τ pairs take the values of the μμ channel in every window, as in the paper. */
const tuning = zprimeInvisible.tuning ? { tuning: { ...zprimeInvisible.tuning, of: zprimeInvisible.id } } : {};

/** Cross-section (fb) at which the signal is drawn over the spectrum, and its mass (GeV). */
const DRAWN = { mass: 3, crossSection: 300 } as const;

export const zprimeLeptonFlavourViolating: Search = {
  id: "zprime-lepton-flavour-violating",
  title: "Lepton-flavour-violating Z′",
  target: "ε·σ",
  process: {
    tex: "e^+e^-\\to e^\\pm\\mu^\\mp Z',\\ Z'\\to\\text{invisible}",
    text: "e⁺e⁻ → e±μ∓ Z′, Z′ → invisible",
  },
  summary:
    "A boson that turns an electron into a muon and decays unseen shows as a peak in the mass recoiling against an electron and a muon. No model says how often: what is bounded is efficiency times cross-section, the count over luminosity and the efficiencies of trigger and tracking.",
  ...paper,
  observables,
  samples,
  selection,
  ...tuning,
  scan: {
    kind: "windows",
    observable: pairObservables.recoilMassSquared,
    abscissa: { title: "mass of the Z′ [GeV/c²]", scale: "linear" },
    windows: publishedWindows(),
    shifted: publishedWindows(0.5),
    windowOf: ({ mass }) => windowAround(mass),
    about:
      "The 69 windows of the μμ channel. In each the count n is Poisson with mean ε·σ L c + b, where c = 0.96 · 0.90 are the efficiencies of trigger and tracking that the simulation does not have. The efficiency ε of geometry, leptons, cuts and window stays in the answer. The efficiency in the table is that of simulated e±μ∓Z′ with both corrections: the matrix element of μμZ′ with one muon made an electron. A limit on the cross-section of that model would be ε·σ · c over it. Background: τ pairs with all one-prong decays, because a pion that crosses the calorimeter passes for a muon and is harder than one from a τ; of μμ(γ) no event of one luminosity was selected, and none is simulated.",
  },
  spectra: [recoilMassSpectrum],
  controls,
  measurement: {
    kind: "counting",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics: systematicsOf("emu"),
    corrections: Object.values(corrections),
  },
  interpretations: [efficiencyCrossSection],
  comparisons: [published],
  radiation: {
    text: "No theory stands between the count and the limit: ε·σ is that of the collision as it happens, radiation of the beams and vacuum polarisation included. Only ε in the table rests on a simulated signal, e±μ∓Z′ with radiation of the beams. Backgrounds radiate too; vacuum polarisation is in the τ pairs.",
    origin: "derived",
    citation: "Darkroom, this simulation",
  },
  claims,
  overlay: {
    sample: signalId(DRAWN.mass),
    factor: DRAWN.crossSection / signalCrossSection(DRAWN.mass, GENERATED_COUPLING),
    label: `Z′, ${DRAWN.mass} GeV, σ = ${DRAWN.crossSection} fb`,
  },
  assumptions: [
    { title: "vacuum polarisation in σ of ττ(γ)", number: VACUUM_POLARISATION },
    ...Object.entries(corrections).map(([title, number]) => ({ title: `correction: ${title}`, number })),
  ],
};
