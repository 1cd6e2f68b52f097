/** An element with its properties and children; text stays text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A choice with its name before it: values and what they are called. */
export function makeChoice(
  name: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen?: string,
): { readonly label: HTMLLabelElement; readonly select: HTMLSelectElement } {
  const select = make("select", {}, ...options.map(([value, text]) => new Option(text, value)));
  if (chosen !== undefined) select.value = chosen;
  // The label around it would have the names of all its options.
  select.setAttribute("aria-label", name);
  return { label: make("label", { className: "choice" }, `${name} `, select), select };
}
