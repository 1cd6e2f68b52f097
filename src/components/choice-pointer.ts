/** Distance, px, within which a pointer means a point. */
const REACH = 30;

/**
 * Drawings in which one of several things is a point (`data-place`, within `data-places`): the one under the pointer is
 * what the slider of the panel shows.
 */
export function startChoicePointer(root: HTMLElement): void {
  const point = ({ target, clientX, clientY }: PointerEvent) => {
    const places = target instanceof Element ? target.closest("[data-places]") : null;
    const slider = places?.closest("[data-panel]")?.querySelector<HTMLInputElement>('[data-view="choice"]');
    if (!places || !slider) return;
    let nearest: string | undefined;
    let least = REACH;
    for (const one of places.querySelectorAll<SVGElement>("[data-place]")) {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      const distance = Math.hypot(0.5 * (left + right) - clientX, 0.5 * (top + bottom) - clientY);
      if (distance < least) [nearest, least] = [one.dataset.place, distance];
    }
    if (nearest === undefined || nearest === slider.value) return;
    slider.value = nearest;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  root.addEventListener("pointermove", point);
  root.addEventListener("pointerdown", point);
}
