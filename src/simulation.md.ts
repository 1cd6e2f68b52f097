import { printPage } from "./loaders/pages.js";
import { simulationPage } from "./loaders/simulation-page/page.js";

await printPage(simulationPage);
