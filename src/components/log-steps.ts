/** Factor of one step: a tenth of a decade. */
const FACTOR = 10 ** 0.1;

/**
 * Lets the arrow keys step numbers that run over decades (`data-log-steps`) by a factor: a browser would add one, which
 * is far beyond the end of a coupling.
 */
export function startLogSteps(root: HTMLElement): void {
  root.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLInputElement) || target.dataset.logSteps === undefined) return;
    if (key !== "ArrowUp" && key !== "ArrowDown") return;
    event.preventDefault();
    const wanted = target.valueAsNumber * (key === "ArrowUp" ? FACTOR : 1 / FACTOR);
    const value = Math.min(Number(target.max), Math.max(Number(target.min), Number(wanted.toPrecision(2))));
    if (Number.isNaN(value) || value === target.valueAsNumber) return;
    target.value = String(value);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
