import { readFileSync } from "node:fs";
import { comparePage, comparePath } from "./compare-page/page.js";
import { nominalSize } from "./events.js";
import { ensurePage } from "./pages.js";

await ensurePage(comparePage, nominalSize());
process.stdout.write(readFileSync(comparePath));
