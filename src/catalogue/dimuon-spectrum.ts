import { asMeasured } from "../analysis/measurement.js";
import type { Search } from "../analysis/search.js";
import { dimuonMass, observables } from "./dimuon-spectrum/observables.js";
import { selection } from "./dimuon-spectrum/selection.js";
import {
  CONTAINMENT,
  massEdges,
  RESOLUTION,
  spectrumWithin,
  windowAround,
  windowsWithin,
} from "./dimuon-spectrum/windows.js";

/** Scan and spectrum for data between two masses. */
function within(coverage: readonly [number, number]): Pick<Search, "scan" | "spectra"> {
  const spectrum = spectrumWithin(coverage);
  return {
    scan: {
      kind: "windows",
      observable: dimuonMass,
      abscissa: {
        title: "mass of the resonance [GeV/c²]",
        scale: spectrum.scale,
        domain: [spectrum.edges[0], spectrum.edges[spectrum.edges.length - 1]],
      },
      windows: windowsWithin(coverage),
      windowOf: ({ mass }) => windowAround(mass),
      about:
        "Windows of ±2σ for an assumed mass resolution of 1 %, evenly in ln M. The background of each is interpolated from the data between 2.5σ and 10σ on either side by a power law of the mass, fitted by Poisson likelihood; where the fit is poor its uncertainty grows by √(χ²/dof). The limit is on the number of selected events in a narrow peak. Known resonances are left in: they are what the scan must find. A broad one (the Z) fills its own sidebands, and its excess comes out too small.",
    },
    spectra: [
      {
        id: "dimuon-mass",
        observable: dimuonMass,
        heading: "Dimuon-mass spectrum",
        title: "dimuon mass Mμμ [GeV/c²]",
        unit: "GeV/c²",
        ...spectrum,
      },
    ],
  };
}

const yieldOfPeak = asMeasured({
  id: "yield",
  title: "the number of events in a narrow peak",
  tex: "N",
  symbol: "N",
  unit: "events",
});

/** Pairs of muons of unknown origin: only a sample that is given makes it a page. */
export const dimuonSpectrum: Search = {
  id: "dimuon-spectrum",
  title: "Dimuon spectrum",
  target: "N",
  process: { tex: "X\\to\\mu^+\\mu^-", text: "X → μ⁺μ⁻" },
  summary:
    "Anything that decays to two muons is a peak in their mass: opposite-sign pairs are scanned in sliding windows, each against the data beside it.",
  citation: { key: "", text: "A scan of a sample that was given to this site, no publication", journal: "" },
  experiment: "",
  luminosity: null,
  sqrtS: null,
  data: "real",
  observables,
  samples: [{ id: "data", kind: "data", label: "data", tex: "\\text{data}", color: "#1c1e21", correction: 1 }],
  selection,
  ...within([massEdges[0], massEdges[massEdges.length - 1]]),
  within,
  measurement: {
    kind: "sidebands",
    method: "bayesian",
    prior: "flat",
    confidenceLevel: 0.9,
    systematics: [],
    edges: massEdges,
    order: 1,
    variable: "logarithm",
    containment: CONTAINMENT,
  },
  interpretations: [yieldOfPeak],
  comparisons: [],
  radiation: {
    text: "No cross-section: the limit is on a number of selected events, whatever was radiated.",
    origin: "derived",
    citation: "this page",
  },
  assumptions: [
    { title: "relative mass resolution", number: RESOLUTION },
    { title: "share of a peak in its window", number: CONTAINMENT },
  ],
};
