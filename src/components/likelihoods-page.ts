import type * as Vega from "vega";
import type { FittedYields } from "../figures/likelihood/examine.js";
import { rankingData, rankingTable } from "../figures/likelihood/ranking.js";
import { clsTable, limitsTable, strengthData } from "../figures/likelihood/strength.js";
import { fitText, slotsOf, yieldsData, yieldsTable } from "../figures/likelihood/yields.js";
import type { Table } from "../figures/tables.js";
import type { FigureData } from "../figures/theme.js";
import { fillTable } from "./fill-table.js";
import type { LikelihoodReply, LikelihoodRequest } from "./likelihood.worker.js";
import { LiveFigure } from "./live-figure.js";
import { startWorker } from "./start-worker.js";

/** Compiled figures of the page. */
export type LikelihoodFigures = Readonly<Record<"yields" | "strength" | "ranking", Vega.Spec>>;

/** Brings the page of likelihoods to life. Nothing is computed before the first touch. */
export function mountLikelihoods(root: HTMLElement | null, figures: LikelihoodFigures): void {
  if (!root) throw new Error("no likelihood on this page: an element .likelihoods is missing");
  new LikelihoodsPage(root, figures).listen();
}

/** Largest file that is opened, bytes: it is held as text and as JSON. */
const LARGEST = 200e6;

class LikelihoodsPage {
  readonly #root: HTMLElement;
  readonly #figures: LikelihoodFigures;
  readonly #live: Readonly<Record<keyof LikelihoodFigures, LiveFigure>>;
  /** What the build drew, to be put back. */
  readonly #built: string;
  #worker: Worker | undefined;
  #asked = 0;
  #queue: Promise<void> = Promise.resolve();

  constructor(root: HTMLElement, figures: LikelihoodFigures) {
    this.#root = root;
    this.#figures = figures;
    const live = (name: string) => new LiveFigure(this.#find(`[data-figure="${name}"] .drawing`));
    this.#live = { yields: live("yields"), strength: live("strength"), ranking: live("ranking") };
    this.#built = this.#find("[data-name]").textContent ?? "";
  }

  listen(): void {
    const files = this.#find<HTMLInputElement>('input[type="file"]');
    files.addEventListener("change", () => {
      void this.#open(files.files ? [...files.files] : []);
      files.value = "";
    });
    this.#root.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.#root.classList.add("over");
    });
    this.#root.addEventListener("dragleave", () => this.#root.classList.remove("over"));
    this.#root.addEventListener("drop", (event) => {
      event.preventDefault();
      this.#root.classList.remove("over");
      void this.#open([...(event.dataTransfer?.files ?? [])]);
    });
    const form = this.#find<HTMLFormElement>("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#examine();
    });
    this.#find("[data-stop]").addEventListener("click", () => this.#stop());
    this.#find("[data-example]").addEventListener("click", () => {
      this.#send({ kind: "example" });
      this.#opened(this.#built, []);
    });
  }

  async #open(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const large = files.find(({ size }) => size > LARGEST);
    if (large) {
      this.#say(`too large: ${Math.round(large.size / 1e6)} MB, in ${large.name}; open at most ${LARGEST / 1e6} MB`);
      return;
    }
    this.#busy("reading");
    const texts = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));
    this.#send({ kind: "open", id: ++this.#asked, files: texts });
  }

  #examine(): void {
    const value = (name: string) => this.#find<HTMLSelectElement>(`[name="${name}"]`).value;
    this.#busy("fitting");
    this.#send({
      kind: "examine",
      id: ++this.#asked,
      signal: value("signal") || null,
      interpolation: value("interpolation") === "linear" ? "linear" : "smooth",
      confidenceLevel: Number(value("level")),
    });
  }

  #send(request: LikelihoodRequest): void {
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage(request);
  }

  #startWorker(): Worker {
    const worker = startWorker(import.meta.resolve("./likelihood.worker.js"));
    worker.addEventListener("message", ({ data }: MessageEvent<LikelihoodReply>) => void this.#show(data));
    worker.addEventListener("error", (error) => {
      this.#worker = undefined;
      this.#idle(`not computed: ${error.message || "the worker did not start"}`);
    });
    return worker;
  }

  /** Ends the work at once: what is shown stays. A new worker has nothing open. */
  #stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#asked++;
    this.#opened(this.#built, [], false);
    this.#idle("stopped; what is shown may be of several steps. Open the files again");
  }

  async #show(answer: LikelihoodReply): Promise<void> {
    if (answer.id !== this.#asked) return;
    switch (answer.kind) {
      case "opened":
        this.#opened(answer.name, answer.signals);
        break;
      case "yields":
        this.#say("fitted; limits …");
        this.#yields(answer.yields);
        break;
      case "limits": {
        this.#say("limits set; impacts …");
        const level = Number(this.#find<HTMLSelectElement>('[name="level"]').value);
        this.#fill(limitsTable(answer.limits, level));
        await this.#draw("strength", strengthData(answer.cls, answer.limits, level), clsTable(answer.cls));
        break;
      }
      case "impact":
        this.#progress(answer.done, answer.of);
        break;
      case "impacts":
        await this.#draw("ranking", rankingData(answer.impacts), rankingTable(answer.impacts));
        break;
      case "done":
        this.#idle(`computed here in ${(answer.milliseconds / 1000).toFixed(1)} s`);
        break;
      case "failed":
        this.#idle(answer.message);
    }
  }

  #yields(yields: FittedYields): void {
    this.#find("[data-fit]").textContent = fitText(yields);
    const legend = this.#find("[data-legend]");
    const entries = slotsOf(yields).map(({ slot, name }) => {
      const entry = document.createElement("li");
      entry.dataset.slot = String(slot);
      entry.textContent = name;
      return entry;
    });
    legend.replaceChildren(...entries);
    void this.#draw("yields", yieldsData(yields), yieldsTable(yields));
  }

  #opened(name: string, signals: readonly string[], examine = true): void {
    this.#find("[data-name]").textContent = name;
    const select = this.#find<HTMLSelectElement>('[name="signal"]');
    select.replaceChildren(...signals.map((signal) => new Option(signal, signal)));
    select.disabled = signals.length < 2;
    if (examine) this.#examine();
  }

  #draw(name: keyof LikelihoodFigures, data: FigureData, table: Table): Promise<void> {
    this.#fill(table);
    const drawn = this.#queue.then(() => this.#live[name].show(name, this.#figures[name], data));
    // One that fails is told by its own promise and does not stop the others.
    this.#queue = drawn.catch(() => undefined);
    return drawn;
  }

  #fill(table: Table): void {
    fillTable(this.#find<HTMLTableElement>(`table[data-table="${table.id}"]`), table);
  }

  #busy(what: string): void {
    this.#say(`${what} …`);
    this.#find("[data-stop]").hidden = false;
    this.#progress(0, 1);
  }

  #idle(message: string): void {
    this.#say(message);
    this.#find("[data-stop]").hidden = true;
    this.#find<HTMLProgressElement>("progress").hidden = true;
  }

  #progress(done: number, of: number): void {
    const bar = this.#find<HTMLProgressElement>("progress");
    bar.hidden = false;
    bar.max = of;
    bar.value = done;
  }

  #say(message: string): void {
    this.#find("[data-status]").textContent = message;
  }

  #find<E extends HTMLElement>(selector: string): E {
    const element = this.#root.querySelector<E>(selector);
    if (!element) throw new Error(`missing element: ${selector}, on the page of likelihoods`);
    return element;
  }
}
