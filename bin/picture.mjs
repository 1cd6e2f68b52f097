// Takes the picture of the README from the built site: node bin/picture.mjs
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { root, runMain } from "./lib/project.mjs";

await runMain(async () => {
  const { chromium } = await import("playwright-core");
  const executablePath = await ensureChromium();
  const server = spawn(process.execPath, [join(root, "bin", "serve.mjs"), "--port", "0"], { cwd: root });
  const address = await new Promise((resolve) => {
    server.stdout.on("data", (chunk) => {
      const found = /http:\/\/\S+/.exec(String(chunk));
      if (found) resolve(found[0]);
    });
  });
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(`${address}searches/zprime-invisible.html`);
  await page.screenshot({ path: join(root, "docs", "picture.png") });
  await browser.close();
  server.kill();
});
