import { comparePage } from "./loaders/compare-page/page.js";
import { printPage } from "./loaders/pages.js";

await printPage(comparePage);
