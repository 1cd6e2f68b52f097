import { existsSync } from "node:fs";
import { join } from "node:path";
import { commitOf } from "./src/loaders/commit.js";
import { shownSearches } from "./src/loaders/events.js";
import { escapeHtml } from "./src/loaders/html.js";

/** Searches that have events: the others have no page. */
const searches = shownSearches();

/** The commit as far as it is told apart, and whether the sources differ from it. */
function shortCommit(): string {
  return commitOf(["src", "bin", "package-lock.json", "observablehq.config.ts"]).replace(
    /^([0-9a-f]{10})[0-9a-f]*/,
    "$1",
  );
}

/** Pages besides the searches, in the order of the header; those that are not written yet are left out. */
const pages = [
  { path: "/compare", name: "Compare" },
  { path: "/reading", name: "How to read" },
  { path: "/statistics", name: "Statistics" },
  { path: "/likelihoods", name: "Likelihoods" },
  { path: "/simulation", name: "Simulation" },
  { path: "/validation", name: "Validation" },
  { path: "/review", name: "Review" },
  { path: "/data", name: "Data" },
  { path: "/tutorial", name: "Tutorial" },
];

const exists = (page: string) => ["md", "md.ts"].some((ending) => existsSync(join("src", `${page}.${ending}`)));
const shownPages = pages.filter(({ path }) => exists(path));

/** A link of the header, marked where it leads to the page it stands on. */
function link(path: string, name: string, here: string): string {
  return `<a href="${path}"${path === here ? ' aria-current="page"' : ""}>${escapeHtml(name)}</a>`;
}

/** A menu that opens without scripts. */
function menu(name: string, links: readonly string[], more = ""): string {
  const items = links.map((one) => `<li>${one}</li>`).join("");
  return `<details class="menu${more}"><summary>${name}</summary><ul>${items}</ul></details>`;
}

/** The header: home, the searches in a menu, the other pages (in one too on a phone), the switch of the theme. */
function header({ path }: { path: string }): string {
  const searchLinks = searches.map(({ id, title }) => link(`/searches/${id}`, title, path));
  const pageLinks = shownPages.map((page) => link(page.path, page.name, path));
  return `<a class="skip" href="#observablehq-main">Skip to the content</a>
<nav aria-label="Site"><a class="home" href="/">Darkroom</a>${menu("Searches", searchLinks)}<span class="wide">${pageLinks.join("")}</span>${menu("Pages", pageLinks, " narrow")}</nav>
<form class="site-search" role="search" autocomplete="off"><input type="search" aria-label="Search all pages" placeholder="Search"><ul data-found aria-label="Found" hidden></ul></form>
<button type="button" class="theme" aria-pressed="false" aria-label="Dark theme" title="Dark theme">☾</button>`;
}

// Before the first paint: a theme chosen earlier, marks that scripts run and that one figure alone is asked for.
const early =
  'try{document.documentElement.dataset.theme=localStorage.getItem("darkroom-theme")??""}catch{}' +
  'document.documentElement.dataset.scripts="";' +
  'if(location.hash.startsWith("#figure-"))document.documentElement.dataset.alone="wanted"';

export default {
  title: "Darkroom",
  root: "src",
  // The build writes beside `dist` and puts the whole site in its place when all is well.
  output: process.env.DARKROOM_OUTPUT ?? "dist",
  style: "style/darkroom.css",
  // The default loads fonts from another host.
  globalStylesheets: [],
  preserveExtension: true,
  sidebar: false,
  pager: false,
  toc: false,
  head: `<meta name="color-scheme" content="light dark">
<link rel="icon" type="image/svg+xml" href="/style/icon.svg">
<script>${early}</script>
<script type="module" src="/components/frame.js"></script>`,
  header,
  // The default prints the day of the build.
  footer: ({ path, title }: { path: string; title?: string }) =>
    `<p class="embed-line"><a href="${path}" target="_blank" rel="noopener" data-whole-page>${escapeHtml(title ?? "Darkroom")}, the whole page ↗</a></p>` +
    "<span>Events are simulated unless a plot says otherwise. Published curves carry their citation. " +
    `These pages ask no other host for anything. Built from <a data-manifest>commit ${escapeHtml(shortCommit())}</a>.</span>`,
  dynamicPaths: searches.map(({ id }) => `/searches/${id}`),
};
