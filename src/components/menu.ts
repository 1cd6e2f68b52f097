/** Closes an open menu of the header on Escape, on a click beside it and when the focus leaves it. */
export function startMenus(document: Document): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu")) {
    const summary = menu.querySelector("summary");
    menu.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !menu.open) return;
      menu.open = false;
      summary?.focus();
    });
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !menu.contains(target)) menu.open = false;
    });
  }
}
