import type { Systematic } from "../../analysis/measurement.js";

/** Relative systematic uncertainties of PRL 124, 141801, Table I: μμ channel, eμ channel; null where there is none. */
const TABLE = [
  ["trigger", "trigger efficiency", [0.06, 0.01], "both"],
  ["tracking", "tracking efficiency", [0.04, 0.04], "both"],
  ["identification", "lepton identification", [0.04, 0.04], "both"],
  ["luminosity", "luminosity", [0.007, 0.007], "luminosity"],
  ["tau-suppression", "τ suppression", [0.22, 0.22], "background"],
  ["background", "background before τ suppression", [0.02, 0.02], "background"],
  ["yield", "μμ yield, half of the correction", [0.125, null], "signal"],
] as const;

/** Systematic uncertainties of one channel of the search. */
export function systematicsOf(channel: "mumu" | "emu"): readonly Systematic[] {
  return TABLE.flatMap(([id, title, sizes, on]) => {
    const relative = sizes[channel === "mumu" ? 0 : 1];
    return relative === null
      ? []
      : [{ id, title, relative, on, origin: "published" as const, source: "PRL 124, 141801, Table I" }];
  });
}
