/** Fields in which the browser itself takes back what was typed. */
const TYPED = "input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]";

/** Undo and redo by their buttons and by Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (⌘ on a Mac). */
export function startUndo(root: HTMLElement, { undo, redo }: { undo(): void; redo(): void }): void {
  root.querySelector("button.undo")?.addEventListener("click", undo);
  root.querySelector("button.redo")?.addEventListener("click", redo);
  root.ownerDocument.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    if (event.target instanceof Element && event.target.matches(TYPED)) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
}
