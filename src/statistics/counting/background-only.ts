import { poissonQuantile } from "../../numerics/special.js";
import { BAND_PROBABILITIES, type Band } from "../status.js";
import { DirectBackground } from "./direct.js";
import { type Background, type BackgroundModel, backgroundModel, backgroundMoments, isLarge } from "./model.js";
import { accumulate, predictive } from "./predictive.js";

/** Smallest upper tail for which 1 − CDF keeps twelve digits. */
const DIFFERENCE = 1e-4;
/** Smallest upper tail that a sum of normalised probabilities still resolves. */
const RESOLVED = 1e-250;

/**
 * Local p-value of a count: P(N ≥ observed) from background alone, averaged over what is believed of its mean (the
 * prior predictive; "probability of a yield equal to or greater than the observed one, statistical and systematic
 * uncertainties included"). 1 for no event. For a simulated background this is the binomial I₁/₍₁₊τ₎(n, m+1) of Z_Bi.
 */
export function backgroundPValue(observed: number, background: Background): number {
  return modelPValue(observed, backgroundModel(background));
}

/** As `backgroundPValue`, for a background in normal form. */
export function modelPValue(observed: number, model: BackgroundModel): number {
  if (observed <= 0) return 1;
  const { mean, sigma } = backgroundMoments(model);
  if (isLarge(model, observed)) return Math.min(1, Math.exp(new DirectBackground(model).lnAtLeast(observed)));
  const width = Math.sqrt(mean + sigma * sigma);
  if (observed < mean + 3 * width) {
    let below = 0;
    const row = predictive(model, observed - 1);
    for (let k = 0; k < observed; k++) below += row[k];
    if (1 - below > DIFFERENCE) return 1 - below;
  }
  // Upper tails are summed upwards from the observed count, where the terms fall: no digits are lost to 1 − CDF.
  let last = observed + Math.ceil(10 * width) + 40;
  for (let i = 0; i < 12; i++) {
    const row = predictive(model, last);
    let tail = 0;
    for (let k = last; k >= observed; k--) tail += row[k];
    if (row[last] <= 1e-13 * tail || tail < RESOLVED) return Math.min(1, tail);
    if (isLarge(model, last)) break;
    last = 2 * last - observed;
  }
  return Math.min(1, Math.exp(new DirectBackground(model).lnAtLeast(observed)));
}

/**
 * Counts at the band's five probabilities: the smallest n with P(N ≤ n) ≥ Φ(k), k = −2 … +2, of the prior predictive
 * distribution of the background.
 */
export function bandCounts(background: Background): Band<number> {
  return modelBandCounts(backgroundModel(background));
}

/** As `bandCounts`, for a background in normal form. */
export function modelBandCounts(model: BackgroundModel): Band<number> {
  return BAND_PROBABILITIES.map(quantileFinder(model)) as unknown as Band<number>;
}

function quantileFinder(model: BackgroundModel): (p: number) => number {
  const { mean, sigma } = backgroundMoments(model);
  if (model.kind === "gaussian" && sigma === 0) return (p) => poissonQuantile(p, mean);
  const width = Math.sqrt(mean + sigma * sigma);
  if (isLarge(model, mean + 5 * width)) return directQuantile(model, mean, width);
  const highest = BAND_PROBABILITIES[4];
  let last = Math.ceil(mean + 2.5 * width) + 4;
  let cumulative = accumulate(predictive(model, last));
  while (cumulative[last] < highest && !isLarge(model, last)) {
    last *= 2;
    cumulative = accumulate(predictive(model, last));
  }
  return (p) => {
    const n = cumulative.findIndex((c) => c >= p);
    return n < 0 ? last : n;
  };
}

function directQuantile(model: BackgroundModel, mean: number, width: number): (p: number) => number {
  const direct = new DirectBackground(model);
  return (p) => {
    let low = -1;
    let high = Math.ceil(mean + 8 * width);
    const lnP = Math.log(p);
    while (high - low > 1) {
      const middle = Math.floor(0.5 * (low + high));
      // Beyond 2⁵³ neighbouring counts are one number.
      if (middle <= low || middle >= high) break;
      if (direct.lnAtMost(middle, 0) >= lnP) high = middle;
      else low = middle;
    }
    return high;
  };
}
