import type { Change, Choices } from "../analysis/change.js";
import { hypothesisOf, hypothesisText } from "../analysis/hypothesis-text.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState, Injection } from "../analysis/state.js";
import {
  injectionText,
  luminosityAt,
  luminosityStep,
  luminosityText,
  methodText,
  modelText,
  systematicsText,
} from "../figures/choices.js";

/** Controls whose value is the choice itself. */
const PLAIN = ["method", "prior", "binning"] as const;

/** The controls besides the cuts, whose HTML stands in the page: method, signal, luminosity, systematics. */
export class ChoicePanel {
  readonly #root: HTMLElement;
  readonly #search: () => Promise<Search>;

  /** @param search where the page gets its search from, which it does not have before it is touched */
  constructor(root: HTMLElement, search: () => Promise<Search>, change: (change: Change) => void) {
    this.#root = root;
    this.#search = search;
    root.addEventListener("input", async ({ target }) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
      if (!target.checkValidity()) {
        target.reportValidity();
        return;
      }
      const found = await this.#read(target);
      if (found) change(found);
    });
    root.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.throw !== undefined) change({ kind: "throw-again" });
      if (button?.dataset.luminosity === undefined) return;
      const luminosity = button.dataset.luminosity === "" ? null : Number(button.dataset.luminosity);
      change({ kind: "choose", choices: { luminosity } });
    });
  }

  /** Shows the state in force. */
  show(search: Search, state: AnalysisState): void {
    for (const name of PLAIN) this.#set(name, state[name]);
    this.#set("confidenceLevel", String(state.confidenceLevel));
    const prior = this.#find<HTMLSelectElement>("prior");
    if (prior) prior.disabled = state.method !== "bayesian";
    this.#set("correlation", String(state.correlation));
    this.#tell("correlation", `${Math.round(100 * state.correlation)} %`);
    this.#showLuminosity(search, state);
    this.#showInjection(state.injection);
    this.#showSystematics(state.systematics);
    const published = state.luminosity === null ? ", published" : ", expectation";
    this.#chosen("method", methodText(state) + (state.binning === "shifted" ? ", shifted" : ""));
    this.#chosen("model", modelText(search, state));
    this.#chosen("signal", injectionText(search, state));
    this.#chosen("luminosity", luminosityText(luminosityOf(search, state)) + published);
    this.#chosen("systematics", systematicsText(search.measurement.systematics, state.systematics));
  }

  async #read(target: HTMLInputElement | HTMLSelectElement): Promise<Change | undefined> {
    const fieldset = target.closest<HTMLElement>("[data-systematic]");
    if (fieldset?.dataset.systematic) {
      const scale =
        target.dataset.on === undefined ? Number(target.value) : Number((target as HTMLInputElement).checked);
      return { kind: "systematic", id: fieldset.dataset.systematic, scale };
    }
    const name = target.dataset.choice;
    if (!name) return undefined;
    const choices = name.startsWith("injection")
      ? { injection: await this.#injection() }
      : await this.#choice(name as keyof Choices, target.value);
    return { kind: "choose", choices };
  }

  async #choice(name: keyof Choices, value: string): Promise<Partial<Choices>> {
    if (name === "luminosity") return { luminosity: luminosityAt(await this.#search(), Number(value)) };
    if (name === "confidenceLevel" || name === "correlation") return { [name]: Number(value) };
    return { [name]: value };
  }

  async #injection(): Promise<Injection | null> {
    if (!this.#find<HTMLInputElement>("injection")?.checked) return null;
    const number = (name: string) => Number(this.#find<HTMLInputElement>(name)?.value);
    return {
      hypothesis: hypothesisOf(await this.#search(), this.#find("injection-mass")?.value ?? ""),
      coupling: number("injection-coupling"),
      seed: number("injection-seed"),
    };
  }

  #showInjection(injection: Injection | null): void {
    const box = this.#find<HTMLInputElement>("injection");
    if (box) box.checked = injection !== null;
    const again = this.#root.querySelector<HTMLButtonElement>("[data-throw]");
    if (again) again.disabled = injection === null;
    if (!injection) return;
    this.#set("injection-mass", hypothesisText(injection.hypothesis));
    this.#set("injection-coupling", String(injection.coupling));
    this.#set("injection-seed", String(injection.seed));
  }

  #showLuminosity(search: Search, state: AnalysisState): void {
    const text = luminosityText(luminosityOf(search, state));
    this.#set("luminosity", String(luminosityStep(search, state.luminosity)));
    this.#find("luminosity")?.setAttribute("aria-valuetext", text);
    this.#tell("luminosity", text);
  }

  #showSystematics(scales: AnalysisState["systematics"]): void {
    for (const fieldset of this.#root.querySelectorAll<HTMLElement>("[data-systematic]")) {
      const scale = scales[fieldset.dataset.systematic ?? ""] ?? 1;
      const box = fieldset.querySelector<HTMLInputElement>("[data-on]");
      const range = fieldset.querySelector<HTMLInputElement>("[data-scale]");
      const output = fieldset.querySelector("output");
      if (box) box.checked = scale > 0;
      if (range && range.valueAsNumber !== scale) range.value = String(scale);
      if (output) output.textContent = scale === 0 ? "off" : `× ${scale}`;
      fieldset.toggleAttribute("data-moved", scale !== 1);
    }
  }

  #find<Kind extends HTMLInputElement | HTMLSelectElement>(name: string): Kind | null {
    return this.#root.querySelector<Kind>(`[data-choice="${name}"]`);
  }

  #set(name: string, value: string): void {
    const control = this.#find(name);
    // A field that is being typed in keeps its text: "0.30" is 0.3 already.
    if (!control || control.value === value) return;
    // A link may hold a value that the list does not offer, e.g. a confidence level of 80 %.
    if (control instanceof HTMLSelectElement && !Array.from(control.options).some((one) => one.value === value))
      control.add(new Option(value, value));
    if (control instanceof HTMLInputElement && control.type === "number" && control.valueAsNumber === Number(value))
      return;
    control.value = value;
  }

  #tell(name: string, text: string): void {
    const output = this.#root.querySelector(`[data-value="${name}"]`);
    if (output) output.textContent = text;
  }

  #chosen(group: string, text: string): void {
    const output = this.#root.querySelector(`[data-chosen="${group}"]`);
    if (output) output.textContent = text;
  }
}

function luminosityOf(search: Search, { luminosity }: AnalysisState): number {
  return luminosity ?? search.luminosity?.inverseFemtobarn ?? 0;
}
