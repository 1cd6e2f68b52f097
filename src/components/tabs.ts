/**
 * Makes tabs of a list of links to sections of the page: `<nav class="tabs"><a href="#cut-flow">Cut flow</a>…</nav>`
 * followed anywhere by `<section id="cut-flow">`. Without scripts the links jump and all sections are shown; with
 * them one is shown at a time, arrow keys, Home and End move, and a link to a section from elsewhere opens it.
 * So does one to anything in it. Links to sections that the page does not have are left out. A section that is opened says so by "tabopen".
 */
export function startTabs(list: HTMLElement): void {
  const document = list.ownerDocument;
  const tabs = [...list.querySelectorAll<HTMLAnchorElement>("a[href^='#']")].flatMap((link) => {
    const panel = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (panel) return [{ link, panel }];
    link.remove();
    return [];
  });
  if (tabs.length === 0) return;

  const select = (chosen: number, focus: boolean) => {
    for (const [index, { link, panel }] of tabs.entries()) {
      const selected = index === chosen;
      link.setAttribute("aria-selected", String(selected));
      link.tabIndex = selected ? 0 : -1;
      const opened = selected && panel.hidden;
      panel.hidden = !selected;
      if (opened) panel.dispatchEvent(new CustomEvent("tabopen", { bubbles: true }));
      if (selected && focus) link.focus();
    }
  };
  const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const chosenByAddress = () => {
    const place = named();
    return place ? tabs.findIndex(({ panel }) => panel.contains(place)) : -1;
  };

  list.setAttribute("role", "tablist");
  for (const [index, { link, panel }] of tabs.entries()) {
    link.id ||= `tab-${panel.id}`;
    link.setAttribute("role", "tab");
    link.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", link.id);
    panel.tabIndex = 0;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(history.state, "", link.hash);
      select(index, true);
    });
    link.addEventListener("keydown", (event) => {
      const { key } = event;
      const n = tabs.length;
      if (key === " ") link.click();
      else if (key === "ArrowRight") select((index + 1) % n, true);
      else if (key === "ArrowLeft") select((index + n - 1) % n, true);
      else if (key === "Home") select(0, true);
      else if (key === "End") select(n - 1, true);
      else return;
      event.preventDefault();
    });
  }
  window.addEventListener("hashchange", () => {
    const chosen = chosenByAddress();
    if (chosen < 0) return;
    select(chosen, false);
    // The browser could not scroll to what was still hidden.
    const place = named();
    place?.scrollIntoView({ block: place === tabs[chosen].panel ? "nearest" : "center" });
  });
  select(Math.max(0, chosenByAddress()), false);
}
