import type MiniSearch from "minisearch";

/** A place of the site: a page, or a section of one. */
interface Section {
  readonly page: string;
  readonly title: string;
  readonly heading: string;
  readonly id: string;
  readonly text: string;
}

interface Index {
  readonly sections: readonly Section[];
  readonly engine: MiniSearch;
}

const MOST_RESULTS = 8;
/** Characters shown on each side of the first word found. */
const CONTEXT = 60;

/**
 * Brings the search box of the header to life: what it looks through is fetched at the first touch, and matched here.
 * Arrow keys walk through what was found, Enter opens, Escape closes.
 */
export function startSiteSearch(form: HTMLFormElement): void {
  new SiteSearch(form).listen();
}

class SiteSearch {
  readonly #form: HTMLFormElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #root: URL;
  #index: Promise<Index> | undefined;

  constructor(form: HTMLFormElement) {
    this.#form = form;
    this.#input = form.querySelector("input") as HTMLInputElement;
    this.#list = form.querySelector("[data-found]") as HTMLElement;
    const home = document.querySelector<HTMLAnchorElement>("nav .home");
    this.#root = new URL("./", home?.href ?? location.href);
  }

  listen(): void {
    this.#input.addEventListener("focus", () => void this.#load().catch(() => undefined));
    this.#input.addEventListener("input", () => void this.#find());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#links[0]?.click();
    });
    this.#form.addEventListener("keydown", (event) => this.#walk(event));
    this.#form.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && this.#form.contains(relatedTarget)) return;
      this.#list.hidden = true;
    });
  }

  get #links(): HTMLAnchorElement[] {
    return [...this.#list.querySelectorAll("a")];
  }

  #walk(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.#list.hidden = true;
      this.#input.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const stops: HTMLElement[] = [this.#input, ...this.#links];
    const here = stops.indexOf(document.activeElement as HTMLElement);
    stops[(here + step + stops.length) % stops.length].focus();
  }

  #load(): Promise<Index> {
    this.#index ??= this.#fetch().catch((error: Error) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }

  async #fetch(): Promise<Index> {
    const [{ default: Engine }, response] = await Promise.all([
      import("minisearch"),
      fetch(new URL("search.json", this.#root)),
    ]);
    if (!response.ok) throw new Error(`search.json: ${response.status}`);
    const sections = (await response.json()) as Section[];
    const engine = new Engine({
      fields: ["title", "heading", "text"],
      searchOptions: { prefix: true, fuzzy: 0.15, combineWith: "AND", boost: { title: 3, heading: 4 } },
    });
    engine.addAll(sections.map((section, id) => ({ ...section, id })));
    return { sections, engine };
  }

  async #find(): Promise<void> {
    const query = this.#input.value.trim();
    if (query === "") {
      this.#list.hidden = true;
      return;
    }
    try {
      const { sections, engine } = await this.#load();
      if (query !== this.#input.value.trim()) return;
      const found = engine.search(query).slice(0, MOST_RESULTS);
      this.#list.replaceChildren(
        ...(found.length > 0
          ? found.map(({ id, terms }) => this.#item(sections[id], terms))
          : [note(`nothing found: ${query}`)]),
      );
    } catch (error) {
      this.#list.replaceChildren(note(`search not available: ${error instanceof Error ? error.message : error}`));
    }
    this.#list.hidden = false;
  }

  #item({ page, title, heading, id, text }: Section, terms: readonly string[]): HTMLElement {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = new URL(`${page}${id === "" ? "" : `#${id}`}`, this.#root).href;
    link.textContent = heading === "" ? title : `${title}: ${heading}`;
    const excerpt = document.createElement("span");
    excerpt.textContent = excerptOf(text, terms);
    link.append(excerpt);
    item.append(link);
    return item;
  }
}

function note(text: string): HTMLElement {
  const item = document.createElement("li");
  item.className = "note";
  item.textContent = text;
  return item;
}

/** The text around the first word found. */
function excerptOf(text: string, terms: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
  const place = places.length > 0 ? Math.min(...places) : 0;
  const start = Math.max(0, place - CONTEXT);
  const end = Math.min(text.length, place + CONTEXT);
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}
