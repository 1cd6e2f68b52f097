import type { BenchmarkRow } from "./row.js";

/** The benchmarks by name; each loaded only when it is run. */
const suites: Readonly<
  Record<string, readonly (() => Promise<{ benchmark(): BenchmarkRow[] | Promise<BenchmarkRow[]> }>)[]>
> = {
  zprime: [() => import("./zprime.js")],
  alp: [() => import("./alp.js")],
  idm: [() => import("./idm.js")],
  mesogenesis: [() => import("./mesogenesis.js")],
  import: [() => import("./import.js")],
  page: [() => import("./page.js")],
  higgsstrahlung: [() => import("./higgsstrahlung.js"), () => import("./higgsstrahlung-page.js")],
  physics: [() => import("./physics.js"), () => import("./detector.js")],
  statistics: [() => import("./counting.js"), () => import("./likelihood.js"), () => import("./fits.js")],
};

const names = process.argv.slice(2);
const unknown = names.find((name) => !(name in suites));
if (unknown) {
  process.stderr.write(`unknown benchmark: ${unknown}; known are ${Object.keys(suites).join(", ")}\n`);
  process.exit(2);
}
for (const name of names.length > 0 ? names : Object.keys(suites)) {
  for (const load of suites[name]) {
    const { benchmark } = await load();
    for (const row of await benchmark()) {
      process.stdout.write(
        `${name.padEnd(11)} ${row.name.padEnd(64)} ${row.value.toPrecision(4).padStart(11)} ${row.unit}\n`,
      );
    }
  }
}
