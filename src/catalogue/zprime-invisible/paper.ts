import type { Search } from "../../analysis/search.js";
import { BELLE_II } from "../../physics/beams.js";

/** What both channels of the search have from the one paper about them. */
export const paper: Pick<Search, "citation" | "experiment" | "luminosity" | "sqrtS" | "data"> = {
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
  data: "pseudo",
};
