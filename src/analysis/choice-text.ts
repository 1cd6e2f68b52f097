import type { Choices } from "./change.js";
import { hypothesisOf, hypothesisText } from "./hypothesis-text.js";
import { takesDataAlone } from "./measurement.js";
import type { Search } from "./search.js";
import { type AnalysisState, type Injection, methodsOf } from "./state.js";

/** Most that one may ask for: fb⁻¹ of a luminosity, a thousand times the goal of the experiment. */
const MOST_LUMINOSITY = 5e7;

const PRIORS = ["flat", "log-flat"] as const;
const BINNINGS = ["published", "shifted"] as const;

/** One choice as text: what a link carries and an option of the command line says. */
export interface ChoiceText {
  /** Of a state, or of none where nothing was chosen. */
  write(state: AnalysisState): string;
  /** @throws RangeError with one line: what is wrong, and what may be given */
  read(search: Search, text: string): Partial<Choices>;
}

/** Choices besides cuts and systematic uncertainties, by their names in links and on the command line. */
export const CHOICE_TEXTS: Readonly<
  Record<"method" | "prior" | "cl" | "correlation" | "luminosity" | "binning" | "inject", ChoiceText>
> = {
  method: {
    write: ({ method }) => method,
    read: (search, text) => ({ method: oneOf("method", text, methodsOf(search)) }),
  },
  prior: {
    write: ({ prior }) => prior,
    read: (_, text) => ({ prior: oneOf("prior", text, PRIORS) }),
  },
  cl: {
    write: ({ confidenceLevel }) => String(confidenceLevel),
    read: (_, text) => {
      const confidenceLevel = finite(text);
      if (!(confidenceLevel > 0 && confidenceLevel < 1))
        throw new RangeError(`not a confidence level: ${text}; give one between 0 and 1`);
      return { confidenceLevel };
    },
  },
  correlation: {
    write: ({ correlation }) => String(correlation),
    read: (_, text) => {
      const correlation = finite(text);
      if (!(correlation >= 0 && correlation <= 1)) throw new RangeError(`not a correlation: ${text}; give 0 to 1`);
      return { correlation };
    },
  },
  luminosity: {
    write: ({ luminosity }) => (luminosity === null ? "" : String(luminosity)),
    read: (search, text) => ({ luminosity: luminosityOf(search, text) }),
  },
  binning: {
    write: ({ binning }) => binning,
    read: (search, text) => {
      const binning = oneOf("binning", text, BINNINGS);
      if (binning === "shifted" && !search.scan.shifted)
        throw new RangeError(`no second binning: ${search.id} has one`);
      return { binning };
    },
  },
  inject: {
    write: ({ injection }) =>
      injection === null ? "" : [hypothesisText(injection.hypothesis), injection.coupling, injection.seed].join(":"),
    read: (search, text) => ({ injection: injectionOf(search, text) }),
  },
};

/**
 * A number that was written.
 * @throws RangeError `not a number: …`
 */
export function finite(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new RangeError(`not a number: ${text || "nothing"}`);
  return value;
}

function oneOf<T extends string>(what: string, text: string, choices: readonly T[]): T {
  const found = choices.find((one) => one === text);
  if (!found) throw new RangeError(`unknown ${what}: ${text}; give one of ${choices.join(", ")}`);
  return found;
}

function luminosityOf(search: Search, text: string): number {
  const luminosity = finite(text);
  if (!search.luminosity || takesDataAlone(search.measurement))
    throw new RangeError(`no luminosity: ${search.id} does not scale with it`);
  if (!(luminosity > 0 && luminosity <= MOST_LUMINOSITY))
    throw new RangeError(`not a luminosity: ${text}; give fb⁻¹ above 0, at most ${MOST_LUMINOSITY}`);
  return luminosity;
}

/** "3:0.5:1": mass in GeV, coupling, seed; of the range of the scan, and of a whole number. */
function injectionOf(search: Search, text: string): Injection {
  const parts = text.split(":");
  if (parts.length !== 3) throw new RangeError(`not an injection: ${text}; write mass:coupling:seed, e.g. 3:0.3:1`);
  const [coupling, seed] = parts.slice(1).map(finite);
  if (!search.samples.some(({ kind }) => kind === "signal"))
    throw new RangeError(`nothing to inject: ${search.id} has no simulated signal`);
  const hypothesis = hypothesisOf(search, parts[0]);
  if (!(coupling >= 0 && coupling <= 10)) throw new RangeError(`not a coupling: ${parts[1]}; give 0 to 10`);
  if (!Number.isInteger(seed)) throw new RangeError(`not a seed: ${parts[2]}; give a whole number`);
  return { hypothesis, coupling, seed };
}
