import { likelihoodsPage } from "./loaders/likelihoods-page/page.js";
import { printPage } from "./loaders/pages.js";

await printPage(likelihoodsPage);
