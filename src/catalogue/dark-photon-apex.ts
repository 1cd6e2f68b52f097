import { asMeasured, powerLaw } from "../analysis/measurement.js";
import type { Search } from "../analysis/search.js";
import { claims } from "./dark-photon-apex/claims.js";
import {
  OPEN_CHANNELS,
  ORDER,
  pairsPerMixing,
  RADIATIVE,
  RANGE,
  RESOLUTION,
  resolution,
  STEP,
  WINDOW,
} from "./dark-photon-apex/experiment.js";
import { observables, pairMass } from "./dark-photon-apex/observables.js";
import { RANGE_CUT, selection } from "./dark-photon-apex/selection.js";

/** Bins of the public histogram, GeV, and the range that it covers. */
const BIN = 0.00005;
const FROM = 0.15;
const BINS = 3000;
const edges = Array.from({ length: BINS + 1 }, (_, i) => Number((FROM + i * BIN).toFixed(6)));

/** Hypotheses over the range of the search, both ends among them. */
const masses = Array.from({ length: Math.round((RANGE.to.value - RANGE.from.value) / STEP.value) + 1 }, (_, i) =>
  Number((RANGE.from.value + i * STEP.value).toFixed(6)),
);

const windowOf = ({ mass }: Readonly<Record<string, number>>) => ({
  min: mass - 2 * resolution(mass),
  max: mass + 2 * resolution(mass),
});

const yieldOfPeak = asMeasured({
  id: "yield",
  title: "the number of pairs from A′",
  tex: "N",
  symbol: "N",
  unit: "events",
});

/** Pairs become ε² by the density of all pairs beside the peak, which the fit knows. */
const mixing = (id: string, power: number, tex: string, symbol: string, title: string) =>
  powerLaw({ id, title, tex, symbol, unit: "" }, power, ({ mass, density }) => pairsPerMixing(mass, density));

/** The public spectrum of the test run of APEX: only the sample itself makes it a page. */
export const darkPhotonApex: Search = {
  id: "dark-photon-apex",
  title: "Dark photon in APEX",
  target: "ε²",
  process: { tex: "e^-Z\\to e^-ZA',\\ A'\\to e^+e^-", text: "e⁻Z → e⁻Z A′, A′ → e⁺e⁻" },
  summary:
    "A dark photon that electrons radiate off a tantalum target and that decays to e⁺e⁻ is a peak, one MeV wide, in the mass of 770,509 pairs. These are the recorded pairs themselves: nothing on this page is simulated. No significant peak was found.",
  citation: {
    key: "APEX:2011dww",
    text: "APEX Collaboration, Search for a New Gauge Boson in Electron-Nucleus Fixed-Target Scattering by the APEX Experiment",
    journal: "Phys. Rev. Lett. 107, 191804 (2011)",
    arxiv: "1108.2750",
    doi: "10.1103/PhysRevLett.107.191804",
  },
  experiment: "APEX",
  luminosity: null,
  sqrtS: null,
  data: "real",
  observables,
  samples: [{ id: "data", kind: "data", label: "data", tex: "\\text{data}", color: "#1c1e21", correction: 1 }],
  selection,
  scan: {
    kind: "windows",
    observable: pairMass,
    abscissa: { title: "mass of the A′ [GeV/c²]", scale: "linear", domain: [RANGE.from.value, RANGE.to.value] },
    windows: masses.map((mass) => ({ hypothesis: { mass }, window: windowOf({ mass }) })),
    windowOf,
    about:
      "At each of 301 masses a Gaussian peak over a polynomial of order 7 is fitted to the 610 bins of a window of 30.5 MeV around it, moved inwards at the ends of the range. The width of the peak is the resolution, a straight line between its values at the ends; the range, window, step and order are those of the publication, recalled. Limits are one-sided, from the profile likelihood with the best yield bounded at zero; the publication further bounds them by the median expectation. Expected: the same fit to what the fit without a peak expects (Asimov), ±1σ and ±2σ by the Gaussian formula. ε² is the yield over the radiative share of the pairs beside the peak, by the ratio of a narrow A′ to a virtual photon of its mass; acceptance and luminosity cancel. Accidental and meson pairs, some per cent of the spectrum, are not taken out of its density, and no uncertainty is put on the radiative share.",
  },
  spectra: [
    {
      id: "pair-mass",
      observable: pairMass,
      heading: "Pair-mass spectrum",
      title: "pair mass m(e⁺e⁻) [GeV/c²]",
      unit: "GeV/c²",
      edges: Array.from({ length: 86 }, (_, i) => Number((0.17 + 0.001 * i).toFixed(6))),
    },
  ],
  measurement: {
    kind: "bump-hunt",
    method: "profile",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics: [],
    edges,
    rangeCut: RANGE_CUT,
    window: WINDOW.value,
    order: ORDER.value,
    width: resolution,
  },
  interpretations: [
    mixing("epsilonSquared", 1, "\\varepsilon^2", "ε²", "the kinetic mixing ε²"),
    mixing("epsilon", 2, "\\varepsilon", "ε", "the kinetic mixing ε"),
    yieldOfPeak,
  ],
  comparisons: [],
  radiation: {
    text: "No cross-section: ε² is the ratio of an A′ to the virtual photons of the same mass in these data, both radiated off the electrons of the beam, so that radiation and α cancel to the order of the formula. Its number of open channels and the radiative share are in the table of numbers.",
    origin: "derived",
    citation: "Bjorken, Essig, Schuster, Toro, PRD 80, 075018 (2009), recalled",
  },
  claims,
  assumptions: [
    { title: "range of the search, from", number: RANGE.from },
    { title: "range of the search, to", number: RANGE.to },
    { title: "window of a fit", number: WINDOW },
    { title: "step of the scan", number: STEP },
    { title: "order of the polynomial", number: ORDER },
    { title: "resolution at the lower end", number: RESOLUTION.from },
    { title: "resolution at the upper end", number: RESOLUTION.to },
    { title: "radiative share at the lower end", number: RADIATIVE.from },
    { title: "radiative share at the upper end", number: RADIATIVE.to },
    { title: "open channels at the upper end", number: OPEN_CHANNELS },
  ],
};
