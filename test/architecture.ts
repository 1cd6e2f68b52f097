import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";

/** What a folder of `src` may import: other folders, packages, and whether it may touch Node. */
interface Layer {
  readonly folders: readonly string[];
  readonly packages: readonly string[] | "any";
  readonly node: boolean;
}

const ground = ["numerics", "physics", "statistics", "analysis", "catalogue"];
const drawing = ["d3", "katex", "vega", "vega-interpreter", "vega-lite"];
const isomorphic = { packages: ["pure-rand"], node: false };

/** The table of CONTRIBUTING.md. `pages` are the files of `src` itself and of `src/searches`. */
const layers: Record<string, Layer> = {
  numerics: { ...isomorphic, folders: [] },
  physics: { ...isomorphic, folders: ["numerics"] },
  statistics: { ...isomorphic, folders: ["numerics"] },
  analysis: { ...isomorphic, folders: ["numerics", "physics", "statistics"] },
  catalogue: { ...isomorphic, folders: ["numerics", "physics", "statistics", "analysis"] },
  figures: { folders: ground, packages: drawing, node: false },
  formats: {
    folders: [...ground, "figures"],
    packages: ["apache-arrow", "fflate", "hyparquet", "hyparquet-compressors", "hyparquet-writer", "jsroot", "yaml"],
    node: false,
  },
  loaders: { folders: [...ground, "figures", "formats"], packages: "any", node: true },
  components: {
    folders: [...ground, "figures", "formats"],
    packages: ["@duckdb/duckdb-wasm", "apache-arrow", "jspdf", "svg2pdf.js", "minisearch", ...drawing],
    node: false,
  },
};

/** Folders of links at the top level, which show the house. */
const links = ["components", "loaders", "data"];

/** Names that Framework fetches from a public network when a page uses them without importing them. */
const implicitNames = new Set(
  (
    "_ aq Arrow d3 dot duckdb DuckDBClient echarts htl html Inputs L mapboxgl mermaid Plot SQLite SQLiteDatabaseClient " +
    "sql svg tex topojson vg vl aapl alphabet cars citywages diamonds flare industries miserables olympians penguins " +
    "pizza weather"
  ).split(" "),
);

/** Fences that Framework turns into calls of implicit names. */
const implicitFences = ["dot", "html", "jsx", "mermaid", "sql", "svg", "tex", "tsx"];

/** Errors of the compiler that mean "no such global": the layers below see the language alone, no DOM, no Node. */
const unknownGlobal = new Set([2304, 2503, 2552, 2580, 2584, 2591, 2592, 7017]);

/** Files of a folder and its subfolders without Framework's cache, with slashes, relative to it; links not followed. */
function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((name) => !name.startsWith(".observablehq/"))
    .sort();
}

/** A module that a source file names, and whether for its types alone. */
interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** All modules that a source file names: imports, exports, import() and import.meta.resolve(). */
function findImports(file: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier)
      found.push({
        specifier: (node.moduleSpecifier as ts.StringLiteral).text,
        typeOnly: ts.isImportDeclaration(node)
          ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
          : node.isTypeOnly,
      });
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      found.push({ specifier: node.argument.literal.text, typeOnly: true });
    const [argument] = ts.isCallExpression(node) ? node.arguments : [];
    if (
      ts.isCallExpression(node) &&
      argument &&
      ts.isStringLiteralLike(argument) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText(file) === "import.meta.resolve")
    )
      found.push({ specifier: argument.text, typeOnly: false });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Name of the package of a bare specifier. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Complaint about one import of a module of `src`, or none. */
function judgeImport(name: string, { specifier, typeOnly }: Import): string | undefined {
  if (/^(npm|jsr|https?):/.test(specifier)) return `${name}: imports ${specifier}: it comes from another host`;
  const folder = name.includes("/") ? name.slice(0, name.indexOf("/")) : "pages";
  const layer = layers[folder];
  if (specifier.startsWith(".")) {
    const target = join(dirname(name), specifier).split(sep).join("/");
    const there = target.slice(0, target.indexOf("/"));
    if (layer && there !== folder && !layer.folders.includes(there))
      return `${name}: imports ${specifier}: ${folder} may not import ${there}`;
    return undefined;
  }
  if (!layer) return undefined;
  if (isBuiltin(specifier))
    return layer.node ? undefined : `${name}: imports ${specifier}: ${folder} runs in pages too`;
  // Types are gone when the module runs.
  if (layer.packages === "any" || typeOnly || layer.packages.includes(packageOf(specifier))) return undefined;
  return `${name}: imports ${specifier}: ${folder} may not import this package`;
}

/** What pages and Node both have besides the language. */
const bothWorlds = `
declare function structuredClone<T>(value: T): T;
declare class TextEncoder { encode(text: string): Uint8Array }
declare class TextDecoder { constructor(label?: string); decode(bytes: Uint8Array): string }
`;

/** Globals of the DOM or of Node that modules below loaders and components use, told by the compiler. */
function findGlobals(source: string, names: readonly string[]): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.es2023.d.ts"],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  const extra = join(source, "both-worlds.d.ts");
  host.getSourceFile = (name, version) =>
    name === extra ? ts.createSourceFile(name, bothWorlds, version) : getSourceFile(name, version);
  const program = ts.createProgram([...names.map((name) => join(source, name)), extra], options, host);
  return names.flatMap((name) => {
    const file = program.getSourceFile(join(source, name));
    return (
      program
        .getSemanticDiagnostics(file)
        // An unknown module has the code of an unknown name, but stands in quotes; imports are judged on their own.
        .filter(({ code, start = 0 }) => unknownGlobal.has(code) && !/["']/.test(file?.text[start] ?? ""))
        .map(({ messageText, start }) => {
          const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
          return `${name}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ").replace(/\.( .*)?$/, "")}`;
        })
    );
  });
}

/** Names that a piece of page code uses and does not declare or import, out of the implicit ones. */
function findImplicitNames(code: string): string[] {
  const file = ts.createSourceFile("cell.tsx", code, ts.ScriptTarget.ES2023, true, ts.ScriptKind.TSX);
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && implicitNames.has(node.text)) {
      const { parent } = node;
      const isName =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node);
      const isDeclaration =
        ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isFunctionDeclaration(parent)) &&
          parent.name === node) ||
        ts.isBindingElement(parent) ||
        ts.isImportSpecifier(parent) ||
        ts.isImportClause(parent) ||
        ts.isNamespaceImport(parent);
      if (isDeclaration) declared.add(node.text);
      else if (!isName) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...used].filter((name) => !declared.has(name));
}

/** Complaints about the code in a page's text: fences and inline expressions. */
function judgePage(name: string, text: string): string[] {
  const complaints: string[] = [];
  const cells: string[] = [];
  const fences = /^```(\w+)([^\n]*)\n([\s\S]*?)^```/gm;
  for (const [, tag = "", info = "", code = ""] of text.matchAll(fences)) {
    if (/run=(["']?)false\1/.test(info)) continue;
    if (tag === "js" || tag === "ts") cells.push(code);
    else if (implicitFences.includes(tag)) complaints.push(`${name}: fence ${tag}: it needs another host at build`);
  }
  if (name.endsWith(".md"))
    for (const [, code = ""] of text.replaceAll(fences, "").matchAll(/\$\{([^}]*)\}/g)) cells.push(`(${code})`);
  // A name that one cell declares all cells may use.
  const page = cells.join("\n;\n");
  for (const found of findImplicitNames(page)) complaints.push(`${name}: ${found}: an implicit name; import it`);
  for (const { specifier } of findImports(ts.createSourceFile("page.ts", page, ts.ScriptTarget.ES2023, true))) {
    if (/^(npm|jsr|https?):/.test(specifier))
      complaints.push(`${name}: imports ${specifier}: it comes from another host`);
    if (/(^|\/)loaders\//.test(specifier))
      complaints.push(`${name}: imports ${specifier}: pages may not import loaders`);
  }
  return complaints;
}

/** Complaints about where folders and links stand. */
function judgeFolders(root: string): string[] {
  const complaints: string[] = [];
  for (const link of links) {
    const stat = lstatSync(join(root, link), { throwIfNoEntry: false });
    if (!stat?.isSymbolicLink()) complaints.push(`${link}: should be a link to src/${link}`);
    const folder = lstatSync(join(root, "src", link), { throwIfNoEntry: false });
    if (!folder?.isDirectory()) complaints.push(`src/${link}: should be a real folder`);
  }
  for (const entry of readdirSync(join(root, "src"), { withFileTypes: true }))
    if (entry.isSymbolicLink()) complaints.push(`src/${entry.name}: a link; tools resolve real paths`);
  return complaints;
}

/** Complaints about commands that need a package before they could install it: they may only import() it in time. */
function judgeCommands(root: string): string[] {
  return listFiles(join(root, "bin"))
    .filter((name) => name.endsWith(".mjs"))
    .flatMap((name) => {
      const file = ts.createSourceFile(name, readFileSync(join(root, "bin", name), "utf8"), ts.ScriptTarget.ES2023);
      return file.statements
        .filter((one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one))
        .map(({ moduleSpecifier }) => (moduleSpecifier as ts.StringLiteral | undefined)?.text ?? ".")
        .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier))
        .map((specifier) => `bin/${name}: imports ${specifier}: it is not there before the set-up; import() it`);
    });
}

/**
 * What breaks the rules of the house in a project's folder, one line each: who may import whom, no DOM, Node or DuckDB
 * below loaders and components, nothing from other hosts, no implicit names of Framework, real folders in `src`,
 * commands that start before any package is there.
 */
export function judgeHouse(root: string): string[] {
  const source = join(root, "src");
  const files = listFiles(source);
  const modules = files.filter((name) => /\.(ts|js|mjs)$/.test(name));
  const pages = files.filter((name) => /\.md(\.\w+)?$/.test(name));
  const low = modules.filter((name) => [...ground, "figures", "formats"].includes(name.split("/")[0] ?? ""));
  const read = (name: string) => readFileSync(join(source, name), "utf8");
  return [
    ...judgeFolders(root),
    ...modules.flatMap((name) =>
      findImports(ts.createSourceFile(name, read(name), ts.ScriptTarget.ES2023, true)).flatMap(
        (found) => judgeImport(name, found) ?? [],
      ),
    ),
    ...findGlobals(source, low),
    ...pages.flatMap((name) => judgePage(name, read(name))),
    ...judgeCommands(root),
  ];
}
