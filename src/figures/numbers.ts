import { superscript } from "../analysis/superscript.js";

/**
 * A number for people: `digits` significant digits, true minus, thin spaces in long numbers, a power of ten where it
 * is very small or very large. An en dash where there is none.
 */
export function formatNumber(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const [mantissa, exponentText] = Math.abs(value)
    .toExponential(digits - 1)
    .split("e");
  const exponent = Number(exponentText);
  const sign = value < 0 ? "−" : "";
  if (exponent < -3 || exponent > 5) return `${sign}${mantissa} × 10${superscript(exponent)}`;
  const rounded = Number(`${mantissa}e${exponent}`);
  const text = rounded.toFixed(Math.max(0, digits - 1 - exponent));
  const [whole, fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, " ");
  return `${sign}${fraction === undefined ? grouped : `${grouped}.${fraction}`}`;
}

/** Digits of numbers that are told apart, at most. */
const MOST_DIGITS = 8;

/** Edges of bins, with as many digits, three at least, as leave each within a hundredth of the narrowest bin. */
export function formatEdges(edges: readonly number[]): string[] {
  const narrowest = Math.min(...edges.slice(1).map((edge, i) => edge - edges[i]));
  const away = (digits: number) => Math.max(...edges.map((edge) => Math.abs(Number(edge.toPrecision(digits)) - edge)));
  let digits = 3;
  while (digits < MOST_DIGITS && away(digits) > narrowest / 100) digits++;
  return edges.map((edge) => formatNumber(edge, digits));
}

/** A whole number with thin spaces. */
export function formatCount(value: number): string {
  return String(Math.round(value))
    .replace(/\B(?=(\d{3})+$)/g, " ")
    .replace("-", "−");
}

/** Value ± uncertainty, both to the uncertainty's second significant digit. */
export function formatUncertain(value: number, sigma: number): string {
  if (!(sigma > 0)) return `${formatNumber(value)} ± 0`;
  const decimals = 1 - Math.floor(Math.log10(sigma));
  if (decimals >= 0) return `${value.toFixed(decimals).replace("-", "−")} ± ${sigma.toFixed(decimals)}`;
  const unit = 10 ** -decimals;
  return [value, sigma].map((one) => formatCount(unit * Math.round(one / unit))).join(" ± ");
}

/** A p-value; those that are no longer numbers as less than the smallest one. */
export function formatPValue(p: number | null): string {
  return p === 0 ? `< 10${superscript(-300)}` : formatNumber(p);
}
