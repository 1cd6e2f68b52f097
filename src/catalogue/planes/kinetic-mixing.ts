import { ALPHA, MASS } from "../../physics/constants.js";
import { configurations, type MassConfiguration } from "../inelastic-dark-matter/configurations.js";
import { asPublished, type CouplingPlane, type PlaneMember, type PlaneParameter, type PlaneTheory } from "./plane.js";

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

const alphaD: PlaneParameter = {
  id: "alpha-d",
  symbol: "α_D",
  title: "dark fine-structure constant, for dark Higgsstrahlung",
  unit: "",
  low: 1e-3,
  high: 1,
  nominal: 0.1,
  scale: "log",
};

const higgsstrahlung: PlaneMember = {
  ...asPublished("dark-higgsstrahlung", "epsilonSquaredAlphaD", "A′h′, the lightest row of h′ masses"),
  id: "dark-higgsstrahlung-mixing",
  conversion: { how: "ε = √(ε²α_D / α_D) at the α_D chosen here", origin: "derived" },
  convert: (limit, _, parameters) => Math.sqrt(limit / parameters["alpha-d"]),
};

const inelastic = ({ id, ratio: { value: ratio } }: MassConfiguration): PlaneMember => ({
  ...asPublished(id, "epsilon", `inelastic dark matter, m(A′) = ${ratio} m(χ₁)`),
  conversion: {
    how: `region between two couplings, above which the pair decays too early; m(A′) = ${ratio} m(χ₁), α_D and splitting as on its page`,
    origin: "derived",
  },
  abscissa: ({ mass }) => ratio * mass,
});

const points = (
  id: string,
  title: string,
  citation: string,
  values: readonly (readonly [number, number])[],
): PlaneTheory => ({
  id,
  title,
  kind: "points",
  origin: "published",
  citation: `${citation}, 90 % CL; some points as digitised by DARKCAST`,
  points: () => values.map(([x, y]) => ({ x, y })),
});

/** Masses in GeV; limits on ε at single masses, between which they rise and fall by half. */
const others: readonly PlaneTheory[] = [
  points("babar-visible", "BaBar, A′ → e⁺e⁻, μ⁺μ⁻", "BaBar, PRL 113, 201801 (arXiv:1406.2980)", [
    [0.1, 9.9e-4],
    [0.3, 8.46e-4],
    [3, 6.77e-4],
    [5, 9.42e-4],
    [7, 7.14e-4],
    [7.9, 8.84e-4],
  ]),
  points("babar-invisible", "BaBar, A′ unseen", "BaBar, PRL 119, 131804 (arXiv:1702.03327)", [
    [0.1, 9.46e-4],
    [1, 9.67e-4],
    [3, 7.48e-4],
    [5, 5.47e-4],
    [7, 9.47e-4],
    [7.9, 1.18e-3],
  ]),
];

/** ε, the kinetic mixing of a dark photon. */
export const kineticMixingPlane: CouplingPlane = {
  id: "kinetic-mixing",
  title: "ε of a dark photon",
  symbol: "ε",
  unit: "",
  abscissa: { title: "mass of the A′ [GeV/c²]", domain: [0.1, 10.6] },
  parameters: [alphaD],
  members: [
    asPublished("dark-photon-apex", "epsilon", "APEX, A′ → e⁺e⁻"),
    higgsstrahlung,
    ...configurations.map(inelastic),
    loop,
  ],
  theory: others,
  notes: [
    "Curves of different decays exclude different models: seen as e⁺e⁻ or μ⁺μ⁻, unseen, or late. Where two of them overlap neither replaces the other.",
  ],
};
