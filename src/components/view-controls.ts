import { nominalView, type PageView } from "../analysis/link.js";
import type { Search } from "../analysis/search.js";

// What a page shows of a state is chosen by controls marked `data-view`, whose HTML stands in the page.

const find = <Kind extends HTMLElement>(root: HTMLElement, name: string): Kind => {
  const found = root.querySelector<Kind>(`[data-view="${name}"]`);
  if (!found) throw new Error(`not on the page: control ${name}`);
  return found;
};

/** What the build shows. */
export function firstViewOf(root: HTMLElement, search: Search): PageView {
  return nominalView(search, Number(find(root, "hypothesis").getAttribute("value")));
}

/** What the controls say now. */
export function readView(root: HTMLElement, search: Search): PageView {
  const quantity = find<HTMLSelectElement>(root, "interpretation").value;
  const lists = root.querySelectorAll<HTMLSelectElement>("select[data-comparison]");
  return {
    quantity: search.interpretations.some(({ id }) => id === quantity) ? quantity : search.interpretations[0].id,
    scale: find<HTMLInputElement>(root, "log").checked ? "log" : "linear",
    hypothesis: find<HTMLInputElement>(root, "hypothesis").valueAsNumber,
    comparisons: Object.fromEntries(Array.from(lists, (list) => [list.dataset.comparison ?? "", list.value])),
  };
}

/** Sets the controls. */
export function showView(root: HTMLElement, view: PageView): void {
  find<HTMLSelectElement>(root, "interpretation").value = view.quantity;
  find<HTMLInputElement>(root, "log").checked = view.scale === "log";
  find<HTMLInputElement>(root, "hypothesis").value = String(view.hypothesis);
  for (const list of root.querySelectorAll<HTMLSelectElement>("select[data-comparison]"))
    list.value = view.comparisons[list.dataset.comparison ?? ""] ?? list.value;
}
