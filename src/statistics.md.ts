import { printPage } from "./loaders/pages.js";
import { statisticsPage } from "./loaders/statistics-page/page.js";

await printPage(statisticsPage);
