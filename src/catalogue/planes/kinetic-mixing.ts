import { ALPHA, MASS } from "../../physics/constants.js";
import type { CouplingPlane, PlaneMember } from "./plane.js";

/**
 * ε that the loops of muon and τ give a Z′ of L_μ − L_τ at zero momentum transfer, over g′:
 * e/(12π²) · ln(m_τ²/m_μ²), about 1/70.
 */
export const LOOP_MIXING =
  (Math.sqrt(4 * Math.PI * ALPHA) / (12 * Math.PI ** 2)) * Math.log((MASS.tau / MASS.muon) ** 2);

const loop: PlaneMember = {
  id: "zprime-invisible-loop",
  search: "zprime-invisible",
  interpretation: "gPrimeLmuLtau",
  label: "Z′ of Lμ − Lτ, by its own loop",
  conversion: {
    how: "ε = g′ e/(12π²) · ln(mτ²/mμ²) ≈ g′/70: the mixing that muon and τ loops give at zero momentum transfer, if nothing else mixes",
    origin: "derived",
  },
  abscissa: ({ mass }) => mass ?? null,
  convert: (limit) => limit * LOOP_MIXING,
};

/** ε, the kinetic mixing of a dark photon. */
export const kineticMixingPlane: CouplingPlane = {
  id: "kinetic-mixing",
  title: "ε of a dark photon",
  symbol: "ε",
  unit: "",
  abscissa: { title: "mass of the A′ [GeV/c²]", domain: [0.1, 10.6] },
  parameters: [],
  members: [loop],
  theory: [],
  notes: [
    "Curves of different decays exclude different models: seen as e⁺e⁻ or μ⁺μ⁻, unseen, or late. Where two of them overlap neither replaces the other.",
  ],
};
