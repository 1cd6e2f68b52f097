import { parentPort } from "node:worker_threads";
import { EXAMPLE_WORKSPACE } from "../../src/figures/likelihood/example.js";
import { openSubmission, readSubmission } from "../../src/formats/hepdata/read-submission.js";
import { templatesOf } from "../../src/formats/hepdata/template.js";
import { readLikelihoodFiles, workspaceOfSignal } from "../../src/formats/likelihood-files.js";
import { type MappedColumn, readMapped } from "../../src/formats/mapped-rows.js";
import { openTable } from "../../src/formats/open-table.js";
import { SampleError } from "../../src/formats/sample-error.js";
import { randomStream } from "../../src/numerics/random.js";
import { compileModel } from "../../src/statistics/likelihood/model.js";
import { InvalidInput } from "../../src/statistics/validation.js";
import type { Base } from "./bases.js";
import { mutate } from "./mutate.js";

/** Cases [first, end) of a base. */
export interface FuzzTask {
  readonly base: Base;
  readonly first: number;
  readonly end: number;
}

/** After every case: whether it was read or told, what its reader threw where nothing catches it, or what else happened. */
export interface FuzzReport {
  readonly done: number;
  readonly outcome: "read" | "told" | "thrown" | "wrong";
  readonly message?: string;
}

if (!parentPort) throw new Error("not a worker: fuzz.worker.ts is started by run.ts");
const port = parentPort;
// What readers say to the console is no outcome.
console.error = console.warn = console.log = console.info = () => {};

/** Columns that are read of a file. */
const MOST_COLUMNS = 8;

async function read({ format, name }: Base, bytes: Uint8Array): Promise<void> {
  const text = new TextDecoder().decode(bytes);
  if (format === "workspace") {
    compileModel(workspaceOfSignal(readLikelihoodFiles([{ name, text }]), null));
    return;
  }
  if (format === "patches") {
    const whole = { name: "w.json", text: JSON.stringify(EXAMPLE_WORKSPACE) };
    compileModel(workspaceOfSignal(readLikelihoodFiles([whole, { name, text }]), null));
    return;
  }
  if (format === "hepdata") {
    const [submission, table] = text.split("@@@");
    if (table !== undefined) readSubmission({ "submission.yaml": submission, "table.yaml": table });
    else
      for (const one of openSubmission([{ name, bytes }]).tables)
        templatesOf(one, { roles: one.dependent.map(() => "background"), density: false, uncorrelated: ["stat"] });
    return;
  }
  const file = await openTable({
    name,
    size: bytes.length,
    read: async (from, to) => new Uint8Array(bytes.slice(from, to)),
  });
  const mapped = file.columns.slice(0, MOST_COLUMNS).flatMap(({ name: column, kind }, k): MappedColumn[] => {
    const one = { id: String(k), unitFactor: 1 };
    if (kind === "number") return [{ ...one, source: { column, factor: 1 } }];
    return kind === "list" && !column.includes("`") ? [{ ...one, source: { expression: `\`${column}\`[0]` } }] : [];
  });
  if (mapped.length === 0) return;
  const { values, length } = await readMapped(file, mapped, { missing: "drop" });
  for (const [id, column] of Object.entries(values))
    if (column.length !== length || !column.every(Number.isFinite))
      throw new Error(`partial state: column ${id}, ${column.length} of ${length}`);
}

/** Whether an error is one clear line of ours. HEPData's reader throws RangeErrors with a place. */
const isTold = (error: unknown) =>
  (error instanceof SampleError ||
    error instanceof InvalidInput ||
    (error instanceof RangeError && /^[^\n]+: [^\n]*, in [^\n]+; [^\n]+$/.test(error.message))) &&
  !error.message.includes("\n");

/** What readers throw out of their promise ends a thread: here it ends the case alone, so that thousands are done. */
class Thrown extends Error {}
let end = (_error: Thrown) => {};
for (const event of ["uncaughtException", "unhandledRejection"] as const)
  process.on(event, (error: unknown) => end(new Thrown(error instanceof Error ? error.message : String(error))));

port.on("message", async ({ base, first, end: last }: FuzzTask) => {
  for (let i = first; i < last; i++) {
    const bytes = mutate(base.bytes, randomStream("fuzz", base.what, i));
    let report: FuzzReport;
    try {
      await Promise.race([
        read(base, bytes),
        new Promise((_, reject) => {
          end = reject;
        }),
      ]);
      report = { done: i, outcome: "read" };
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      const outcome = error instanceof Thrown ? "thrown" : isTold(error) ? "told" : "wrong";
      report = { done: i, outcome, message };
    }
    port.postMessage(report);
  }
});
