type Control = HTMLInputElement | HTMLSelectElement;

/** Whether a control stands elsewhere than its HTML says; a range only by more than its grid makes of that. */
function isMoved(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const declared = Array.from(control.options).findIndex(({ defaultSelected }) => defaultSelected);
    return control.selectedIndex !== Math.max(0, declared);
  }
  if (control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (control.type !== "range" && control.type !== "number") return false;
  const from = Number(control.defaultValue);
  const grid = Number(control.step) / 2 || 1e-9 * Math.abs(from);
  return control.defaultValue !== "" && Math.abs(control.valueAsNumber - from) > grid;
}

/**
 * Says of every control that was moved before anyone heard it that it was: by a reader who was faster than the page,
 * or by a browser that puts back what stood in it before it was loaded again.
 */
export function sayEarlyMoves(controls: Iterable<Control>): void {
  for (const control of controls) {
    if (isMoved(control)) control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
