import { plainUnit } from "../analysis/units.js";
import type { SampleMapping } from "../formats/read-sample.js";
import { unitsLike } from "../formats/units.js";
import type { ImportAnswer, ImportTarget } from "./import.worker.js";
import { make } from "./make.js";

type Opened = Extract<ImportAnswer, { kind: "opened" }>;

/** What the dialogue tells its page. */
export interface MappingEvents {
  read(mapping: SampleMapping): void;
  cancel(): void;
}

/** One of our columns in the dialogue: where it comes from, and in which unit. */
interface Row {
  readonly target: ImportTarget;
  readonly source: HTMLSelectElement;
  readonly unit: HTMLSelectElement;
}

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
  readonly #label: string;
  readonly #events: MappingEvents;

  constructor(label: string, opened: Opened, events: MappingEvents) {
    this.#label = label;
    this.#events = events;
    this.#rows = opened.targets.map((target) => rowOf(target, opened));
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
      this.#table(opened),
      make("div", { className: "choices" }, this.#missing, this.#duplicates),
      this.#status,
      make("p", { className: "actions" }, read, cancel, this.#progress),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#status.textContent = "reading …";
      this.#progress.hidden = false;
      events.read(this.#mapping());
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
    return {
      name: this.#label,
      columns: Object.fromEntries(
        mapped.map(({ target, source }) => [
          target.id,
          source.selectedOptions[0].dataset.list === undefined
            ? { column: source.value, factor: 1 }
            : { expression: `\`${source.value}\`[${source.selectedOptions[0].dataset.list}]` },
        ]),
      ),
      units: Object.fromEntries(
        mapped.filter(({ unit }) => unit.value !== "").map(({ target, unit }) => [target.id, unit.value]),
      ),
      missing: this.#missing.value === "drop" ? "drop" : "refuse",
      duplicates: this.#duplicates.value === "drop" ? "drop" : "keep",
    };
  }

  #table({ columns, preview }: Opened): HTMLElement {
    const body = make("tbody");
    for (const { target, source, unit } of this.#rows) {
      const values = make("td", { className: "preview" });
      const show = () => {
        const index = columns.findIndex(({ name }) => name === source.value);
        values.textContent = index < 0 ? "" : `${preview[index].join(", ")} …`;
        unit.disabled = index < 0;
      };
      source.addEventListener("change", show);
      show();
      const name = make(
        "th",
        { scope: "row", title: target.about },
        target.id,
        make("small", { textContent: ` ${target.about}` }),
      );
      body.append(make("tr", {}, name, make("td", {}, source), make("td", {}, unit), values));
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
  source.value = target.suggestion ?? "";
  source.setAttribute("aria-label", `column for ${target.id}`);
  const unit = make("select", {}, ...unitsLike(target.unit).map((one) => new Option(one || "–", one)));
  unit.value = plainUnit(target.unit);
  unit.setAttribute("aria-label", `unit of ${target.id}`);
  return { target, source, unit };
}
