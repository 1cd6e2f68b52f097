import { bayesianUpperLimit } from "./counting/bayesian.js";
import { clsUpperLimit } from "./counting/cls.js";
import { feldmanCousins, feldmanCousinsSensitivity } from "./counting/feldman-cousins.js";
import { poissonUpperLimit } from "./counting/poisson-interval.js";
import { liMa } from "./significance/li-ma.js";

/** A number that a publication prints, or that follows without a computer, and the same by the code of this site. */
export interface ReferenceValue {
  readonly what: string;
  readonly reference: number;
  readonly source: string;
  /** Largest difference: half of the last digit that is printed, and the steps of a published table. */
  readonly tolerance: number;
  compute(): number | null;
}

const FC = "Feldman and Cousins, PRD 57 (1998) 3873, tables for 90 % CL";

/** Upper ends of the published intervals: background, count, end. */
const FC_ENDS: readonly (readonly [b: number, n: number, end: number])[] = [
  [0, 0, 2.44],
  [0, 1, 4.36],
  [0, 2, 5.91],
  [0, 5, 9.99],
  [0, 10, 16.5],
  [3, 0, 1.08],
  [3, 1, 1.88],
  [3, 2, 3.04],
  [3, 5, 6.99],
  [3, 10, 13.5],
];

/** What the statistics of this site are held against: printed values, and results that need no computer. */
export const REFERENCE_VALUES: readonly ReferenceValue[] = [
  ...FC_ENDS.map(([b, n, reference]) => ({
    what: `Feldman–Cousins, n = ${n}, b = ${b}: upper end`,
    reference,
    source: FC,
    tolerance: 0.011,
    compute: () => feldmanCousins(n, b, 0.9, true).upper,
  })),
  {
    what: "Feldman–Cousins, sensitivity for b = 3",
    reference: 4.42,
    source: FC,
    tolerance: 0.02,
    compute: () => feldmanCousinsSensitivity(3, 0.9),
  },
  {
    what: "Bayesian, flat prior, n = 0, b = 3: 90 % limit",
    reference: Math.LN10,
    source: "exact: −ln 0.1, whatever the background",
    tolerance: 1e-8,
    compute: () => bayesianUpperLimit({ observed: 0, background: 3, cl: 0.9 }).value,
  },
  {
    what: "CLs, n = 0, b = 3: 90 % limit",
    reference: Math.LN10,
    source: "exact: e⁻ˢ = 0.1, whatever the background",
    tolerance: 1e-6,
    compute: () => clsUpperLimit(0, 3, 0.9).value,
  },
  {
    what: "Poisson, n = 3, b = 0: classical 90 % limit",
    reference: 6.68,
    source: "PDG, Review of Particle Physics, table of Poisson limits",
    tolerance: 0.005,
    compute: () => poissonUpperLimit(3, 0.9),
  },
  {
    what: "Poisson, n = 0, b = 0: classical 95 % limit",
    reference: 3,
    source: "PDG, Review of Particle Physics, table of Poisson limits",
    tolerance: 0.005,
    compute: () => poissonUpperLimit(0, 0.95),
  },
  {
    what: "Li–Ma, on 5, off 10, α = 0.5",
    reference: 0,
    source: "exact: as many as expected",
    tolerance: 1e-9,
    compute: () => liMa(5, 10, 0.5).z,
  },
];
