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

/** Full width in mass of a window ±2σ of an observable that is the square of the mass; MeV. */
const megaWidth = (sigma: number, mass: number) => (1000 * 4 * sigma) / (2 * mass);

function widthTable(search: Search, widths: readonly SignalWidth[]): Table {
  const unit = search.scan.observable.unit;
  return {
    id: "signal-widths",
    caption: "Width of simulated signal by a fit, and of the windows that are used",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "events", unit: "" },
      { title: "σ fitted", unit },
      { title: "σ of the window", unit },
      { title: "full width fitted", unit: "MeV/c²" },
      { title: "full width used", unit: "MeV/c²" },
      { title: "fitted over used", unit: "" },
      { title: "fit", unit: "", prose: true },
    ],
    rows: widths.map(({ mass, events, sigma, error, ofWindow, converged }) => [
      formatNumber(mass, 3),
      formatCount(events),
      error === null || !converged ? formatNumber(sigma, 3) : formatUncertain(sigma, error),
      formatNumber(ofWindow, 3),
      formatNumber(megaWidth(sigma, mass), 3),
      formatNumber(megaWidth(ofWindow, mass), 3),
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
  const count = windowsOfWidth(search, widths);
  return [
    {
      id: "windows",
      title: "Windows",
      body: html`<p>${search.scan.about}</p>
<p>Signal of every simulated mass is fitted with a Crystal Ball and a Gaussian of a common mean in ${search.scan.observable.symbol}, after all cuts but those tuned window by window; its σ is the weighted quadrature of both widths. Touching windows of ±2σ of these widths would number ${formatNumber(count, 3)} over the same range, where ${search.scan.windows.length} are used.</p>
${tableHtml(widthTable(search, widths))}
${(search.scan.caveats ?? []).length > 0 && html`<ul>${(search.scan.caveats ?? []).map((text) => html`<li>${text}</li>`)}</ul>`}
<details><summary>Every window</summary>${tableHtml(gridTable(search))}</details>`,
    },
  ];
}
