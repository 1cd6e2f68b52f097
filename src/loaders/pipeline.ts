import { parseArgs } from "node:util";
import { atlasPage } from "./atlas-page/page.js";
import { comparePage } from "./compare-page/page.js";
import { builtSearch, nominalSize, shownSearches } from "./events.js";
import { likelihoodsPage } from "./likelihoods-page/page.js";
import { ensurePage } from "./pages.js";
import { publish } from "./publish.js";
import { readingPage } from "./reading-page/page.js";
import { reviewPage } from "./review-page/page.js";
import { simulationPage } from "./simulation-page/page.js";
import { writeSiteManifest } from "./site-manifest.js";
import { statisticsPage } from "./statistics-page/page.js";
import { inStep } from "./steps.js";
import { removeHalves } from "./store.js";
import { tutorialPage } from "./tutorial-page/page.js";
import { validationPage } from "./validation-page/page.js";
import { watchSources } from "./watch.js";

/** Pages over the results of all searches. */
const overviews = [atlasPage, comparePage, readingPage, reviewPage];

/** Pages with numbers of their own. */
const pages = [statisticsPage, likelihoodsPage, simulationPage, tutorialPage, validationPage];

/** The step before Framework's build: makes what is not fresh of every search and page, on all cores, with progress. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string" }, watch: { type: "boolean" } } });
  if (values.watch) {
    watchSources(values.only ? ["--only", values.only] : []);
    return;
  }
  removeHalves();
  const searches = values.only ? [builtSearch(values.only)] : shownSearches();
  for (const search of searches) await publish(search, nominalSize());
  for (const page of values.only ? overviews : [...overviews, ...pages]) {
    await inStep(page.name, "page", () => ensurePage(page, nominalSize()));
  }
  writeSiteManifest();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  if (process.env.DARKROOM_TRACE)
    process.stderr.write(`${error.stack}\n${error.cause instanceof Error ? error.cause.stack : ""}\n`);
  process.exitCode = 1;
});
