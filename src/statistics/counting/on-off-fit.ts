import { poissonDeviance } from "../../numerics/special.js";

/** What the conditional fit of an on/off measurement depends on, beside the count. */
export interface OnOffTerms {
  /** Events of the off region, above 0, and its size over that of the data. */
  readonly simulated: number;
  readonly ratio: number;
  /** ln κ of the background, and the auxiliary measurement of its score. */
  readonly lnKappa: number;
  readonly centre: number;
  /** Signal yield with a score of 0, its log-normal width, and the auxiliary measurement of its score. */
  readonly signal: number;
  readonly width: number;
  readonly signalCentre: number;
}

/** Nuisances at the minimum of −2 ln of the likelihood to the saturated one. */
export interface OnOffFit {
  readonly deviance: number;
  readonly baseBackground: number;
  readonly backgroundScore: number;
  readonly signalScore: number;
}

const MOST_STEPS = 60;
const MOST_HALVINGS = 40;
/** Deviance above which other starts are tried too. */
const FAR_OFF = 4;
/** Expected gain of a step, in the deviance, after which the next one would gain nothing. */
const SMALL = 1e-11;

/**
 * Conditional fit of an on/off measurement: the minimum of F = 2D(n, y + b) + 2D(m, τ b₀) + (θ_b − θ₀)² + (θ_s − θ₁)²
 * in (ln b₀, θ_b, θ_s), with b = b₀ κ^θ_b, y = s κ_s^θ_s and D half of a Poisson deviance. Where the data are far from
 * what is expected F can have several minima, an excess taken up by the background or by the efficiency: the deepest
 * counts. Undefined where Newton's method does not converge.
 */
export function fitOnOff(n: number, terms: OnOffTerms): OnOffFit | undefined {
  const { simulated, ratio, lnKappa, centre, signal, width, signalCentre } = terms;
  const u = Math.log(simulated / ratio);
  const fit = descend(n, terms, u, centre, signalCentre);
  if (fit && fit.deviance < FAR_OFF) return fit;
  const b = Math.exp(u + lnKappa * centre);
  const y = signal * Math.exp(width * signalCentre);
  const starts: (OnOffFit | undefined)[] = [fit];
  if (n > y) {
    const lnB = Math.log(n - y);
    starts.push(
      lnKappa > 0
        ? descend(n, terms, u, (lnB - u) / lnKappa, signalCentre)
        : descend(n, terms, lnB, centre, signalCentre),
    );
  }
  if (n > b && width > 0 && signal > 0) starts.push(descend(n, terms, u, centre, Math.log((n - b) / signal) / width));
  return starts.reduce((best, one) => (one && (!best || one.deviance < best.deviance) ? one : best), undefined);
}

/**
 * Newton's method from a place on. Where the curvature is not positive, the part of it that always is takes its place,
 * so that every step goes down. Some six steps.
 */
function descend(
  n: number,
  { simulated: m, ratio, lnKappa: k, centre, signal, width: w, signalCentre }: OnOffTerms,
  ...start: [lnBase: number, backgroundScore: number, signalScore: number]
): OnOffFit | undefined {
  let [u, t, v] = start;
  let base = Math.exp(u);
  let b = Math.exp(u + k * t);
  let y = signal * Math.exp(w * v);
  let deviance =
    2 * poissonDeviance(n, y + b) + 2 * poissonDeviance(m, ratio * base) + (t - centre) ** 2 + (v - signalCentre) ** 2;
  for (let step = 0; step < MOST_STEPS; step++) {
    const total = y + b;
    const pull = 1 - n / total;
    const h = n / (total * total);
    const off = ratio * base;
    // Halves of the gradient.
    const gu = b * pull + off - m;
    const gt = k * b * pull + t - centre;
    const gv = w * y * pull + v - signalCentre;
    let du = 0;
    let dt = 0;
    let dv = 0;
    // Halves of the curvature; the second time without the part that may be negative.
    for (const positive of [false, true]) {
      const ofB = b * b * h + (positive ? Math.max(0, b * pull) : b * pull);
      const ofY = y * y * h + (positive ? Math.max(0, y * pull) : y * pull);
      const cross = w * b * y * h;
      const uu = ofB + off;
      const ut = k * ofB;
      const l10 = ut / uu;
      const tt = k * k * ofB + 1 - l10 * ut;
      const l20 = cross / uu;
      const tv = k * cross - l20 * ut;
      const l21 = tv / tt;
      const vv = w * w * ofY + 1 - l20 * cross - l21 * tv;
      if (!(uu > 0 && tt > 0 && vv > 0)) continue;
      const z1 = gt - l10 * gu;
      const z2 = gv - l20 * gu - l21 * z1;
      dv = -z2 / vv;
      dt = -z1 / tt - l21 * dv;
      du = -gu / uu - l10 * dt - l20 * dv;
      break;
    }
    const gain = -(gu * du + gt * dt + gv * dv);
    if (!(gain >= 0)) return undefined;
    let part = 1;
    for (let i = 0; ; i++) {
      const [nextU, nextT, nextV] = [u + part * du, t + part * dt, v + part * dv];
      const nextBase = Math.exp(nextU);
      const nextB = Math.exp(nextU + k * nextT);
      const nextY = signal * Math.exp(w * nextV);
      const next =
        2 * poissonDeviance(n, nextY + nextB) +
        2 * poissonDeviance(m, ratio * nextBase) +
        (nextT - centre) ** 2 +
        (nextV - signalCentre) ** 2;
      if (next <= deviance || gain < SMALL) {
        [u, t, v, base, b, y, deviance] = [nextU, nextT, nextV, nextBase, nextB, nextY, next];
        break;
      }
      if (i === MOST_HALVINGS) return undefined;
      part /= 2;
    }
    if (gain < SMALL) return { deviance, baseBackground: base, backgroundScore: t, signalScore: v };
  }
  return undefined;
}
