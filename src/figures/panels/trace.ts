import type { SampleSummary } from "../../analysis/sample.js";
import { isExpectation } from "../../analysis/state.js";
import { luminosityText, methodText } from "../choices.js";
import { formatCount, formatNumber, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

/** A number of the page: what it is made from, and whether it is published, derived, an assumption or counted here. */
type Step = readonly [name: string, value: string, from: string, origin: string];

const KINDS = { pseudo: "pseudo-data, thrown from the simulation", real: "data", blinded: "blinded" } as const;

/** Simulated samples whose masses lie on either side of a mass. */
function neighbours(samples: readonly SampleSummary[], mass: number): SampleSummary[] {
  const signals = samples.filter(({ kind, hypothesis }) => kind === "signal" && hypothesis?.mass !== undefined);
  const at = ({ hypothesis }: SampleSummary) => hypothesis?.mass ?? 0;
  const below = signals.filter((one) => at(one) <= mass).sort((a, b) => at(b) - at(a))[0];
  const above = signals.filter((one) => at(one) >= mass).sort((a, b) => at(a) - at(b))[0];
  return [...new Set([below, above].flatMap((one) => one ?? []))];
}

/** Limits in every quantity of the search, from the last one that was derived to what was measured. */
function limitSteps({ search, state, point }: PanelContext): Step[] {
  const method = methodText(state);
  const quantities = search.interpretations.filter(({ beside }) => beside === undefined);
  const isMeasured = (unit: string) => unit === "fb" || unit === "events";
  const found = `by ${method} on n, b and ε below`;
  const isRadiated = quantities.some(
    ({ unit, crossSection }) => unit === "fb" && (crossSection(1, point.hypothesis, state.model) ?? 1) !== 1,
  );
  const ending = quantities.some(({ unit }) => isMeasured(unit)) ? "" : `, which is ${found}`;
  return quantities.map(({ id, symbol, unit, crossSection }): Step => {
    const limit = point.limits[id];
    const shown = limit?.observed ?? limit?.expected[2] ?? null;
    const at = crossSection(1, point.hypothesis, state.model);
    const rule =
      isMeasured(unit) || at === null
        ? `limit ${found}${unit === "fb" && at !== null && at !== 1 ? `, over 1 + δ = ${formatNumber(at, 3)} of the radiation` : ""}`
        : `coupling at which the predicted cross-section${isRadiated ? ", radiation included," : ""} is the limit on it${isRadiated ? ", before that is divided by 1 + δ" : ""}${ending}; at ${symbol} = 1 the prediction is ${formatNumber(at, 3)} fb`;
    const kind = limit?.observed == null ? "median expected" : "observed";
    return [`${symbol}, ${kind}`, `${formatNumber(shown)}${unit && ` ${unit}`}`, rule, "derived"];
  });
}

function countSteps({ search, state, point, samples }: PanelContext): Step[] {
  const { observed, background, region, effectiveEvents, efficiency, hypothesis } = point;
  const nearest = neighbours(samples, hypothesis.mass);
  const window = `${region.observable} from ${formatNumber(region.min, 3)} to ${formatNumber(region.max, 3)} ${region.unit}`;
  const absent = isExpectation(search, state) ? "not counted: another luminosity is asked about" : "not counted";
  const data = samples.find(({ kind }) => kind === "data");
  return [
    [
      "n",
      observed === null ? "–" : String(observed),
      observed === null ? absent : `events of ${data?.label ?? "the data"} after all cuts in the window, ${window}`,
      KINDS[search.data],
    ],
    ...(background
      ? [
          [
            "b",
            formatUncertain(background.value, background.sigma),
            effectiveEvents === null
              ? "from the data beside the window"
              : `simulated events in the window times the weights below; worth ${formatNumber(effectiveEvents, 3)} events of weight one`,
            "derived",
          ] as const,
        ]
      : []),
    [
      "ε",
      `${formatNumber(100 * efficiency, 3)} %`,
      nearest.length > 0
        ? `share of the simulated signal that is left in the window, corrections included, between ${nearest.map(({ label }) => label).join(" and ")}`
        : "as declared",
      "derived",
    ],
  ];
}

/** What one simulated event stands for. */
function weightSteps({ search, samples }: PanelContext): Step[] {
  const luminosity = search.luminosity?.inverseFemtobarn ?? null;
  return samples.flatMap(({ id, kind, label, weight, trials, crossSection, source }): Step[] => {
    if (kind !== "background" || !crossSection) return [];
    if (source) return [[`weight of ${label}`, formatNumber(weight, 3), `${source.citation || "a file"}`, "given"]];
    const correction = search.samples.find((one) => one.id === id)?.correction ?? 1;
    return [
      [
        `weight of ${label}`,
        formatNumber(weight, 3),
        `${luminosity === null ? "luminosity" : luminosityText(luminosity)} × largest weight in fb × ${formatNumber(correction, 3)} (the product of the corrections) / ${formatCount(trials)} trials; σ = ${formatUncertain(crossSection.value, crossSection.sigma)} fb`,
        "derived",
      ],
    ];
  });
}

function traceTable(context: PanelContext): Table {
  const steps = [...limitSteps(context), ...countSteps(context), ...weightSteps(context)];
  const columns = ["number", "value", "made from", "origin"];
  return {
    id: "trace",
    caption: `The numbers at ${formatNumber(context.point.hypothesis.mass, 3)} GeV, from the limit down`,
    columns: columns.map((title) => ({ title, unit: "", prose: true })),
    rows: steps,
    values: steps,
  };
}

/** Where the numbers beside the exclusion plot come from. */
export const trace: Panel = {
  id: "trace",
  title: "Where from",
  about:
    "From the limit at the chosen hypothesis down to what is counted and simulated. What those rest on, number by number, stands below: published with its citation, derived, recalled or assumed.",
  contents: (context) => ({ figures: [], tables: [traceTable(context)], notes: [] }),
};
