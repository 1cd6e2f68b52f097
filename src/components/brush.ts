import type { Change } from "../analysis/change.js";
import type { Brush } from "../figures/panels/panel.js";
import { frameOf } from "./hover.js";

/** Least part of the frame that counts as a range: less is a click. */
const CLICK = 0.01;
/** Part of the abscissa that a large step of the keys goes. */
const LARGE_STEP = 0.1;

/**
 * Ranges drawn over figures: a pointer drawn across one sets both ends of its cut, and each end has a handle that takes
 * arrow keys. The cut is the one of the control, so that every figure, the limits and the link follow it.
 */
export class Brushes {
  readonly #figures: readonly BrushedFigure[];
  #laying = 0;

  constructor(root: HTMLElement, change: (change: Change) => void, approached: () => void) {
    this.#figures = Array.from(root.querySelectorAll<HTMLElement>("[data-brush]"), (figure) => {
      const { cut } = brushOf(figure);
      const control = (parameter: string) =>
        root.querySelector<HTMLInputElement>(
          `[data-cut="${CSS.escape(cut)}"] input[type="number"][data-parameter="${CSS.escape(parameter)}"]`,
        );
      figure.addEventListener("pointerenter", approached, { once: true });
      figure.addEventListener("focusin", approached, { once: true });
      return new BrushedFigure(figure, control, (parameter, value) => change({ kind: "cut", cut, parameter, value }));
    });
  }

  /** Shows the cuts that the controls show. */
  show(): void {
    for (const figure of this.#figures) figure.showRange();
  }

  /** Follows figures that were drawn again, once in each frame: to ask where they are makes the browser lay the page. */
  follow(): void {
    this.#laying ||= requestAnimationFrame(() => {
      this.#laying = 0;
      const places = this.#figures.map((figure) => figure.find());
      for (const [i, place] of places.entries()) this.#figures[i].lay(place);
    });
  }
}

type End = "low" | "high";

/** What stands in a figure's place about its brush: it changes where the reader lays the axis. */
function brushOf(figure: HTMLElement): Brush {
  return JSON.parse(figure.dataset.brush ?? "") as Brush;
}

class BrushedFigure {
  readonly #figure: HTMLElement;
  readonly #drawing: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #shade: HTMLElement;
  readonly #handles = new Map<End, HTMLElement>();
  readonly #control: (parameter: string) => HTMLInputElement | null;
  readonly #set: (parameter: string, value: number) => void;

  constructor(
    figure: HTMLElement,
    control: (parameter: string) => HTMLInputElement | null,
    set: (parameter: string, value: number) => void,
  ) {
    const drawing = figure.querySelector<HTMLElement>(".drawing");
    this.#figure = figure;
    const brush = this.#brush;
    if (!drawing) throw new Error(`no drawing in a figure with a brush: ${brush.cut}`);
    this.#drawing = drawing;
    this.#control = control;
    this.#set = set;
    this.#layer = document.createElement("div");
    this.#layer.className = "brush";
    this.#shade = document.createElement("div");
    this.#shade.className = "brush-range";
    this.#layer.append(this.#shade);
    for (const end of ["low", "high"] as const) if (brush[end]) this.#layer.append(this.#handle(end));
    // Beside the drawing, not in it: a drawing is replaced when it comes alive, and has the role of an image.
    drawing.after(this.#layer);
    new ResizeObserver(() => {
      this.lay(this.find());
      this.showRange();
    }).observe(drawing);
    this.#layer.addEventListener("pointerdown", (event) => this.#draw(event));
  }

  get #brush(): Brush {
    return brushOf(this.#figure);
  }

  #handle(end: End): HTMLElement {
    const handle = document.createElement("button");
    handle.type = "button";
    handle.className = "brush-handle";
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", `${this.#brush.title}, ${end === "low" ? "lower" : "upper"} end of the range`);
    handle.addEventListener("keydown", (event) => {
      const steps = KEYS[event.key];
      const control = this.#input(end);
      if (steps === undefined || !control) return;
      event.preventDefault();
      const reach = this.#brush.domain[1] - this.#brush.domain[0];
      const step = Math.abs(steps) > 1 ? Math.sign(steps) * LARGE_STEP * reach : steps * this.#reachOf(control).step;
      this.#apply(end, Number.isFinite(steps) ? this.#endOf(end) + step : steps);
    });
    this.#handles.set(end, handle);
    return handle;
  }

  /** The control that an end moves with; null where the cut has no such end. */
  #input(end: End): HTMLInputElement | null {
    const parameter = this.#brush[end];
    return parameter === null ? null : this.#control(parameter);
  }

  /** Puts an end into force, as near as the control of the cut lets it. */
  #apply(end: End, value: number): void {
    const control = this.#input(end);
    const parameter = this.#brush[end];
    if (!control || parameter === null) return;
    const { low, high, step } = this.#reachOf(control);
    const steps = Math.round((Math.min(high, Math.max(low, value)) - low) / step);
    const put = Number((low + steps * step).toPrecision(10));
    // At once, so that a key that is held down steps on from here.
    control.value = String(put);
    this.#set(parameter, put);
  }

  /** How far, and in which steps, an end goes. */
  #reachOf(control: HTMLInputElement): { low: number; high: number; step: number } {
    const { step, domain } = this.#brush;
    if (step !== undefined) return { low: domain[0], high: domain[1], step };
    return { low: Number(control.min), high: Number(control.max), step: Number(control.step) };
  }

  #draw(event: PointerEvent): void {
    const frame = frameOf(this.#drawing);
    if (!frame || event.button !== 0) return;
    const partOf = ({ clientX }: PointerEvent) => Math.min(1, Math.max(0, (clientX - frame.left) / frame.width));
    const handle = Array.from(this.#handles).find(([, element]) => element === event.target);
    const from = partOf(event);
    this.#layer.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      const to = partOf(moved);
      if (handle) this.#apply(handle[0], this.#valueAt(to));
      else if (Math.abs(to - from) > CLICK) {
        this.#apply("low", this.#valueAt(Math.min(from, to)));
        this.#apply("high", this.#valueAt(Math.max(from, to)));
      }
    };
    const end = () => {
      this.#layer.removeEventListener("pointermove", move);
      this.#layer.removeEventListener("pointerup", end);
      this.#layer.removeEventListener("pointercancel", end);
    };
    this.#layer.addEventListener("pointermove", move);
    this.#layer.addEventListener("pointerup", end);
    this.#layer.addEventListener("pointercancel", end);
  }

  /** Where an end stands; at the end of the axis where the cut has none, or is open there. */
  #endOf(end: End): number {
    const value = this.#input(end)?.valueAsNumber ?? Number.NaN;
    return Number.isNaN(value) ? this.#brush.domain[end === "low" ? 0 : 1] : value;
  }

  #valueAt(part: number): number {
    const [low, high] = this.#brush.domain;
    return low + part * (high - low);
  }

  /** Where the frame of the figure is drawn now; undefined where it is not. */
  find(): BrushPlace | undefined {
    if (this.#figure.closest("[hidden]")) return undefined;
    const frame = frameOf(this.#drawing);
    const around = this.#drawing.parentElement?.getBoundingClientRect();
    if (!frame || !around) return undefined;
    return { left: frame.left - around.left, top: frame.top - around.top, width: frame.width, height: frame.height };
  }

  /** Lays the brush over a place. */
  lay(place: BrushPlace | undefined): void {
    this.#layer.hidden = !place;
    for (const side of SIDES) {
      const size = `${place?.[side] ?? 0}px`;
      if (this.#layer.style[side] !== size) this.#layer.style[side] = size;
    }
  }

  /** Shows the ends of the cut. */
  showRange(): void {
    const { domain, unit } = this.#brush;
    const [low, high] = domain;
    const part = (end: End) => Math.min(1, Math.max(0, (this.#endOf(end) - low) / (high - low)));
    const [from, to] = [part("low"), part("high")];
    this.#shade.style.left = `${100 * from}%`;
    this.#shade.style.width = `${100 * Math.max(0, to - from)}%`;
    for (const [end, handle] of this.#handles) {
      const value = this.#endOf(end);
      handle.style.left = `${100 * (end === "low" ? from : to)}%`;
      handle.setAttribute("aria-valuemin", String(low));
      handle.setAttribute("aria-valuemax", String(high));
      handle.setAttribute("aria-valuenow", String(value));
      handle.setAttribute("aria-valuetext", `${Number(value.toPrecision(4))} ${unit}`.trim());
    }
  }
}

/** A place in what holds a drawing, px. */
type BrushPlace = Readonly<Record<(typeof SIDES)[number], number>>;

const SIDES = ["left", "top", "width", "height"] as const;

/** Steps that a key goes; to the end where infinite. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};
