import { type CalculatorQuestion, calculatorStream } from "../analysis/on-off/calculator.js";
import { onOffSummary, onOffToySummary } from "../statistics/counting/on-off-summary.js";
import type { CalculatorAnswer } from "./on-off-calculator.js";

/** Milliseconds between two words of progress. */
const PAUSE = 100;

const answer = (message: CalculatorAnswer) => self.postMessage(message);

// One question a worker: the page ends it when another is asked, or the reader stops the toys.
self.addEventListener("message", ({ data: question }: MessageEvent<CalculatorQuestion>) => {
  const { input, cl, toys } = question;
  const summary = onOffSummary(input, cl);
  answer({ kind: "quick", question, summary });
  let told = performance.now();
  const start = told;
  const thrown = onOffToySummary(input, cl, toys, calculatorStream, (done) => {
    if (performance.now() - told < PAUSE) return;
    told = performance.now();
    answer({ kind: "progress", done });
  });
  answer({ kind: "done", question, summary, toys: thrown, milliseconds: performance.now() - start });
});
