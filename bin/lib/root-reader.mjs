import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { cacheFolder, root } from "./project.mjs";

/** What is used of jsroot, by the part that it is imported from. */
const parts = {
  io: ["FileProxy", "openFile"],
  tree: ["TSelector", "treeProcess"],
  rntuple: ["readHeaderFooter", "rntupleProcess"],
};

/** Packages that jsroot asks for under Node alone. */
const nodeOnly = new Set([...builtinModules, "@oneidentity/zstd-js", "canvas", "jsdom", "tmp", "xhr2"]);

/**
 * Bundles the reader of ROOT files into Framework's cache, which it takes as it stands. Framework's own bundle of a
 * package keeps one file of it, and jsroot is several: its decompressors are loaded when a file needs them.
 */
export async function bundleRootReader() {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/jsroot/package.json"), "utf8"));
  const folder = join(cacheFolder, "_node", `jsroot@${version}`);
  const whole = join(folder, "reader.js");
  const files = Object.entries(parts).map(([part, names]) => ({
    path: join(folder, `${part}.js`),
    text: `export { ${names.join(", ")} } from "./reader.js";\n`,
  }));
  if (files.every(({ path, text }) => existsSync(path) && readFileSync(path, "utf8") === text)) return;
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    stdin: {
      contents: Object.entries(parts)
        .map(([part, names]) => `export { ${names.join(", ")} } from "jsroot/${part}";`)
        .join("\n"),
      resolveDir: root,
    },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    plugins: [
      {
        name: "no-node",
        setup(bundler) {
          bundler.onResolve({ filter: /^[^./]/ }, ({ path }) =>
            nodeOnly.has(path.replace(/^node:/, "")) ? { path, namespace: "no-node" } : undefined,
          );
          bundler.onLoad({ filter: /./, namespace: "no-node" }, () => ({ contents: "export default {};" }));
        },
      },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(whole, outputFiles[0]?.text ?? "");
  for (const { path, text } of files) writeFileSync(path, text);
}
