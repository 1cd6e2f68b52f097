import { luminosityOf } from "../analysis/state.js";
import { luminosityText, methodText, symbolIn } from "../figures/choices.js";
import { formatNumber, formatUncertain } from "../figures/numbers.js";
import type { TakenResult } from "./taken.js";

/**
 * The number that a page speaks of, fit to be pasted: limit with its expectation and band, confidence level, what was
 * counted over what background, luminosity, citation and link.
 */
export function numberText({ search, evaluation, state, hypothesis, quantity, imprint }: TakenResult): string {
  const point = evaluation.scan[hypothesis];
  const interpretation = search.interpretations.find(({ id }) => id === quantity) ?? search.interpretations[0];
  const { unit } = interpretation;
  const symbol = symbolIn(search, interpretation, state);
  const { observed = null, expected = [] } = point.limits[interpretation.id] ?? {};
  const at = Object.entries(point.hypothesis).map(([name, value]) => `${name} ${formatNumber(value, 4)} GeV`);
  const limit = observed === null ? `no limit on ${symbol}` : `${symbol} < ${formatNumber(observed)} ${unit}`.trim();
  const [, low, median, high] = expected.map((value) => formatNumber(value));
  const background = point.background ? formatUncertain(point.background.value, point.background.sigma) : "not known";
  const luminosity = luminosityOf(search, state);
  return [
    `${limit} at ${at.join(", ")} (${methodText(state)} CL; expected ${median} ${unit}`.trim() +
      `, ± 1σ ${low} to ${high}); ${point.observed ?? "–"} events over ${background}` +
      (luminosity > 0 ? `, ${luminosityText(luminosity)}` : ""),
    `${imprint.events.split(";")[0]}; ${imprint.state}`,
    imprint.citation,
    imprint.link,
  ].join("\n");
}
