import type { Engine, Ground, Scanned } from "../engine.js";
import { InjectedEvents } from "../injected-events.js";
import { injectionLinearity } from "../linearity.js";
import type { Evaluation, Wanted } from "../result.js";
import type { EllipseScan } from "../scan.js";
import { signalResolutions } from "../signal-resolution.js";
import type { AnalysisState } from "../state.js";
import type { Steps } from "../steps.js";
import { EllipseAnalysis } from "./analysis.js";
import { EllipseCounts } from "./counts.js";
import { cutMerits } from "./cut-merits.js";
import { lookElsewhere } from "./look-elsewhere.js";
import { firstLine, massesAt, type PlaneLine, pointsAlong } from "./row.js";

/** Events counted in overlapping ellipses of a plane of two masses; the scan is along a line through them. */
export class EllipseEngine implements Engine {
  readonly #ground: Ground;
  readonly #scan: EllipseScan;
  readonly #ellipses: EllipseAnalysis;
  readonly injected: InjectedEvents;

  constructor(ground: Ground, scan: EllipseScan) {
    const { search, table, tuned } = ground;
    this.#ground = ground;
    this.#scan = scan;
    this.#ellipses = new EllipseAnalysis(search, new EllipseCounts(search, scan, table), table);
    this.injected = new InjectedEvents(search, table, this.#ellipses, tuned);
  }

  *scan(state: AnalysisState, wanted: Wanted): Steps<Scanned> {
    const { search, selection } = this.#ground;
    const line = this.#line(wanted);
    const only = wanted.only === undefined ? undefined : this.#ellipses.along(line, wanted.only);
    const ellipses = yield* this.#ellipses.evaluate(state, selection.failing, this.injected.rows, only);
    return { scan: pointsAlong(search, this.#scan, state, ellipses, line), ellipses };
  }

  signals() {
    return this.#ellipses.points(this.#ground.selection.failing);
  }

  *lookElsewhere(
    state: AnalysisState,
    { ellipses }: Scanned,
    toys: number,
  ): Steps<Pick<Evaluation, "globalPValue" | "lookElsewhere">> {
    if (!ellipses?.counted) return { globalPValue: null };
    const { search, table, selection } = this.#ground;
    const { failing } = selection;
    const found = yield* lookElsewhere(search, this.#ellipses, table, state, failing, ellipses.counted, toys);
    return { globalPValue: found.global.p, lookElsewhere: found };
  }

  linearity(state: AnalysisState, mass: number, wanted: Wanted) {
    const { search, table, selection, tuned } = this.#ground;
    const target = this.#ellipses.target(selection.failing, massesAt(this.#line(wanted), mass));
    return injectionLinearity(search, table, state, target, tuned);
  }

  *further(state: AnalysisState, _: Scanned, wanted: Wanted): Steps<Partial<Evaluation>> {
    const { search, table, selection } = this.#ground;
    return {
      ...(wanted.resolutions ? { resolutions: signalResolutions(search, table, selection.failing) } : {}),
      ...(wanted.cutMerits && search.optimised
        ? { cutMerits: yield* cutMerits(search, search.optimised, this.#ellipses.counts, table, state) }
        : {}),
    };
  }

  #line({ line }: Wanted): PlaneLine {
    return line ?? firstLine(this.#scan);
  }
}
