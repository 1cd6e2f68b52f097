import type { Comparison } from "../../analysis/search.js";
import { otherRegions, PLANE } from "../alp-photon/regions.js";

/**
 * Υ(1S) → γ + unseen: the limit is one number up to the mass that resolution tells apart, 14 MeV in the tables of AxionLimits.
 */
const upsilon: Comparison = {
  id: "upsilon-invisible",
  title: "excluded: Υ → γ invisible",
  interpretation: PLANE,
  kind: "above",
  choice: { of: "others", name: "Υ → γ invisible" },
  origin: "published",
  citation: "Υ → γ + unseen as in the tables of AxionLimits, up to 14 MeV",
  points: [
    { x: 1e-3, y: 2.236e-3, y2: 1 },
    { x: 0.0144, y: 2.236e-3, y2: 1 },
  ],
};

/**
 * Limits of the same signature; regions of decays to photons are on the page of that search. The region is that of an
 * ALP that couples to photons alone, which flies away unseen only while it is light.
 */
export const comparisons: readonly Comparison[] = [
  ...otherRegions.filter(({ id }) => id === "e-e-invisible").map((one) => ({ ...one, title: "excluded if a → γγ" })),
  upsilon,
];
