import type * as Vega from "vega";
import { intervalsData, intervalsTable, type MethodIntervals } from "../figures/intervals.js";
import { EXAMPLE, EXAMPLE_SIGNAL } from "../figures/method-sheet.js";
import type { Table } from "../figures/tables.js";
import { tailsData, tailsTable, tailsText } from "../figures/tails.js";
import type { CountingExperiment } from "../statistics/counting/methods.js";
import { fillTable } from "./fill-table.js";
import { LiveFigure } from "./live-figure.js";
import { startWorker } from "./start-worker.js";

/** Asks the worker for the intervals of all methods. */
export interface IntervalsRequest {
  readonly id: number;
  readonly experiment: CountingExperiment;
}

/** What it answers. */
export interface IntervalsAnswer extends IntervalsRequest {
  readonly intervals: MethodIntervals;
  readonly milliseconds: number;
}

/** Compiled figures of the page's examples. */
export interface StatisticsFigures {
  readonly intervals: Vega.Spec;
  readonly tails: Vega.Spec;
}

/** Brings the examples of the page on statistics to life. Nothing is fetched or computed before the first touch. */
export function mountStatistics(root: HTMLElement | null, figures: StatisticsFigures): void {
  if (!root) throw new Error("no examples on this page: an element .statistics-example is missing");
  new StatisticsPage(root, figures).listen();
}

class StatisticsPage {
  readonly #root: HTMLElement;
  readonly #figures: StatisticsFigures;
  readonly #intervals: LiveFigure;
  readonly #tails: LiveFigure;
  /** Cells of the build's table, to hold those computed here against. */
  readonly #built: string;
  #worker: Worker | undefined;
  #asked = 0;
  /** Drawings stand in line: begun side by side, an older one might end last. */
  #queue: Promise<void> = Promise.resolve();

  constructor(root: HTMLElement, figures: StatisticsFigures) {
    this.#root = root;
    this.#figures = figures;
    this.#intervals = new LiveFigure(this.#find('[data-figure="intervals"] .drawing'));
    this.#tails = new LiveFigure(this.#find('[data-figure="tails"] .drawing'));
    this.#built = this.#cells();
  }

  listen(): void {
    const form = this.#find<HTMLFormElement>("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === "signal") void this.#showTails();
      else this.#change();
    });
    this.#find("button.reset").addEventListener("click", () => {
      form.reset();
      this.#change();
    });
    this.#sayValues();
  }

  #experiment(): CountingExperiment {
    const value = (name: string) => Number(this.#find<HTMLInputElement>(`[name="${name}"]`).value);
    return {
      observed: value("observed"),
      background: value("background"),
      systematics: {
        background: value("background-uncertainty") / 100,
        efficiency: value("efficiency-uncertainty") / 100,
      },
      cl: value("level") / 100,
    };
  }

  #change(): void {
    this.#sayValues();
    void this.#showTails();
    this.#drawing.setAttribute("aria-busy", "true");
    this.#asked++;
    const request: IntervalsRequest = { id: this.#asked, experiment: this.#experiment() };
    this.#work().postMessage(request);
  }

  #work(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startWorker(import.meta.resolve("./intervals.worker.js"));
    worker.addEventListener("message", ({ data }: MessageEvent<IntervalsAnswer>) => void this.#show(data));
    worker.addEventListener("error", (error) => {
      this.#worker = undefined;
      this.#drawing.setAttribute("aria-busy", "false");
      this.#find("[data-mark]").textContent = `not computed: ${error.message || "the worker did not start"}`;
    });
    this.#worker = worker;
    return worker;
  }

  async #show({ id, experiment, intervals, milliseconds }: IntervalsAnswer): Promise<void> {
    await this.#inLine(() =>
      this.#intervals.show("intervals", this.#figures.intervals, intervalsData(experiment, intervals)),
    );
    this.#fill("intervals", intervalsTable(experiment, intervals));
    if (id !== this.#asked) return;
    this.#drawing.setAttribute("aria-busy", "false");
    const mark = this.#find("[data-mark]");
    const nominal = JSON.stringify(experiment) === JSON.stringify(EXAMPLE);
    const same = this.#cells() === this.#built;
    mark.classList.toggle("agrees", nominal && same);
    mark.classList.toggle("differs", nominal && !same);
    mark.textContent = !nominal
      ? `computed here in ${milliseconds.toFixed(0)} ms`
      : same
        ? "computed here, same as the build"
        : "computed here, differs from the build";
  }

  async #showTails(): Promise<void> {
    this.#sayValues();
    const { observed, background } = this.#experiment();
    const signal = Number(this.#find<HTMLInputElement>('[name="signal"]').value);
    const tested = { observed, background, signal };
    this.#find("[data-cls]").textContent = tailsText(tested);
    const nominal = observed === EXAMPLE.observed && background === EXAMPLE.background && signal === EXAMPLE_SIGNAL;
    this.#find("[data-tails-mark]").textContent = nominal ? "as in the build" : "computed here";
    this.#fill("tails", tailsTable(tested));
    await this.#inLine(() => this.#tails.show("tails", this.#figures.tails, tailsData(tested)));
  }

  #inLine(draw: () => Promise<void>): Promise<void> {
    const drawn = this.#queue.then(draw);
    // One that fails is told by its own promise and does not stop the others.
    this.#queue = drawn.catch(() => undefined);
    return drawn;
  }

  /** Values of the sliders, beside them. */
  #sayValues(): void {
    for (const output of this.#root.querySelectorAll<HTMLOutputElement>("output[for]")) {
      const input = this.#find<HTMLInputElement>(`#${output.htmlFor}`);
      output.textContent = `${input.value}${output.dataset.unit ?? ""}`;
    }
  }

  /** Printed numbers of the intervals. */
  #cells(): string {
    const cells = this.#root.querySelectorAll('[data-table="intervals"] tbody :is(th, td)');
    return Array.from(cells, (cell) => cell.textContent).join(" | ");
  }

  get #drawing(): HTMLElement {
    return this.#find('[data-figure="intervals"] .drawing');
  }

  #fill(id: string, table: Table): void {
    fillTable(this.#find<HTMLTableElement>(`table[data-table="${id}"]`), table);
  }

  #find<E extends HTMLElement>(selector: string): E {
    const element = this.#root.querySelector<E>(selector);
    if (!element) throw new Error(`missing element: ${selector}, in the examples of the page on statistics`);
    return element;
  }
}
