/**
 * The normal distribution and the error functions, on the rational approximations of Cody (1969, Math. Comp. 23, 631)
 * in their form for the normal integral: relative error 1e-15 from the centre to the far tail.
 */

const SQRT_2PI = Math.sqrt(2 * Math.PI);
const LN_SQRT_2PI = Math.log(SQRT_2PI);
const CENTRE = 0.67448975;
const FAR = Math.sqrt(32);

/** Numerator and denominator (leading 1 left out) for |z| ≤ 0.674: (Φ(z) − ½) / z in z². */
const CENTRE_NUMERATOR = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
];
const CENTRE_DENOMINATOR = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];
/** For 0.674 < z ≤ √32: Φ(−z) exp(z²/2) in z. */
const TAIL_NUMERATOR = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const TAIL_DENOMINATOR = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
/** For z > √32: the correction to the asymptotic φ(z)/z in 1/z². */
const FAR_NUMERATOR = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
];
const FAR_DENOMINATOR = [
  1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
];

/** Ratio of two polynomials, highest power first, the denominator monic. */
function ratio(numerator: readonly number[], denominator: readonly number[], x: number): number {
  let top = numerator[0];
  let bottom = 1;
  for (let i = 0; i < denominator.length; i++) {
    top = top * x + numerator[i + 1];
    bottom = bottom * x + denominator[i];
  }
  return top / bottom;
}

/** Mills' ratio over √2π: (1 − Φ(z)) exp(z²/2) for z ≥ 0.674. */
function scaledTail(z: number): number {
  if (z <= FAR) return ratio(TAIL_NUMERATOR, TAIL_DENOMINATOR, z);
  const inverse = 1 / (z * z);
  return (1 / SQRT_2PI - inverse * ratio(FAR_NUMERATOR, FAR_DENOMINATOR, inverse)) / z;
}

/** Φ(z) − ½ for |z| ≤ 0.674. */
function centre(z: number): number {
  return z * ratio(CENTRE_NUMERATOR, CENTRE_DENOMINATOR, z * z);
}

/** Standard normal density φ(z). */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_2PI;
}

/** One-sided p-value of a significance: 1 − Φ(z), without loss in the far tail. 5 σ gives 2.866515718791945e-7. */
export function normalTail(z: number): number {
  if (Math.abs(z) <= CENTRE) return 0.5 - centre(z);
  return z > 0 ? scaledTail(z) * Math.exp(-0.5 * z * z) : 1 - scaledTail(-z) * Math.exp(-0.5 * z * z);
}

/** Standard normal distribution function Φ(z). */
export function normalCdf(z: number): number {
  return normalTail(-z);
}

/** ln(1 − Φ(z)), finite where the tail itself underflows. */
export function lnNormalTail(z: number): number {
  if (z <= CENTRE) return Math.log1p(-normalTail(-z));
  return Math.log(scaledTail(z)) - 0.5 * z * z;
}

/** ln Φ(z). */
export function lnNormalCdf(z: number): number {
  return lnNormalTail(-z);
}

const ACKLAM_CENTRE = [
  [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 1.38357751867269e2, -30.66479806614716,
    2.506628277459239,
  ],
  [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572],
] as const;
const ACKLAM_TAIL = [
  [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416],
] as const;

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const c of coefficients) sum = sum * x + c;
  return sum;
}

/**
 * Significance of a one-sided p-value given as ln p: the z with ln(1 − Φ(z)) = lnP, for lnP ≤ 0; p down to
 * exp(−10⁶) and below. Acklam's approximation for ordinary p (the asymptotic form far out), then Newton steps on the
 * logarithm of the tail.
 */
export function significanceOfLnP(lnP: number): number {
  if (Number.isNaN(lnP) || lnP > 0) return Number.NaN;
  if (lnP === 0) return Number.NEGATIVE_INFINITY;
  if (lnP === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  if (lnP > -Math.LN2) return -significanceOfLnP(lnP > -1e-300 ? Math.log(-lnP) : Math.log(-Math.expm1(lnP)));
  let z: number;
  if (lnP < -50) {
    z = Math.sqrt(-2 * (lnP + LN_SQRT_2PI + 0.5 * Math.log(-2 * lnP)));
  } else if (lnP < Math.log(0.02425)) {
    const q = Math.sqrt(-2 * lnP);
    z = -horner(ACKLAM_TAIL[0], q) / (horner(ACKLAM_TAIL[1], q) * q + 1);
  } else {
    const q = 0.5 - Math.exp(lnP);
    const r = q * q;
    z = (q * horner(ACKLAM_CENTRE[0], r)) / (horner(ACKLAM_CENTRE[1], r) * r + 1);
  }
  for (let i = 0; i < 3; i++) {
    const lnTail = lnNormalTail(z);
    const slope = -Math.exp(-0.5 * z * z - LN_SQRT_2PI - lnTail);
    const step = (lnTail - lnP) / slope;
    z -= step;
    if (Math.abs(step) < 1e-14 * (1 + Math.abs(z))) break;
  }
  return z;
}

/** Significance z of a one-sided p-value: Φ⁻¹(1 − p), exact in the tail of small p. ±∞ at p = 0 and 1. */
export function significanceOfP(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p > 0.5) return -significanceOfLnP(Math.log1p(-p));
  return significanceOfLnP(Math.log(p));
}

/** Normal quantile Φ⁻¹(p), ∓∞ at 0 and 1. */
export function normalQuantile(p: number): number {
  const z = significanceOfP(p);
  return z === 0 ? 0 : -z;
}

/** Error function. */
export function erf(x: number): number {
  const z = x * Math.SQRT2;
  if (Math.abs(z) <= CENTRE) return 2 * centre(z);
  return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
}

/** Complementary error function 1 − erf(x), without loss for large x. */
export function erfc(x: number): number {
  return 2 * normalTail(x * Math.SQRT2);
}

/** Scaled complementary error function exp(x²) erfc(x); overflows below x ≈ −26. */
export function erfcScaled(x: number): number {
  const z = x * Math.SQRT2;
  return z > CENTRE ? 2 * scaledTail(z) : Math.exp(x * x) * erfc(x);
}
