import type { PlaneCurve } from "./plane-curves.js";

/** How curves that a reader opens are drawn: as many as a plane takes beside those of the build. */
export const OWN_STYLES: readonly Pick<PlaneCurve, "id" | "color" | "dash">[] = [
  { id: "own-1", color: "#d6278f", dash: [10, 3] },
  { id: "own-2", color: "#1a9e77", dash: [4, 4] },
  { id: "own-3", color: "#8c7bd8", dash: [14, 3, 3, 3] },
  { id: "own-4", color: "#b5730f", dash: [2, 2] },
];
