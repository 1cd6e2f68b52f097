import { formatNumber } from "../figures/numbers.js";
import type { Table } from "../figures/tables.js";
import { abscissaText, labelsOf } from "../formats/hepdata/curve.js";
import { qualifiersText, uncertaintyText } from "../formats/hepdata/plane-curve.js";
import type { HepdataTable } from "../formats/hepdata/table.js";
import {
  isBinByBin,
  suggestRole,
  type TemplateChoice,
  type TemplateRole,
  templatesOf,
} from "../formats/hepdata/template.js";
import type { Workspace } from "../statistics/likelihood/specification.js";
import { make, makeChoice } from "./make.js";
import type { TableForm } from "./tables-dialog.js";

const ROLES: readonly (readonly [TemplateRole, string])[] = [
  ["background", "background"],
  ["signal", "signal"],
  ["data", "data"],
  ["none", "left out"],
];

/** What each column of a spectrum is, and how its uncertainties act. */
class TemplateControls {
  readonly #roles;
  readonly #labels;
  readonly #density = make("input", { type: "checkbox" });

  constructor({ dependent }: HepdataTable) {
    // One signal is limited at a time: of several the first.
    let signals = 0;
    this.#roles = dependent.map(({ name, units }) => {
      const suggested = suggestRole(name);
      const role = suggested === "signal" && signals++ > 0 ? "none" : suggested;
      return makeChoice(units === "" ? name : `${name} [${units}]`, ROLES, role);
    });
    const labels = [...new Set(dependent.flatMap(({ values }) => labelsOf(values)))];
    this.#labels = labels.map((label) => {
      const ways = [
        ["all", "shifts all bins together"],
        ["bin", "bin by bin"],
      ] as const;
      return { label, ...makeChoiceOf(label, ways) };
    });
    this.#density.checked = dependent.some(({ units }) =>
      /^\s*1\s*\/|\/\s*[a-z]*ev|ev\s*(?:\*\*|\^)\s*\{?-1/i.test(units),
    );
  }

  get elements(): readonly HTMLElement[] {
    const density = make(
      "label",
      { className: "choice switch" },
      "values are per unit of the abscissa ",
      this.#density,
    );
    return [...this.#roles.map(({ label }) => label), ...this.#labels.map(({ element }) => element), density];
  }

  get choice(): TemplateChoice {
    return {
      roles: this.#roles.map(({ select }) => select.value as TemplateRole),
      density: this.#density.checked,
      uncorrelated: this.#labels.filter(({ select }) => select.value === "bin").map(({ label }) => label),
    };
  }
}

function makeChoiceOf(label: string, ways: readonly (readonly [string, string])[]) {
  const name = label === "" ? "uncertainty" : `uncertainty: ${label}`;
  const { label: element, select } = makeChoice(name, ways, isBinByBin(label) ? "bin" : "all");
  return { element, select };
}

/** The whole table, with every source of uncertainty as it stands. */
function spectrumOf({ independent, dependent }: HepdataTable): Table {
  const values = dependent[0].values.map((_, row) => [
    ...independent.map(({ values: of }) => abscissaText(of[row])),
    ...dependent.map(({ values: of }) => {
      const { value, errors } = of[row];
      const sources = errors.map((one) =>
        [uncertaintyText(one), one.label && `(${one.label})`].filter(Boolean).join(" "),
      );
      return [typeof value === "string" ? value : formatNumber(value, 4), ...sources].join(" ");
    }),
  ]);
  return {
    id: "templates",
    caption: [...new Set(dependent.map(qualifiersText))].filter(Boolean).join("; ") || "What was read",
    columns: [
      ...independent.map(({ name, units }) => ({ title: name, unit: units })),
      ...dependent.map(({ name, units }) => ({ title: name, unit: units, prose: true })),
    ],
    rows: values,
    values,
  };
}

/** The form that makes a likelihood of a spectrum. */
export function templateForm(
  take: (name: string, workspace: Workspace, notices: readonly string[]) => void,
): TableForm {
  let controls: TemplateControls | undefined;
  const templates = (table: HepdataTable) => {
    if (!controls) throw new RangeError(`no table was chosen: ${table.name}`);
    return templatesOf(table, controls.choice);
  };
  return {
    action: "fit it",
    controls(table) {
      if (table.independent.length !== 1 || table.dependent.length === 0)
        throw new RangeError(
          `no spectrum: ${table.independent.length} abscissas, in ${table.name}; choose a table with bins of one`,
        );
      controls = new TemplateControls(table);
      return controls.elements;
    },
    outcome: (table) => ({ shown: spectrumOf(table), notices: templates(table).notices }),
    take(table) {
      const { workspace, notices } = templates(table);
      take(table.name, workspace, notices);
    },
  };
}
