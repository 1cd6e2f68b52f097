import { type Html, html } from "../html.js";

/** A method in plain words. */
interface MethodText {
  readonly name: string;
  readonly asks: string;
  readonly assumes: string;
  readonly beware: string;
}

const METHODS: readonly MethodText[] = [
  {
    name: "Bayesian, flat prior",
    asks: "Given this count, which signals are still believable? The limit leaves 10 % of the belief above it.",
    assumes:
      "before the data, every signal from zero up was as believable as any other; every nuisance is integrated over what is believed of it. A prior flat in the cross-section is not flat in a coupling.",
    beware:
      "over-covers at small signals. Without uncertainties it is the CLs limit, and for n = 0 it is 2.30 events at 90 %, whatever the background. Above a Gaussian uncertainty of 20 % on the efficiency there is no limit: an efficiency of zero would be believable.",
  },
  {
    name: "Bayesian, log-flat prior",
    asks: "the same, if every order of magnitude of the signal is as believable as any other.",
    assumes:
      "the same, and a lowest signal, because the prior has no finite sum at zero: 10⁻³ events here, an assumption of ours.",
    beware:
      "under-covers for signals of a few events, and for few counts it measures its own lower end. A check of how much the prior matters, no more.",
  },
  {
    name: "CLs",
    asks: "How much less likely is so small a count with the signal than without it? Signals for which the ratio of both probabilities is below 10 % are excluded.",
    assumes: "nothing about the signal; an uncertain background is averaged over.",
    beware:
      "over-covers at small signals, on purpose: an experiment that cannot see a signal shall not exclude it because its background came out low. As shown here it takes the efficiency as known.",
  },
  {
    name: "Feldman–Cousins",
    asks: "For which signals is this count among the 90 % that are to be expected? Counts are ranked by the likelihood ratio to the best signal allowed.",
    assumes:
      "nothing about the signal; one rule decides between limit and interval, so that nobody chooses after seeing the data. Uncertain nuisances are averaged over.",
    beware:
      "covers, with little to spare. For a count below the background the limit falls with a larger background: an experiment with more background may quote the better limit. Quote the sensitivity beside it.",
  },
  {
    name: "Profile likelihood, one-sided",
    asks: "At which signal is −2 ln λ above its minimum by 1.64, the square of Φ⁻¹(0.90), with every nuisance at its best value there?",
    assumes: "so many events that √(−2 ln λ) is a Gaussian number.",
    beware: "under-covers for few events, most where the background is small: n = 0 gives 0.82 events at 90 %.",
  },
  {
    name: "Profile likelihood, two-sided",
    asks: "Between which signals is −2 ln λ within 2.71 of its minimum?",
    assumes: "the same. The interval ends at s = 0.",
    beware:
      "under-covers for few events, though less; its upper end is no 90 % upper limit, because 10 % are shared between two sides.",
  },
  {
    name: "CLs, asymptotic",
    asks: "the question of CLs, with formulas for the distribution of q̃ in place of sums or toys, and log-normal nuisances.",
    assumes: "so many events that √q̃ is a Gaussian number.",
    beware: "too strong by 10 to 15 % below five events of background; exact where there are many.",
  },
];

/** One paragraph a method: what it asks, what it assumes, where it misleads. */
export function methodsSection(): Html {
  return html`<dl class="methods">${METHODS.map(
    ({ name, asks, assumes, beware }) =>
      html`<div><dt>${name}</dt><dd><p>${sentence(asks)}</p><p><strong>Assumes</strong> ${assumes}</p><p><strong>Beware:</strong> ${beware}</p></dd></div>`,
  )}</dl>`;
}

/** First letter upper case. */
function sentence(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
