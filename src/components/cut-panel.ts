import type { CutParameter } from "../analysis/cut.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { type AnalysisState, isNominal, nominalState } from "../analysis/state.js";

/** What a panel of cuts tells its page. */
export interface CutPanelEvents {
  /** The pointer or the focus is near a control: what a first change needs may be fetched. */
  approached(): void;
  changed(cut: string, parameter: string, value: number): void;
  resetCut(cut: string): void;
  resetAll(): void;
}

/**
 * The controls of the cuts, whose HTML stands in the page. Number and slider of a parameter show the same value; a
 * number outside the control's ends is refused with a word, and the last good one stays in force.
 */
export class CutPanel {
  readonly #root: HTMLElement;

  constructor(root: HTMLElement, events: CutPanelEvents) {
    this.#root = root;
    for (const kind of ["pointerenter", "focusin", "touchstart"]) {
      root.addEventListener(kind, () => events.approached(), { once: true, passive: true });
    }
    root.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("input", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const cut = target.closest<HTMLElement>("[data-cut]")?.dataset.cut;
      const { parameter } = target.dataset;
      if (!cut || !parameter) return;
      if (target.type === "checkbox") {
        events.changed(cut, parameter, Number(target.checked));
        return;
      }
      const value = target.valueAsNumber;
      const refused = Number.isNaN(value) || value < Number(target.min) || value > Number(target.max);
      target.setAttribute("aria-invalid", String(refused));
      target.setCustomValidity(
        refused ? `not in range: ${target.value || "empty"}; give ${target.min} to ${target.max}` : "",
      );
      if (refused) target.reportValidity();
      else events.changed(cut, parameter, value);
    });
    root.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      const button = target.closest("button");
      const cut = button?.closest<HTMLElement>("[data-cut]")?.dataset.cut;
      if (button?.classList.contains("reset") && cut) events.resetCut(cut);
      if (button?.classList.contains("reset-all")) events.resetAll();
    });
  }

  /**
   * Shows the values in force, and marks what was moved away from nominal.
   * @param inForce of cuts that are tuned window by window, in the window that the page speaks of
   */
  show(search: Search, state: AnalysisState, inForce: ScanPoint["tuned"]): void {
    const nominal = nominalState(search);
    for (const cut of search.selection) {
      const fieldset = this.#root.querySelector<HTMLElement>(`[data-cut="${CSS.escape(cut.id)}"]`);
      if (!fieldset) continue;
      const tuned = state.tuned.includes(cut.id);
      const moved = cut.parameters.some((one) => state.cuts[cut.id][one.id] !== one.nominal);
      fieldset.toggleAttribute("data-moved", moved || tuned !== nominal.tuned.includes(cut.id));
      const note = fieldset.querySelector("[data-tuned]");
      if (note) note.textContent = tuned ? "tuned window by window" : "the same in every window";
      const values = (tuned && inForce[cut.id]) || state.cuts[cut.id];
      for (const one of cut.parameters) this.#showParameter(fieldset, one, values[one.id]);
    }
    const all = this.#root.querySelector<HTMLButtonElement>("button.reset-all");
    if (all) all.disabled = isNominal(search, state);
  }

  #showParameter(fieldset: HTMLElement, parameter: CutParameter, value: number): void {
    for (const input of fieldset.querySelectorAll<HTMLInputElement>(`[data-parameter="${CSS.escape(parameter.id)}"]`)) {
      if (input.type === "checkbox") {
        input.checked = value !== 0;
        continue;
      }
      // A field that is being typed in keeps its text: "1." is on its way to "1.5".
      if (input.valueAsNumber !== value) input.value = String(value);
      input.setCustomValidity("");
      input.setAttribute("aria-invalid", "false");
    }
  }
}
