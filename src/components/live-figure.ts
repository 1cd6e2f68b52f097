import type * as Vega from "vega";
import type { FigureData, FigureParams, Rows } from "../figures/theme.js";

/** A row that may be written to. */
type Row = Record<string, Rows[number][string]>;

/** What living figures show, by the element that holds the drawing. */
const shown = new WeakMap<HTMLElement, { name: string; data: FigureData; params: FigureParams }>();

/** What the figure in a place shows; undefined while it is the drawing of the build. */
export function shownFigure(place: HTMLElement | null) {
  return place ? shown.get(place) : undefined;
}

/** Vega and its interpreter of expressions: the page's policy forbids eval. */
async function loadVega() {
  const [vega, { expressionInterpreter }] = await Promise.all([import("vega"), import("vega-interpreter")]);
  return { vega, expressionInterpreter };
}

/** Once it is there, no move of a control waits for it again. */
let vegaLoaded: Awaited<ReturnType<typeof loadVega>> | undefined;

/**
 * A figure that lives: Vega draws it in the place of the drawing from the build, which stays until the new one stands.
 * Vega is loaded at the first touch.
 */
export class LiveFigure {
  readonly #place: HTMLElement;
  #name = "";
  /** Rows of the datasets of the view, as Vega holds them. */
  readonly #rows = new Map<string, Row[]>();
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
    vegaLoaded ??= await loadVega();
    const { vega, expressionInterpreter } = vegaLoaded;
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
    if (!kept) this.#rows.clear();
    for (const [set, rows] of Object.entries(data)) {
      const changes = this.#changesOf(set, rows, vega.changeset);
      if (changes) view.change(set, changes);
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

  /**
   * What makes of the rows that a dataset holds the ones it is to hold: rows keep their marks, which move instead of
   * being drawn anew. Undefined where all are as they were.
   */
  #changesOf(set: string, rows: Rows, changeset: typeof Vega.changeset): Vega.Changeset | undefined {
    const held = this.#rows.get(set) ?? [];
    const common = Math.min(held.length, rows.length);
    const moved = new Set<string>();
    for (let i = 0; i < common; i++) {
      for (const [field, value] of Object.entries(rows[i])) {
        if (held[i][field] === value) continue;
        held[i][field] = value;
        moved.add(field);
      }
    }
    const surplus = held.slice(common);
    const fresh = rows.slice(common).map((row) => ({ ...row }));
    this.#rows.set(set, [...held.slice(0, common), ...fresh]);
    if (moved.size === 0 && surplus.length === 0 && fresh.length === 0) return undefined;
    const changes = changeset().remove(surplus).insert(fresh);
    const all = () => true;
    for (const field of moved) changes.modify(all, field, (row: Row) => row[field]);
    return changes;
  }
}
