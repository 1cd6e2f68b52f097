import type { EventTable } from "../analysis/events.js";
import type { Search } from "../analysis/search.js";
import { SelectionState } from "../analysis/selection.js";
import { type SignalWidth, signalWidths, windowsOfWidth } from "../analysis/signal-width.js";
import type { AnalysisState } from "../analysis/state.js";
import { formatCount, formatNumber, formatUncertain } from "../figures/numbers.js";
import type { Table } from "../figures/tables.js";
import { tableHtml } from "./figure-html.js";
import { html } from "./html.js";
import type { Detail } from "./panels.js";

/** Whether windows follow one another without a gap: then they are about a peak in the mass or its square. */
function touch({ scan: { windows } }: Search): boolean {
  const width = ({ window: { min, max } }: (typeof windows)[number]) => max - min;
  return windows.every((one, i) => i === 0 || Math.abs(one.window.min - windows[i - 1].window.max) < 1e-6 * width(one));
}

function widthTable(search: Search, widths: readonly SignalWidth[]): Table {
  const unit = search.scan.observable.unit;
  // Full width ±2σ in the mass, MeV, of an observable that is the mass or its square.
  const inMass = (sigma: number, mass: number) => (4000 * sigma) / (unit.startsWith("GeV²") ? 2 * mass : 1);
  const wide = touch(search);
  const several = new Set(widths.map(({ mass }) => mass)).size < widths.length;
  return {
    id: "signal-widths",
    caption: "Width of simulated signal by a fit, and of the windows that are used",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      ...(several ? [{ title: "signal", unit: "", prose: true }] : []),
      { title: "events", unit: "" },
      { title: "σ fitted", unit },
      { title: "σ of the window", unit },
      ...(wide ? ["fitted", "used"].map((of) => ({ title: `full width ${of}`, unit: "MeV/c²" })) : []),
      { title: "fitted over used", unit: "" },
      { title: "fit", unit: "", prose: true },
    ],
    rows: widths.map(({ mass, label, events, sigma, error, ofWindow, converged }) => [
      formatNumber(mass, 3),
      ...(several ? [label] : []),
      formatCount(events),
      error === null || !converged ? formatNumber(sigma, 3) : formatUncertain(sigma, error),
      formatNumber(ofWindow, 3),
      ...(wide ? [sigma, ofWindow].map((one) => formatNumber(inMass(one, mass), 3)) : []),
      formatNumber(sigma / ofWindow, 3),
      converged ? "converged" : "did not converge",
    ]),
    values: widths.map(({ mass, events, sigma, ofWindow }) => [mass, events, sigma, ofWindow]),
  };
}

function gridTable({ scan }: Search): Table {
  const unit = scan.observable.unit;
  const rows = scan.windows.map(({ hypothesis: { mass }, window: { min, max } }, i) => [
    i + 1,
    mass,
    min,
    max,
    max - min,
  ]);
  return {
    id: "windows",
    caption: `The ${scan.windows.length} windows that are used`,
    columns: [
      { title: "window", unit: "" },
      { title: "mass", unit: "GeV/c²" },
      { title: "from", unit },
      { title: "to", unit },
      { title: "width", unit },
    ],
    rows: rows.map(([i, ...values]) => [String(i), ...values.map((value) => formatNumber(value, 4))]),
    values: rows,
  };
}

/**
 * The grid of windows beside the widths that fits to simulated signal give; nothing where no signal is simulated, or
 * where the region that is counted in is not around a peak, or nothing is counted in windows because peaks are fitted.
 */
export function windowsDetail(search: Search, table: EventTable, state: AnalysisState): Detail[] {
  const { kind } = search.measurement;
  if (kind === "on-off" || kind === "peak-fits" || kind === "bump-hunt" || search.scan.ellipses) return [];
  const selection = new SelectionState(table, search.selection);
  selection.apply(state.cuts, []);
  const widths = signalWidths(search, table, selection.failing);
  if (widths.length < 2) return [];
  return [
    {
      id: "windows",
      title: "Windows",
      body: html`<p>${search.scan.about}</p>
<p>Signal of every simulated mass is fitted with a Crystal Ball and a Gaussian of a common mean in ${search.scan.observable.symbol}, after all cuts${search.tuning && " but those tuned window by window"}; its σ is the weighted quadrature of both widths.${touch(search) && ` Touching windows of ±2σ of these widths would number ${formatNumber(windowsOfWidth(search, widths), 3)} over the same range, where ${search.scan.windows.length} are used.`}</p>
${tableHtml(widthTable(search, widths))}
${(search.scan.caveats ?? []).length > 0 && html`<ul>${(search.scan.caveats ?? []).map((text) => html`<li>${text}</li>`)}</ul>`}
<details><summary>Every window</summary>${tableHtml(gridTable(search))}</details>`,
    },
  ];
}
