import { select, type ZoomTransform, zoom, zoomIdentity } from "d3";
import type { EllipseEvaluation } from "../analysis/ellipses/evaluation.js";
import type { EllipseScan } from "../analysis/scan.js";
import { ellipseAt } from "../figures/panels/limit-map.js";
import {
  ellipsePath,
  type PlaneFrame,
  type PlaneKind,
  planeDomains,
  planeFrame,
  planeTicks,
} from "../figures/panels/plane-frame.js";

/** What a plane shows now, and how one of its ellipses is told in words. */
export interface ShownPlane {
  readonly plane: EllipseEvaluation;
  readonly scan: EllipseScan;
  tell(ellipse: number): string;
}

/** Largest magnification, and factor of one press. */
const MOST = 32;
const FACTOR = 2;

/** Keys that change the view, and what the buttons that do the same say. */
const KEYS: readonly (readonly [key: string, shown: string, title: string])[] = [
  ["+", "+", "zoom in"],
  ["-", "−", "zoom out"],
  ["0", "all", "show the whole plane"],
];

/**
 * A drawing of a plane of two masses that tells the ellipse under the pointer, or the one that arrow keys go to, and that
 * is magnified and dragged.
 */
export class MassPlane {
  readonly #drawing: HTMLElement;
  readonly #kind: PlaneKind;
  readonly #shown: () => ShownPlane;
  readonly #status: HTMLElement;
  readonly #zoom = zoom<SVGSVGElement, unknown>();
  #ellipse: number | undefined;
  #view: ZoomTransform = zoomIdentity;

  /** @param name of the drawing, for those who do not see it */
  constructor(drawing: HTMLElement, name: string, kind: PlaneKind, shown: () => ShownPlane) {
    this.#drawing = drawing;
    this.#kind = kind;
    this.#shown = shown;
    this.#status = document.createElement("p");
    this.#status.className = "figure-numbers";
    this.#status.setAttribute("role", "status");
    drawing.after(this.#status, this.#viewButtons());
    drawing.tabIndex = 0;
    drawing.setAttribute("role", "group");
    drawing.setAttribute(
      "aria-label",
      `${name}; arrow keys go from ellipse to ellipse, plus and minus zoom, zero shows all`,
    );
    drawing.addEventListener("pointermove", (event) => event.buttons === 0 && this.#point(event));
    drawing.addEventListener("pointerdown", (event) => this.#point(event));
    drawing.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (this.#press(event.key)) event.preventDefault();
    });
    const [left, top, right, bottom] = this.#frame().frame;
    this.#zoom
      .scaleExtent([1, MOST])
      .extent([
        [left, top],
        [right, bottom],
      ])
      .translateExtent([
        [left, top],
        [right, bottom],
      ])
      .duration(0)
      .filter((event: Event) => this.#isTaken(event))
      .on("zoom", ({ transform }: { readonly transform: ZoomTransform }) => {
        this.#view = transform;
        this.#drawView();
      });
    this.refresh();
  }

  /** Gives a drawing that was made anew the view and the chosen ellipse of the one before. */
  refresh(): void {
    const svg = this.#svg();
    if (!svg) return;
    const view = this.#view;
    select(svg).call(this.#zoom).call(this.#zoom.transform, view);
    if (this.#ellipse !== undefined) this.#choose(this.#ellipse);
  }

  /** Whether a wheel, a drag or a touch is for the drawing: the page scrolls with the wheel and with one finger. */
  #isTaken(event: Event): boolean {
    if (event instanceof WheelEvent) return event.ctrlKey || document.activeElement === this.#drawing;
    if ("touches" in event) return (event as TouchEvent).touches.length > 1 || this.#view.k > 1;
    return (event as MouseEvent).button === 0;
  }

  /** The same as the keys, for those who have none. */
  #viewButtons(): HTMLElement {
    const actions = document.createElement("p");
    actions.className = "actions";
    for (const [key, shown, title] of KEYS) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = shown;
      button.setAttribute("aria-label", title);
      button.addEventListener("click", () => this.#press(key));
      actions.append(button);
    }
    return actions;
  }

  #svg(): SVGSVGElement | null {
    return this.#drawing.querySelector<SVGSVGElement>("svg[data-mass-plane]");
  }

  #frame(): PlaneFrame {
    return planeFrame(this.#shown().plane, this.#kind);
  }

  #point({ clientX, clientY }: PointerEvent): void {
    const matrix = this.#svg()?.getScreenCTM()?.inverse();
    if (!matrix) return;
    const at = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    const { plane } = this.#shown();
    const [left, top, right, bottom] = this.#frame().frame;
    if (at.x < left || at.x > right || at.y < top || at.y > bottom) return;
    const { x, y } = this.#domains(plane);
    const first = x[0] + ((at.x - left) / (right - left)) * (x[1] - x[0]);
    const second = y[0] + ((bottom - at.y) / (bottom - top)) * (y[1] - y[0]);
    this.#choose(ellipseAt(plane)(first, Math.max(0, second)));
  }

  #press(key: string): boolean {
    const { plane } = this.#shown();
    const now = this.#ellipse ?? Math.floor(plane.first.length / 2);
    const beside = (by: number) => {
      const place = plane.column.findIndex((column) => column === plane.column[now] + by);
      return place < 0 ? now : ellipseAt(plane)(plane.first[place], plane.second[now]);
    };
    const above = (by: number) => (plane.column[now + by] === plane.column[now] ? now + by : now);
    const moves: Readonly<Record<string, () => number>> = {
      ArrowLeft: () => beside(-1),
      ArrowRight: () => beside(1),
      ArrowUp: () => above(1),
      ArrowDown: () => above(-1),
    };
    const to = moves[key]?.();
    if (to !== undefined) {
      this.#choose(to);
      this.#bringIntoView(to);
    } else if (key === "+" || key === "=") this.#magnify(FACTOR, now);
    else if (key === "-") this.#magnify(1 / FACTOR, now);
    else if (key === "0") this.#magnify(0, now);
    else return false;
    return true;
  }

  /** Magnifies about an ellipse, which is chosen if none was; by 0 the whole plane is shown. */
  #magnify(factor: number, ellipse: number): void {
    const svg = this.#svg();
    if (!svg) return;
    if (this.#ellipse === undefined) this.#choose(ellipse);
    this.#bringIntoView(ellipse);
    select(svg).call(this.#zoom.scaleTo, this.#view.k * factor, this.#view.apply(this.#placeOf(ellipse)));
  }

  /** Moves the view to an ellipse that lies beside it. */
  #bringIntoView(ellipse: number): void {
    const svg = this.#svg();
    const place = this.#placeOf(ellipse);
    const [x, y] = this.#view.apply(place);
    const [left, top, right, bottom] = this.#frame().frame;
    if (!svg || (x > left && x < right && y > top && y < bottom)) return;
    select(svg).call(this.#zoom.translateTo, ...place);
  }

  /** Centre of an ellipse in the whole plane, px of the drawing. */
  #placeOf(ellipse: number): [number, number] {
    const { plane } = this.#shown();
    const { x, y } = this.#frame();
    return [x(plane.first[ellipse]), y(plane.second[ellipse])];
  }

  #choose(ellipse: number): void {
    this.#ellipse = ellipse;
    const { plane, scan, tell } = this.#shown();
    const path = ellipsePath(this.#frame(), plane, scan, ellipse);
    for (const one of this.#drawing.querySelectorAll("[data-chosen-ellipse]")) one.setAttribute("d", path);
    this.#status.textContent = tell(ellipse);
  }

  /** Domains of both axes that the frame shows now. */
  #domains(plane: EllipseEvaluation): { x: readonly [number, number]; y: readonly [number, number] } {
    const domains = planeDomains(plane, this.#kind);
    const [left, top, right, bottom] = this.#frame().frame;
    const along = ([low, high]: readonly [number, number], part: number) => low + part * (high - low);
    const x = (at: number) => along(domains.x, (this.#view.invertX(at) - left) / (right - left));
    const y = (at: number) => along(domains.y, (bottom - this.#view.invertY(at)) / (bottom - top));
    return { x: [x(left), x(right)], y: [y(bottom), y(top)] };
  }

  #drawView(): void {
    const svg = this.#svg();
    const { x, y, k } = this.#view;
    svg?.querySelector("[data-zoom]")?.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    const domains = this.#domains(this.#shown().plane);
    const ticks = planeTicks(this.#frame().frame, domains.x, domains.y);
    const place = svg?.querySelector("[data-ticks]");
    if (place) place.innerHTML = ticks;
    // Letters stay as they are.
    for (const label of svg?.querySelectorAll<SVGElement>("[data-label]") ?? [])
      label.setAttribute("transform", `translate(${label.dataset.label}) scale(${1 / k})`);
  }
}
