import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Search } from "../../analysis/search.js";
import { root } from "../paths.js";

interface CitationFile {
  readonly title: string;
  readonly abstract: string;
  readonly version: string;
  readonly license: string;
  readonly authors: readonly {
    readonly name?: string;
    readonly "given-names"?: string;
    readonly "family-names"?: string;
  }[];
  readonly keywords: readonly string[];
}

/** What Zenodo asks about a deposit, from CITATION.cff and the papers of the searches. */
export function zenodoOf(citation: string, searches: readonly Search[], commit: string): string {
  const { title, abstract, version, license, authors, keywords } = parse(citation) as CitationFile;
  const papers = [...new Set(searches.flatMap(({ citation: { doi } }) => doi ?? []))];
  return `${JSON.stringify(
    {
      title,
      description: abstract,
      version: `${version} (${commit.slice(0, 10)})`,
      upload_type: "software",
      license,
      creators: authors.map((one) => ({
        name: one.name ?? [one["family-names"], one["given-names"]].filter(Boolean).join(", "),
      })),
      keywords,
      related_identifiers: papers.map((identifier) => ({ identifier, relation: "isSupplementTo", scheme: "doi" })),
    },
    null,
    1,
  )}\n`;
}

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

/** Licences of the packages that are shipped, with their texts where the packages hold them. */
export function licencesText(): string {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, LockedPackage>>;
  };
  const parts = Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== "" && !dev && !link && existsSync(join(root, path)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, { version, license }]) => {
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      const file = readdirSync(join(root, path))
        .sort()
        .find((one) => /^(licen[cs]e|copying)/i.test(one));
      const text = file ? readFileSync(join(root, path, file), "utf8").trim() : "no text in the package";
      return `${name} ${version}: ${license ?? "see below"}\n\n${text}\n`;
    });
  return parts.join(`\n${"-".repeat(80)}\n\n`);
}

/** How to open an archive, for whoever finds it. */
export const HOW_TO_OPEN = `Darkroom: an archive

site/       the pages, as published. Any static server shows them; from this folder, with Python or with Node:
              python3 -m http.server --directory site 8000
              node sources/bin/serve.mjs --port 8000        (with site/ copied to sources/dist)
            They ask no other host for anything. Opened as files, without a server, browsers show text, tables and
            figures, and no more.
products/   every search in open formats: events (Parquet), limits, spectra and cut flow (CSV), the result (JSON), HEPData
            tables (YAML).
sources/    the sources as committed; COMMIT names the commit. "npm start" there builds everything again: the same bytes.
manifest.json   what the numbers were made from, and the SHA-256 of every file of the site.
sbom.json, licences.txt   the packages, and their licences.
CITATION.cff, .zenodo.json   how to cite, and what a repository asks at deposit.
SHA256SUMS  of every file here: sha256sum -c SHA256SUMS
`;
