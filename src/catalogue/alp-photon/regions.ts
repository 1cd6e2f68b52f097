import type { Comparison } from "../../analysis/search.js";

/** Quantity whose plane the regions lie in. */
export const PLANE = "gAGammaGamma";

/** Mass (GeV) and coupling (1/GeV). */
type Edge = readonly (readonly [mass: number, coupling: number])[];

/** An excluded region: its lower edge, and the upper one where it ends within the figures that it was read off. */
interface Region {
  readonly name: string;
  readonly citation: string;
  readonly lower: Edge;
  readonly upper?: Edge;
}

const READ = "read off its figure by AxionLimits, thinned here, joined by lines";
/** Upper edge of regions that figures do not close, 1/GeV. */
const OPEN = 1;

const regions: readonly Region[] = [
  {
    name: "LEP",
    citation: `Jaeckel and Spannowsky, Phys. Lett. B (2016), ${READ}`,
    lower: [
      [0.001088, 0.148],
      [0.02033, 0.00734],
      [0.03986, 0.00512],
      [0.08643, 0.00503],
      [0.194, 6.62e-3],
      [0.38, 6.62e-3],
      [0.797, 6.51e-3],
      [1.787, 6.62e-3],
      [4.287, 6.62e-3],
      [7.857, 6.62e-3],
      [8.404, 1.62e-3],
      [10.28, 1.13e-3],
      [11.77, 8.14e-4],
      [32.29, 9.18e-4],
      [82.87, 9.83e-4],
      [108.5, 1.32e-3],
    ],
  },
  {
    name: "BESIII",
    citation: `BESIII, J/ψ → γa, arXiv:2211.12699, ${READ}, between its gaps at neutral mesons`,
    lower: [
      [0.1635, 4.99e-4],
      [0.1888, 6.42e-4],
      [0.252, 3.45e-4],
      [0.3257, 6.98e-4],
      [0.4011, 6.2e-4],
      [0.4633, 7.71e-4],
    ],
  },
  {
    name: "BESIII above 1 GeV",
    citation: `BESIII, J/ψ → γa, arXiv:2211.12699, ${READ}`,
    lower: [
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
  },
  {
    name: "PrimEx",
    citation: `Aloni et al., PRL 123, 071801, ${READ}, above the π⁰`,
    lower: [
      [0.1437, 1.07e-3],
      [0.1511, 1.78e-3],
      [0.1589, 7.73e-4],
      [0.1605, 7.73e-4],
    ],
  },
  {
    name: "CMS, Pb–Pb",
    citation: `CMS, light-by-light scattering, arXiv:1810.04602, ${READ}`,
    lower: [
      [4.963, 1.2e-3],
      [5.136, 6.84e-4],
      [5.224, 5.03e-4],
      [5.453, 4.06e-4],
      [5.853, 2.86e-4],
      [6.696, 2.01e-4],
      [7.799, 1.36e-4],
      [8.845, 1.04e-4],
      [12.08, 1.08e-4],
      [15.08, 1.21e-4],
      [23.18, 1.42e-4],
      [36.35, 2.33e-4],
      [53.56, 3.89e-4],
      [70.18, 5.99e-4],
    ],
  },
  {
    name: "ATLAS, Pb–Pb",
    citation: `ATLAS, light-by-light scattering, arXiv:2008.05355, ${READ}`,
    lower: [
      [5.97, 1.32e-4],
      [6.933, 1.14e-4],
      [8.026, 8.56e-5],
      [9.28, 1.04e-4],
      [10.55, 9.78e-5],
      [11.86, 6.35e-5],
      [14.06, 5.36e-5],
      [16.11, 7.1e-5],
      [19.25, 5.66e-5],
      [23.17, 7.13e-5],
      [36.99, 8.26e-5],
      [57.36, 1.36e-4],
      [75.51, 2.12e-4],
      [92.54, 3.1e-4],
    ],
  },
  {
    name: "e⁺e⁻ → γ invisible",
    citation: `BaBar single photons, reinterpreted in JHEP 03 (2021) 190, ${READ}, a notch at 0.02 GeV smoothed`,
    lower: [
      [0.001, 1.66e-4],
      [0.0169, 1.68e-4],
      [0.0231, 1.77e-4],
      [0.028, 1.97e-4],
      [0.0307, 2.28e-4],
      [0.0315, 2.85e-4],
    ],
    upper: [
      [0.00166, OPEN],
      [0.0119, 1.95e-2],
      [0.0166, 8.32e-3],
      [0.0204, 4.65e-3],
      [0.0234, 2.1e-3],
      [0.0256, 7.3e-4],
      [0.0278, 5.68e-4],
      [0.0315, 2.85e-4],
    ],
  },
];

/** Where a is so long-lived that it decays behind the shielding. */
const beamDumps: Region = {
  name: "beam dumps",
  citation: `E137, E141, NuCal, CHARM and others together, ${READ}`,
  lower: [
    [0.00163, 7.22e-6],
    [0.01043, 1.26e-6],
    [0.0492, 3.68e-7],
    [0.1058, 2.18e-7],
    [0.2466, 1.51e-7],
    [0.3997, 1.41e-7],
    [0.4601, 1.53e-7],
    [0.4885, 1.82e-7],
    [0.498, 2.34e-7],
  ],
  upper: [
    [0.00176, OPEN],
    [0.0153, 1.18e-2],
    [0.0311, 1.92e-3],
    [0.0388, 1.2e-3],
    [0.0476, 5.01e-4],
    [0.0537, 2.64e-4],
    [0.062, 1.07e-4],
    [0.0892, 4.44e-5],
    [0.1184, 1.98e-5],
    [0.1337, 1.28e-5],
    [0.1541, 6.98e-6],
    [0.2086, 3.45e-6],
    [0.3676, 6.86e-7],
    [0.4881, 2.86e-7],
    [0.498, 2.34e-7],
  ],
};

/** Coupling of an edge at a mass, between its points a power law; undefined beyond them. */
function at(edge: Edge, mass: number): number | undefined {
  const above = edge.findIndex(([m]) => m >= mass);
  if (above < 0) return undefined;
  const [m1, g1] = edge[above];
  if (m1 === mass || above === 0) return m1 === mass ? g1 : undefined;
  const [m0, g0] = edge[above - 1];
  return g0 * (g1 / g0) ** (Math.log(mass / m0) / Math.log(m1 / m0));
}

/** Masses of both edges, as far as both reach. */
function pointsOf({ lower, upper }: Region): Comparison["points"] {
  const masses = [...new Set([...lower, ...(upper ?? [])].map(([mass]) => mass))].sort((a, b) => a - b);
  return masses.flatMap((x) => {
    const y = at(lower, x);
    const y2 = upper ? (at(upper, x) ?? OPEN) : OPEN;
    return y === undefined ? [] : [{ x, y, y2 }];
  });
}

/** Masses at which the regions are put together, a per cent apart over the exclusion plot. */
const TOGETHER = { from: 0.13, to: 11, step: 1.01 } as const;

/** Lowest edge of all open regions at every mass. */
function together(): Comparison["points"] {
  const { from, to, step } = TOGETHER;
  const count = Math.ceil(Math.log(to / from) / Math.log(step));
  return Array.from({ length: count + 1 }, (_, i) => from * step ** i).flatMap((x) => {
    const edges = regions.flatMap(({ lower, upper }) => (upper ? [] : (at(lower, x) ?? [])));
    return edges.length === 0 ? [] : [{ x, y: Math.min(...edges), y2: OPEN }];
  });
}

const comparison = (name: string, citation: string, points: Comparison["points"]): Comparison => ({
  id: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
  title: `excluded: ${name}`,
  interpretation: PLANE,
  kind: "above",
  choice: { of: "others", name },
  origin: "published",
  citation,
  points,
});

/** Regions that other experiments exclude: all of them together first, then each, and the beam dumps far below. */
export const otherRegions: readonly Comparison[] = [
  comparison("any other", "the regions below put together, beam dumps and invisible decays apart", together()),
  ...[...regions, beamDumps].map((region) => comparison(region.name, region.citation, pointsOf(region))),
];
