import { symmetricInverse } from "../../numerics/matrix.js";
import { randomStream } from "../../numerics/random.js";
import type { PeakModel } from "../../statistics/fits/peak-model.js";

/** A window with what its fit expects of background alone. */
export interface ToyWindow {
  readonly mass: number;
  readonly first: number;
  readonly model: PeakModel;
  readonly background: Float64Array;
}

/** A yield that is linear in the counts: Σ aᵢ nᵢ of the bins from `first` on, over its standard deviation. */
interface LinearPeak {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Fewest expected events of a bin: with fewer the yield is not linear in the counts. */
const FEWEST = 3;

/**
 * Toys of a bump hunt. With hundreds of events a bin the fit of a yield over a polynomial is linear in the counts:
 * generalised least squares with the variances of the background, which annihilates any polynomial of its order. So a
 * toy costs one scalar product a hypothesis, and the significance of a hypothesis is that of the likelihood to about a
 * per cent.
 */
export class BumpToys {
  readonly #peaks: readonly (LinearPeak | null)[];
  /** Expected background of every bin, from the window whose middle is nearest; 0 outside all windows. */
  readonly #mean: Float64Array;

  constructor(windows: readonly ToyWindow[], bins: number) {
    this.#peaks = windows.map(linearPeak);
    this.#mean = new Float64Array(bins);
    const far = new Float64Array(bins).fill(Number.POSITIVE_INFINITY);
    for (const { first, background } of windows) {
      const middle = first + background.length / 2;
      for (let i = 0; i < background.length; i++) {
        const distance = Math.abs(first + i + 0.5 - middle);
        if (distance >= far[first + i]) continue;
        far[first + i] = distance;
        this.#mean[first + i] = background[i];
      }
    }
  }

  /**
   * Significance of every hypothesis for counts that deviate so much from the expected background; NaN of one whose
   * window has bins of less than three expected events.
   */
  significances(deviation: Float64Array): Float64Array {
    return Float64Array.from(this.#peaks, (peak) => {
      if (!peak) return Number.NaN;
      const { first, weights } = peak;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += weights[i] * deviation[first + i];
      return sum;
    });
  }

  /** Largest significance of each of some toys. */
  largest(toys: number, name: string): Float64Array {
    const stream = randomStream(name, "global-p-value");
    const deviation = new Float64Array(this.#mean.length);
    return Float64Array.from({ length: toys }, () => {
      for (let i = 0; i < deviation.length; i++) {
        const mean = this.#mean[i];
        deviation[i] = mean > 0 ? stream.poisson(mean) - mean : 0;
      }
      return this.significances(deviation).reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
    });
  }

  /** Share of toys with a peak at least as significant, the observed one counted among them; null where too few events say. */
  globalPValue(significance: number, toys: number, name: string): number | null {
    if (this.#peaks.includes(null)) return null;
    const beyond = this.largest(toys, name).filter((one) => one >= significance).length;
    return (beyond + 1) / (toys + 1);
  }
}

/** aᵢ = rᵢ/bᵢ / √(Σ r²/b), r the signal minus its projection on the polynomial in the metric 1/b. */
function linearPeak({ first, model, background: b }: ToyWindow): LinearPeak | null {
  const { signal, background } = model;
  const bins = signal.length;
  const columns = background.length / bins;
  if (b.some((mean) => !(mean >= FEWEST))) return null;
  const gram = new Float64Array(columns * columns);
  const overlap = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < bins; i++) overlap[j] += (background[j * bins + i] * signal[i]) / b[i];
    for (let k = 0; k < columns; k++)
      for (let i = 0; i < bins; i++)
        gram[j * columns + k] += (background[j * bins + i] * background[k * bins + i]) / b[i];
  }
  const inverse = symmetricInverse(gram, columns);
  if (!inverse) return null;
  const rest = signal.slice();
  for (let j = 0; j < columns; j++) {
    let c = 0;
    for (let k = 0; k < columns; k++) c += inverse[j * columns + k] * overlap[k];
    for (let i = 0; i < bins; i++) rest[i] -= c * background[j * bins + i];
  }
  const information = rest.reduce((sum, r, i) => sum + (r * r) / b[i], 0);
  return { first, weights: rest.map((r, i) => r / b[i] / Math.sqrt(information)) };
}
