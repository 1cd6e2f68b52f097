/**
 * @typedef {{ version?: string, resolved?: string, integrity?: string, license?: string, dev?: boolean, optional?: boolean, link?: boolean }} LockedPackage
 */

/** @param {string} path of a package in the lockfile, e.g. "node_modules/a/node_modules/@b/c" */
const nameOf = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/**
 * Hashes as CycloneDX writes them, from npm's `integrity`.
 * @param {string | undefined} integrity
 */
function hashesOf(integrity) {
  const algorithms = /** @type {Record<string, string>} */ ({ sha512: "SHA-512", sha1: "SHA-1", sha256: "SHA-256" });
  return (integrity ?? "").split(" ").flatMap((one) => {
    const [algorithm = "", digest] = one.split("-");
    const alg = algorithms[algorithm];
    return alg && digest ? [{ alg, content: Buffer.from(digest, "base64").toString("hex") }] : [];
  });
}

/**
 * @param {LockedPackage} one
 * @param {boolean} isShipped
 */
function scopeOf({ dev, optional }, isShipped) {
  if (isShipped) return "required";
  // Packages of development alone are in no file of the site.
  return dev ? "excluded" : optional ? "optional" : "required";
}

/**
 * Packages that lie in a built site, whole or in part, as "name@version". That of ROOT files holds its decompressors,
 * that of the database its WebAssembly.
 * @param {readonly string[]} files of the site
 */
export function shippedPackages(files) {
  const found = files.map((name) => /^_node\/((?:@[^/]+\/)?[^/]+@[^/]+)\//.exec(name.replaceAll("\\", "/"))?.[1]);
  return new Set(found.filter((name) => name !== undefined));
}

/**
 * The software bill of materials of a lockfile, CycloneDX 1.6. Without time and serial number: the same lockfile gives
 * the same bill.
 * @param {{ name: string, version: string, packages: Record<string, LockedPackage> }} lock
 * @param {ReadonlySet<string>} [shipped] packages in the site, as "name@version": what a package may do without is
 *   required where it is there
 */
export function billOfMaterials({ name, version, packages }, shipped = new Set()) {
  const components = Object.entries(packages)
    .filter(([path, one]) => path !== "" && !one.link)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, one]) => {
      const full = nameOf(path);
      const purl = `pkg:npm/${full.replace("@", "%40")}@${one.version}`;
      const [scope, plain] = full.startsWith("@") ? full.split("/") : [undefined, full];
      const hashes = hashesOf(one.integrity);
      return {
        type: "library",
        "bom-ref": `${path}@${one.version}`,
        ...(scope ? { group: scope } : {}),
        name: plain,
        version: one.version,
        scope: scopeOf(one, shipped.has(`${full}@${one.version}`)),
        ...(hashes.length > 0 ? { hashes } : {}),
        ...(one.license ? { licenses: [{ expression: one.license }] } : {}),
        purl,
      };
    });
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": `${name}@${version}`, name, version } },
    components,
  };
}
