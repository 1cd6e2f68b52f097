import { startAlone } from "./alone.js";
import { startMenus } from "./menu.js";
import { startSiteSearch } from "./site-search.js";
import { startTabs } from "./tabs.js";
import { startTakeAway } from "./take-away.js";
import { startTheme } from "./theme.js";

// What every page does around its content. All of it is an improvement: without scripts the menu opens, all panels
// stand below each other, and the theme follows the system.
startTheme(document);
startAlone(document);
startMenus(document);
for (const form of document.querySelectorAll<HTMLFormElement>("form.site-search")) startSiteSearch(form);
for (const list of document.querySelectorAll<HTMLElement>("nav.tabs")) startTabs(list);
// A search's page knows its numbers itself.
if (!document.querySelector("article.search")) startTakeAway(document, () => undefined);
// A figure in a frame leads to the page in the state that it shows.
const whole = document.querySelector<HTMLAnchorElement>("a[data-whole-page]");
if (whole) whole.search = location.search;
