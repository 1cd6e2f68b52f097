import { backgroundModel, backgroundMoments } from "../../statistics/counting/model.js";
import type { EventTable, SampleRows } from "../events.js";
import { countingLinearity } from "../linearity.js";
import type { LifetimeMeasurement, ModelValues } from "../measurement.js";
import { type Hypothesis, isExpectedIn } from "../sample.js";
import { countPassing, findWindowRows } from "../scan.js";
import type { Search } from "../search.js";
import { type AnalysisState, luminosityOf } from "../state.js";
import type { Linearity } from "../studies.js";
import { type Efficiency, LifetimeEfficiency } from "./efficiency.js";

/** Efficiency of a hypothesis at values of the parameters. */
export type EfficiencyAt = (hypothesis: Hypothesis, values: ModelValues) => Efficiency;

/** Rows of a simulated signal. */
export type SignalRows = SampleRows & { readonly hypothesis: Hypothesis };

/**
 * A simulated signal injected into the count of its window, at the coupling with most events: thrown with the weights
 * of its rows one by one, extracted with the efficiency that limits are set with.
 */
export function lifetimeLinearity(
  search: Search,
  measurement: LifetimeMeasurement,
  table: EventTable,
  state: AnalysisState,
  { failing, signal, at }: { readonly failing: Uint32Array; readonly signal: SignalRows; readonly at: EfficiencyAt },
): Linearity | undefined {
  const { coupling, couplings, category, crossSection, decayLength, generated } = measurement;
  const { sample, start, end, hypothesis } = signal;
  const valuesAt = (value: number) => ({ ...state.model, [category]: hypothesis[category], [coupling]: value });
  const expected = (value: number) => {
    const values = valuesAt(value);
    return crossSection(hypothesis, values) * at(hypothesis, values).value;
  };
  const values = valuesAt(couplings.reduce((a, b) => (expected(b) > expected(a) ? b : a)));
  const window = search.scan.windowOf(hypothesis);
  const inWindow = (from: number, to: number) => findWindowRows(table, search.scan.observable, [window], from, to);
  const samples = table.samples
    .filter((one) => one.sample.kind === "background")
    .filter((one) =>
      isExpectedIn(
        search.samples.find(({ id }) => id === one.sample.id),
        window,
      ),
    )
    .map((one) => ({
      simulated: countPassing(inWindow(one.start, one.end), failing)[0],
      weight: one.sample.weight,
    }));
  const weight = LifetimeEfficiency.weights(table, measurement, decayLength(hypothesis, values));
  const { rows } = inWindow(start, end);
  let weights = 0;
  for (const row of rows) if (failing[row] === 0) weights += weight(row);
  const rate = (values[coupling] / generated[coupling]) ** 2;
  // A Poisson number of rows, each kept by its weight, is one again.
  const perUnit = (sample.weight * rate * weights) / crossSection(hypothesis, values);
  return countingLinearity(
    {
      search: search.id,
      mass: hypothesis.mass,
      background: backgroundMoments(backgroundModel({ samples, relative: 0 })).mean,
      events: luminosityOf(search, state) * at(hypothesis, values).value,
    },
    (injected, _k, _i, stream) => stream.poisson(injected * perUnit),
  );
}
