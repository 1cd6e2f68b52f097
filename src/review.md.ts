import { printPage } from "./loaders/pages.js";
import { reviewPage } from "./loaders/review-page/page.js";

await printPage(reviewPage);
