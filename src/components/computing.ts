/** What browsers tell of a connection, where they do. */
interface Connection {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
  readonly type?: string;
}

/** Whether every megabyte counts: data are to be saved, or the connection is slow or a mobile one. */
export function isCostly({ connection }: { readonly connection?: Connection }): boolean {
  if (!connection) return false;
  const { saveData = false, effectiveType = "4g", type = "" } = connection;
  return saveData || effectiveType !== "4g" || type === "cellular";
}

/** What cannot be had in this browser, in words; null where nothing is missing. */
export function missingForComputing(): string | null {
  return typeof WebAssembly === "undefined"
    ? "WebAssembly is switched off in this browser, so nothing can be counted here. Missing are: moved cuts and choices, limits by them, own observables and own events. Figures, tables and files to take away are those of the build."
    : null;
}

/** Megabytes that a file takes to fetch, as far as its server says; without a promise where it compresses. */
async function megabytes(address: string): Promise<number | null> {
  const { headers } = await fetch(address, { method: "HEAD" });
  const length = Number(headers.get("content-length"));
  return length > 0 ? length / 1e6 : null;
}

/** What is to be fetched before anything is computed, in words. */
export async function sizeInWords(database: string, snapshotBytes: number): Promise<string> {
  const module = await megabytes(database).catch(() => null);
  const events = `${Number((snapshotBytes / 1e6).toPrecision(2))} MB of events`;
  return module === null
    ? `a database engine (DuckDB-WASM, up to 40 MB) and ${events}`
    : `a database engine (DuckDB-WASM, ${Number(module.toPrecision(2))} MB) and at most ${events}`;
}
