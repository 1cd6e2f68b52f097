import type { InputNumber } from "./numbers.js";

/** What a result, a snapshot or an export was made from. Carries no clock and no machine. */
export interface Provenance {
  /** Commit of the project, with a remark where files that matter differ from it; "unknown" outside a repository. */
  readonly commit: string;
  /** SHA-256 over every module of the import graph and the lockfile; `events` is that of the simulation. */
  readonly code: string;
  readonly events: string;
  /** Modules in the graph. */
  readonly modules: number;
  /** Seed, scale, and what else the events depend on. */
  readonly parameters: unknown;
  /** SHA-256 of each input file by its path; what was read from data/samples among them. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Version of each package that the graph imports, by the lockfile. */
  readonly packages: Readonly<Record<string, string>>;
  /** Published, derived, recalled and assumed numbers of the search. */
  readonly numbers: readonly InputNumber[];
}

/** Seed and scale of the simulation, where the parameters tell them. */
function sizeOf(parameters: unknown): string[] {
  if (typeof parameters !== "object" || parameters === null) return [];
  const { seed, scale } = parameters as { seed?: unknown; scale?: unknown };
  return [...(seed === undefined ? [] : [`seed ${seed}`]), ...(scale === undefined ? [] : [`scale ${scale}`])];
}

/** A manifest in one line, for the head of a table: "commit 1a2b3c4, code 5d6e7f8, seed 1, scale 1". */
export function provenanceLine({ commit, code, parameters }: Provenance): string {
  return [`commit ${commit}`, `code sha256:${code.slice(0, 16)}`, ...sizeOf(parameters)].join(", ");
}

/** What the numbers rest on, in lines: each input file with its hash, the packages, and how many numbers of which origin. */
export function basisLines({ inputs, packages, numbers }: Provenance): string[] {
  const origins = ["published", "derived", "recalled", "assumption"] as const;
  const told = origins.flatMap((origin) => {
    const count = numbers.filter((one) => one.origin === origin).length;
    return count > 0 ? [`${count} ${origin}`] : [];
  });
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return [
    ...Object.entries(inputs).map(([path, hash]) => `Input: ${path} sha256:${hash}`),
    ...(versions.length > 0 ? [`Packages: ${versions.join(", ")}`] : []),
    ...(told.length > 0 ? [`Numbers: ${told.join(", ")}; each with its source under "Where from" of the page`] : []),
  ];
}
