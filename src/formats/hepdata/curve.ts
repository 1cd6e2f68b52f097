import { conversion, unitsLike } from "../units.js";
import { type Abscissa, type HepdataTable, type Measured, totalShifts } from "./table.js";

/** What numbers of a table are of the quantity of a plane. */
export const FORMS = [
  { id: "value", text: "the quantity itself" },
  { id: "square", text: "its square" },
  { id: "root", text: "its square root" },
  { id: "logarithm", text: "its logarithm to base 10" },
  { id: "logarithm-of-square", text: "the logarithm to base 10 of its square" },
] as const;
export type CurveForm = (typeof FORMS)[number]["id"];

/** How a table becomes a curve of a plane: columns by their index. */
export interface CurveChoice {
  readonly abscissa: number;
  /** Unit that the abscissa is in; GeV is what the plane has. */
  readonly abscissaUnit: string;
  readonly quantity: number;
  readonly form: CurveForm;
  /** Unit that the quantity is in, and that of the plane: of one kind. Only the quantity itself has one to convert. */
  readonly unit: string;
  readonly planeUnit: string;
  /** Uncertainty that is drawn: all in quadrature, none, or the sources of one label. */
  readonly errors: { readonly kind: "all" } | { readonly kind: "none" } | { readonly kind: "label"; label: string };
  /** Values that the other abscissas have, as `abscissaText` writes them, by index; null takes all rows. */
  readonly others: Readonly<Record<number, string | null>>;
}

/** One row of a table in the units of a plane; null where nothing can be drawn. */
export interface CurvePoint {
  /** Row of the table, from 0. */
  readonly row: number;
  readonly x: number;
  readonly y: number | null;
  /** Ends of the uncertainty that is drawn, where there is one. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A curve, and what was noticed on the way, one line each. */
export interface ImportedCurve {
  readonly points: readonly CurvePoint[];
  readonly notices: readonly string[];
}

/** An abscissa in words: "3", "1 to 2". */
export function abscissaText(one: Abscissa): string {
  return "low" in one ? `${one.low} to ${one.high}` : String(one.value);
}

/** Where a point or a bin is drawn; undefined where it is no number. */
function middle(one: Abscissa): number | undefined {
  if (typeof one.value === "number") return one.value;
  return "low" in one ? (one.low + one.high) / 2 : undefined;
}

const INVERSES: Readonly<Record<CurveForm, (value: number) => number>> = {
  value: (value) => value,
  square: (value) => Math.sqrt(value),
  root: (value) => value * value,
  logarithm: (value) => 10 ** value,
  "logarithm-of-square": (value) => 10 ** (value / 2),
};

/** A unit as tables write it (GEV, $\\mathrm{GeV}/c^{2}$, 1/GeV, GEV**-1) in our spelling; as it is where it is none. */
export function unitOfTable(text: string): string {
  const bare = text
    .replaceAll(/\\mathrm|\\text|[${}\s\\]/g, "")
    .replace(/\/c(?:\*\*|\^)?[²2]?$/i, "")
    .replace(/^1\/(.+)$/, "$1⁻¹")
    .replace(/(?:\*\*|\^)?-1$/, "⁻¹");
  const known = ["GeV", "GeV⁻¹", "fb", "", "rad", "cm"].flatMap(unitsLike);
  return known.find((unit) => unit === bare) ?? known.find((unit) => unit.toLowerCase() === bare.toLowerCase()) ?? text;
}

/** Labels of the sources of uncertainty of a column, each once; "" for those without. */
export function labelsOf(values: readonly Measured[]): string[] {
  return [...new Set(values.flatMap(({ errors }) => errors.map(({ label }) => label)))];
}

/** Expectations come with bands of one and two standard deviations, which do not add up. */
export function bandLabel(labels: readonly string[]): string | undefined {
  return labels.find((label) => /\b(?:1|one)[ -]?(?:sigma|σ|s\.?d\.?)/i.test(label));
}

/**
 * A column of a table as a curve of a plane, in the order of its rows: a contour stays one.
 * @throws SampleError `unknown unit: …`, `wrong unit: …`
 */
export function curveOf(table: HepdataTable, choice: CurveChoice): ImportedCurve {
  const { independent, dependent } = table;
  const abscissa = independent[choice.abscissa];
  const { values } = dependent[choice.quantity];
  const toGev = conversion(choice.abscissaUnit, "GeV", abscissa.name, table.name);
  const scale = choice.form === "value" ? factorTo(choice, dependent[choice.quantity].name, table.name) : 1;
  const counts = new Map<string, number>();
  const note = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const mapped = (value: number) => INVERSES[choice.form](value * scale);
  const drawable = (value: number) => (Number.isFinite(value) && value > 0 ? value : null);

  const rows = values.map((_, row) => row);
  const wanted = rows.filter((row) =>
    Object.entries(choice.others).every(
      ([k, text]) => text === null || abscissaText(independent[Number(k)].values[row]) === text,
    ),
  );
  const points = wanted.flatMap((row): CurvePoint[] => {
    const x = middle(abscissa.values[row]);
    if (x === undefined || !Number.isFinite(x)) {
      note("rows without a finite mass, left out");
      return [];
    }
    const measured = values[row];
    const at = { row, x: x * toGev };
    if (typeof measured.value !== "number") {
      note(measured.value === null ? "rows without a value" : "rows with words in place of a value");
      return [{ ...at, y: null, low: null, high: null }];
    }
    const y = drawable(mapped(measured.value));
    if (!Number.isFinite(measured.value)) note("infinite values, kept in the table and not drawn");
    else if (y === null) note("values that are not above zero, kept in the table and not drawn");
    const { errors } = choice;
    const drawn = measured.errors.filter(
      ({ label }) => errors.kind === "all" || (errors.kind === "label" && errors.label === label),
    );
    if (y === null || drawn.length === 0) return [{ ...at, y, low: null, high: null }];
    const { down, up } = totalShifts({ value: measured.value, errors: drawn });
    const ends = [mapped(measured.value - down), mapped(measured.value + up)].map((end) =>
      Number.isNaN(end) ? 0 : end,
    );
    return [{ ...at, y, low: Math.max(0, ends[0]), high: ends[1] }];
  });
  if (wanted.some((row) => "low" in abscissa.values[row] && abscissa.values[row].value === undefined))
    note("column of bins, drawn at their middles");
  return { points, notices: [...counts].map(([what, of]) => `${of} ${what}`) };
}

function factorTo({ unit, planeUnit }: CurveChoice, quantity: string, table: string): number {
  return unit === planeUnit ? 1 : conversion(unit, planeUnit, quantity, table);
}
