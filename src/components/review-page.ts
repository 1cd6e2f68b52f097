import type * as Vega from "vega";
import type { Review } from "../analysis/review/compare.js";
import type { Reviewed } from "../analysis/review/reviewed.js";
import { fillTable } from "./fill-table.js";
import { LiveFigure } from "./live-figure.js";

/** A file of the site, as Framework hands it to a page. */
interface Attachment {
  json(): Promise<unknown>;
}

/** Largest file that is read: results are below 10 MB. */
const MOST_BYTES = 200e6;

type Side = "A" | "B";

/** Brings the page that compares two results to life; until a result is chosen it stands as it was built. */
export function mountReview(
  root: HTMLElement | null,
  figure: Vega.Spec,
  results: Readonly<Record<string, Attachment>>,
): void {
  if (!root?.querySelector("form")) return;
  new ReviewPage(root, figure, results).listen();
}

class ReviewPage {
  readonly #root: HTMLElement;
  readonly #spec: Vega.Spec;
  readonly #results: Readonly<Record<string, Attachment>>;
  readonly #figure: LiveFigure;
  readonly #chosen: Partial<Record<Side, Reviewed>> = {};
  #review: Review | undefined;
  #queue: Promise<void> = Promise.resolve();

  constructor(root: HTMLElement, spec: Vega.Spec, results: Readonly<Record<string, Attachment>>) {
    this.#root = root;
    this.#spec = spec;
    this.#results = results;
    this.#figure = new LiveFigure(this.#find('[data-figure="review"] .drawing'));
  }

  listen(): void {
    this.#find("form").addEventListener("submit", (event) => event.preventDefault());
    for (const side of ["A", "B"] as const) {
      const place = this.#place(side);
      const file = place.querySelector<HTMLInputElement>("input[type=file]");
      file?.addEventListener("change", () => file.files?.[0] && this.#open(side, file.files[0]));
      place.querySelector("select")?.addEventListener("change", () => this.#take(side));
      place.addEventListener("dragover", (event) => event.preventDefault());
      place.addEventListener("drop", (event) => {
        event.preventDefault();
        const [dropped] = event.dataTransfer?.files ?? [];
        if (dropped) this.#open(side, dropped);
      });
    }
    this.#find("[data-quantity]").addEventListener("change", () => void this.#told(() => this.#draw()));
  }

  /** Reads a file of the reader's; what is no result is told and changes nothing. */
  async #open(side: Side, file: File): Promise<void> {
    await this.#told(async () => {
      if (file.size > MOST_BYTES) throw new Error(`too large: ${file.name}; a result is smaller than 200 MB`);
      let value: unknown;
      try {
        value = JSON.parse(await file.text());
      } catch {
        throw new Error(`not JSON: ${file.name}; take what darkroom result prints`);
      }
      await this.#choose(side, value, file.name);
    });
  }

  /** Takes the result of the build that a list names. */
  async #take(side: Side): Promise<void> {
    await this.#told(() => this.#takeBuilt(side));
  }

  async #takeBuilt(side: Side): Promise<void> {
    const name = this.#place(side).querySelector("select")?.value ?? "";
    await this.#choose(side, await this.#results[name].json(), `${name}, this build`);
  }

  async #choose(side: Side, value: unknown, name: string): Promise<void> {
    const [{ readReviewed }, { compareResults }] = await Promise.all([
      import("../analysis/review/reviewed.js"),
      import("../analysis/review/compare.js"),
    ]);
    const chosen = readReviewed(value, name);
    const other = side === "A" ? "B" : "A";
    // The other side follows to the same search, unless a file of it was opened.
    const twin = this.#chosen[other]?.search === chosen.search ? this.#chosen[other] : undefined;
    const built = twin ? undefined : this.#results[chosen.search];
    if (!twin && !built)
      throw new Error(`nothing to compare with: ${chosen.search} is not in this build; open the other file first`);
    const partner = twin ?? readReviewed(await built?.json(), `${chosen.search}, this build`);
    const [before, after] = side === "A" ? [chosen, partner] : [partner, chosen];
    this.#review = compareResults(before, after);
    this.#chosen[side] = chosen;
    this.#chosen[other] = partner;
    this.#name(side, name);
    if (!twin) this.#name(other, `${chosen.search}, this build`);
    await this.#show(chosen.search);
  }

  async #show(search: string): Promise<void> {
    const { differencesTable, quantitiesOf, reviewWords, yieldsTable } = await import("../figures/review.js");
    const review = this.#review;
    if (!review) return;
    const words = reviewWords(review).map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      return item;
    });
    this.#find("[data-words]").replaceChildren(...words);
    const list = this.#find<HTMLSelectElement>("[data-quantity]");
    list.replaceChildren(...quantitiesOf(review).map((quantity) => new Option(quantity)));
    fillTable(this.#table("review-differences"), differencesTable(review.differences));
    fillTable(this.#table("review-yields"), yieldsTable(review.yields));
    await this.#draw();
    this.#say(`two results of ${search} compared`);
  }

  async #draw(): Promise<void> {
    const { curveTable, reviewData, reviewParams } = await import("../figures/review.js");
    const quantity = this.#find<HTMLSelectElement>("[data-quantity]").value;
    const curves = this.#review?.curves.filter((one) => one.quantity === quantity);
    if (!curves || !this.#review) return this.#takeBuilt("A");
    await this.#figure.show("review", this.#spec, reviewData(curves), reviewParams(this.#review, quantity));
    fillTable(this.#table("review-curve"), curveTable(curves));
  }

  /**
   * Runs something and tells its failure in one line. What is asked stands in line: begun side by side, an older one
   * might tell last.
   */
  #told(work: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue
      .then(work)
      .catch((error) => this.#say(error instanceof Error ? error.message : String(error)));
    return this.#queue;
  }

  #name(side: Side, name: string): void {
    const told = this.#place(side).querySelector("[data-source]");
    if (told) told.textContent = name;
  }

  #say(text: string): void {
    this.#find("[data-status]").textContent = text;
  }

  #place(side: Side): HTMLElement {
    return this.#find(`[data-side="${side}"]`);
  }

  #table(id: string): HTMLTableElement {
    return this.#find<HTMLTableElement>(`table[data-table="${id}"]`);
  }

  #find<E extends HTMLElement>(selector: string): E {
    const element = this.#root.querySelector<E>(selector);
    if (!element) throw new Error(`missing element: ${selector}, on the page Review`);
    return element;
  }
}
