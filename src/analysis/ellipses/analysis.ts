import { type EventTable, type SampleRows, valueAt } from "../events.js";
import type { GeneratedSignals } from "../injected-events.js";
import type { InjectionTarget } from "../linearity.js";
import { combinedSystematics } from "../measurement.js";
import type { AddedRows } from "../peaks/models.js";
import type { SignalPoint } from "../result.js";
import type { Hypothesis } from "../sample.js";
import type { Search } from "../search.js";
import { type AnalysisState, isExpectation, luminosityOf } from "../state.js";
import type { Steps } from "../steps.js";
import { type EllipseCounts, type EllipseSignal, massesOf } from "./counts.js";
import { distanceSquared } from "./ellipse.js";
import type { EllipseEvaluation } from "./evaluation.js";
import { EllipseLimits } from "./limits.js";
import { planeDensity } from "./plane-density.js";
import { ellipsesAlong, type PlaneLine } from "./row.js";

/** Ellipses between two looks at whether the reader still waits for them. */
const STEP = 300;

/**
 * Counts and limits in every ellipse of a scan. The limits are on signal events in the ellipse; divided by efficiency
 * and luminosity they are cross-sections.
 */
export class EllipseAnalysis implements GeneratedSignals {
  readonly #search: Search;
  readonly counts: EllipseCounts;
  readonly #limits = new EllipseLimits();
  readonly #table: EventTable;
  readonly #perFemtobarn: readonly number[];

  constructor(search: Search, counts: EllipseCounts, table: EventTable) {
    this.#search = search;
    this.counts = counts;
    this.#table = table;
    const { first, second } = counts.lattice;
    const { scan } = counts;
    const [quantity] = search.interpretations;
    this.#perFemtobarn = Array.from(
      first,
      (mass, e) => quantity.coupling(1, { [scan.first.key]: mass, [scan.second.key]: second[e] }) ?? 0,
    );
  }

  /** Simulated signal of every generated mass pair in its own ellipse. */
  points(failing: Uint32Array): SignalPoint[] {
    const found = this.counts.signalEfficiencies(failing);
    return this.counts.signals.map(({ rows, spread }, i) => {
      const { first, second } = massesOf(this.counts.scan, rows.sample.hypothesis ?? {});
      const { efficiency, sigma, rows: inside, content } = found[i];
      const pair = { first, second, ...spread, content };
      return { sample: rows.sample.id, mass: first, pair, efficiency, sigma, rows: inside };
    });
  }

  /** The generated signal nearest to a mass pair, distances in parts of both masses' ranges. */
  nearest(hypothesis: Hypothesis): SampleRows | undefined {
    const { scan, signals } = this.counts;
    const wanted = massesOf(scan, hypothesis);
    const distance = ({ rows }: EllipseSignal) => {
      const { first, second } = massesOf(scan, rows.sample.hypothesis ?? {});
      return Math.hypot(first - wanted.first, second - wanted.second);
    };
    return signals.reduce((best, one) => (distance(one) < distance(best) ? one : best)).rows;
  }

  /** The ellipse around the generated mass pair nearest to one, as a place to inject into. */
  target(failing: Uint32Array, masses: { readonly first: number; readonly second: number }): InjectionTarget {
    const { scan, signals, lattice, index } = this.counts;
    const wanted = { [scan.first.key]: masses.first, [scan.second.key]: masses.second };
    const generated = this.nearest(wanted);
    const k = signals.findIndex(({ rows }) => rows === generated);
    const { rows, spread } = signals[Math.max(0, k)];
    const hypothesis = rows.sample.hypothesis ?? {};
    const { first, second } = massesOf(scan, hypothesis);
    const [x, y] = scan.centre(first, second);
    const away = (e: number) => distanceSquared(lattice.ellipses.x[e] - x, lattice.ellipses.y[e] - y, spread);
    let nearest = 0;
    for (let e = 1; e < lattice.ellipses.length; e++) if (away(e) < away(nearest)) nearest = e;
    const { simulated, weight } = this.counts.backgrounds(failing, 1);
    const inside = new Uint16Array(index.ellipses.length);
    return {
      generated: rows,
      hypothesis: { [scan.first.key]: lattice.first[nearest], [scan.second.key]: lattice.second[nearest] },
      efficiency: this.counts.efficiencies(failing)[nearest],
      background: (simulated[nearest] + 1) * weight[nearest],
      count: (thrown, bits) => {
        let count = 0;
        for (let row = 0; row < thrown.length; row++) {
          if (bits[row] !== 0) continue;
          const held = index.find(valueAt(thrown, scan.x, row), valueAt(thrown, scan.y, row), inside);
          if (inside.subarray(0, held).includes(nearest)) count++;
        }
        return count;
      },
    };
  }

  /** What of the systematic uncertainties binds each ellipse: relative, background and signal with luminosity. */
  systematics(state: AnalysisState): { readonly background: Float64Array; readonly signal: Float64Array } {
    const { lattice, scan } = this.counts;
    const { systematics } = this.#search.measurement;
    const { length, x, y } = lattice.ellipses;
    const background = new Float64Array(length);
    const signal = new Float64Array(length);
    for (let e = 0; e < length; e++) {
      const region = scan.regions.findIndex((one) => one.holds(x[e], y[e]));
      const sizes = combinedSystematics(systematics, state.systematics, {
        [scan.first.key]: lattice.first[e],
        [scan.second.key]: lattice.second[e],
        region,
      });
      background[e] = sizes.background;
      signal[e] = Math.hypot(sizes.signal, sizes.luminosity);
    }
    return { background, signal };
  }

  /**
   * Every ellipse with a state of the selection, and events added to the data.
   * @param only ellipses that limits are set in, if not all
   */
  *evaluate(
    state: AnalysisState,
    failing: Uint32Array,
    added?: AddedRows,
    only?: readonly number[],
  ): Steps<EllipseEvaluation> {
    const { counts } = this;
    const { lattice } = counts;
    const { length, sigmaX, sigmaY, correlation } = lattice.ellipses;
    const nominal = this.#search.luminosity?.inverseFemtobarn ?? 0;
    const luminosity = luminosityOf(this.#search, state);
    const seen = isExpectation(this.#search, state) ? null : counts.observed(failing);
    if (seen && added) this.#add(seen, added);
    const scale = nominal > 0 ? luminosity / nominal : 1;
    const backgrounds = counts.backgrounds(failing, scale);
    const efficiency = counts.efficiencies(failing);
    const relative = this.systematics(state);
    const column = () => new Array<number | null>(length).fill(null);
    const found = {
      background: new Array<number>(length).fill(0),
      backgroundSigma: new Array<number>(length).fill(0),
      localPValue: column(),
      observed: column(),
      expected: [column(), column(), column(), column(), column()],
    };
    for (const e of only ?? lattice.first.keys()) {
      if (e % STEP === 0) yield e / length;
      const question = {
        observed: seen ? seen[e] : 0,
        simulated: backgrounds.simulated[e],
        weight: backgrounds.weight[e],
        background: relative.background[e],
        signal: relative.signal[e],
      };
      const limit = this.#limits.at(question, state);
      const mean = (question.simulated + 1) * question.weight;
      found.background[e] = mean;
      found.backgroundSigma[e] = mean * Math.hypot(1 / Math.sqrt(question.simulated + 1), question.background);
      const exposure = efficiency[e] * luminosity;
      const crossSection = (events: number | null) => (events === null || !(exposure > 0) ? null : events / exposure);
      limit.expected.forEach((events, k) => {
        found.expected[k][e] = crossSection(events);
      });
      if (!seen) continue;
      found.localPValue[e] = limit.localPValue;
      found.observed[e] = crossSection(limit.observed);
    }
    return {
      spacing: lattice.spacing,
      columns: lattice.columns,
      first: Array.from(lattice.first),
      second: Array.from(lattice.second),
      column: Array.from(lattice.column),
      row: Array.from(lattice.row),
      sigmaX: Array.from(sigmaX),
      sigmaY: Array.from(sigmaY),
      correlation: Array.from(correlation),
      counted: seen && Array.from(seen),
      efficiency: Array.from(efficiency),
      perFemtobarn: this.#perFemtobarn,
      density: planeDensity(this.#table, counts.scan, failing, scale, seen !== null),
      background: found.background,
      backgroundSigma: found.backgroundSigma,
      localPValue: seen ? (found.localPValue as number[]) : null,
      crossSection: { observed: found.observed, expected: found.expected },
    };
  }

  /** The ellipse of a point along a line of the plane. */
  along(line: PlaneLine, point: number): readonly number[] {
    const { lattice } = this.counts;
    return ellipsesAlong({ ...lattice, sigmaY: lattice.ellipses.sigmaY }, line).slice(point, point + 1);
  }

  #add(seen: Uint32Array, { table, failing }: AddedRows): void {
    const { scan, index } = this.counts;
    const rows = Array.from({ length: table.length }, (_, row) => row).filter((row) => failing[row] === 0);
    const more = index.count(
      rows.map((row) => valueAt(table, scan.x, row)),
      rows.map((row) => valueAt(table, scan.y, row)),
    );
    for (let e = 0; e < seen.length; e++) seen[e] += more[e];
  }
}
