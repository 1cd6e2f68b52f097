import type { Change } from "../analysis/change.js";
import { OWN } from "../analysis/own/column.js";
import { checkExpression, OWN_BINS, type OwnObservable } from "../analysis/own/observable.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";

/** The form in which a reader writes an observable and cuts on it. Its HTML stands in the page. */
export class OwnForm {
  readonly #root: HTMLElement;
  readonly #search: () => Promise<Search>;
  #own: OwnObservable | null = null;

  /** @param search where the page gets its search from, which it does not have before it is touched */
  constructor(root: HTMLElement, search: () => Promise<Search>, change: (change: Change) => void) {
    this.#root = root;
    this.#search = search;
    const form = root.querySelector("form");
    form?.addEventListener("focusin", () => void search(), { once: true });
    form?.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (await this.#check()) change({ kind: "own", own: this.#read() });
    });
    form?.addEventListener("input", ({ target }) => {
      if (target === this.#field("expression")) void this.#check();
    });
    root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (!button) return;
      const { ownColumn, ownExample, ownOpen, ownRemoveObservable } = button.dataset;
      if (ownColumn !== undefined) this.#insert(ownColumn);
      if (ownExample !== undefined) {
        this.#field("expression").value = ownExample;
        form?.requestSubmit();
      }
      if (ownOpen !== undefined) change({ kind: "nominal-cut", cut: OWN });
      if (ownRemoveObservable !== undefined) change({ kind: "own", own: null });
    });
    root.querySelector(`[data-cut="${OWN}"]`)?.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !this.#own) return;
      const end = target.dataset.parameter === "min" ? "min" : "max";
      if (!target.validity.badInput)
        change({ kind: "own", own: { ...this.#own, [end]: target.value === "" ? null : target.valueAsNumber } });
    });
  }

  /** Shows the observable of the state in force. */
  show(search: Search, { own }: AnalysisState): void {
    const was = this.#own;
    this.#own = own;
    const show = (selector: string, on: boolean) => {
      const element = this.#root.querySelector<HTMLElement>(selector);
      if (element) element.hidden = !on;
    };
    show("[data-own-remove-observable]", own !== null);
    show(`[data-cut="${OWN}"]`, own !== null);
    for (const end of ["min", "max"] as const) {
      const input = this.#root.querySelector<HTMLInputElement>(`[data-cut="${OWN}"] [data-parameter="${end}"]`);
      const value = own?.[end] ?? null;
      if (input && (value === null ? input.value !== "" : input.valueAsNumber !== value))
        input.value = value === null ? "" : String(value);
    }
    if (JSON.stringify(was) === JSON.stringify(own)) return;
    // What is written and not shown yet stays, unless another one came into force.
    if (own) this.#write(own);
    else if (was) this.#field("expression").value = "";
    if (own) this.#tell(`in ${checkExpression(search.observables, own.expression).unit || "no unit"}`);
    else this.#tell("");
  }

  #write({ expression, range, bins }: OwnObservable): void {
    this.#field("expression").value = expression;
    this.#field("low").value = range ? String(range[0]) : "";
    this.#field("high").value = range ? String(range[1]) : "";
    this.#field("bins").value = String(bins);
  }

  #read(): OwnObservable {
    const [low, high] = [this.#field("low").valueAsNumber, this.#field("high").valueAsNumber];
    const expression = this.#field("expression").value.trim();
    const same = this.#own?.expression === expression ? this.#own : null;
    return {
      expression,
      range: low < high ? [low, high] : null,
      bins: this.#field("bins").valueAsNumber || OWN_BINS.first,
      min: same?.min ?? null,
      max: same?.max ?? null,
    };
  }

  /** Whether what is written is an expression; says its unit, or what is wrong. */
  async #check(): Promise<boolean> {
    const { observables } = await this.#search();
    const field = this.#field("expression");
    const [low, high] = [this.#field("low").valueAsNumber, this.#field("high").valueAsNumber];
    try {
      const { unit } = checkExpression(observables, field.value.trim());
      field.setAttribute("aria-invalid", "false");
      if (low >= high) throw new RangeError(`not a range: ${low} to ${high}; give the smaller end first`);
      this.#tell(`in ${unit || "no unit"}`);
      return true;
    } catch (error) {
      field.setAttribute("aria-invalid", String(!(low >= high)));
      this.#tell((error as Error).message);
      return false;
    }
  }

  /** Puts the name of a column where the text is edited. */
  #insert(column: string): void {
    const field = this.#field("expression");
    field.setRangeText(column, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.focus();
    void this.#check();
  }

  #tell(text: string): void {
    const word = this.#root.querySelector("[data-own-word]");
    if (word) word.textContent = text;
  }

  #field(name: "expression" | "low" | "high" | "bins"): HTMLInputElement {
    const found = this.#root.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (!found) throw new Error(`not on the page: ${name} of the own observable`);
    return found;
  }
}
