import { randomStream } from "../../numerics/random.js";
import { gaussianUpperLimit } from "../../statistics/counting/gaussian-mean.js";
import { compileModel, type Data, type Model } from "../../statistics/likelihood/model.js";
import { ProfilePosterior } from "../../statistics/likelihood/profile-posterior.js";
import type { Channel, Modifier } from "../../statistics/likelihood/specification.js";
import { workspaceOf } from "../../statistics/likelihood/write.js";
import { BAND_PROBABILITIES, type Limit } from "../../statistics/status.js";

/** Sets of pseudo-data behind the expected limits. */
const TOYS = 200;
/** Expected background events above which limits are those of a Gaussian around Asimov data. */
const MANY = 30;
/** Channel of the counts that are fitted. */
const SPECTRUM = "spectrum";

/** A background: its shape in the bins, normalised, and the simulated events that tell how many there are. */
export interface BackgroundTemplate {
  readonly id: string;
  readonly shape: readonly number[];
  /** Selected simulated events, and events that one of them stands for. */
  readonly simulated: number;
  readonly weight: number;
}

/** Signal of one event: as expected, and with each of the nuisances of its shape moved down and up by 1σ. */
export interface SignalTemplate {
  readonly nominal: readonly number[];
  readonly moved: Readonly<Record<string, readonly [down: readonly number[], up: readonly number[]]>>;
}

/**
 * Relative uncertainties of the rates of the signal (with that of the luminosity) and of all backgrounds: independent
 * log-normals on one rate are one.
 */
export interface RateUncertainties {
  readonly signal: number;
  readonly background: number;
}

/** Upper limits on the number of signal events in all bins together. */
export interface FittedYield {
  readonly observed: Limit | null;
  /** At −2σ … +2σ of the background's fluctuation. */
  readonly expected: readonly Limit[];
}

/**
 * The likelihood of a spectrum: signal of free strength over backgrounds whose numbers are measured by their simulated
 * events, each counted in a channel of its own (n ~ Poisson(ν), also for none), with the uncertainties of both rates and of
 * the signal's shape as nuisances.
 */
export function templateModel(
  signal: SignalTemplate,
  backgrounds: readonly BackgroundTemplate[],
  rates: RateUncertainties,
  observed: readonly number[],
): Model {
  const onSignal = rate("signal rate", rates.signal);
  const onBackground = rate("background rate", rates.background);
  const channels: Channel[] = [
    {
      name: SPECTRUM,
      samples: [
        {
          name: "signal",
          data: signal.nominal,
          modifiers: [
            { name: "mu", type: "normfactor", data: null },
            ...onSignal,
            ...Object.entries(signal.moved).map(
              ([name, [lo_data, hi_data]]): Modifier => ({ name, type: "histosys", data: { lo_data, hi_data } }),
            ),
          ],
        },
        ...backgrounds.map(({ id, shape, weight }) => ({
          name: id,
          data: shape.map((share) => share * weight),
          modifiers: [simulatedNumber(id), ...onBackground],
        })),
      ],
    },
    ...backgrounds.map(({ id }) => ({
      name: `simulated ${id}`,
      samples: [{ name: id, data: [1], modifiers: [simulatedNumber(id)] }],
    })),
  ];
  return compileModel(
    workspaceOf({
      channels,
      observed: {
        [SPECTRUM]: observed,
        ...Object.fromEntries(backgrounds.map(({ id, simulated }) => [`simulated ${id}`, [simulated]])),
      },
      parameters: backgrounds.map(({ id, simulated }) => ({
        name: `number of ${id}`,
        inits: [Math.max(simulated, 0.1)],
        bounds: [[0, 10 * simulated + 1000]],
      })),
    }),
  );
}

const simulatedNumber = (id: string): Modifier => ({ name: `number of ${id}`, type: "normfactor", data: null });

/** A log-normal factor, where there is an uncertainty at all. */
function rate(name: string, relative: number): Modifier[] {
  return relative > 0 ? [{ name, type: "normsys", data: { lo: 1 / (1 + relative), hi: 1 + relative } }] : [];
}

/** Fits of one selection: pseudo-data of the backgrounds are thrown once and serve every hypothesis. */
export class TemplateLimits {
  readonly #backgrounds: readonly BackgroundTemplate[];
  readonly #rates: RateUncertainties;
  readonly #observed: readonly number[] | null;
  readonly #level: number;
  readonly #mean: readonly number[];
  readonly #toys: readonly (readonly number[])[];

  /** @param observed counts in the bins, null where nothing is observed; @param name of the stream of pseudo-data */
  constructor(
    bins: number,
    backgrounds: readonly BackgroundTemplate[],
    rates: RateUncertainties,
    observed: readonly number[] | null,
    level: number,
    name: string,
  ) {
    this.#backgrounds = backgrounds;
    this.#rates = rates;
    this.#observed = observed;
    this.#level = level;
    this.#mean = Array.from({ length: bins }, (_, i) =>
      backgrounds.reduce((sum, { shape, simulated, weight }) => sum + shape[i] * weight * simulated, 0),
    );
    this.#toys = this.expected > MANY ? [] : throwBackgrounds(backgrounds, rates.background, bins, name);
  }

  /** Events of background that the simulated ones stand for. */
  get expected(): number {
    return this.#mean.reduce((sum, one) => sum + one, 0);
  }

  /** Limits for a signal of that shape. */
  of(signal: SignalTemplate): FittedYield {
    const bins = this.#mean.length;
    const model = templateModel(
      signal,
      this.#backgrounds,
      this.#rates,
      this.#observed ?? new Array<number>(bins).fill(0),
    );
    const posterior = new ProfilePosterior(model);
    const known = new Map<string, Limit>();
    const limit = (counts: readonly number[]): Limit => {
      const key = counts.join(" ");
      const found = known.get(key) ?? posterior.upperLimit(withCounts(model, counts), this.#level);
      known.set(key, found);
      return found;
    };
    return {
      observed: this.#observed && limit(this.#observed),
      expected: this.#toys.length > 0 ? quantiles(this.#toys.map(limit)) : this.#aroundAsimov(limit(this.#mean)),
    };
  }

  /** Limits of a Gaussian yield whose median limit is that of the Asimov data. */
  #aroundAsimov(median: Limit): Limit[] {
    const unit = gaussianUpperLimit(0, 1, this.#level).value;
    if (median.value === null || unit === null) return BAND_PROBABILITIES.map(() => median);
    const sigma = median.value / unit;
    return [-2, -1, 0, 1, 2].map((k) => gaussianUpperLimit(k * sigma, sigma, this.#level));
  }
}

/** The same auxiliary measurements, other counts in the spectrum. */
function withCounts({ observed, channels }: Model, counts: readonly number[]): Data {
  const main = observed.main.slice();
  main.set(counts, channels.find(({ name }) => name === SPECTRUM)?.start);
  return { main, auxiliary: observed.auxiliary };
}

/** Counts from background alone: its mean is thrown from what is believed of it (prior predictive), then its events. */
function throwBackgrounds(
  backgrounds: readonly BackgroundTemplate[],
  relative: number,
  bins: number,
  name: string,
): number[][] {
  const stream = randomStream(name, "template fit", "background");
  return Array.from({ length: TOYS }, () => {
    const common = Math.max(0, 1 + relative * stream.normal());
    const counts = new Array<number>(bins).fill(0);
    for (const { shape, simulated, weight } of backgrounds) {
      const mean = stream.gamma(simulated + 1) * weight * common;
      for (let i = 0; i < bins; i++) if (shape[i] > 0) counts[i] += stream.poisson(mean * shape[i]);
    }
    return counts;
  });
}

/** Limits at the probabilities of the band; those without a value count as the largest. */
function quantiles(limits: readonly Limit[]): Limit[] {
  const sorted = limits.toSorted(
    (a, b) => (a.value ?? Number.POSITIVE_INFINITY) - (b.value ?? Number.POSITIVE_INFINITY),
  );
  return BAND_PROBABILITIES.map(
    (p) => sorted[Math.min(Math.max(Math.ceil(p * sorted.length) - 1, 0), sorted.length - 1)],
  );
}
