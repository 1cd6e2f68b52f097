import { findPlane, planes } from "../catalogue/planes/planes.js";
import {
  abscissaText,
  bandLabel,
  type CurveChoice,
  type CurveForm,
  curveOf,
  FORMS,
  labelsOf,
  unitOfTable,
} from "../formats/hepdata/curve.js";
import {
  type CurveWords,
  curveTable,
  type OwnCurve,
  ownCurve,
  qualifiersText,
} from "../formats/hepdata/plane-curve.js";
import type { HepdataTable } from "../formats/hepdata/table.js";
import { unitsLike } from "../formats/units.js";
import { make, makeChoice } from "./make.js";
import type { TableForm } from "./tables-dialog.js";

/** Values of another abscissa that a choice offers. */
const MOST_VALUES = 500;

type Options = readonly (readonly [value: string, text: string])[];

function offer(select: HTMLSelectElement, options: Options, chosen?: string): void {
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  if (chosen !== undefined && options.some(([value]) => value === chosen)) select.value = chosen;
}

const headed = (list: readonly { readonly name: string; readonly units: string }[]): Options =>
  list.map(({ name, units }, i) => [String(i), units === "" ? name : `${name} [${units}]`]);

/** Which column of a table is a curve of which plane, and how. */
class CurveControls {
  readonly #table: HepdataTable;
  readonly #plane;
  readonly #abscissa;
  readonly #abscissaUnit = makeChoice("in", []);
  readonly #quantity;
  readonly #form = makeChoice(
    "which is",
    FORMS.map(({ id, text }) => [id, text]),
  );
  readonly #unit = makeChoice("in", []);
  readonly #errors = makeChoice("uncertainty drawn", []);
  readonly #kind = makeChoice("drawn as", [
    ["curve", "a line in the order of the rows"],
    ["points", "points"],
  ]);
  readonly #others = make("span", { className: "choices" });
  readonly #label = make("input", { type: "text", size: 32, maxLength: 120 });

  constructor(table: HepdataTable, openPlane: string) {
    if (table.independent.length === 0 || table.dependent.length === 0)
      throw new RangeError(`no curve: ${table.independent.length} abscissas, in ${table.name}; choose another table`);
    this.#table = table;
    this.#label.setAttribute("aria-label", "called");
    this.#plane = makeChoice(
      "plane",
      planes.map(({ id, symbol, title }) => [id, `${symbol}: ${title}`]),
      openPlane,
    );
    this.#abscissa = makeChoice("mass", headed(table.independent));
    this.#quantity = makeChoice("limit", headed(table.dependent));
    this.#plane.select.addEventListener("input", () => this.#offerUnits());
    this.#form.select.addEventListener("input", () => this.#offerUnits());
    this.#abscissa.select.addEventListener("input", () => this.#offerOthers());
    this.#quantity.select.addEventListener("input", () => this.#choose());
    this.#offerOthers();
    this.#choose();
  }

  get elements(): readonly HTMLElement[] {
    return [
      ...[this.#plane, this.#abscissa, this.#abscissaUnit].map(({ label }) => label),
      this.#others,
      ...[this.#quantity, this.#form, this.#unit, this.#errors, this.#kind].map(({ label }) => label),
      make("label", { className: "choice" }, "called ", this.#label),
    ];
  }

  get words(): Omit<CurveWords, "from"> {
    const label = this.#label.value.trim() || this.#table.name;
    return { label, kind: this.#kind.select.value === "points" ? "points" : "curve" };
  }

  get plane() {
    return findPlane(this.#plane.select.value);
  }

  get choice(): CurveChoice {
    const errors = this.#errors.select.value;
    const others = [...this.#others.querySelectorAll("select")].map(({ dataset, value, selectedIndex }) => [
      Number(dataset.abscissa),
      selectedIndex === 0 ? null : value,
    ]);
    return {
      abscissa: Number(this.#abscissa.select.value),
      abscissaUnit: this.#abscissaUnit.select.value,
      quantity: Number(this.#quantity.select.value),
      form: this.#form.select.value as CurveForm,
      unit: this.#unit.select.value,
      planeUnit: this.plane.unit,
      errors: errors === "all" || errors === "none" ? { kind: errors } : { kind: "label", label: errors.slice(1) },
      others: Object.fromEntries(others),
    };
  }

  /** Another abscissa: its unit, and what the abscissas that are not drawn are held at. */
  #offerOthers(): void {
    const { independent } = this.#table;
    const chosen = Number(this.#abscissa.select.value);
    const units = unitsLike("GeV").map((unit) => [unit, unit] as const);
    offer(this.#abscissaUnit.select, units, unitOfTable(independent[chosen].units));
    const held = independent.flatMap(({ name, units: unit, values }, k) => {
      if (k === chosen) return [];
      const texts = [...new Set(values.map(abscissaText))].slice(0, MOST_VALUES);
      const options: Options = [["", "all rows"], ...texts.map((text) => [text, `${text} ${unit}`] as const)];
      const { label, select } = makeChoice(`${name} at`, options, texts[0]);
      select.dataset.abscissa = String(k);
      return [label];
    });
    this.#others.replaceChildren(...held);
  }

  /** Another quantity: its unit, its uncertainties and its name. */
  #choose(): void {
    const { values } = this.#table.dependent[Number(this.#quantity.select.value)];
    const labels = labelsOf(values);
    const band = bandLabel(labels);
    offer(
      this.#errors.select,
      [
        ["all", labels.length > 1 ? "all sources in quadrature" : "as given"],
        ["none", "none"],
        ...(labels.length > 1 ? labels.map((label) => [`=${label}`, label || "without a name"] as const) : []),
      ],
      band === undefined ? "all" : `=${band}`,
    );
    this.#errors.label.hidden = labels.length === 0;
    this.#label.value = this.#table.name;
    this.#offerUnits();
  }

  /** Units of the plane's kind, the table's among them if it is one of these. */
  #offerUnits(): void {
    const { unit } = this.plane;
    const own = unitOfTable(this.#table.dependent[Number(this.#quantity.select.value)].units);
    const units = this.#form.select.value === "value" ? unitsLike(unit) : [unit];
    offer(
      this.#unit.select,
      units.map((one) => [one, one || "a pure number"]),
      units.includes(own) ? own : unit,
    );
  }

  /** What is told where the table's unit is none of the plane's: the reader says what it is. */
  get mismatch(): readonly string[] {
    const { units } = this.#table.dependent[Number(this.#quantity.select.value)];
    const [own, taken] = [unitOfTable(units), this.#unit.select.value];
    const mass = this.#table.independent[Number(this.#abscissa.select.value)].units;
    return [
      ...(own === taken || unitsLike(this.plane.unit).includes(own)
        ? []
        : [`the table says ${units}, taken as ${taken || "a pure number"}`]),
      ...(unitsLike("GeV").includes(unitOfTable(mass))
        ? []
        : [`the table gives the mass in ${mass || "no unit"}, taken as ${this.#abscissaUnit.select.value}`]),
    ];
  }
}

/**
 * The form that makes a curve of a table.
 * @param from what was opened @param openPlane plane that is shown now @param slot place among the reader's curves
 */
export function curveForm(from: string, openPlane: string, slot: number, add: (curve: OwnCurve) => void): TableForm {
  let controls: CurveControls | undefined;
  const curveOfControls = (table: HepdataTable) => {
    if (!controls) throw new RangeError(`no table was chosen, of ${from}`);
    const { choice, plane } = controls;
    const read = curveOf(table, choice);
    if (!read.points.some(({ y }) => y !== null))
      throw new RangeError(`nothing to draw: ${[...read.notices, "no value above zero"].join("; ")}, in ${table.name}`);
    return {
      plane,
      choice,
      words: { ...controls.words, from },
      imported: { ...read, notices: [...controls.mismatch, ...read.notices] },
    };
  };
  return {
    action: "add the curve",
    controls(table) {
      controls = new CurveControls(table, openPlane);
      return controls.elements;
    },
    outcome(table) {
      const { choice, imported, plane } = curveOfControls(table);
      const qualifiers = qualifiersText(table.dependent[choice.quantity]);
      return {
        shown: curveTable(table, choice, imported, plane),
        notices: [qualifiers, ...imported.notices].filter(Boolean),
      };
    },
    take(table) {
      const { choice, imported, plane, words } = curveOfControls(table);
      add(ownCurve(table, choice, imported, { plane, words, slot }));
    },
  };
}
