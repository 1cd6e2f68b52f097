import type { Change } from "../analysis/change.js";
import type { Cut } from "../analysis/cut.js";
import type { PlaneCuts } from "../figures/panels/plane.js";

/** From this part of the abscissa on a pull turns the line instead of shifting it. */
const TURNS_FROM = 0.6;

/** What a drag needs to know when it starts. */
export interface PlaneDragStart {
  readonly cut: Cut;
  readonly cuts: PlaneCuts;
}

/** A place in the plane, in the units of its axes. */
interface Place {
  readonly x: number;
  readonly y: number;
  /** Part of the abscissa, 0 at its left end. */
  readonly part: number;
}

/**
 * Lets the line of a plane be dragged: near its left end it is shifted, near the right one turned about its intercept.
 * By keyboard the same is done with the sliders of its cut.
 */
export function startPlaneDrag(
  place: HTMLElement,
  start: () => PlaneDragStart | null,
  change: (change: Change) => void,
): void {
  place.addEventListener("pointerdown", (event) => {
    const from = placeOf(place, event);
    const begun = from && start();
    if (!begun || from.part < 0 || from.part > 1) return;
    event.preventDefault();
    place.setPointerCapture(event.pointerId);
    const { cut, cuts } = begun;
    const move = (moved: PointerEvent) => {
      const to = placeOf(place, moved);
      if (!to) return;
      const turn = from.part > TURNS_FROM ? (to.y - from.y) / from.x : 0;
      const values = { slope: cuts.slope + turn, intercept: cuts.intercept + (turn === 0 ? to.y - from.y : 0) };
      for (const [parameter, value] of Object.entries(values)) {
        change({ kind: "cut", cut: cut.id, parameter, value: rounded(cut, parameter, value) });
      }
    };
    const end = () => {
      place.removeEventListener("pointermove", move);
      place.removeEventListener("pointerup", end);
      place.removeEventListener("pointercancel", end);
    };
    place.addEventListener("pointermove", move);
    place.addEventListener("pointerup", end);
    place.addEventListener("pointercancel", end);
  });
}

/** A value that the control of the parameter can show. */
function rounded(cut: Cut, id: string, value: number): number {
  const parameter = cut.parameters.find((one) => one.id === id);
  if (!parameter) return value;
  const { low, high, step } = parameter;
  const steps = Math.round((Math.min(high, Math.max(low, value)) - low) / step);
  return Number((low + steps * step).toFixed(6));
}

/** Where a pointer is in the plane, by the ends of the axes that its drawing carries. */
function placeOf(place: HTMLElement, { clientX, clientY }: PointerEvent): Place | null {
  const svg = place.querySelector<SVGSVGElement>("svg[data-plane-frame]");
  const matrix = svg?.getScreenCTM()?.inverse();
  if (!svg || !matrix) return null;
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix);
  const [left, top, right, bottom] = (svg.dataset.planeFrame ?? "").split(" ").map(Number);
  const part = (x - left) / (right - left);
  return {
    part,
    x: part * Number(svg.dataset.planeX),
    y: ((bottom - y) / (bottom - top)) * Number(svg.dataset.planeY),
  };
}
