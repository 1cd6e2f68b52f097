import type { OwnData } from "../analysis/own/data.js";
import type { ImportAnswer, ImportRequest } from "./import.worker.js";
import { MappingDialog } from "./mapping-dialog.js";
import { startWorker } from "./start-worker.js";

/** A reader that says nothing for so long will not speak again, ms. */
const PATIENCE = 20_000;

/**
 * A reader's own events in a page: files are opened, mapped, read in a worker of their own, and taken away again.
 * Whatever fails or is cancelled leaves the page as it was.
 */
export class OwnEvents {
  readonly #place: HTMLElement;
  readonly #search: string;
  readonly #give: (events: OwnData | null) => void;
  #worker: Worker | undefined;
  #dialog: MappingDialog | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #label = "";
  #files: readonly File[] = [];

  /**
   * @param place the group of controls
   * @param give told the events that were read, and null when they are removed
   */
  constructor(place: HTMLElement, search: string, give: (events: OwnData | null) => void) {
    this.#place = place;
    this.#search = search;
    this.#give = give;
    this.#button("remove").addEventListener("click", () => this.#remove());
  }

  /** Opens files of one format and one table; several are parts of one sample. */
  open(files: readonly File[]): void {
    if (files.length === 0) return;
    this.#files = files;
    this.#label = files.length === 1 ? files[0].name : `${files[0].name} and ${files.length - 1} more`;
    this.#open();
  }

  /** @param tree of ROOT files, where not the first */
  #open(tree?: string): void {
    this.#cancel();
    this.#say(`opening ${this.#label} …`);
    const files = this.#files;
    this.#send({ kind: "open", search: this.#search, files, ...(tree === undefined ? {} : { tree }) });
  }

  #send(request: ImportRequest): void {
    this.#worker ??= this.#start();
    this.#watch();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const worker = startWorker(import.meta.resolve("./import.worker.js"));
    worker.addEventListener("message", ({ data }: MessageEvent<ImportAnswer>) => this.#answered(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#failed(`not readable: ${event.message || "its reader stopped"}, in ${this.#label}; write it anew`);
    });
    return worker;
  }

  #answered(answer: ImportAnswer): void {
    clearTimeout(this.#timer);
    if (answer.kind === "opened") {
      this.#say(`${this.#label}: ${answer.format}`);
      this.#dialog = new MappingDialog(this.#label, answer, {
        read: (mapping, luminosity) => {
          this.#send({ kind: "read", mapping, label: this.#label, ...(luminosity ? { luminosity } : {}) });
        },
        tryExpression: (id, expression) => this.#send({ kind: "try", id, expression }),
        openTree: (tree) => this.#open(tree),
        cancel: () => {
          this.#cancel();
          this.#say("cancelled; the page is as it was");
        },
      });
    } else if (answer.kind === "tried") this.#dialog?.tried(answer.id, answer.text);
    else if (answer.kind === "progress") {
      this.#watch();
      this.#dialog?.progress(answer.rows, answer.share);
    } else if (answer.kind === "read") {
      this.#cancel();
      this.#say(answer.source.notices.join("; "));
      this.#button("remove").hidden = false;
      this.#chosen(this.#label);
      this.#give(answer);
    } else if (this.#dialog) {
      // The mapping may be mended: the dialogue stays.
      this.#dialog.failed(answer.message);
    } else this.#failed(answer.message);
  }

  #failed(message: string): void {
    this.#cancel();
    this.#say(message);
  }

  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.#failed(`not readable: no answer in ${PATIENCE / 1000} s, in ${this.#label}; write it anew`),
      PATIENCE,
    );
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#dialog?.close();
    this.#dialog = undefined;
  }

  #remove(): void {
    this.#cancel();
    this.#button("remove").hidden = true;
    this.#chosen("none");
    this.#say("removed; the page is as it was");
    this.#give(null);
  }

  #chosen(text: string): void {
    const chosen = this.#place.querySelector("[data-chosen]");
    if (chosen) chosen.textContent = text;
  }

  #say(text: string): void {
    const status = this.#place.querySelector("[data-own-status]");
    if (status) status.textContent = text;
  }

  #button(name: string): HTMLButtonElement {
    const found = this.#place.querySelector<HTMLButtonElement>(`button[data-own-${name}]`);
    if (!found) throw new Error(`not on the page: button ${name}, of own events`);
    return found;
  }
}
