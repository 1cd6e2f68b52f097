import type { CouplingPlane } from "../../catalogue/planes/plane.js";
import { formatNumber } from "../../figures/numbers.js";
import { OWN_STYLES } from "../../figures/own-styles.js";
import type { PlaneCurve } from "../../figures/plane-curves.js";
import type { Table } from "../../figures/tables.js";
import { abscissaText, type CurveChoice, FORMS, type ImportedCurve, labelsOf } from "./curve.js";
import type { DependentVariable, HepdataTable, Uncertainty } from "./table.js";

/** A curve of a reader in a plane, with the whole table that it is from. */
export interface OwnCurve {
  readonly plane: CouplingPlane;
  readonly curve: PlaneCurve;
  readonly table: Table;
}

/** What stands beside a table: name and origin of the curve, and how it is drawn. */
export interface CurveWords {
  readonly label: string;
  readonly kind: "curve" | "points";
  /** File or record that was opened. */
  readonly from: string;
}

/** Lowest end of a band on a logarithmic axis, far below any frame. */
const FLOOR = 1e-30;
const CEILING = 1e12;

const inUnits = (name: string, units: string) => (units === "" ? name : `${name} [${units}]`);

/** Qualifiers of a column in one line: "CONFIDENCE LEVEL = 0.9; SQRT(S) = 10.58 GEV". */
export function qualifiersText({ qualifiers }: DependentVariable): string {
  return qualifiers
    .map(({ name, value, units }) => `${name} = ${[value, units].filter((part) => part !== undefined).join(" ")}`)
    .join("; ");
}

/** A source of uncertainty as it stands: "± 0.1", "+0.4 −0.3", "± 3 %"; a side left empty is none. */
export function uncertaintyText({ minus, plus, symmetric, percent }: Uncertainty): string {
  const unit = percent ? " %" : "";
  const signed = (shift: number | null) => {
    if (shift === null) return "–";
    return `${shift < 0 ? "−" : "+"}${formatNumber(Math.abs(shift), 3)}`;
  };
  return symmetric ? `± ${formatNumber(plus, 3)}${unit}` : `${signed(plus)} ${signed(minus)}${unit}`;
}

/** The rows behind an imported curve: as the file has them, and where they stand in the plane. */
export function curveTable(
  table: HepdataTable,
  choice: CurveChoice,
  { points }: ImportedCurve,
  { symbol, unit }: CouplingPlane,
): Table {
  const abscissa = table.independent[choice.abscissa];
  const quantity = table.dependent[choice.quantity];
  const labels = labelsOf(quantity.values);
  const values = points.map(({ row, x, y, low, high }) => {
    const { value, errors } = quantity.values[row];
    const sources = labels.map((label) => errors.filter((one) => one.label === label));
    return [
      abscissaText(abscissa.values[row]),
      value,
      ...sources.map((of) => (of.length === 0 ? null : of.map(uncertaintyText).join(", "))),
      x,
      y,
      low,
      high,
    ];
  });
  const qualifiers = qualifiersText(quantity);
  return {
    id: "imported",
    caption: [inUnits(quantity.name, quantity.units), qualifiers].filter(Boolean).join("; "),
    columns: [
      { title: abscissa.name, unit: abscissa.units },
      { title: quantity.name, unit: quantity.units },
      ...labels.map((label) => ({ title: label === "" ? "uncertainty" : label, unit: "", prose: true })),
      { title: "mass", unit: "GeV/c²" },
      { title: symbol, unit },
      { title: `${symbol} from`, unit },
      { title: `${symbol} to`, unit },
    ],
    rows: values.map((cells) =>
      cells.map((cell) => (typeof cell === "string" ? cell : formatNumber(cell as number | null, 4))),
    ),
    values,
  };
}

/**
 * An imported curve as one of a plane.
 * @param slot which of the places for a reader's curves, from 0
 */
export function ownCurve(
  table: HepdataTable,
  choice: CurveChoice,
  imported: ImportedCurve,
  { plane, words, slot }: { readonly plane: CouplingPlane; readonly words: CurveWords; readonly slot: number },
): OwnCurve {
  const quantity = table.dependent[choice.quantity];
  const form = FORMS.find(({ id }) => id === choice.form)?.text ?? "";
  const mapped = [
    `${quantity.name} taken for ${choice.form === "value" ? plane.symbol : `${form}, of ${plane.symbol}`}`,
    ...(choice.unit === "" || choice.form !== "value" ? [] : [`in ${choice.unit}`]),
    `mass in ${choice.abscissaUnit}`,
  ].join(", ");
  const source = [words.from, table.name, table.location, qualifiersText(quantity), mapped, ...imported.notices];
  const { points } = imported;
  return {
    plane,
    table: curveTable(table, choice, imported, plane),
    curve: {
      ...OWN_STYLES[slot],
      label: words.label,
      kind: words.kind,
      first: true,
      source: source.filter(Boolean).join("; "),
      points: points.map(({ x, y }) => ({ x, y })),
      band: points.flatMap(({ x, low, high }) =>
        low === null || high === null ? [] : [{ x, y: Math.max(FLOOR, low), y2: Math.min(CEILING, high) }],
      ),
    },
  };
}
