import { MASS } from "../constants.js";

/**
 * R(s) = σ(e⁺e⁻ → hadrons)/σ(e⁺e⁻ → μ⁺μ⁻), √s in GeV, from the compilation of the Particle Data Group (P. A. Zyla et
 * al., PTEP 2020, 083C01, Plots of cross sections and related quantities), thinned for this project: below 2 GeV single
 * published values, chosen so that straight lines in ln R between them follow all others within 8 %; above, means of
 * the published values in intervals of energy, which average the scatter between experiments.
 *
 * The ω and φ are resolved by the values themselves, and so are the broad states above the charm threshold. The narrow
 * J/ψ, ψ(2S) and Υ(1S…3S) are not in it: within a few widths of them R(s) does not describe a new vector.
 */
const VALUES: readonly (readonly [energy: number, ratio: number])[] = [
  [0.3, 0.01996],
  [0.315, 0.03788],
  [0.325, 0.05454],
  [0.335, 0.0639],
  [0.355, 0.10805],
  [0.375, 0.13737],
  [0.385, 0.16656],
  [0.395, 0.17188],
  [0.405, 0.21923],
  [0.523, 0.59188],
  [0.615, 1.52378],
  [0.733, 7.33926],
  [0.76018, 9.0917],
  [0.763, 9.18942],
  [0.76979, 9.7514],
  [0.77379, 11.1056],
  [0.777, 13.4149],
  [0.781, 18.7429],
  [0.78279, 19.3817],
  [0.784, 17.4364],
  [0.7864, 13.0498],
  [0.7892, 11.5414],
  [0.78979, 9.22315],
  [0.797, 6.99877],
  [0.80979, 5.62344],
  [0.8625, 2.71883],
  [0.91, 1.5983],
  [0.943, 1.18108],
  [0.967, 1.03376],
  [0.993, 0.97944],
  [1.0001, 1.3208],
  [1.0015, 1.22863],
  [1.0025, 1.31862],
  [1.00371, 1.38668],
  [1.0065, 1.84362],
  [1.0075, 1.87803],
  [1.01, 2.49886],
  [1.0135, 6.04069],
  [1.0155, 11.184],
  [1.0185, 44.1227],
  [1.01951, 50.2929],
  [1.0205, 39.2016],
  [1.0225, 15.5433],
  [1.02535, 6.94125],
  [1.0285, 3.83147],
  [1.0305, 3.30881],
  [1.0315, 2.72664],
  [1.0325, 2.60369],
  [1.0345, 2.11549],
  [1.0375, 2.00838],
  [1.0385, 1.70239],
  [1.0496, 1.24761],
  [1.058, 1.17863],
  [1.059, 1.06958],
  [1.07, 0.99037],
  [1.12, 0.86535],
  [1.205, 0.92316],
  [1.32, 1.22903],
  [1.3375, 1.29743],
  [1.435, 1.79577],
  [1.4875, 2.05347],
  [1.66, 2.56836],
  [1.877, 2.01386],
  [2, 2.18],
  [2.153, 2.275],
  [2.4959, 2.28],
  [2.8964, 2.232],
  [3.3107, 2.235],
  [3.5914, 2.322],
  [3.7124, 2.292],
  [3.747, 2.875],
  [3.761, 3.435],
  [3.7702, 3.822],
  [3.7793, 3.06],
  [3.7916, 2.798],
  [3.8222, 2.442],
  [3.8633, 2.593],
  [3.8971, 2.827],
  [3.9373, 2.952],
  [3.978, 3.239],
  [4.0159, 4.04],
  [4.0429, 4.46],
  [4.0743, 4.141],
  [4.1049, 4.04],
  [4.1322, 4.091],
  [4.1631, 4.13],
  [4.1926, 3.974],
  [4.2228, 3.249],
  [4.2574, 3.002],
  [4.3057, 3.144],
  [4.357, 3.512],
  [4.398, 3.811],
  [4.4362, 3.898],
  [4.482, 3.643],
  [4.54, 3.367],
  [4.8, 3.463],
  [5.425, 3.465],
  [6.375, 3.385],
  [7.315, 3.602],
  [8, 3.648],
  [9.1461, 3.56],
  [9.8771, 3.569],
  [10.5042, 3.615],
  [15.1514, 3.893],
  [24.0033, 3.713],
  [29.2367, 3.89],
  [32.6544, 3.899],
  [34.9025, 3.929],
  [37.145, 3.828],
  [42.9024, 4.052],
];

/** Largest energy (GeV) of the table: beyond, the Z takes over. */
export const R_RATIO_END = VALUES[VALUES.length - 1][0];

/**
 * R at a centre-of-mass energy in GeV: straight lines in ln R between the values of the table. Below its first value
 * (0.3 GeV) two pions in a P wave, R ∝ β³; 0 below two pion masses; NaN beyond `R_RATIO_END`.
 */
export function rRatio(energy: number): number {
  const [first, ratio] = VALUES[0];
  if (energy < first) {
    const cube = (e: number) => Math.max(0, 1 - (2 * MASS.pionCharged) ** 2 / (e * e)) ** 1.5;
    return energy > 0 ? (ratio * cube(energy)) / cube(first) : 0;
  }
  if (!(energy <= R_RATIO_END)) return Number.NaN;
  let low = 0;
  let high = VALUES.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (VALUES[middle][0] <= energy) low = middle;
    else high = middle;
  }
  const [e0, r0] = VALUES[low];
  const [e1, r1] = VALUES[high];
  return r0 * (r1 / r0) ** ((energy - e0) / (e1 - e0));
}
