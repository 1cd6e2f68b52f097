import type { Comparison } from "../../analysis/search.js";

const PLANE = "gAGammaGamma";

const curve = (name: string, citation: string, points: readonly (readonly [number, number])[]): Comparison => ({
  id: name.toLowerCase().replaceAll(/\W+/g, "-"),
  title: `other limit: ${name}`,
  interpretation: PLANE,
  kind: "curve",
  choice: { of: "others", name },
  origin: "published",
  citation,
  points: points.map(([x, y]) => ({ x, y })),
});

/** Masses in GeV and couplings in 1/GeV: some points of each curve, all of them read off figures by third parties. */
export const comparisons: readonly Comparison[] = [
  {
    id: "published",
    title: "published limit (digitised)",
    interpretation: PLANE,
    kind: "points",
    origin: "published",
    citation: "Belle II, PRL 125, 161806, Fig. 5: six points of the observed limit as digitised by AxionLimits",
    points: [
      { x: 0.3034, y: 7.11e-4 },
      { x: 0.516, y: 7.927e-4 },
      { x: 0.8459, y: 1.644e-3 },
      { x: 2.0021, y: 1.814e-3 },
      { x: 4.02, y: 3.27e-3 },
      { x: 9.54, y: 2.75e-2 },
    ],
  },
  curve("LEP", "Jaeckel and Spannowsky, Phys. Lett. B (2016), as digitised by AxionLimits; thinned, joined by lines", [
    [0.194, 6.62e-3],
    [0.38, 6.62e-3],
    [0.797, 6.51e-3],
    [1.787, 6.62e-3],
    [4.287, 6.62e-3],
    [7.857, 6.62e-3],
    [8.404, 1.62e-3],
    [10.28, 1.13e-3],
  ]),
  curve(
    "BESIII",
    "BESIII, J/ψ → γa, arXiv:2211.12699, as digitised by AxionLimits; thinned to every few points, between its gaps at neutral mesons",
    [
      [0.1635, 4.99e-4],
      [0.1888, 6.42e-4],
      [0.252, 3.45e-4],
      [0.3257, 6.98e-4],
      [0.4011, 6.2e-4],
      [0.4633, 7.71e-4],
    ],
  ),
  curve(
    "BESIII above 1 GeV",
    "BESIII, J/ψ → γa, arXiv:2211.12699, as digitised by AxionLimits; thinned, joined by lines",
    [
      [1.016, 8.39e-4],
      [1.137, 1.15e-3],
      [1.292, 7.84e-4],
      [1.493, 1.87e-3],
      [1.67, 1.61e-3],
      [1.899, 2.18e-3],
      [2.158, 1.91e-3],
      [2.454, 3.54e-3],
      [2.701, 5.95e-3],
      [2.927, 2.16e-2],
    ],
  ),
  curve("PrimEx", "Aloni et al., PRL 123, 071801, as digitised by AxionLimits; above the π⁰, thinned", [
    [0.1437, 1.07e-3],
    [0.1511, 1.78e-3],
    [0.1589, 7.73e-4],
  ]),
];
