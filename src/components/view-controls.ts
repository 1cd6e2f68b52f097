import type { PlaneLine } from "../analysis/ellipses/row.js";
import { nominalView, type PageView } from "../analysis/link.js";
import type { Search } from "../analysis/search.js";

// What a page shows of a state is chosen by controls marked `data-view`, whose HTML stands in the page.

const find = <Kind extends HTMLElement>(root: HTMLElement, name: string): Kind => {
  const found = root.querySelector<Kind>(`[data-view="${name}"]`);
  if (!found) throw new Error(`not on the page: control ${name}`);
  return found;
};

/** Sliders of panels that show one of several things, by panel. */
const choicesIn = (root: HTMLElement) =>
  Array.from(
    root.querySelectorAll<HTMLInputElement>('[data-view="choice"]'),
    (slider) => [slider.dataset.choiceOf ?? "", slider] as const,
  );

/** The list of lines through a plane; none where the scan is of no plane. */
const linesIn = (root: HTMLElement) => root.querySelector<HTMLSelectElement>('[data-view="line"]');

/** Line through a plane that the reader chose; null where there is no plane. */
export function lineIn(root: HTMLElement): PlaneLine | null {
  const chosen = linesIn(root)?.value;
  if (!chosen) return null;
  const [held, at] = chosen.split(" ");
  return { held: held === "first" ? "first" : "second", at: Number(at) };
}

/** What the build shows. */
export function firstViewOf(root: HTMLElement, search: Search): PageView {
  const panels = choicesIn(root).map(([panel]) => panel);
  return nominalView(search, Number(find(root, "hypothesis").getAttribute("value")), panels);
}

/** What the controls say now. */
export function readView(root: HTMLElement, search: Search): PageView {
  const quantity = find<HTMLSelectElement>(root, "interpretation").value;
  const lists = root.querySelectorAll<HTMLSelectElement>("select[data-comparison]");
  return {
    quantity: search.interpretations.some(({ id }) => id === quantity) ? quantity : search.interpretations[0].id,
    scale: find<HTMLInputElement>(root, "log").checked ? "log" : "linear",
    line: lineIn(root),
    hypothesis: find<HTMLInputElement>(root, "hypothesis").valueAsNumber,
    choices: Object.fromEntries(choicesIn(root).map(([panel, slider]) => [panel, slider.valueAsNumber])),
    comparisons: Object.fromEntries(Array.from(lists, (list) => [list.dataset.comparison ?? "", list.value])),
  };
}

/**
 * Sets the controls.
 * @param points hypotheses along the line of the view
 * @throws RangeError where a panel has no such choice; nothing is set then
 */
export function showView(root: HTMLElement, view: PageView, points: number): void {
  const choices = choicesIn(root);
  for (const [panel, { max }] of choices)
    if (view.choices[panel] > Number(max))
      throw new RangeError(`not in range: ${view.choices[panel]}, of panel ${panel}; give 0 to ${max}`);
  for (const [panel, slider] of choices) slider.value = String(view.choices[panel]);
  const lines = linesIn(root);
  if (lines && view.line) lines.value = `${view.line.held} ${view.line.at}`;
  find<HTMLSelectElement>(root, "interpretation").value = view.quantity;
  find<HTMLInputElement>(root, "log").checked = view.scale === "log";
  const slider = find<HTMLInputElement>(root, "hypothesis");
  slider.max = String(points - 1);
  slider.value = String(view.hypothesis);
  for (const list of root.querySelectorAll<HTMLSelectElement>("select[data-comparison]"))
    list.value = view.comparisons[list.dataset.comparison ?? ""] ?? list.value;
}
