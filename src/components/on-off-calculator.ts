import { type CalculatorQuestion, readCalculator } from "../analysis/on-off/calculator.js";
import {
  type Calculated,
  type CalculatorSetup,
  calculatorTable,
  calculatorText,
} from "../figures/on-off-calculator.js";
import type { OnOffSummary, OnOffToyLimit } from "../statistics/counting/on-off-summary.js";
import { InvalidInput } from "../statistics/validation.js";
import { fillTable } from "./fill-table.js";
import { startWorker } from "./start-worker.js";

/** What the worker tells: at once all but toys, how far the toys are, and the end. */
export type CalculatorAnswer =
  | { readonly kind: "quick"; readonly question: CalculatorQuestion; readonly summary: OnOffSummary }
  | { readonly kind: "progress"; readonly done: number }
  | {
      readonly kind: "done";
      readonly question: CalculatorQuestion;
      readonly summary: OnOffSummary;
      readonly toys: OnOffToyLimit;
      readonly milliseconds: number;
    };

/** Milliseconds after the last key before toys are thrown: numbers are typed digit by digit. */
const REST = 400;

/** Brings the form of an on/off measurement to life: every number typed sets the limits again, in a worker. */
export function mountOnOffCalculator(root: HTMLElement | null, setup: CalculatorSetup): void {
  if (!root) throw new Error("no calculator on this page: an element .on-off-calculator is missing");
  new OnOffCalculator(root, setup).listen();
}

class OnOffCalculator {
  readonly #root: HTMLElement;
  readonly #setup: CalculatorSetup;
  #worker: Worker | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, setup: CalculatorSetup) {
    this.#root = root;
    this.#setup = setup;
  }

  listen(): void {
    this.#root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#change();
    });
    this.#root.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#fill(Number(target.value));
      this.#change();
    });
    this.#find("button[data-stop]").addEventListener("click", () => {
      this.#stop();
      this.#say("stopped: the limits by toys were not thrown to the end");
    });
  }

  /** Puts the numbers of a hypothesis into the form. */
  #fill(hypothesis: number): void {
    const { fields, hypotheses } = this.#setup;
    for (const [k, { id }] of fields.entries()) this.#input(id).value = String(hypotheses[hypothesis].values[k]);
  }

  #change(): void {
    this.#stop();
    clearTimeout(this.#waiting);
    const { fields } = this.#setup;
    const typed = (id: string) => {
      const value = this.#input(id).valueAsNumber;
      return Number.isNaN(value) ? undefined : value;
    };
    for (const { id } of fields) this.#mark(id, "");
    try {
      const question = readCalculator(fields, Object.fromEntries(fields.map(({ id }) => [id, typed(id)])));
      this.#say("");
      this.#waiting = setTimeout(() => this.#ask(question), REST);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const wrong = fields.find(({ title }) => title === error.path);
      if (wrong) this.#mark(wrong.id, error.message);
      this.#say(`${error.message}; the limits below are those of the last good numbers`);
    }
  }

  #ask(question: CalculatorQuestion): void {
    this.#busy(true);
    const worker = startWorker(import.meta.resolve("./on-off.worker.js"));
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<CalculatorAnswer>) => {
      if (worker !== this.#worker) return;
      if (data.kind === "progress") {
        this.#find<HTMLProgressElement>("progress").value = data.done;
        return;
      }
      this.#show({ question: data.question, summary: data.summary, toys: data.kind === "done" ? data.toys : null });
      if (data.kind === "quick") {
        this.#say("toys are being thrown");
        return;
      }
      this.#stop();
      this.#say(`computed here, toys in ${(data.milliseconds / 1000).toFixed(1)} s`);
    });
    worker.addEventListener("error", ({ message }) => {
      this.#stop();
      this.#say(`not computed: ${message || "the worker did not start"}; type a number to try again`);
    });
    worker.postMessage(question);
  }

  #show(calculated: Calculated): void {
    const { symbol } = this.#setup;
    fillTable(this.#find<HTMLTableElement>('table[data-table="calculator"]'), calculatorTable(symbol, calculated));
    this.#find("[data-told]").textContent = calculatorText(symbol, calculated);
  }

  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#busy(false);
  }

  #busy(on: boolean): void {
    const progress = this.#find<HTMLProgressElement>("progress");
    progress.value = 0;
    progress.hidden = !on;
    this.#find<HTMLButtonElement>("button[data-stop]").hidden = !on;
  }

  #mark(id: string, message: string): void {
    const input = this.#input(id);
    input.setCustomValidity(message);
    input.setAttribute("aria-invalid", String(message !== ""));
  }

  #say(text: string): void {
    this.#find("[data-calculator-status]").textContent = text;
  }

  #input(id: string): HTMLInputElement {
    return this.#find<HTMLInputElement>(`input[name="${CSS.escape(id)}"]`);
  }

  #find<E extends HTMLElement>(selector: string): E {
    const element = this.#root.querySelector<E>(selector);
    if (!element) throw new Error(`missing element: ${selector}, in the calculator of on/off measurements`);
    return element;
  }
}
