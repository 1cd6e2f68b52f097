import { type EventTable, makeTable, type ValueColumns } from "../../src/analysis/events.js";
import type { SampleSummary } from "../../src/analysis/sample.js";
import { plane } from "../../src/catalogue/dark-higgsstrahlung/plane.js";
import { darkHiggsstrahlung as search } from "../../src/catalogue/dark-higgsstrahlung.js";
import { type RandomStream, randomStream } from "../../src/numerics/random.js";

export { plane, search };

/** Widths of the made-up signal: a momentum resolution of 0.35 % at all masses, strongly anticorrelated. */
export const spreadAt = (first: number, _second: number) => ({
  sigmaX: 0.0035 * first,
  sigmaY: Math.max(0.01, 0.4 - 0.004 * first * first),
  correlation: -0.85,
});

/** Events that pass every cut, at some places of the plane. */
function events(length: number, place: () => readonly [number, number]): ValueColumns {
  const values = Object.fromEntries(search.observables.map(({ id }) => [id, new Float64Array(length)]));
  for (let i = 0; i < length; i++) {
    const [x, y] = place();
    values[plane.x.id][i] = x;
    values[plane.y.id][i] = y;
    values.recoil_polar_angle[i] = 80;
    values.dimuon_pt[i] = 2;
    values.azimuthal_opening[i] = 170;
    values.photon_recoil_angle[i] = 180;
    values.cos_helicity[i] = 0.3;
    values.energy_asymmetry[i] = 0.2;
  }
  return { length, values };
}

/** A point of a correlated Gaussian. */
export function gaussianPoint(
  stream: RandomStream,
  [x, y]: readonly [number, number],
  { sigmaX, sigmaY, correlation }: ReturnType<typeof spreadAt>,
): readonly [number, number] {
  const [u, v] = [stream.normal(), stream.normal()];
  return [x + sigmaX * u, y + sigmaY * (correlation * u + Math.sqrt(1 - correlation * correlation) * v)];
}

/** Half of the produced signal is selected, 0.5 × 0.79 with the correction. */
export const SELECTED = 0.5;
const GENERATED_CROSS_SECTION = 10;

/**
 * The search on made-up events: Gaussian signals, a background that is even over the plane, simulated four times over,
 * and data that are thrown from it.
 */
export function planeTable(seed: number, { background = 4000, perSignal = 400 } = {}): EventTable {
  const stream = randomStream("test", "plane", seed);
  const luminosity = search.luminosity?.inverseFemtobarn ?? 0;
  const even = () => {
    const x = plane.range[0] + (plane.range[1] - plane.range[0]) * stream.uniform();
    const y = 28 * stream.uniform();
    return [x, y] as const;
  };
  const inside = () => {
    for (;;) {
      const [x, y] = even();
      if (Math.sqrt(y) < plane.largest(x)) return [x, y] as const;
    }
  };
  const parts = search.samples.map((declared): { sample: SampleSummary; blocks: ValueColumns[] } => {
    const { id, kind, label, hypothesis } = declared;
    const summary = { id, kind, label, trials: 1, ...(hypothesis ? { hypothesis } : {}) };
    if (kind === "signal" && hypothesis) {
      const { darkPhotonMass: first, darkHiggsMass: second } = hypothesis;
      const centre = plane.centre(first, second);
      const weight = (luminosity * GENERATED_CROSS_SECTION * declared.correction * SELECTED) / perSignal;
      const blocks = [events(perSignal, () => gaussianPoint(stream, centre, spreadAt(first, second)))];
      return { sample: { ...summary, crossSection: { value: GENERATED_CROSS_SECTION, sigma: 0 }, weight }, blocks };
    }
    if (kind === "data") {
      return {
        sample: { ...summary, crossSection: null, weight: 1 },
        blocks: [events(stream.poisson(background), inside)],
      };
    }
    const length = id === "mumu" ? 4 * background : 0;
    return {
      sample: { ...summary, crossSection: { value: 1, sigma: 0 }, weight: 0.25 },
      blocks: [events(length, inside)],
    };
  });
  return makeTable(search.observables, parts);
}
