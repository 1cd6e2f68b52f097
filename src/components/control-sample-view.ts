import type { ControlSample } from "../analysis/control-sample.js";
import type { Evaluation } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import { controlFigure, controlSummary, controlTable } from "../figures/control-samples.js";
import { figureData, figureParams } from "../figures/figures.js";
import type { PageResult } from "../figures/page-result.js";
import { fillTable } from "./fill-table.js";
import { LiveFigure } from "./live-figure.js";

/** The control samples below the stage: drawn again while they are in sight, when they come in sight otherwise. */
export class ControlSampleView {
  #search: Search;
  #result: PageResult;
  readonly #summary: HTMLTableElement | null;
  readonly #figures: readonly { control: ControlSample; place: HTMLElement; live: LiveFigure }[];
  readonly #stale = new Set<Element>();
  readonly #seen = new Set<Element>();
  #shown: [Evaluation, AnalysisState] | undefined;

  constructor(root: HTMLElement, search: Search, result: PageResult) {
    this.#search = search;
    this.#result = result;
    this.#summary = root.querySelector('table[data-table="control-samples"]');
    this.#figures = (search.controls ?? []).flatMap((control) => {
      const place = root.querySelector<HTMLElement>(`[data-figure="${controlFigure(control)}"]`);
      const drawing = place?.querySelector<HTMLElement>(".drawing");
      return place && drawing ? [{ control, place, live: new LiveFigure(drawing) }] : [];
    });
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#seen.add(target);
        else this.#seen.delete(target);
      }
      void this.#draw();
    });
    for (const { place } of this.#figures) observer.observe(place);
  }

  /** Takes other samples for those that the page was built with. */
  use(search: Search, result: PageResult): void {
    this.#search = search;
    this.#result = result;
  }

  /** Shows an evaluation: the sums at once, figures and their tables if they are in sight. */
  async show(evaluation: Evaluation, state: AnalysisState): Promise<void> {
    if (evaluation.unseen?.includes("controls")) return;
    this.#shown = [evaluation, state];
    const { samples } = this.#result;
    if (this.#summary) fillTable(this.#summary, controlSummary(this.#search.controls ?? [], evaluation, samples));
    for (const { place } of this.#figures) this.#stale.add(place);
    await this.#draw();
  }

  async #draw(): Promise<void> {
    if (!this.#shown) return;
    const [evaluation, state] = this.#shown;
    const { samples, figures } = this.#result;
    const due = this.#figures.filter(({ place }) => this.#stale.has(place) && this.#seen.has(place));
    await Promise.all(
      due.map(({ control, place, live }) => {
        this.#stale.delete(place);
        const name = controlFigure(control);
        const table = place.querySelector("table");
        if (table) fillTable(table, controlTable(control, evaluation, samples));
        return live.show(
          name,
          figures[name],
          figureData(this.#search, name, evaluation, samples, { state }),
          figureParams(this.#search, name, evaluation, { state }),
        );
      }),
    );
  }
}
