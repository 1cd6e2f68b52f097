import type { PageResult } from "../figures/page-result.js";
import type { Panel, PanelContext, PanelFigure } from "../figures/panels/panel.js";
import { panels } from "../figures/panels/panels.js";
import type { Table } from "../figures/tables.js";
import { fillTable } from "./fill-table.js";
import { LiveFigure } from "./live-figure.js";

/** The panels below the stage: the one whose tab is open is drawn again with every evaluation. */
export class PanelView {
  readonly #root: HTMLElement;
  readonly #result: PageResult;
  readonly #figures = new Map<string, LiveFigure>();

  constructor(root: HTMLElement, result: PageResult) {
    this.#root = root;
    this.#result = result;
  }

  /** The panel whose tab is open, if it is one that lives. */
  get open(): Panel | undefined {
    return panels.find(({ id }) => {
      const place = this.#place(id);
      return place && !place.closest("section")?.hidden;
    });
  }

  /** Draws the open panel. What the evaluation does not hold stays as it is. */
  async show(context: PanelContext): Promise<void> {
    const panel = this.open;
    const place = panel && this.#place(panel.id);
    const contents = panel?.contents({ ...context, choice: place ? chosenIn(place) : 0 });
    if (!place || !contents) return;
    this.#showNotes(place, contents.notes);
    for (const table of contents.tables) this.#fill(place, table);
    if (contents.drawing) {
      const figure = place.querySelector(`[data-figure="${CSS.escape(panel.id)}"]`);
      const drawing = figure?.querySelector(".drawing");
      if (drawing) drawing.innerHTML = contents.drawing.svg;
      this.#fill(place, contents.drawing.table);
    }
    await Promise.all(contents.figures.map((figure) => this.#draw(place, figure)));
  }

  async #draw(place: HTMLElement, { name, data, params, table }: PanelFigure): Promise<void> {
    const drawing = place.querySelector<HTMLElement>(`[data-figure="${CSS.escape(name)}"] .drawing`);
    const spec = this.#result.figures[name];
    if (!drawing || !spec) return;
    const figure = this.#figures.get(name) ?? new LiveFigure(drawing);
    this.#figures.set(name, figure);
    this.#fill(place, table);
    await figure.show(name, spec, data, params);
  }

  #showNotes(place: HTMLElement, notes: readonly string[]): void {
    const paragraphs = notes.map((note) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = note;
      return paragraph;
    });
    place.querySelector("[data-notes]")?.replaceChildren(...paragraphs);
  }

  #fill(place: HTMLElement, table: Table): void {
    const element = place.querySelector<HTMLTableElement>(`table[data-table="${CSS.escape(table.id)}"]`);
    if (element) fillTable(element, table);
  }

  #place(id: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(`[data-panel="${CSS.escape(id)}"]`);
  }
}

/** Which of several things a panel is asked to show. */
function chosenIn(place: HTMLElement): number {
  return place.querySelector<HTMLInputElement>('[data-view="choice"]')?.valueAsNumber ?? 0;
}
