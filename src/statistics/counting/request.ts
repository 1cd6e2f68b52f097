import { asymptoticLabel, type Status } from "../status.js";
import {
  CONFIDENCE_LEVEL,
  COUNT,
  type Handler,
  InvalidInput,
  NON_NEGATIVE,
  type NumberRule,
  type Outcome,
  POSITIVE,
} from "../validation.js";
import { type BayesianInput, bayesianLimitWithBands, LOG_FLAT_EVENTS, type Prior } from "./bayesian.js";
import { clsCounting, clsUpperLimit } from "./cls.js";
import { feldmanCousins, feldmanCousinsSensitivity } from "./feldman-cousins.js";
import { feldmanCousinsGaussian } from "./gaussian-mean.js";
import { hybridFeldmanCousins } from "./hybrid-feldman-cousins.js";
import type { Uncertain } from "./model.js";
import { onOff } from "./on-off.js";
import { poissonLowerLimit, poissonUpperLimit } from "./poisson-interval.js";
import { countingLikelihood, profileInterval } from "./profile.js";
import { readBackground, readFactor, readKnownBackground } from "./request-fields.js";

const PRIORS: readonly Prior[] = ["flat", "log-flat"];
const PULL: NumberRule = { min: -1e6, max: 1e6 };
const KAPPA: NumberRule = { above: 0, max: 1e3 };
const CORRELATION: NumberRule = { min: -1, max: 1 };

function shapeOf(factor: Uncertain | undefined): { shape?: string } {
  return factor?.sigma ? { shape: factor.shape } : {};
}

/** Method `poisson`: one-sided classical limits. */
const poisson: Handler = (fields) => {
  const observed = fields.number("observed", COUNT);
  const cl = fields.number("cl", CONFIDENCE_LEVEL);
  return { status: "ok", lower: poissonLowerLimit(observed, cl), upper: poissonUpperLimit(observed, cl) };
};

const IMPROPER = "efficiency or luminosity is zero or reaches zero within 5 sigma: the posterior is improper";
const TOO_FEW = "so few events are beyond any chance from this background";
const BAYESIAN_MESSAGES: Partial<Record<Status, Record<Prior, string>>> = {
  unbounded: { flat: IMPROPER, "log-flat": IMPROPER },
  "not-converged": { flat: TOO_FEW, "log-flat": `the range excludes what the data favour, or ${TOO_FEW}` },
};

/** Method `bayesian`; beside the limit it answers the expected band, the local p-value and what it assumed. */
const bayesian: Handler = (fields) => {
  const efficiency = readFactor(fields, "efficiency");
  const luminosity = readFactor(fields, "luminosity");
  const prior = fields.choice("prior", PRIORS, "flat");
  const unit = 1 / ((efficiency?.value ?? 1) * (luminosity?.value ?? 1));
  const given = fields.optionalNumbers("range", { ...POSITIVE, minLength: 2, maxLength: 2 });
  if (given && !(given[1] > given[0]))
    throw new InvalidInput(
      `empty range: ${given.join(" to ")}`,
      fields.pathOf("range"),
      "give [low, high], low < high",
    );
  const range = [given?.[0] ?? LOG_FLAT_EVENTS[0] * unit, given?.[1] ?? LOG_FLAT_EVENTS[1] * unit] as const;
  const input: BayesianInput = {
    observed: fields.number("observed", COUNT),
    background: readBackground(fields),
    efficiency,
    luminosity,
    prior,
    range,
    correlation: fields.optionalNumber("correlation", CORRELATION),
    cl: fields.number("cl", CONFIDENCE_LEVEL),
  };
  const { observed, expected, status, localPValue } = bayesianLimitWithBands(input);
  const message = BAYESIAN_MESSAGES[status]?.[prior];
  return {
    status,
    upper: observed,
    expected,
    localPValue,
    prior,
    ...(prior === "log-flat" && Number.isFinite(unit) ? { range } : {}),
    ...shapeOf(efficiency),
    ...(message ? { message } : {}),
  };
};

/** Method `feldman-cousins`: exact for known nuisances, averaged over them otherwise. */
const feldmanCousinsCounts: Handler = (fields) => {
  const observed = fields.number("observed", COUNT);
  const background = readBackground(fields);
  const efficiency = readFactor(fields, "efficiency") ?? { value: 1 };
  const monotonic = fields.boolean("monotonic", false);
  const cl = fields.number("cl", CONFIDENCE_LEVEL);
  const known =
    typeof background === "number"
      ? background
      : "value" in background && !background.sigma
        ? background.value
        : undefined;
  if (known === undefined || efficiency.sigma) {
    if (monotonic)
      throw new InvalidInput(
        "monotonic limit with uncertainties",
        fields.pathOf("monotonic"),
        "give exact nuisances or leave it out",
      );
    const { lower, upper, status } = hybridFeldmanCousins(observed, background, efficiency, cl);
    const message = status === "not-converged" ? { message: "too many counts to enumerate: use profile" } : {};
    return { status, lower, upper: finite(upper), nuisances: "averaged", ...shapeOf(efficiency), ...message };
  }
  if (efficiency.value === 0) return { status: "unbounded", lower: 0, upper: null };
  const { lower, upper, status, gaps } = feldmanCousins(observed, known, cl, monotonic);
  return { status, lower: lower / efficiency.value, upper: upper / efficiency.value, gaps };
};

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Method `feldman-cousins-gaussian`: mean ≥ 0, in units of σ. */
const gaussian: Handler = (fields) => {
  const observed = fields.number("observed", PULL);
  return { status: "ok", ...feldmanCousinsGaussian(observed, fields.number("cl", CONFIDENCE_LEVEL)) };
};

/** Method `sensitivity`: mean Feldman–Cousins limit of experiments without signal. */
const sensitivity: Handler = (fields) => {
  const b = readKnownBackground(fields);
  return { status: "ok", upper: feldmanCousinsSensitivity(b, fields.number("cl", CONFIDENCE_LEVEL)) };
};

/** Method `cls-counting`: CLs of a signal, or with `cl` the limit. */
const cls: Handler = (fields): Outcome => {
  const observed = fields.number("observed", COUNT);
  const background = readBackground(fields);
  if (fields.has("cl")) {
    if (fields.has("signal"))
      throw new InvalidInput("signal and cl given", fields.pathOf("signal"), "give signal for CLs, or cl for a limit");
    const { value, status } = clsUpperLimit(observed, background, fields.number("cl", CONFIDENCE_LEVEL));
    return { status, upper: value };
  }
  const signal = fields.number("signal", NON_NEGATIVE);
  const value = clsCounting(observed, background, signal);
  if (value === undefined) return { status: "not-converged", cls: null };
  return { status: signal === 0 ? "no-sensitivity" : "ok", cls: value };
};

/** Method `profile`: profile-likelihood interval, s ≥ 0. */
const profile: Handler = (fields) => {
  const observed = fields.number("observed", COUNT);
  const efficiency = readFactor(fields, "efficiency") ?? { value: 1 };
  const likelihood = countingLikelihood(observed, readBackground(fields), efficiency);
  if (!likelihood)
    throw new InvalidInput(
      "several samples",
      fields.pathOf("background.samples"),
      "profile one sample, or use bayesian",
    );
  const sides = fields.choice("sides", [1, 2] as const);
  const { lower, upper, best, status } = profileInterval(likelihood, fields.number("cl", CONFIDENCE_LEVEL), sides);
  return { status, lower, upper, best, ...shapeOf(efficiency) };
};

/** Method `on-off`: counts with log-normal constraints. Asymptotic; labelled where few events make it too strong. */
const onOffCounting: Handler = (fields) => {
  const input = {
    observed: fields.number("observed", COUNT),
    simulated: fields.number("simulated", NON_NEGATIVE),
    ratio: fields.number("ratio", POSITIVE),
    kappaBackground: fields.number("kappaBackground", KAPPA),
    kappaSignal: fields.numbers("kappaSignal", { ...KAPPA, maxLength: 1000 }),
  };
  const { best, upperCls, upperProfile, expected, significance } = onOff(input, fields.number("cl", CONFIDENCE_LEVEL));
  return {
    status: upperCls.status,
    best,
    upperCls: upperCls.value,
    upperProfile: upperProfile.value,
    expected,
    significance,
    ...asymptoticLabel(input.simulated / input.ratio),
  };
};

/** Handlers of the counting methods by name. */
export const countingHandlers: Readonly<Record<string, Handler>> = {
  poisson,
  bayesian,
  "feldman-cousins": feldmanCousinsCounts,
  "feldman-cousins-gaussian": gaussian,
  sensitivity,
  "cls-counting": cls,
  profile,
  "on-off": onOffCounting,
};
