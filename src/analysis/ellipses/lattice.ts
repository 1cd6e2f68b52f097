import type { Hypothesis } from "../sample.js";
import type { EllipseScan } from "../scan.js";
import type { Ellipses, Spread } from "./ellipse.js";
import { SignalSurface } from "./signal-surface.js";

/** The ellipses of a scan with their mass pairs, column by column of one first mass, second masses rising in each. */
export interface EllipseLattice {
  readonly ellipses: Ellipses;
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Place of every ellipse in the lattice. */
  readonly column: Uint16Array;
  readonly row: Uint16Array;
  readonly columns: number;
  /** Distance of neighbours in standard deviations, along both axes. */
  readonly spacing: number;
}

/** Simulated covariances, interpolated: widths in their logarithm. */
class SpreadSurface {
  readonly #surface: SignalSurface;
  readonly #lnX: Float64Array;
  readonly #lnY: Float64Array;
  readonly #correlation: Float64Array;

  constructor(surface: SignalSurface, spreads: readonly Spread[]) {
    this.#surface = surface;
    this.#lnX = Float64Array.from(spreads, ({ sigmaX }) => Math.log(sigmaX));
    this.#lnY = Float64Array.from(spreads, ({ sigmaY }) => Math.log(sigmaY));
    this.#correlation = Float64Array.from(spreads, ({ correlation }) => correlation);
  }

  at(first: number, second: number): Spread {
    let [x, y, correlation] = [0, 0, 0];
    for (const { index, weight } of this.#surface.weights(first, second)) {
      x += weight * this.#lnX[index];
      y += weight * this.#lnY[index];
      correlation += weight * this.#correlation[index];
    }
    return { sigmaX: Math.exp(x), sigmaY: Math.exp(y), correlation };
  }
}

/** One ellipse as it is laid. */
interface Laid {
  readonly first: number;
  readonly second: number;
  readonly column: number;
  readonly row: number;
  readonly spread: Spread;
}

/** Lays columns `spacing` σ apart in the first mass, and in each of them rows `spacing` σ apart in y. */
function lay(scan: EllipseScan, spreads: SpreadSurface, spacing: number): Laid[] {
  const laid: Laid[] = [];
  let column = 0;
  for (let first = scan.range[0]; first <= scan.range[1]; column++) {
    const largest = scan.largest(first);
    let row = 0;
    for (let second = Math.min(scan.lightest, 0.5 * largest); second < largest; row++) {
      const spread = spreads.at(first, second);
      laid.push({ first, second, column, row, spread });
      second = scan.secondAt(scan.centre(first, second)[1] + spacing * spread.sigmaY);
    }
    first += spacing * spreads.at(first, 0.5 * largest).sigmaX;
  }
  return laid;
}

/** Spacings (σ) between which the one that is looked for lies, and halvings of the range. */
const SPACINGS: readonly [number, number] = [0.3, 12];
const HALVINGS = 30;

/**
 * The lattice of a scan: the spacing is the one that gives the number of ellipses that the scan declares.
 * @param spreads covariance of every generated mass pair, in the order of `hypotheses`
 */
export function ellipseLattice(
  scan: EllipseScan,
  hypotheses: readonly Hypothesis[],
  spreads: readonly Spread[],
): EllipseLattice {
  const surface = new SpreadSurface(new SignalSurface(scan, hypotheses), spreads);
  let [low, high] = SPACINGS;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Math.sqrt(low * high);
    if (lay(scan, surface, middle).length > scan.count) low = middle;
    else high = middle;
  }
  const laid = lay(scan, surface, high);
  const column = (value: (one: Laid) => number) => Float64Array.from(laid, value);
  const centres = laid.map(({ first, second }) => scan.centre(first, second));
  return {
    ellipses: {
      length: laid.length,
      x: Float64Array.from(centres, ([x]) => x),
      y: Float64Array.from(centres, ([, y]) => y),
      sigmaX: column(({ spread }) => spread.sigmaX),
      sigmaY: column(({ spread }) => spread.sigmaY),
      correlation: column(({ spread }) => spread.correlation),
    },
    first: column((one) => one.first),
    second: column((one) => one.second),
    column: Uint16Array.from(laid, (one) => one.column),
    row: Uint16Array.from(laid, (one) => one.row),
    columns: (laid.at(-1)?.column ?? -1) + 1,
    spacing: high,
  };
}
