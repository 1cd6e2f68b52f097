import type { BackgroundCorrection } from "../../analysis/studies.js";
import { formatNumber, formatPValue, formatUncertain } from "../numbers.js";
import type { Table } from "../tables.js";
import type { Panel, PanelContext } from "./panel.js";

function table({ points }: BackgroundCorrection, { search }: PanelContext): Table {
  const { symbol, unit } = search.interpretations[0];
  const values = points.map(({ mass, background, corrected, expected, expectedCorrected }) => [
    mass,
    background,
    corrected,
    expected,
    expectedCorrected,
    expected && expectedCorrected ? expectedCorrected / expected : null,
  ]);
  return {
    id: "correction",
    caption: "All of the background and the median expectation, as used and with that factor",
    columns: [
      { title: "mass", unit: "GeV/c²" },
      { title: "b as used", unit: "events" },
      { title: "b corrected", unit: "events" },
      { title: `${symbol} expected, as used`, unit },
      { title: `${symbol} expected, corrected`, unit },
      { title: "corrected over used", unit: "" },
    ],
    rows: values.map((row) => row.map((value) => formatNumber(value, 3))),
    values,
  };
}

function notes(found: BackgroundCorrection, { search }: PanelContext): string[] {
  const label = search.samples.find(({ id }) => id === found.sample)?.label ?? found.sample;
  const control = search.controls?.find(({ id }) => id === found.control)?.title ?? found.control;
  const percent = formatNumber(100 / Math.sqrt(found.counted));
  return [
    `${control}: ${found.counted} events where ${formatNumber(found.expected, 3)} of the ${label} are simulated, so that data over simulation are ${formatUncertain(found.factor, found.sigma)}, known to ${percent} %.`,
    `Shape: a spectrum of that many events is as far from the simulated one with a probability of ${formatPValue(found.shapePValue)}, by toys.`,
  ];
}

/** What data of a control sample make of a background. */
export const correction: Panel = {
  id: "correction",
  title: "Correction",
  about:
    "Data in which one background is alone say how large it is and whether its simulated shape is right (its figure stands under Control samples). The limits of the page take the simulation with the published uncertainty of that correction and do not apply the factor: pseudo-data there are thrown from this very simulation, and the factor would be noise. With data from files it is what should be applied; here is what it would do. Expected limits are asymptotic, of Asimov data.",
  wanted: () => ({ correction: true }),
  contents(context) {
    const found = context.evaluation.correction;
    return found ? { figures: [], tables: [table(found, context)], notes: notes(found, context) } : null;
  },
};
