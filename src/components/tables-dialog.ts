import type { Table } from "../figures/tables.js";
import type { HepdataSubmission, HepdataTable } from "../formats/hepdata/table.js";
import { fillTable } from "./fill-table.js";
import { make, makeChoice } from "./make.js";

/** What a page asks of a table that a reader chose. */
export interface TableForm {
  /** Words on the button that takes it. */
  readonly action: string;
  /** Controls for a table, made anew for each; they speak up by input events. */
  controls(table: HepdataTable): readonly HTMLElement[];
  /** What the controls give now: shown before it is taken. Throws with one line where it makes nothing. */
  outcome(table: HepdataTable): { readonly shown: Table; readonly notices: readonly string[] };
  /** Takes it. */
  take(table: HepdataTable): void;
}

/** A table of the page from one of figures. */
export function tableElement(table: Table): HTMLElement {
  const heads = table.columns.map(() => make("th", { scope: "col" }));
  const element = make("table", {}, make("caption"), make("thead", {}, make("tr", {}, ...heads)), make("tbody"));
  fillTable(element, table);
  const scroll = make("div", { className: "table", tabIndex: 0 }, element);
  scroll.setAttribute("role", "region");
  scroll.setAttribute("aria-label", table.caption);
  return scroll;
}

/** Lets a reader choose a table of HEPData and say what it is. Names and values of files are text, never markup. */
export class TablesDialog {
  readonly #tables: HepdataSubmission["tables"];
  readonly #form: TableForm;
  readonly #select: HTMLSelectElement;
  readonly #about = make("p", { className: "note" });
  readonly #controls = make("div", { className: "choices" });
  readonly #preview = make("div");
  readonly #status = make("p", { className: "status" });
  readonly #take: HTMLButtonElement;
  readonly #dialog: HTMLDialogElement;

  /** @param closed told whether a table was taken */
  constructor(label: string, submission: HepdataSubmission, form: TableForm, closed: (taken: boolean) => void) {
    this.#tables = submission.tables;
    this.#form = form;
    const names = this.#tables.map(({ name }, i): [string, string] => [String(i), name]);
    const { label: chooser, select } = makeChoice("table", names);
    this.#select = select;
    this.#status.setAttribute("role", "status");
    this.#take = make("button", { type: "submit", className: "button", textContent: form.action });
    const cancel = make("button", { type: "button", className: "button", textContent: "cancel" });
    cancel.addEventListener("click", () => this.#dialog.close("cancel"));
    const content = make(
      "form",
      { autocomplete: "off" },
      make("h2", { textContent: `Tables of ${label}` }),
      chooser,
      this.#about,
      this.#controls,
      this.#preview,
      this.#status,
      make("p", { className: "actions" }, this.#take, cancel),
    );
    select.addEventListener("input", (event) => {
      event.stopPropagation();
      this.#choose();
    });
    content.addEventListener("input", () => this.#show());
    content.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.#show()) return;
      form.take(this.#table());
      this.#dialog.close("done");
    });
    this.#dialog = make("dialog", { className: "mapping" }, content);
    this.#dialog.setAttribute("aria-label", `Tables of ${label}`);
    this.#dialog.addEventListener("close", () => {
      this.#dialog.remove();
      closed(this.#dialog.returnValue === "done");
    });
    document.body.append(this.#dialog);
    this.#choose();
    this.#dialog.showModal();
  }

  #table(): HepdataTable {
    return this.#tables[Number(this.#select.value)];
  }

  #choose(): void {
    const table = this.#table();
    const rows = table.dependent[0]?.values.length ?? 0;
    this.#about.textContent = [table.location, table.description, `${rows} rows`].filter(Boolean).join("; ");
    try {
      this.#controls.replaceChildren(...this.#form.controls(table));
    } catch (error) {
      this.#controls.replaceChildren();
      this.#fail(error);
      return;
    }
    this.#show();
  }

  /** Shows what the controls give; whether it can be taken. */
  #show(): boolean {
    try {
      const { shown, notices } = this.#form.outcome(this.#table());
      this.#preview.replaceChildren(tableElement(shown));
      this.#status.textContent = notices.join("; ");
      this.#take.disabled = false;
      return true;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  #fail(error: unknown): void {
    this.#preview.replaceChildren();
    this.#status.textContent = error instanceof Error ? error.message : String(error);
    this.#take.disabled = true;
  }
}
