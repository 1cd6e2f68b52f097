import type { Worker } from "node:worker_threads";
import { SampleError } from "../../formats/sample-error.js";
import type { Chunk, TableFile } from "../../formats/table-file.js";
import { startThread } from "../workers.js";

/** What the thread of a table is asked, one thing after the other. */
export type TableRequest =
  | { readonly kind: "open"; readonly path: string; readonly name: string; readonly tree?: string }
  | { readonly kind: "read"; readonly names: readonly string[] }
  | { readonly kind: "next" };

/** What it answers. */
export type TableAnswer =
  | { readonly kind: "opened"; readonly table: Omit<TableFile, "chunks"> }
  | { readonly kind: "chunk"; readonly chunk: Chunk | null }
  | { readonly kind: "failed"; readonly message: string };

/** A reader that is silent for so long will not speak again, ms. */
const PATIENCE = 60_000;
/** Memory that a thread may take, MB: a broken length must not take the machine. */
const MEMORY = 2048;

/**
 * Opens a file in a thread of its own: readers of some formats throw where nothing catches it, read without end or
 * ask for absurd memory when a file is broken. Then the thread ends, and this process tells.
 *
 * @throws SampleError of the reader, or `not readable: …` where it stopped
 */
export async function openInThread(path: string, name: string, tree?: string): Promise<TableFile> {
  const thread = startThread(new URL("./table.worker.ts", import.meta.url), { maxOldGenerationSizeMb: MEMORY });
  thread.unref();
  const stop = () => void thread.terminate();
  try {
    const answer = await ask(thread, name, { kind: "open", path, name, ...(tree === undefined ? {} : { tree }) });
    if (answer.kind !== "opened") throw new Error(`not opened: ${name}`);
    return {
      ...answer.table,
      async *chunks(names) {
        try {
          let next = await ask(thread, name, { kind: "read", names });
          while (next.kind === "chunk" && next.chunk) {
            yield next.chunk;
            next = await ask(thread, name, { kind: "next" });
          }
        } finally {
          stop();
        }
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

function ask(thread: Worker, name: string, request: TableRequest): Promise<TableAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      act();
    };
    const broken = (what: string) =>
      settle(() => reject(new SampleError("not readable", what, name, "write it anew: its reader stopped")));
    const onMessage = (answer: TableAnswer) =>
      settle(() => (answer.kind === "failed" ? reject(new ReaderError(answer.message)) : resolve(answer)));
    const onError = (error: Error) => broken(error.message.split("\n")[0] || "a broken file");
    const onExit = (code: number) => broken(`its reader ended with ${code}`);
    const timer = setTimeout(() => broken(`no answer in ${PATIENCE / 1000} s`), PATIENCE);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    thread.postMessage(request);
  });
}

/** A sample's error that came out of a thread, with its words. */
class ReaderError extends SampleError {
  constructor(message: string) {
    super("", "", "", "");
    this.message = message;
  }
}
