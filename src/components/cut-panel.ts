import type { Cut, CutParameter, SelectionValues } from "../analysis/cut.js";

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

  /** Shows the values in force, and marks what was moved away from nominal. */
  show(cuts: readonly Cut[], values: SelectionValues): void {
    let moved = false;
    for (const cut of cuts) {
      const fieldset = this.#root.querySelector<HTMLElement>(`[data-cut="${CSS.escape(cut.id)}"]`);
      if (!fieldset) continue;
      const away = cut.parameters.some((one) => values[cut.id][one.id] !== one.nominal);
      moved ||= away;
      fieldset.toggleAttribute("data-moved", away);
      for (const one of cut.parameters) this.#showParameter(fieldset, one, values[cut.id][one.id]);
    }
    const all = this.#root.querySelector<HTMLButtonElement>("button.reset-all");
    if (all) all.disabled = !moved;
  }

  #showParameter(fieldset: HTMLElement, parameter: CutParameter, value: number): void {
    for (const input of fieldset.querySelectorAll<HTMLInputElement>(`[data-parameter="${CSS.escape(parameter.id)}"]`)) {
      // A field that is being typed in keeps its text: "1." is on its way to "1.5".
      if (input.valueAsNumber !== value) input.value = String(value);
      input.setCustomValidity("");
      input.setAttribute("aria-invalid", "false");
    }
  }
}
