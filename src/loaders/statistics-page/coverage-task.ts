import { randomStream } from "../../numerics/random.js";
import type { CountingMethod } from "../../statistics/counting/methods.js";
import { COUNTING_METHODS } from "../../statistics/counting/methods.js";
import { CoverageStudy } from "../../statistics/coverage.js";

/** True backgrounds of the study, events. */
export const BACKGROUNDS = [0, 0.5, 1, 3, 10] as const;
/** True signals: 0 to 15 events in steps of a half. */
export const SIGNALS = Array.from({ length: 31 }, (_, i) => i / 2);
/** Confidence level of the study. */
export const LEVEL = 0.9;
/** Relative systematic uncertainties of the second half of the study: an example, of the size that searches have. */
export const SYSTEMATICS = { background: 0.2, efficiency: 0.1 } as const;

/** One piece of the study: a method at one background. */
export interface CoverageTask {
  readonly method: CountingMethod;
  readonly b: number;
  readonly systematics: boolean;
  readonly toys: number;
}

/** Coverage at one signal and background. */
export interface CoveragePoint {
  readonly method: CountingMethod;
  readonly systematics: boolean;
  readonly b: number;
  readonly s: number;
  readonly fraction: number;
  readonly error: number;
  /** By summing Poisson probabilities; null with systematic uncertainties. */
  readonly sum: number | null;
}

/** All pieces of the study; each is a pure function of its fields. */
export function coverageTasks(toys: number): CoverageTask[] {
  return [false, true].flatMap((systematics) =>
    COUNTING_METHODS.flatMap((method) => BACKGROUNDS.map((b) => ({ method, b, systematics, toys }))),
  );
}

/** Coverage at every signal, each from a stream of its own. */
export function runCoverageTask({ method, b, systematics, toys }: CoverageTask): CoveragePoint[] {
  const study = new CoverageStudy(method, {
    b,
    cl: LEVEL,
    systematics: systematics ? SYSTEMATICS : { background: 0, efficiency: 0 },
  });
  return SIGNALS.map((s) => {
    const stream = randomStream("coverage", method, systematics ? "systematics" : "known", b, s);
    const { fraction, error } = study.byToys(s, toys, stream);
    return { method, systematics, b, s, fraction, error, sum: study.bySum(s) ?? null };
  });
}
