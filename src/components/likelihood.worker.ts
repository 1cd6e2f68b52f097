import { examine, type LikelihoodAnswer } from "../figures/likelihood/examine.js";
import { EXAMPLE_WORKSPACE } from "../figures/likelihood/example.js";
import {
  type LikelihoodFiles,
  readLikelihoodFiles,
  type TextFile,
  workspaceOfSignal,
} from "../formats/likelihood-files.js";

/** What the page asks: to open files, or to examine what is open. */
export type LikelihoodRequest =
  | { readonly kind: "open"; readonly id: number; readonly files: readonly TextFile[] }
  | { readonly kind: "example" }
  | {
      readonly kind: "examine";
      readonly id: number;
      readonly signal: string | null;
      readonly interpolation: "linear" | "smooth";
      readonly confidenceLevel: number;
    };

/** What it is told. */
export type LikelihoodReply = { readonly id: number } & (
  | { readonly kind: "opened"; readonly name: string; readonly signals: readonly string[] }
  | LikelihoodAnswer
  | { readonly kind: "done"; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly message: string }
);

let open: LikelihoodFiles | undefined;
let newest = 0;

const reply = (message: LikelihoodReply) => self.postMessage(message);

async function run(request: Extract<LikelihoodRequest, { kind: "examine" }>): Promise<void> {
  const start = performance.now();
  const { id, signal, interpolation, confidenceLevel } = request;
  const workspace = open ? workspaceOfSignal(open, signal) : EXAMPLE_WORKSPACE;
  for (const answer of examine({ workspace, interpolation, confidenceLevel })) {
    reply({ id, ...answer });
    // A newer request is to be seen before the next step.
    await new Promise((resolve) => setTimeout(resolve));
    if (id !== newest) return;
  }
  reply({ id, kind: "done", milliseconds: performance.now() - start });
}

self.addEventListener("message", async ({ data }: MessageEvent<LikelihoodRequest>) => {
  if (data.kind === "example") {
    open = undefined;
    return;
  }
  newest = data.id;
  try {
    if (data.kind === "examine") await run(data);
    else {
      const found = readLikelihoodFiles(data.files);
      workspaceOfSignal(found, null);
      open = found;
      reply({ id: data.id, kind: "opened", name: found.name, signals: found.signals });
    }
  } catch (error) {
    reply({ id: data.id, kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
