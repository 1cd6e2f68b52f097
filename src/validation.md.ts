import { printPage } from "./loaders/pages.js";
import { validationPage } from "./loaders/validation-page/page.js";

await printPage(validationPage);
