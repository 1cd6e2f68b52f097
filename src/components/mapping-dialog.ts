import type { Luminosity } from "../analysis/sample.js";
import { plainUnit } from "../analysis/units.js";
import { LUMINOSITY_UNITS, luminosityIn } from "../formats/luminosity.js";
import type { ColumnSource } from "../formats/mapped-rows.js";
import type { SampleMapping } from "../formats/read-sample.js";
import { unitsLike } from "../formats/units.js";
import type { ImportAnswer, ImportTarget } from "./import.worker.js";
import { make, makeChoice } from "./make.js";

type Opened = Extract<ImportAnswer, { kind: "opened" }>;

/** What the dialogue tells its page. */
export interface MappingEvents {
  read(mapping: SampleMapping, luminosity?: Luminosity): void;
  /** Asks what an expression gives for the first rows; the answer comes by `tried`. */
  tryExpression(id: string, expression: string): void;
  /** Another tree or histogram of the same file. */
  openTree(tree: string): void;
  cancel(): void;
}

/** One of our columns in the dialogue: where it comes from, and in which unit. */
interface Row {
  readonly target: ImportTarget;
  readonly source: HTMLSelectElement;
  /** Shown where the source is an expression. */
  readonly expression: HTMLInputElement;
  readonly unit: HTMLSelectElement;
  readonly preview: HTMLTableCellElement;
}

/** The choice of an expression in place of a column, as a name that no column has. */
const EXPRESSION = "\u0000expression";
const isExpression = ({ source }: Pick<Row, "source">) => source.value === EXPRESSION;

/** Lets a reader say which column of a file is which of ours. Names and values of files are text, never markup. */
export class MappingDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #rows: readonly Row[];
  readonly #status = make("p", { className: "status" });
  readonly #progress = make("progress", { max: 1, value: 0, hidden: true });
  readonly #missing = choice([
    ["refuse", "refuse rows without a value"],
    ["drop", "leave rows without a value out, and count them"],
  ]);
  readonly #duplicates = choice([
    ["keep", "keep repeated rows, and count them"],
    ["drop", "leave repeated rows out, and count them"],
  ]);
  /** Histograms have a column of counts. */
  readonly #counts;
  readonly #luminosity = make("input", { type: "number", min: "0", step: "any", size: 8 });
  readonly #luminosityUnit = makeChoice(
    "in",
    LUMINOSITY_UNITS.map((unit) => [unit, unit.replace("^-1", "⁻¹")]),
  );
  readonly #label: string;
  readonly #events: MappingEvents;

  constructor(label: string, opened: Opened, events: MappingEvents) {
    this.#label = label;
    this.#events = events;
    this.#rows = opened.targets.map((target) => rowOf(target, opened));
    const numbers = opened.columns.filter(({ kind }) => kind === "number");
    this.#counts = choice([
      ["", "a row is one event"],
      ...numbers.map(({ name }): [string, string] => [name, `a row stands for as many events as ${name} says`]),
    ]);
    this.#status.setAttribute("role", "status");
    this.#progress.setAttribute("aria-label", "rows read");
    const read = make("button", { type: "submit", className: "button", textContent: "read" });
    const cancel = make("button", { type: "button", className: "button", textContent: "cancel" });
    cancel.addEventListener("click", () => this.#dialog.close("cancel"));
    const count = opened.rows === null ? "" : `, ${opened.rows} rows`;
    const form = make(
      "form",
      {},
      make("h2", { textContent: `Columns of ${label}` }),
      make(
        "p",
        {},
        `${opened.format}${count}. Say which column is which; observables follow from ${opened.about}, or are columns themselves. The file stays on this machine.`,
      ),
      ...this.#treeChoice(opened),
      this.#table(opened),
      make("div", { className: "choices" }, this.#missing, this.#duplicates, this.#counts, ...this.#exposure(opened)),
      this.#status,
      make("p", { className: "actions" }, read, cancel, this.#progress),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const given = this.#luminosity.value;
      const luminosity = luminosityIn(Number(given), this.#luminosityUnit.select.value);
      if (given !== "" && !luminosity) {
        this.#status.textContent = `not a luminosity: ${given}, in the field luminosity; give a number above 0`;
        return;
      }
      this.#status.textContent = "reading …";
      this.#progress.hidden = false;
      events.read(this.#mapping(), luminosity);
    });
    this.#dialog = make("dialog", { className: "mapping" }, form);
    this.#dialog.setAttribute("aria-label", `Columns of ${label}`);
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      if (this.#dialog.returnValue !== "done") this.#events.cancel();
    });
    document.body.append(this.#dialog);
    this.#dialog.showModal();
  }

  progress(rows: number, share: number): void {
    this.#progress.value = share;
    this.#status.textContent = `${rows} rows read …`;
  }

  /** What an expression gives for the first rows. */
  tried(id: string, text: string): void {
    const row = this.#rows.find((one) => one.target.id === id);
    if (row && isExpression(row)) row.preview.textContent = text;
  }

  failed(message: string): void {
    this.#progress.hidden = true;
    this.#status.textContent = message;
  }

  /** Takes the dialogue away without telling the page. */
  close(): void {
    if (this.#dialog.open) this.#dialog.close("done");
  }

  #mapping(): SampleMapping {
    const mapped = this.#rows.filter(({ source }) => source.value !== "");
    const counts = this.#counts.value;
    return {
      name: this.#label,
      columns: Object.fromEntries(mapped.map((row) => [row.target.id, sourceOf(row)])),
      units: Object.fromEntries(
        mapped.filter(({ unit }) => unit.value !== "").map(({ target, unit }) => [target.id, unit.value]),
      ),
      missing: this.#missing.value === "drop" ? "drop" : "refuse",
      duplicates: this.#duplicates.value === "drop" ? "drop" : "keep",
      ...(counts === "" ? {} : { counts }),
    };
  }

  /** Of a ROOT file with several trees: which of them. */
  #treeChoice({ among }: Opened): HTMLElement[] {
    if (!among || among.names.length < 2) return [];
    const names = among.names.map((name): [string, string] => [name, name]);
    const { label, select } = makeChoice("tree or histogram", names, among.opened);
    select.addEventListener("change", () => this.#events.openTree(select.value));
    return [label];
  }

  /** What was recorded: what is simulated is weighted to it. */
  #exposure({ luminosity }: Opened): HTMLElement[] {
    if (!luminosity) return [];
    this.#luminosity.placeholder = luminosity.text;
    return [
      make(
        "label",
        { className: "choice" },
        `luminosity of these events, if not ${luminosity.text} `,
        this.#luminosity,
      ),
      this.#luminosityUnit.label,
    ];
  }

  #table({ columns, preview }: Opened): HTMLElement {
    const body = make("tbody");
    for (const row of this.#rows) {
      const { target, source, expression, unit, preview: values } = row;
      const show = () => {
        const index = columns.findIndex(({ name }) => name === source.value);
        expression.hidden = !isExpression(row);
        unit.disabled = source.value === "";
        if (isExpression(row)) {
          values.textContent = expression.value === "" ? "columns, + − × / ^, sqrt, atan2 …, or a number" : "…";
          if (expression.value !== "") this.#events.tryExpression(target.id, expression.value);
        } else values.textContent = index < 0 ? "" : `${columns[index].type}: ${preview[index].join(", ")} …`;
      };
      source.addEventListener("change", show);
      expression.addEventListener("change", show);
      show();
      const name = make(
        "th",
        { scope: "row", title: target.about },
        target.id,
        make("small", { textContent: ` ${target.about}` }),
      );
      body.append(make("tr", {}, name, make("td", {}, source, expression), make("td", {}, unit), values));
    }
    const heads = ["ours", "theirs", "unit", "first values"].map((textContent) =>
      make("th", { scope: "col", textContent }),
    );
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...heads)), body);
    const scroll = make("div", { className: "table", tabIndex: 0 }, table);
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Mapping of columns");
    return scroll;
  }
}

function choice(options: readonly (readonly [string, string])[]): HTMLSelectElement {
  const select = make("select", {}, ...options.map(([value, text]) => new Option(text, value)));
  select.setAttribute("aria-label", options.map(([, text]) => text).join(", or "));
  return select;
}

/** Entries of a list that the dialogue offers: the first two, and the last. */
const ENTRIES = ["0", "1", "-1"];

function rowOf(target: ImportTarget, { columns }: Opened): Row {
  const source = make("select", {}, new Option("–", ""));
  for (const { name, kind } of columns) {
    if (kind === "other") continue;
    for (const entry of kind === "list" ? ENTRIES : [undefined]) {
      const option = new Option(entry === undefined ? name : `${name}[${entry}]`, name);
      if (entry !== undefined) option.dataset.list = entry;
      source.append(option);
    }
  }
  source.append(new Option("an expression …", EXPRESSION));
  source.value = target.suggestion ?? "";
  source.setAttribute("aria-label", `column for ${target.id}`);
  const unit = make("select", {}, ...unitsLike(target.unit).map((one) => new Option(one || "–", one)));
  unit.value = plainUnit(target.unit);
  unit.setAttribute("aria-label", `unit of ${target.id}`);
  const expression = make("input", { type: "text", hidden: true, maxLength: 2000, spellcheck: false });
  expression.setAttribute("aria-label", `expression for ${target.id}`);
  return { target, source, expression, unit, preview: make("td", { className: "preview" }) };
}

/** Where one of our columns comes from, as it was chosen. */
function sourceOf({ source, expression }: Row): ColumnSource {
  if (isExpression({ source })) return { expression: expression.value };
  const { list } = source.selectedOptions[0].dataset;
  return list === undefined ? { column: source.value, factor: 1 } : { expression: `\`${source.value}\`[${list}]` };
}
