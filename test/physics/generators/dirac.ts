/** Dirac algebra with explicit spinors (Dirac representation): the other method against which closed forms are held. */

/** Four-momentum (E, px, py, pz). */
export type Momentum = readonly [number, number, number, number];

/** Complex number. */
export type Complex = readonly [number, number];

type Spinor = Complex[];
type Matrix = Complex[][];

export const METRIC = [1, -1, -1, -1];

export const product = (a: Momentum, b: Momentum) => a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3];
export const plus = (a: Momentum, b: Momentum): Momentum => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]];
export const minus = (a: Momentum): Momentum => [-a[0], -a[1], -a[2], -a[3]];

const zero: Complex = [0, 0];
const add = (x: Complex, y: Complex): Complex => [x[0] + y[0], x[1] + y[1]];
const times = (x: Complex, y: Complex): Complex => [x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]];

function matrix(entries: Record<string, Complex>): Matrix {
  return [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => entries[`${i}${j}`] ?? zero));
}

/** γ^0 … γ^3 */
const GAMMA: Matrix[] = [
  matrix({ "00": [1, 0], "11": [1, 0], "22": [-1, 0], "33": [-1, 0] }),
  matrix({ "03": [1, 0], "12": [1, 0], "21": [-1, 0], "30": [-1, 0] }),
  matrix({ "03": [0, -1], "12": [0, 1], "21": [0, 1], "30": [0, -1] }),
  matrix({ "02": [1, 0], "13": [-1, 0], "20": [-1, 0], "31": [1, 0] }),
];

function apply(m: Matrix, v: Spinor): Spinor {
  return m.map((row) => row.reduce((sum, x, j) => add(sum, times(x, v[j])), zero));
}

/** (p̸ + mass) v */
function slash(p: Momentum, mass: number, v: Spinor): Spinor {
  let result: Spinor = v.map((x) => [mass * x[0], mass * x[1]]);
  for (let mu = 0; mu < 4; mu++) {
    const scale = METRIC[mu] * p[mu];
    result = apply(GAMMA[mu], v).map((x, i) => add(result[i], [scale * x[0], scale * x[1]]));
  }
  return result;
}

/** ū v = u† γ⁰ v */
function bar(u: Spinor, v: Spinor): Complex {
  return apply(GAMMA[0], v).reduce((sum, x, i) => add(sum, times([u[i][0], -u[i][1]], x)), zero);
}

/** Spinors u (particle) or v (antiparticle) of mass `m`, both spins. */
function spinors(p: Momentum, m: number, antiparticle: boolean): Spinor[] {
  const norm = Math.sqrt(p[0] + m);
  return [0, 1].map((spin) => {
    const large: Complex[] = spin === 0 ? [[norm, 0], zero] : [zero, [norm, 0]];
    const small: Complex[] =
      spin === 0
        ? [
            [p[3] / norm, 0],
            [p[1] / norm, p[2] / norm],
          ]
        : [
            [p[1] / norm, -p[2] / norm],
            [-p[3] / norm, 0],
          ];
    return antiparticle ? [...small, ...large] : [...large, ...small];
  });
}

/**
 * M^{αμ} of μ⁻(p1) μ⁺(p2) X(k) from a photon of index μ, X a vector of index α emitted by either muon, for the four
 * spins of the muons: amplitude[spins][α][μ].
 */
export function emissionAmplitudes(p1: Momentum, p2: Momentum, k: Momentum, m: number): Complex[][][] {
  const first = plus(p1, k);
  const second = minus(plus(p2, k));
  const d1 = product(first, first) - m * m;
  const d2 = product(second, second) - m * m;
  const result: Complex[][][] = [];
  for (const u of spinors(p1, m, false)) {
    for (const v of spinors(p2, m, true)) {
      result.push(
        GAMMA.map((alpha) =>
          GAMMA.map((mu) => {
            const one = bar(u, apply(alpha, slash(first, m, apply(mu, v))));
            const two = bar(u, apply(mu, slash(second, m, apply(alpha, v))));
            return [one[0] / d1 + two[0] / d2, one[1] / d1 + two[1] / d2] as const;
          }),
        ),
      );
    }
  }
  return result;
}

/** a_μ M^μ for an upper-index row. */
export function contract(a: Momentum, row: readonly Complex[]): Complex {
  return row.reduce<Complex>((sum, x, mu) => add(sum, [METRIC[mu] * a[mu] * x[0], METRIC[mu] * a[mu] * x[1]]), zero);
}

/** |x|² */
export const square = (x: Complex) => x[0] * x[0] + x[1] * x[1];

/** Re(x y*) */
export const overlap = (x: Complex, y: Complex) => x[0] * y[0] + x[1] * y[1];
