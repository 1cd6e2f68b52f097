import type * as Vega from "vega";
import type { FittedYields } from "../figures/likelihood/examine.js";
import { rankingData, rankingTable } from "../figures/likelihood/ranking.js";
import { clsTable, limitsTable, strengthData } from "../figures/likelihood/strength.js";
import { fitText, slotsOf, yieldsData, yieldsTable } from "../figures/likelihood/yields.js";
import type { Table } from "../figures/tables.js";
import type { FigureData } from "../figures/theme.js";
import { type ChosenFile, filesOfInput, startDrop } from "./dropped-files.js";
import { fillTable } from "./fill-table.js";
import type { LikelihoodReply, LikelihoodRequest } from "./likelihood.worker.js";
import { LiveFigure } from "./live-figure.js";
import { TablesOpener } from "./open-tables.js";
import { startWorker } from "./start-worker.js";

/** Compiled figures of the page. */
export type LikelihoodFigures = Readonly<Record<"yields" | "strength" | "ranking", Vega.Spec>>;

/** Brings the page of likelihoods to life. Nothing is computed before the first touch. */
export function mountLikelihoods(root: HTMLElement | null, figures: LikelihoodFigures): void {
  if (!root) throw new Error("no likelihood on this page: an element .likelihoods is missing");
  new LikelihoodsPage(root, figures).listen();
}

class LikelihoodsPage {
  readonly #root: HTMLElement;
  readonly #figures: LikelihoodFigures;
  readonly #live: Readonly<Record<keyof LikelihoodFigures, LiveFigure>>;
  /** What the build drew, to be put back. */
  readonly #built: string;
  #worker: Worker | undefined;
  #asked = 0;
  #queue: Promise<void> = Promise.resolve();
  readonly #opener = new TablesOpener();
  /** What was noticed while templates were made; "" for a workspace. */
  #notices = "";

  constructor(root: HTMLElement, figures: LikelihoodFigures) {
    this.#root = root;
    this.#figures = figures;
    const live = (name: string) => new LiveFigure(this.#find(`[data-figure="${name}"] .drawing`));
    this.#live = { yields: live("yields"), strength: live("strength"), ranking: live("ranking") };
    this.#built = this.#find("[data-name]").textContent ?? "";
  }

  listen(): void {
    const input = this.#find<HTMLInputElement>('input[type="file"]');
    input.addEventListener("change", () => {
      void this.#open(filesOfInput(input));
      input.value = "";
    });
    startDrop(
      this.#root,
      (files) => void this.#open(files),
      (message) => this.#say(message),
    );
    const form = this.#find<HTMLFormElement>("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#examine();
    });
    this.#find("[data-stop]").addEventListener("click", () => this.#stop());
    this.#find("[data-example]").addEventListener("click", () => {
      this.#notices = "";
      this.#send({ kind: "example" });
      this.#opened(this.#built, []);
    });
  }

  async #open(files: readonly ChosenFile[]): Promise<void> {
    if (files.length === 0) return;
    this.#busy("reading");
    const answer = await this.#opener.open(files);
    if (answer?.kind === "failed") this.#idle(answer.message);
    if (answer?.kind === "likelihood") {
      this.#notices = "";
      this.#send({ kind: "open", id: ++this.#asked, files: answer.files });
    }
    if (answer?.kind !== "tables") return;
    const label = files.length === 1 ? files[0].name : `${files[0].name} and ${files.length - 1} more`;
    if (answer.submission.tables.length === 0) {
      this.#idle(`no tables: ${label}; open a submission that has some`);
      return;
    }
    const [{ TablesDialog }, { templateForm }] = await Promise.all([
      import("./tables-dialog.js"),
      import("./template-form.js"),
    ]);
    this.#idle(`${answer.submission.tables.length} tables in ${label}`);
    const form = templateForm((table, workspace, notices) => {
      this.#notices = ["templates of HEPData", ...notices].join("; ");
      this.#busy("fitting");
      const text = JSON.stringify(workspace);
      this.#send({ kind: "open", id: ++this.#asked, files: [{ name: `${table}, ${label}`, text }] });
    });
    new TablesDialog(label, answer.submission, form, (taken) => {
      if (!taken) this.#say("cancelled; what is shown is as it was");
    });
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
    this.#opener.stop();
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
        this.#idle(
          [`computed here in ${(answer.milliseconds / 1000).toFixed(1)} s`, this.#notices].filter(Boolean).join("; "),
        );
        break;
      case "failed":
        this.#idle(answer.message);
    }
  }

  #yields(yields: FittedYields): void {
    // Without a parameter of interest there is nothing to limit, and what was limited before is of another likelihood.
    for (const section of this.#root.querySelectorAll<HTMLElement>("[data-of-strength]"))
      section.hidden = !Number.isFinite(yields.strength);
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
