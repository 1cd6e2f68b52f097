import type { Comparison } from "../../analysis/search.js";
import { otherRegions, PLANE } from "./regions.js";

/** Some points of the published limit: masses in GeV and couplings in 1/GeV. */
export const publishedLimit: Comparison = {
  id: "published",
  title: "published limit (digitised)",
  interpretation: PLANE,
  kind: "points",
  origin: "published",
  citation: "Belle II, PRL 125, 161806: six points of the observed limit as digitised by AxionLimits",
  points: [
    { x: 0.3034, y: 7.11e-4 },
    { x: 0.516, y: 7.927e-4 },
    { x: 0.8459, y: 1.644e-3 },
    { x: 2.0021, y: 1.814e-3 },
    { x: 4.02, y: 3.27e-3 },
    { x: 9.54, y: 2.75e-2 },
  ],
};

/** What the limit is compared with. */
export const comparisons: readonly Comparison[] = [publishedLimit, ...otherRegions];
