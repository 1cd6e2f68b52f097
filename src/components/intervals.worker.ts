import { allIntervals } from "../figures/method-sheet.js";
import type { IntervalsAnswer, IntervalsRequest } from "./statistics-page.js";

let newest: IntervalsRequest | undefined;
let running = false;

/** Answers the newest request until there is none; what came between is skipped. */
async function run(): Promise<void> {
  if (running) return;
  running = true;
  while (newest) {
    const { id, experiment } = newest;
    newest = undefined;
    const start = performance.now();
    const intervals = allIntervals(experiment);
    const answer: IntervalsAnswer = { id, experiment, intervals, milliseconds: performance.now() - start };
    self.postMessage(answer);
    // Let messages in, so that a newer request is seen before the next one starts.
    await new Promise((resolve) => setTimeout(resolve));
  }
  running = false;
}

self.addEventListener("message", ({ data }: MessageEvent<IntervalsRequest>) => {
  newest = data;
  void run();
});
