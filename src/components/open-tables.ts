import type { ChosenFile } from "./dropped-files.js";
import { startWorker } from "./start-worker.js";
import type { TablesAnswer, TablesRequest } from "./tables.worker.js";

/** A reader that says nothing for so long will not speak again, ms. */
const PATIENCE = 60_000;

/** Opens one set of files after the other; a newer one ends what is under way. */
export class TablesOpener {
  #cancel: (() => void) | undefined;

  /** What the files are. Never rejects; undefined where a newer request or `stop` ended this one. */
  open(files: readonly ChosenFile[]): Promise<TablesAnswer | undefined> {
    this.stop();
    const worker = startWorker(import.meta.resolve("./tables.worker.js"));
    return new Promise((resolve) => {
      const end = (answer: TablesAnswer | undefined) => {
        clearTimeout(timer);
        worker.terminate();
        if (this.#cancel === cancel) this.#cancel = undefined;
        resolve(answer);
      };
      const failed = (why: string) => end({ kind: "failed", message: `not readable: ${why}; open fewer files` });
      const cancel = () => end(undefined);
      const timer = setTimeout(() => failed(`no answer in ${PATIENCE / 1000} s`), PATIENCE);
      this.#cancel = cancel;
      worker.addEventListener("message", ({ data }: MessageEvent<TablesAnswer>) => end(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        failed(event.message || "the reader stopped");
      });
      worker.postMessage({ files } satisfies TablesRequest);
    });
  }

  stop(): void {
    this.#cancel?.();
  }
}
