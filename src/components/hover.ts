/** An axis along the width of a figure's frame. */
export interface HoverAxis {
  readonly scale: "linear" | "log";
  readonly domain: readonly [number, number];
}

/** Narrower or lower frames, px, are of no plot. */
const LEAST_SIZE = 50;

/** Tells the abscissa under the pointer while it is over the frame of a drawing. */
export function startHover(
  drawing: HTMLElement,
  axis: () => HoverAxis | undefined,
  hovered: (value: number) => void,
): void {
  drawing.addEventListener("pointermove", ({ clientX, clientY, pointerType }) => {
    const known = pointerType === "touch" ? undefined : axis();
    const frame = known && frameOf(drawing);
    if (!frame || clientX < frame.left || clientX > frame.right || clientY < frame.top || clientY > frame.bottom)
      return;
    const part = (clientX - frame.left) / frame.width;
    const [low, high] = known.domain;
    hovered(known.scale === "log" ? low * (high / low) ** part : low + part * (high - low));
  });
}

/** Frame of the first plot of a drawing: Vega marks it as a background. */
export function frameOf(drawing: HTMLElement): DOMRect | undefined {
  return Array.from(drawing.querySelectorAll("path.background"), (path) => path.getBoundingClientRect()).find(
    // Around plots that stand one above the other there is a group as wide as they are, and without a height.
    ({ width, height }) => width > LEAST_SIZE && height > LEAST_SIZE,
  );
}
