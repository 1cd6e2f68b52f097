import { parametersOf } from "../analysis/measurement.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import { modelAt, modelStep } from "../figures/choices.js";

/**
 * Controls of a model's parameters, whose HTML stands in the page: slider and number of one parameter show the same
 * value; a number beyond the ends is refused with a word.
 */
export class ModelPanel {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement, search: () => Promise<Search>, changed: (parameter: string, value: number) => void) {
    this.#root = root;
    root.addEventListener("input", async ({ target }) => {
      if (!(target instanceof HTMLInputElement) || !target.dataset.model) return;
      // Read at once: a page that wakes meanwhile shows what is in force.
      const typed = target.valueAsNumber;
      const parameter = parametersOf((await search()).measurement).find(({ id }) => id === target.dataset.model);
      if (!parameter) return;
      const value = target.type === "range" ? modelAt(parameter, typed) : typed;
      const refused = !(value >= parameter.low && value <= parameter.high);
      target.setAttribute("aria-invalid", String(refused));
      target.setCustomValidity(
        refused ? `not in range: ${target.value || "empty"}; give ${parameter.low} to ${parameter.high}` : "",
      );
      if (refused) target.reportValidity();
      else changed(parameter.id, value);
    });
    root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLButtonElement>("button[data-model]") : null;
      if (button?.dataset.model) changed(button.dataset.model, Number(button.value));
    });
  }

  /** Shows the values in force. */
  show(search: Search, { model }: AnalysisState): void {
    for (const parameter of parametersOf(search.measurement)) {
      const value = model[parameter.id];
      const selector = `input[data-model="${CSS.escape(parameter.id)}"]`;
      for (const input of this.#root.querySelectorAll<HTMLInputElement>(selector)) {
        const shown = input.type === "range" ? modelStep(parameter, value) : value;
        if (input.valueAsNumber !== shown) input.value = String(shown);
        input.setCustomValidity("");
        input.setAttribute("aria-invalid", "false");
        if (input.type === "range") input.setAttribute("aria-valuetext", value.toPrecision(2));
      }
    }
  }
}
