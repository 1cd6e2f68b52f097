import type * as Vega from "vega";
import type { FigureData, FigureParams } from "../figures/theme.js";

/** What living figures show, by the element that holds the drawing. */
const shown = new WeakMap<HTMLElement, { name: string; data: FigureData; params: FigureParams }>();

/** What the figure in a place shows; undefined while it is the drawing of the build. */
export function shownFigure(place: HTMLElement | null) {
  return place ? shown.get(place) : undefined;
}

/**
 * A figure that lives: Vega draws it in the place of the drawing from the build, which stays until the new one stands.
 * Vega and its interpreter of expressions (the page's policy forbids eval) are loaded at the first touch.
 */
export class LiveFigure {
  readonly #place: HTMLElement;
  #name = "";
  #view: Vega.View | undefined;
  #drawn: Promise<void> = Promise.resolve();
  #newest = 0;

  /** @param place element that holds the drawing */
  constructor(place: HTMLElement) {
    this.#place = place;
  }

  /**
   * Shows data in a compiled specification. Drawings stand in line, so that an older one cannot come last; one that has
   * not begun when a newer is asked for is left out.
   */
  show(name: string, spec: Vega.Spec, data: FigureData, params: FigureParams = {}): Promise<void> {
    this.#newest += 1;
    const turn = this.#newest;
    const draw = () => (turn === this.#newest ? this.#draw(name, spec, data, params) : undefined);
    this.#drawn = this.#drawn.then(draw, draw);
    return this.#drawn;
  }

  /** The view is made anew only when another figure is asked for. */
  async #draw(name: string, spec: Vega.Spec, data: FigureData, params: FigureParams): Promise<void> {
    const [vega, { expressionInterpreter }] = await Promise.all([import("vega"), import("vega-interpreter")]);
    shown.set(this.#place, { name, data, params });
    const kept = this.#name === name ? this.#view : undefined;
    const view =
      kept ??
      new vega.View(vega.parse(spec, {}, { ast: true }), {
        expr: expressionInterpreter,
        renderer: "svg",
        logger: vega.logger(vega.Error),
      });
    for (const [param, value] of Object.entries(params)) view.signal(param, value);
    for (const [set, rows] of Object.entries(data)) {
      const fresh = rows.map((row) => ({ ...row }));
      view.change(
        set,
        vega
          .changeset()
          .remove(() => true)
          .insert(fresh),
      );
    }
    if (kept) {
      await view.runAsync();
      return;
    }
    const container = document.createElement("div");
    await view.initialize(container).runAsync();
    this.#view?.finalize();
    this.#view = view;
    this.#name = name;
    this.#place.replaceChildren(container);
  }
}
