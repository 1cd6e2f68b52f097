import { printPage } from "./loaders/pages.js";
import { readingPage } from "./loaders/reading-page/page.js";

await printPage(readingPage);
