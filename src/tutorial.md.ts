import { printPage } from "./loaders/pages.js";
import { tutorialPage } from "./loaders/tutorial-page/page.js";

await printPage(tutorialPage);
