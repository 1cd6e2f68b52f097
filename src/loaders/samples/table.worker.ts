import { parentPort } from "node:worker_threads";
import { openTable } from "../../formats/open-table.js";
import type { Chunk, TableFile } from "../../formats/table-file.js";
import { fileSource } from "./file-source.js";
import type { TableAnswer, TableRequest } from "./thread-table.js";

if (!parentPort) throw new Error("not a worker: table.worker.ts is started by thread-table.ts");
const port = parentPort;
// What readers say to the console is told in their errors.
console.error = console.warn = console.log = () => {};

let table: TableFile | undefined;
let chunks: AsyncGenerator<Chunk> | undefined;

async function answerTo(request: TableRequest): Promise<TableAnswer> {
  if (request.kind === "open") {
    table = await openTable(await fileSource(request.path, request.name), request.tree);
    const { name, format, columns, rows, notes } = table;
    return { kind: "opened", table: { name, format, columns, rows, notes } };
  }
  if (!table) throw new Error("not opened: a table was read before");
  if (request.kind === "read") chunks = table.chunks(request.names);
  const next = await chunks?.next();
  return { kind: "chunk", chunk: next?.value ?? null };
}

port.on("message", async (request: TableRequest) => {
  try {
    const answer = await answerTo(request);
    port.postMessage(answer);
  } catch (error) {
    port.postMessage({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
