/** Where a chosen theme is remembered; the head of each page reads the same key before the first paint. */
const key = "darkroom-theme";

/** Whether the page is dark now: by the reader's choice, else by the system's. */
function isDark(document: Document): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Remembers the choice where the browser allows it. */
function remember(theme: string): void {
  try {
    if (theme) localStorage.setItem(key, theme);
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing for this site still switches the page.
  }
}

/**
 * Starts the switch in the header. A choice that equals the system's is forgotten, so that the page follows the system
 * again.
 */
export function startTheme(document: Document): void {
  const button = document.querySelector<HTMLButtonElement>("button.theme");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const show = () => button.setAttribute("aria-pressed", String(isDark(document)));
  button.addEventListener("click", () => {
    const dark = !isDark(document);
    const theme = dark === system.matches ? "" : dark ? "dark" : "light";
    document.documentElement.dataset.theme = theme;
    remember(theme);
    show();
  });
  system.addEventListener("change", show);
  show();
}
