/**
 * Shows one figure of the page alone where the address names one, as a frame in another page does: marks what is around
 * it and around the line that leads to the whole page. The head of each page hides it before.
 */
export function startAlone(document: Document): void {
  const mark = () => {
    for (const one of document.querySelectorAll("[data-around]")) one.removeAttribute("data-around");
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const root = document.documentElement;
    if (!named?.matches("figure")) {
      delete root.dataset.alone;
      return;
    }
    for (const kept of [named, document.querySelector(".embed-line")])
      for (let around = kept?.parentElement; around && around !== document.body; around = around.parentElement)
        around.dataset.around = "";
    root.dataset.alone = "marked";
  };
  window.addEventListener("hashchange", mark);
  mark();
}
