import { atlasPage } from "./loaders/atlas-page/page.js";
import { printPage } from "./loaders/pages.js";

await printPage(atlasPage);
