import { backgroundPValue } from "../statistics/counting/background-only.js";
import { backgroundModel, backgroundMoments } from "../statistics/counting/model.js";
import { backgroundCorrection } from "./background-correction.js";
import { Boundaries } from "./boundary.js";
import { BumpHunt } from "./bump-hunt.js";
import { ControlSamples } from "./control-sample.js";
import { CountedSpectra } from "./counted-spectra.js";
import { type CountedWindow, countingLimits } from "./counting-limits.js";
import { countingProjections } from "./counting-projections.js";
import { EllipseAnalysis } from "./ellipse-analysis.js";
import { EllipseCounts } from "./ellipse-counts.js";
import { cutMerits } from "./ellipse-cut-merits.js";
import type { EllipseEvaluation } from "./ellipse-evaluation.js";
import { lookElsewhere } from "./ellipse-look-elsewhere.js";
import { firstLine, massesAt, pointsAlong } from "./ellipse-row.js";
import type { EventTable } from "./events.js";
import { fitLinearity } from "./fit-linearity.js";
import { cellsOf, globalPValue, type TestedWindow, toyStream } from "./global-p-value.js";
import { InjectedEvents } from "./injected-events.js";
import { LifetimeScan } from "./lifetime-scan.js";
import { injectionLinearity, targetWindow } from "./linearity.js";
import { combinedSystematics } from "./measurement.js";
import { NMinusOne } from "./n-minus-one.js";
import { asOffRegion, onOffByCount, onOffLimits, onOffSystematic } from "./on-off-limits.js";
import { onOffProjections } from "./on-off-projections.js";
import { OwnAnalysis } from "./own-analysis.js";
import { PeakScan } from "./peak-scan.js";
import { peakTransition } from "./peak-transition.js";
import { planeOf } from "./plane.js";
import { type ReachCurve, reachSettings } from "./reach.js";
import { regionCounts } from "./region-counts.js";
import { resolutionOf } from "./resolution.js";
import { findResonances } from "./resonances.js";
import type { Counts, Evaluation, LocalPValue, Wanted } from "./result.js";
import type { ScanPoint } from "./scan-point.js";
import type { Search } from "./search.js";
import { SelectionState } from "./selection.js";
import { SidebandWindows } from "./sideband-windows.js";
import { SignalEfficiency } from "./signal-efficiency.js";
import { signalResolutions } from "./signal-resolution.js";
import { SimulatedWindows } from "./simulated-windows.js";
import { singleEvents } from "./single-events.js";
import { type AnalysisState, type Binning, isNominalSelection } from "./state.js";
import { finish, portion, type Steps } from "./steps.js";
import type { Linearity, Plane } from "./studies.js";
import { TunedCuts } from "./tuned-cuts.js";

/**
 * A search on a table of events, ready to be evaluated again and again: what does not depend on the cuts (which
 * window and which bin an event lies in) is found once. The loader and the page run this same code.
 */
export class Analysis {
  readonly #search: Search;
  readonly #table: EventTable;
  readonly #tuned: TunedCuts | undefined;
  readonly #selection: SelectionState;
  readonly #counted: CountedSpectra;
  readonly #simulated: SimulatedWindows | undefined;
  readonly #ellipses: EllipseAnalysis | undefined;
  readonly #sidebands: SidebandWindows | undefined;
  readonly #peaks: PeakScan | undefined;
  readonly #bumps: BumpHunt | undefined;
  readonly #lifetime: LifetimeScan | undefined;
  readonly #injected: InjectedEvents | undefined;
  readonly #controls: ControlSamples;
  readonly #own: OwnAnalysis;
  #nMinusOne: NMinusOne | undefined;
  #boundaries: Boundaries | undefined;

  constructor(search: Search, table: EventTable) {
    const { measurement, scan } = search;
    this.#search = search;
    this.#table = table;
    this.#tuned = table.tuning && new TunedCuts(search, table.tuning);
    this.#selection = new SelectionState(table, search.selection, this.#tuned);
    this.#counted = new CountedSpectra(search, table, this.#selection);
    this.#own = new OwnAnalysis(search, table, (more, columns) => new Analysis(more, columns));
    this.#controls = new ControlSamples(search.controls ?? [], search.selection, table, this.#selection);
    if (measurement.kind === "peak-fits") {
      this.#peaks = new PeakScan(search, measurement, table);
      this.#injected = new InjectedEvents(search, table, new SignalEfficiency(search, table, this.#selection));
    } else if (measurement.kind === "bump-hunt") {
      this.#bumps = new BumpHunt(search, measurement, table, this.#selection);
    } else if (measurement.kind === "lifetime") {
      this.#lifetime = new LifetimeScan(search, measurement, table, this.#selection);
    } else if (measurement.kind === "sidebands") {
      this.#sidebands = new SidebandWindows(scan, measurement, table, this.#selection);
    } else if (scan.ellipses) {
      this.#ellipses = new EllipseAnalysis(search, new EllipseCounts(search, scan.ellipses, table), table);
      this.#injected = new InjectedEvents(search, table, this.#ellipses, this.#tuned);
    } else {
      this.#simulated = new SimulatedWindows(search, table, this.#selection, this.#tuned);
      this.#injected = new InjectedEvents(search, table, this.#simulated.efficiency, this.#tuned);
    }
  }

  /**
   * What is counted of a state, which takes a part of the time that limits take; undefined where weights or a column
   * would have to be found first.
   */
  count(state: AnalysisState): Counts | undefined {
    if (state.own || this.#lifetime) return undefined;
    this.#apply(state);
    this.#injected?.apply(state);
    return this.#counted.count(this.#injected?.counts);
  }

  /** Counts again and sets limits again; what takes longer only where it is wanted. */
  evaluate(state: AnalysisState, wanted: Wanted = {}): Evaluation {
    return finish(this.evaluateInSteps(state, wanted));
  }

  /** As `evaluate`, a step after each hypothesis. Only the last that was begun may go on. */
  *evaluateInSteps(state: AnalysisState, wanted: Wanted = {}): Steps<Evaluation> {
    if (state.own) return yield* this.#own.evaluateInSteps(state, state.own, wanted);
    this.#apply(state);
    this.#injected?.apply(state);
    const { failing } = this.#selection;
    const plane =
      this.#ellipses && (yield* this.#ellipses.evaluate(state, failing, this.#injected?.rows, this.#only(wanted)));
    const scan = plane
      ? this.#line(state, plane, wanted)
      : this.#peaks
        ? yield* this.#peaks.fit(state, failing, this.#injected?.rows, wanted.only)
        : this.#bumps
          ? yield* this.#bumps.fit(state, wanted.only)
          : yield* this.#lifetime
              ? this.#lifetime.limits(state, failing, { only: wanted.only })
              : this.#limits(state, wanted);
    const weights = this.#lifetime?.weights(state);
    const global = yield* this.#lookElsewhere(state, scan, plane, wanted);
    return {
      scan,
      ...(plane ? { ellipses: plane } : {}),
      ...(wanted.fast ? { fast: true } : {}),
      ...(wanted.unseen?.length ? { unseen: wanted.unseen } : {}),
      ...this.#counted.count(this.#injected?.counts, weights),
      controls: wanted.unseen?.includes("controls")
        ? []
        : this.#controls.count(isNominalSelection(this.#search, state)),
      signals:
        this.#ellipses?.points(failing) ??
        this.#simulated?.signals() ??
        this.#peaks?.signals() ??
        this.#lifetime?.signals(state, failing) ??
        [],
      localPValues: this.#localPValues(state, scan, wanted),
      ...global,
      ...(wanted.nMinusOne ? { nMinusOne: this.#cutSpectra.spectra(state, this.#selection.failing, weights) } : {}),
      ...(wanted.reaching
        ? {
            reaching: this.#cutSpectra.reaching(state, failing, weights),
            regions: regionCounts(this.#search, this.#table, failing, weights),
          }
        : {}),
      ...(wanted.events === undefined || !weights
        ? {}
        : { events: singleEvents(this.#search, this.#table, state, failing, weights, wanted.events) }),
      ...(wanted.reach && this.#lifetime ? { reach: yield* this.#reach(state, this.#lifetime) } : {}),
      ...(wanted.resonances && this.#sidebands
        ? { resonances: findResonances(this.#search, this.#table, failing, scan) }
        : {}),
      // Where one region is counted for all masses, or peaks are fitted, no window is around a peak.
      ...(wanted.resolutions && ["counting", "lifetime"].includes(this.#search.measurement.kind)
        ? { resolutions: signalResolutions(this.#search, this.#table, failing, this.#lifetime?.category(state)) }
        : {}),
      ...(wanted.plane === undefined ? {} : { plane: this.#plane(state, wanted.plane) }),
      ...(wanted.fit === undefined ? {} : this.#fitted(state, wanted.fit)),
      ...(wanted.transition ? { transition: peakTransition(this.#search, this.#table, state, failing) } : {}),
      ...(this.#table.toys ? { toys: this.#table.toys } : {}),
      ...(wanted.linearity === undefined
        ? {}
        : { linearity: this.#linearity({ ...state, luminosity: null, injection: null }, wanted) }),
      ...(wanted.cutMerits && this.#ellipses && this.#search.optimised
        ? {
            cutMerits: yield* cutMerits(
              this.#search,
              this.#search.optimised,
              this.#ellipses.counts,
              this.#table,
              state,
            ),
          }
        : {}),
      ...(wanted.resolution ? { resolution: resolutionOf(this.#search, this.#table, this.#selection.failing) } : {}),
      ...(wanted.luminosities && this.#simulated && this.#search.measurement.kind === "counting"
        ? { luminosities: yield* countingProjections(this.#search, state, (other) => this.#windows(other)) }
        : {}),
      ...this.#ofOnOff(state, wanted),
    };
  }

  /** Ellipses that are asked about, where it is one point of a line. */
  #only({ only, line }: Wanted): readonly number[] | undefined {
    const { ellipses } = this.#search.scan;
    return only === undefined || !ellipses ? undefined : this.#ellipses?.along(line ?? firstLine(ellipses), only);
  }

  #line(state: AnalysisState, plane: EllipseEvaluation, { line }: Wanted): ScanPoint[] {
    const { ellipses } = this.#search.scan;
    return ellipses ? pointsAlong(this.#search, ellipses, state, plane, line ?? firstLine(ellipses)) : [];
  }

  *#lookElsewhere(
    state: AnalysisState,
    scan: readonly ScanPoint[],
    plane: EllipseEvaluation | undefined,
    { globalPValue: toys }: Wanted,
  ): Steps<Pick<Evaluation, "globalPValue" | "lookElsewhere">> {
    if (!toys) return { globalPValue: null };
    if (!this.#ellipses || !plane) return { globalPValue: this.#globalPValue(state, scan, toys) };
    if (!plane.counted) return { globalPValue: null };
    const { failing } = this.#selection;
    const found = yield* lookElsewhere(this.#search, this.#ellipses, this.#table, state, failing, plane.counted, toys);
    return { globalPValue: found.global.p, lookElsewhere: found };
  }

  #linearity(state: AnalysisState, { linearity: mass = 0, line }: Wanted): Linearity | undefined {
    const { failing } = this.#selection;
    const fitted = this.#peaks?.target(state, mass) ?? this.#bumps?.target(mass);
    if (fitted) return fitLinearity(this.#search.id, fitted);
    if (this.#lifetime) return this.#lifetime.linearity(state, failing, mass);
    const { ellipses } = this.#search.scan;
    const target = this.#simulated
      ? targetWindow(this.#search, state, this.#simulated, mass)
      : ellipses && this.#ellipses?.target(failing, massesAt(line ?? firstLine(ellipses), mass));
    return injectionLinearity(this.#search, this.#table, state, target, this.#tuned);
  }

  /** Scans of other settings; the selection of the state is put back. */
  *#reach(state: AnalysisState, lifetime: LifetimeScan): Steps<ReachCurve[]> {
    const { measurement } = this.#search;
    if (measurement.kind !== "lifetime") return [];
    const settings = reachSettings(this.#search, measurement, state);
    const curves: ReachCurve[] = [];
    for (const [done, { group, label, state: other, withoutBackground }] of settings.entries()) {
      this.#apply(other);
      const scan = lifetime.limits(other, this.#selection.failing, { withoutBackground });
      curves.push({ group, label, scan: yield* portion(scan, done / settings.length, 1 / settings.length) });
    }
    this.#apply(state);
    return curves;
  }

  #limits(state: AnalysisState, wanted: Wanted): Steps<ScanPoint[]> {
    const { measurement } = this.#search;
    const windows = this.#windows(state);
    return measurement.kind === "on-off"
      ? onOffLimits(this.#search, measurement, state, windows, wanted.fast ?? false)
      : countingLimits(this.#search, state, windows, wanted.only);
  }

  #fitted(state: AnalysisState, mass: number): Pick<Evaluation, "fit"> {
    if (this.#peaks) return { fit: this.#peaks.spectrum(state, mass) };
    return this.#bumps ? { fit: this.#bumps.spectrum(mass) } : {};
  }

  /** What is asked of on/off measurements alone. */
  #ofOnOff(
    state: AnalysisState,
    { boundary, projections, byCount, correction, fast = false }: Wanted,
  ): Pick<Evaluation, "boundary" | "projections" | "byCount" | "correction"> {
    const { measurement } = this.#search;
    if (measurement.kind !== "on-off") return {};
    const { boundary: range } = measurement;
    if (range) this.#boundaries ??= new Boundaries(this.#search, measurement, range, this.#table);
    const windows = byCount === undefined && !correction ? [] : this.#windows(state);
    const window = windows.find(({ hypothesis }) => hypothesis.mass === byCount);
    const samples = this.#table.samples.map(({ sample }) => sample);
    const counts = correction ? this.#controls.count() : [];
    const found = correction && backgroundCorrection(this.#search, measurement, state, samples, counts, windows);
    return {
      ...(found ? { correction: found } : {}),
      ...(window ? { byCount: onOffByCount(this.#search, measurement, state, window, fast) } : {}),
      ...(boundary !== undefined && this.#boundaries
        ? { boundary: this.#boundaries.study(state, this.#selection.failing, boundary) }
        : {}),
      ...(projections
        ? { projections: onOffProjections(this.#search, measurement, state, (other) => this.#windows(other)) }
        : {}),
    };
  }

  #apply(state: AnalysisState): void {
    this.#selection.apply(state.cuts, state.tuned);
  }

  #windows(state: AnalysisState): CountedWindow[] {
    if (this.#sidebands) return this.#sidebands.count();
    return this.#simulated?.count(state, this.#injected?.counts?.windows) ?? [];
  }

  /** Local p-values of both binnings; that of the state's comes with its limits. */
  #localPValues(state: AnalysisState, scan: readonly ScanPoint[], { unseen }: Wanted): Evaluation["localPValues"] {
    const here = scan.flatMap(({ hypothesis, observed, background, localPValue }): LocalPValue[] =>
      observed === null || background === null || localPValue === null
        ? []
        : [{ mass: hypothesis.mass, observed, background: background.value, p: localPValue }],
    );
    const other: Binning = state.binning === "published" ? "shifted" : "published";
    const there =
      this.#simulated && !unseen?.includes("other-binning")
        ? this.#windows({ ...state, binning: other }).flatMap(({ hypothesis, observed, background }): LocalPValue[] => {
            if (observed === null || background === null) return [];
            const { mean } = backgroundMoments(backgroundModel(background));
            return [{ mass: hypothesis.mass, observed, background: mean, p: backgroundPValue(observed, background) }];
          })
        : [];
    return state.binning === "published" ? { published: here, shifted: there } : { published: there, shifted: here };
  }

  #globalPValue(state: AnalysisState, scan: readonly ScanPoint[], toys: number): number | null {
    if (this.#bumps) return this.#bumps.globalPValue(scan, toys);
    if (!this.#simulated) return null;
    const windows = (["published", "shifted"] as const).flatMap((binning) =>
      this.#windows({ ...state, binning }).flatMap(({ window, observed, background }): TestedWindow[] =>
        observed !== null && background !== null && typeof background === "object" && "samples" in background
          ? [{ ...window, observed, samples: background.samples }]
          : [],
      ),
    );
    if (windows.length === 0) return null;
    const { measurement } = this.#search;
    const cells = cellsOf(this.#search, this.#table, this.#selection.failing, windows, 1);
    const stream = toyStream(this.#search);
    if (measurement.kind === "on-off") {
      const { value: ratio } = measurement.ratio;
      const tested = windows.map((one) => asOffRegion(one, ratio));
      const parts = cells.map((one) => asOffRegion(one, ratio));
      return globalPValue(tested, parts, Math.max(...scan.map(onOffSystematic)), toys, stream);
    }
    const relative = combinedSystematics(measurement.systematics, state.systematics).background;
    return globalPValue(windows, cells, relative, toys, stream);
  }

  get #cutSpectra(): NMinusOne {
    this.#nMinusOne ??= new NMinusOne(this.#search, this.#table, this.#tuned);
    return this.#nMinusOne;
  }

  #plane(state: AnalysisState, mass: number): Plane | null {
    return planeOf(this.#search, this.#table, state, this.#selection.failing, mass, this.#tuned);
  }
}
