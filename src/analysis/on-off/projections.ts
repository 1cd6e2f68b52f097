import type { CountedWindow } from "../counting/limits.js";
import type { OnOffMeasurement } from "../measurement.js";
import type { Search } from "../search.js";
import type { AnalysisState } from "../state.js";
import { finish } from "../steps.js";
import type { Projection } from "../studies.js";
import { onOffLimits } from "./limits.js";

/**
 * Median expected limits, asymptotic, at the luminosity of the data and at the projections of the search: with the
 * systematic uncertainty that may improve as it is and improved, with a background sample that grows with the data
 * (τ as it is) and with the sample as it is (τ falls). Other scales of uncertainties are those of the state.
 *
 * @param windows counts the windows of a state
 */
export function onOffProjections(
  search: Search,
  measurement: OnOffMeasurement,
  state: AnalysisState,
  windows: (state: AnalysisState) => readonly CountedWindow[],
): Projection[] {
  const published = search.luminosity?.inverseFemtobarn ?? 0;
  const { improving, ratio } = measurement;
  const { id } = search.interpretations[0];
  return [published, ...(search.projections ?? [])].flatMap((luminosity) =>
    (improving ? [1, improving.scale] : [1]).flatMap((scale) =>
      [true, false]
        .filter((grows) => grows || luminosity !== published)
        .map((grows): Projection => {
          const value = grows ? ratio.value : (ratio.value * published) / luminosity;
          const systematics = improving ? { ...state.systematics, [improving.systematic]: scale } : state.systematics;
          const asked = { ...state, luminosity, systematics };
          const scan = finish(
            onOffLimits(search, { ...measurement, ratio: { ...ratio, value } }, asked, windows(asked), true),
          );
          return {
            luminosity,
            scale,
            ratio: value,
            grows,
            points: scan.map(({ hypothesis, background, asimov, limits }) => ({
              mass: hypothesis.mass,
              background: background?.value ?? 0,
              sigma: background?.sigma ?? 0,
              expected: asimov ?? limits[id]?.expected[2] ?? null,
            })),
          };
        }),
    ),
  );
}
