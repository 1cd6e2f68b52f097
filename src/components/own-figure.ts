import { OWN } from "../analysis/own/column.js";
import type { Evaluation } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import { type FigureView, figureData, figureParams } from "../figures/figures.js";
import { OWN_FIGURE, ownNote, ownTable } from "../figures/own-histogram.js";
import type { PageResult } from "../figures/page-result.js";
import type { Brush } from "../figures/panels/panel.js";
import { fillTable } from "./fill-table.js";
import { LiveFigure } from "./live-figure.js";

/** The histogram of a reader's observable, its table, and what a brush over it sets. */
export class OwnFigure {
  readonly #root: HTMLElement | null;
  #live: LiveFigure | undefined;

  constructor(root: HTMLElement) {
    this.#root = root.querySelector<HTMLElement>("[data-own-observable]");
  }

  /** Draws the histogram of an evaluation; nothing is there where it has none. */
  async show(search: Search, result: PageResult, evaluation: Evaluation, view: FigureView): Promise<void> {
    const { own: histogram } = evaluation;
    const place = this.#root?.querySelector<HTMLElement>("[data-own-figure]");
    const figure = place?.querySelector<HTMLElement>("figure");
    const drawing = figure?.querySelector<HTMLElement>(".drawing");
    const spec = result.figures[OWN_FIGURE];
    if (!place || !figure || !drawing) return;
    place.hidden = !histogram;
    if (!histogram || !spec) return;
    this.#layBrush(figure, histogram);
    const table = figure.querySelector("table");
    if (table) fillTable(table, ownTable(histogram, result.samples));
    const note = place.querySelector("[data-own-note]");
    if (note) note.textContent = ownNote(histogram);
    this.#live ??= new LiveFigure(drawing);
    await this.#live.show(
      OWN_FIGURE,
      spec,
      figureData(search, OWN_FIGURE, evaluation, result.samples, view),
      figureParams(search, OWN_FIGURE, evaluation, view),
    );
  }

  /** Gives the brush over the figure the axis of the histogram. */
  #layBrush(figure: HTMLElement, { edges, unit }: NonNullable<Evaluation["own"]>): void {
    const [low, high] = [edges[0], edges[edges.length - 1]];
    const step = Number(((high - low) / 1000).toPrecision(1));
    const ends = { low: "min", high: "max", domain: [low, high] as const };
    const brush: Brush = { cut: OWN, title: "own observable", ...ends, unit, step };
    figure.dataset.brush = JSON.stringify(brush);
    const shown = this.#root?.querySelector("[data-own-unit]");
    if (shown) shown.textContent = unit;
  }
}
