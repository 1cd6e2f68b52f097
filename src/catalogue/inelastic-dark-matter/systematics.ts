import type { Systematic } from "../../analysis/measurement.js";

/** Relative uncertainties: no publication gives them yet. */
export const systematics: readonly Systematic[] = [
  {
    id: "luminosity",
    title: "luminosity",
    relative: 0.01,
    on: "luminosity",
    origin: "assumption",
    source: "our choice, as in other searches of Belle II",
  },
  { id: "trigger", title: "trigger", relative: 0.05, on: "signal", origin: "assumption", source: "our choice" },
  {
    id: "displaced-tracking",
    title: "displaced tracking",
    relative: 0.1,
    on: "signal",
    origin: "assumption",
    source: "our choice; the efficiency itself against the radius is assumed too",
  },
  {
    id: "material",
    title: "material and conversions",
    relative: 0.3,
    on: "background",
    origin: "assumption",
    source: "our choice: thicknesses are assumed",
  },
];
