import type { EllipseEvaluation } from "../analysis/ellipse-evaluation.js";
import type { EllipseScan } from "../analysis/scan.js";
import { ellipseAt } from "../figures/panels/limit-map.js";
import { ellipsePath, planeDomains, planeFrame, planeTicks } from "../figures/panels/plane-frame.js";

/** What a plane shows now, and how one of its ellipses is told in words. */
export interface ShownPlane {
  readonly plane: EllipseEvaluation;
  readonly scan: EllipseScan;
  tell(ellipse: number): string;
}

/** Largest magnification, and factor of one press. */
const MOST = 32;
const FACTOR = 2;

/** A drawing of a plane of two masses that tells the ellipse under the pointer, or the one that arrow keys go to. */
export class MassPlane {
  readonly #drawing: HTMLElement;
  readonly #shown: () => ShownPlane;
  readonly #status: HTMLElement;
  #ellipse: number | undefined;
  #magnification = 1;

  /** @param name of the drawing, for those who do not see it */
  constructor(drawing: HTMLElement, name: string, shown: () => ShownPlane) {
    this.#drawing = drawing;
    this.#shown = shown;
    this.#status = document.createElement("p");
    this.#status.className = "figure-numbers";
    this.#status.setAttribute("role", "status");
    drawing.after(this.#status, this.#zoomButtons());
    drawing.tabIndex = 0;
    drawing.setAttribute("role", "group");
    drawing.setAttribute("aria-label", `${name}; arrow keys go from ellipse to ellipse, plus and minus zoom`);
    drawing.addEventListener("pointermove", (event) => this.#point(event));
    drawing.addEventListener("pointerdown", (event) => this.#point(event));
    drawing.addEventListener("keydown", (event) => {
      if (this.#press(event.key)) event.preventDefault();
    });
  }

  /** The same as the keys, for those who have none. */
  #zoomButtons(): HTMLElement {
    const actions = document.createElement("p");
    actions.className = "actions";
    for (const [key, title] of [
      ["+", "zoom in"],
      ["-", "zoom out"],
    ]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = key === "-" ? "−" : key;
      button.setAttribute("aria-label", title);
      button.addEventListener("click", () => this.#press(key));
      actions.append(button);
    }
    return actions;
  }

  /** Draws zoom and chosen ellipse again, after the drawing was made anew. */
  refresh(): void {
    if (this.#ellipse !== undefined) this.#choose(this.#ellipse);
  }

  #point({ clientX, clientY }: PointerEvent): void {
    const svg = this.#drawing.querySelector<SVGSVGElement>("svg[data-mass-plane]");
    const zoom = svg?.querySelector<SVGGElement>("[data-zoom]");
    const matrix = zoom?.getScreenCTM()?.inverse();
    if (!matrix) return;
    const at = new DOMPoint(clientX, clientY).matrixTransform(matrix);
    const { plane } = this.#shown();
    const { frame } = planeFrame(plane);
    const [left, top, right, bottom] = frame;
    if (at.x < left || at.x > right || at.y < top || at.y > bottom) return;
    const { x, y } = planeDomains(plane);
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
    if (key === "+" || key === "=") this.#magnification = Math.min(MOST, this.#magnification * FACTOR);
    else if (key === "-") this.#magnification = Math.max(1, this.#magnification / FACTOR);
    else if (!moves[key]) return false;
    this.#choose(moves[key]?.() ?? now);
    return true;
  }

  #choose(ellipse: number): void {
    this.#ellipse = ellipse;
    const { plane, scan, tell } = this.#shown();
    const frame = planeFrame(plane);
    const path = ellipsePath(frame, plane, scan, ellipse);
    for (const one of this.#drawing.querySelectorAll("[data-chosen-ellipse]")) one.setAttribute("d", path);
    this.#zoom(plane, frame.x(plane.first[ellipse]), frame.y(plane.second[ellipse]));
    this.#status.textContent = tell(ellipse);
  }

  /** Magnifies about a place of the drawing, px. */
  #zoom(plane: EllipseEvaluation, cx: number, cy: number): void {
    const { frame } = planeFrame(plane);
    const [left, top, right, bottom] = frame;
    const k = this.#magnification;
    const inside = (centre: number, low: number, high: number) => {
      const half = (high - low) / (2 * k);
      return Math.min(high - half, Math.max(low + half, centre)) - half;
    };
    const x = inside(cx, left, right);
    const y = inside(cy, top, bottom);
    this.#drawing
      .querySelector("[data-zoom]")
      ?.setAttribute("transform", `translate(${left - k * x} ${top - k * y}) scale(${k})`);
    const domains = planeDomains(plane);
    const along = ([low, high]: readonly [number, number], part: number) => low + part * (high - low);
    const from = (x - left) / (right - left);
    const up = (bottom - y) / (bottom - top);
    const ticks = planeTicks(
      frame,
      [along(domains.x, from), along(domains.x, from + 1 / k)],
      [along(domains.y, up - 1 / k), along(domains.y, up)],
    );
    const place = this.#drawing.querySelector("[data-ticks]");
    if (place) place.innerHTML = ticks;
  }
}
