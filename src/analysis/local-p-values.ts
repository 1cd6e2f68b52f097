import type { LocalPValue } from "./result.js";
import type { ScanPoint } from "./scan-point.js";

/** Local p-values of the hypotheses of a scan that have one. */
export function localPValuesOf(scan: readonly ScanPoint[]): LocalPValue[] {
  return scan.flatMap(({ hypothesis, observed, background, localPValue }) =>
    observed === null || background === null || localPValue === null
      ? []
      : [{ mass: hypothesis.mass, observed, background: background.value, p: localPValue }],
  );
}
