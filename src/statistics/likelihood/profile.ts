import type { Fit, Fitter } from "./fit.js";
import type { Data } from "./model.js";

/**
 * Test statistics of Cowan, Cranmer, Gross, Vitells (Eur. Phys. J. C 71 (2011) 1554), with the bounds of the parameter
 * of interest respected: q for upper limits, q̃ with the best fit not below 0, q₀ for discovery.
 */
export type Statistic = "q" | "qtilde" | "q0";

/** Profile likelihood of the parameter of interest for one set of data. Fits are warm-started along a scan. */
export class ProfileLikelihood {
  readonly data: Data;
  readonly #fitter: Fitter;
  #free: Fit | undefined;
  #last: Fit | undefined;
  #converged = true;

  /** @param start a fit to neighbouring data to begin from */
  constructor(fitter: Fitter, data: Data, start?: Fit) {
    this.#fitter = fitter;
    this.data = data;
    this.#last = start;
  }

  /** Whether every fit so far has converged. */
  get converged(): boolean {
    return this.#converged;
  }

  /** Fit with all parameters free. */
  best(): Fit {
    this.#free ??= this.#fit(undefined, this.#last);
    return this.#free;
  }

  /** Fit with the parameter of interest held at `mu`. */
  at(mu: number): Fit {
    this.#last = this.#fit(mu, this.#last ?? this.#free);
    return this.#last;
  }

  /** Best value of the parameter of interest within its bounds. */
  get muHat(): number {
    return this.best().parameters[this.#fitter.model.poi];
  }

  /** The statistic at `mu` (0 for q₀), and its derivative with respect to μ where the fit is held at μ. */
  statistic(kind: Statistic, mu: number): { readonly q: number; readonly slope: number } {
    const zero = { q: 0, slope: 0 };
    if (kind === "q0") return this.muHat < 0 ? zero : this.#ratio(this.at(0), () => this.best());
    if (this.muHat > mu) return zero;
    const held = this.at(mu);
    return this.#ratio(held, () => (kind === "qtilde" && this.muHat < 0 ? this.at(0) : this.best()));
  }

  #ratio(held: Fit, denominator: () => Fit): { readonly q: number; readonly slope: number } {
    let low = denominator();
    if (held.value < low.value - 1e-7) {
      // The free fit missed a deeper minimum that the held one has found.
      this.#free = this.#fit(undefined, held);
      low = denominator();
    }
    const k = this.#fitter.evaluator.outer.indexOf(this.#fitter.model.poi);
    return { q: Math.max(0, 2 * (held.value - low.value)), slope: k < 0 ? 0 : 2 * held.gradient[k] };
  }

  #fit(mu: number | undefined, start: Fit | undefined): Fit {
    const held = mu === undefined ? {} : { held: new Map([[this.#fitter.model.poi, mu]]) };
    const fit = this.#fitter.fit(this.data, { ...held, ...(start ? { start } : {}) });
    if (fit.status !== "converged") this.#converged = false;
    return fit;
  }
}
