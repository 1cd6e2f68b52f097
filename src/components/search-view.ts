import type { TopLevelSpec } from "vega-lite";
import { massesAlong, type PlaneLine, pointOf, pointsAlong } from "../analysis/ellipses/row.js";
import { localPValuesOf } from "../analysis/local-p-values.js";
import type { Counts, Evaluation, Unseen, Wanted } from "../analysis/result.js";
import type { Hypothesis } from "../analysis/sample.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { type AnalysisState, nominalState } from "../analysis/state.js";
import type { Ranking } from "../analysis/systematics-ranking.js";
import { symbolIn } from "../figures/choices.js";
import { factsText } from "../figures/facts.js";
import {
  abscissaOf,
  columnAbscissa,
  eventsHeadingIn,
  type FigureView,
  figureData,
  figureParams,
  figuresOf,
  headingIn,
  limitFigure,
} from "../figures/figures.js";
import type { PageResult } from "../figures/page-result.js";
import { limitMap } from "../figures/panels/limit-map.js";
import { massPlane } from "../figures/panels/mass-plane.js";
import type { PanelContext } from "../figures/panels/panel.js";
import { planeCuts } from "../figures/panels/plane.js";
import { readoutAt } from "../figures/readout.js";
import { abscissaScale } from "../figures/spectrum.js";
import { cutFlowTable, limitTable, spectrumTable, type Table } from "../figures/tables.js";
import { ControlSampleView } from "./control-sample-view.js";
import { fillTable } from "./fill-table.js";
import { startHover } from "./hover.js";
import { LiveFigure } from "./live-figure.js";
import { MassPlane } from "./mass-plane.js";
import { OwnFigure } from "./own-figure.js";
import { PanelView } from "./panel-view.js";
import type { PlaneDragStart } from "./plane-drag.js";
import { lineIn, readView } from "./view-controls.js";

/** An evaluation with the state that it is of. */
export interface Shown {
  readonly evaluation: Evaluation;
  readonly ranking: Ranking | null;
  readonly state: AnalysisState;
}

/** What a search's page shows: figures, tables and numbers of one evaluation. */
export class SearchView {
  readonly #root: HTMLElement;
  #search: Search;
  #result: PageResult;
  readonly #spectrum: LiveFigure;
  readonly #limit: LiveFigure;
  readonly #panels: PanelView;
  #evaluation: Evaluation | undefined;
  #context: PanelContext | undefined;
  #state: AnalysisState | undefined;
  readonly #controls: ControlSampleView;
  readonly #planes: readonly MassPlane[];
  readonly #own: OwnFigure;
  readonly #drawings: readonly HTMLElement[];

  constructor(root: HTMLElement, search: Search, result: PageResult) {
    this.#root = root;
    this.#search = search;
    this.#result = result;
    this.#spectrum = new LiveFigure(this.#find('[data-figure="spectrum"] .drawing'));
    this.#panels = new PanelView(root, result);
    this.#startHover();
    this.#limit = new LiveFigure(this.#find('[data-figure="limit"] .drawing'));
    this.#controls = new ControlSampleView(root, search, result);
    this.#planes = this.#makePlanes();
    this.#own = new OwnFigure(root);
    this.#drawings = Array.from(root.querySelectorAll<HTMLElement>(".drawing"));
  }

  /**
   * Takes other samples for those that the page was built with, or the same again.
   * @param own name of the events that a reader opened in place of the data
   */
  use(search: Search, result: PageResult, own?: string): void {
    this.#search = search;
    this.#result = result;
    this.#controls.use(search, result);
    this.#find("[data-facts]").textContent = factsText(search, result.samples, own);
  }

  /** Draws an evaluation: both figures, their tables, the cut flow, the line about one hypothesis. */
  async show({ evaluation: whole, ranking, state }: Shown): Promise<void> {
    const evaluation = this.#along(whole, state);
    this.#evaluation = evaluation;
    this.#state = state;
    const { quantity, hypothesis, comparisons } = readView(this.#root, this.#search);
    const [first] = this.#search.interpretations;
    const interpretation = this.#search.interpretations.find(({ id }) => id === quantity) ?? first;
    const point = evaluation.scan[hypothesis];
    const { samples } = this.#result;
    const view = { state, choices: comparisons, hypothesis };
    const limit = limitFigure(interpretation, lineIn(this.#root) ?? undefined);
    this.#context = {
      search: this.#search,
      evaluation,
      samples,
      state,
      heading: headingIn(this.#search, state),
      eventsHeading: eventsHeadingIn(this.#search, state),
      point,
      ranking: ranking ?? undefined,
    };
    await Promise.all([
      this.#showSpectrum(evaluation, state),
      this.#drawIn(this.#limit, limit, evaluation, view),
      this.#controls.show(evaluation, state),
      this.#own.show(this.#search, this.#result, evaluation, view),
      this.#panels.show(this.#context),
    ]);
    for (const plane of this.#planes) plane.refresh();
    this.#tellOrigin(whole);
    this.#find("[data-readout]").textContent = readoutAt(this.#search, point, {
      ...interpretation,
      symbol: symbolIn(this.#search, interpretation, state),
    });
    this.#fill('[data-figure="limit"] table', limitTable(this.#search, interpretation, evaluation.scan, state));
  }

  /** Draws what was counted while limits are set; not where they are drawn into the spectrum. */
  async showCounts(counts: Counts, state: AnalysisState): Promise<void> {
    if (!this.#search.samples.some(({ kind }) => kind === "background")) return;
    await this.#showSpectrum({ ...(this.#evaluation ?? this.#result.evaluation), ...counts }, state);
  }

  /** The spectrum, its table and the cut flow. */
  async #showSpectrum(evaluation: Evaluation, state: AnalysisState): Promise<void> {
    const { scale, hypothesis, comparisons } = readView(this.#root, this.#search);
    const { samples } = this.#result;
    const [shown] = this.#search.spectra;
    const counts = evaluation.spectra.find((one) => one.spectrum === shown.id);
    const view = { state, choices: comparisons, hypothesis };
    await this.#drawIn(this.#spectrum, `spectrum-${scale}`, evaluation, view);
    if (counts) this.#fill('[data-figure="spectrum"] table', spectrumTable(shown, counts, samples));
    this.#fill('table[data-table="cut-flow"]', cutFlowTable(this.#search, evaluation.cutFlow, samples));
  }

  #drawIn(figure: LiveFigure, name: string, evaluation: Evaluation, view: FigureView): Promise<void> {
    const { samples, figures } = this.#result;
    return figure.show(
      name,
      figures[name],
      figureData(this.#search, name, evaluation, samples, view),
      figureParams(this.#search, name, evaluation, view),
    );
  }

  /** Brings drawings of a plane of two masses to life, where there are any. */
  #makePlanes(): MassPlane[] {
    const { ellipses: scan } = this.#search.scan;
    const { ellipses: built } = this.#result.evaluation;
    if (!scan || !built) return [];
    const quantity = () => {
      const { quantity: chosen } = readView(this.#root, this.#search);
      return this.#search.interpretations.find(({ id }) => id === chosen) ?? this.#search.interpretations[0];
    };
    const shown = () => {
      const plane = this.#evaluation?.ellipses ?? built;
      const state = this.#state ?? nominalState(this.#search);
      const tell = (e: number) => {
        const told = quantity();
        const symbol = symbolIn(this.#search, told, state);
        return readoutAt(this.#search, pointOf(this.#search, scan, state, plane, e), { ...told, symbol });
      };
      return { plane, scan, tell };
    };
    const place = (id: string) => this.#find(`[data-figure="${id}"] .drawing`);
    return [
      new MassPlane(place(massPlane.id), massPlane.title, "events", shown),
      new MassPlane(place(limitMap.id), limitMap.title, "masses", shown),
    ];
  }

  /** Hypotheses that the slider goes through, along a line where the scan is of a plane. */
  readonly scanned = (line: PlaneLine | null): readonly Hypothesis[] => {
    const { ellipses } = this.#result.evaluation;
    if (!line || !ellipses) return this.#search.scan.windows.map(({ hypothesis }) => hypothesis);
    return massesAlong(ellipses, line).map((mass) => ({ mass }));
  };

  /** The evaluation with the points along the chosen line as its scan; the slider moves along the same. */
  #along(evaluation: Evaluation, state: AnalysisState): Evaluation {
    const line = lineIn(this.#root);
    const { ellipses } = this.#search.scan;
    if (!line || !ellipses || !evaluation.ellipses) return evaluation;
    const scan = pointsAlong(this.#search, ellipses, state, evaluation.ellipses, line);
    const slider = this.#find<HTMLInputElement>('[data-view="hypothesis"]');
    if (Number(slider.max) !== scan.length - 1) {
      const part = slider.valueAsNumber / Math.max(1, Number(slider.max));
      slider.max = String(scan.length - 1);
      slider.value = String(Math.round(part * (scan.length - 1)));
    }
    return { ...evaluation, scan, localPValues: { published: localPValuesOf(scan), shifted: [] } };
  }

  /** The evaluation as it is drawn: along the chosen line, where there is a plane. */
  get shown(): Evaluation | undefined {
    return this.#evaluation;
  }

  /** The Vega-Lite specification of a figure that is shown, by its name. */
  spec(name: string): TopLevelSpec | undefined {
    const context = this.#context;
    if (!context) return undefined;
    const ofPanel = this.#panels.open?.contents(context)?.figures ?? [];
    const figures = [...figuresOf(this.#search, context.evaluation.scan), ...ofPanel];
    return figures.find((figure) => figure.name === name)?.spec;
  }

  /** Lets the pointer over a figure pick the hypothesis, once the page is alive. */
  #startHover(): void {
    const [spectrum] = this.#search.spectra;
    const pick = (mass: number) => {
      const scan = this.#evaluation?.scan ?? this.#result.evaluation.scan;
      const away = (i: number) => Math.abs(scan[i].hypothesis.mass - mass);
      const nearest = scan.reduce((best, _, i) => (away(i) < away(best) ? i : best), 0);
      const slider = this.#find<HTMLInputElement>('[data-view="hypothesis"]');
      if (slider.valueAsNumber === nearest) return;
      slider.value = String(nearest);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const { scan } = this.#result.evaluation;
    const limit = () => {
      const line = lineIn(this.#root);
      const masses = scan.map(({ hypothesis }) => hypothesis.mass);
      return line?.held === "first" ? columnAbscissa(this.#search.scan) : abscissaOf(this.#search.scan, masses);
    };
    startHover(this.#find('[data-figure="limit"] .drawing'), limit, pick);
    // A point of the limit leads to the fit behind it, where there is one.
    const fit = this.#root.querySelector<HTMLAnchorElement>('nav.tabs a[href="#fit"]');
    this.#find('[data-figure="limit"] .drawing').addEventListener("click", () => fit?.click());
    if (spectrum.observable.id !== this.#search.scan.observable.id) return;
    const { domain, type: scale } = abscissaScale(spectrum);
    startHover(this.#find('[data-figure="spectrum"] .drawing'), () => ({ scale, domain }), pick);
  }

  /** Values of the build that cuts tuned window by window have at the hypothesis that the page speaks of. */
  get inForce(): ScanPoint["tuned"] {
    return this.#result.evaluation.scan[this.#hypothesis()].tuned;
  }

  /** Line cut of the plane that is drawn, where it can be dragged. */
  planeStart(state: AnalysisState): PlaneDragStart | null {
    const evaluation = this.#evaluation ?? this.#result.evaluation;
    const cut = this.#search.selection.find(({ id }) => id === this.#search.tuning?.line);
    const cuts = planeCuts({ search: this.#search, state, point: evaluation.scan[this.#hypothesis()] });
    return cut && cuts ? { cut, cuts } : null;
  }

  /** Says below the stage, part by part, where the numbers come from that were just written. */
  #tellOrigin(evaluation: Evaluation): void {
    const open = this.#panels.open;
    const built = evaluation === this.#result.evaluation;
    const written = [
      ...["cut-flow", "own-observable"],
      ...(evaluation.unseen?.includes("controls") ? [] : ["control-samples"]),
      ...(open && !open.built ? [open.id] : []),
    ];
    for (const id of written) {
      const mark = this.#root.querySelector(`section#${CSS.escape(id)} [data-origin]`);
      if (mark) mark.textContent = built ? "from the build" : "computed here";
    }
  }

  /** Dims the figures while new ones are computed. */
  busy(on: boolean): void {
    for (const drawing of this.#drawings) drawing.setAttribute("aria-busy", String(on));
    if (!on) this.progress(null);
  }

  /** Shows how much of long work is done (0 … 1), with a way to stop it; null where nothing long is under way. */
  progress(share: number | null): void {
    this.#find("[data-long-work]").hidden = share === null;
    if (share !== null) this.#find<HTMLProgressElement>("[data-long-work] progress").value = share;
  }

  /** Says that the figures are not those of the controls, and why. */
  markNotComputed(why: string): void {
    const mark = this.#find("[data-mark]");
    mark.classList.remove("agrees", "differs");
    mark.textContent = `${why}: limits of the values before`;
  }

  /** Says where the numbers come from: the build, this page, and at nominal cuts whether both agree. */
  mark(differences: readonly string[] | null, departures: readonly string[]): void {
    const mark = this.#find("[data-mark]");
    mark.classList.toggle("agrees", differences?.length === 0);
    mark.classList.toggle("differs", (differences?.length ?? 0) > 0);
    if (differences === null) mark.textContent = `computed here, away from nominal: ${departures.join(", ")}`;
    else if (differences.length === 0) mark.textContent = "✓ computed here, same as the build";
    else mark.textContent = `differs from the build: ${differences[0]} (${differences.length} in all)`;
  }

  /** What the open panel needs beyond the evaluation of every change. */
  get wanted(): { wanted: Wanted; rankedAt: number | null } {
    const panel = this.#panels.open;
    const index = this.#hypothesis();
    const scan = this.#evaluation?.scan ?? this.#result.evaluation.scan;
    const line = lineIn(this.#root);
    const wanted = { ...panel?.wanted?.(scan[index].hypothesis.mass), unseen: this.#unseen };
    return { wanted: line ? { ...wanted, line } : wanted, rankedAt: panel?.ranked ? index : null };
  }

  /** Whether an open part waits for what the evaluation that is shown left out. */
  get lacks(): boolean {
    return this.#evaluation?.unseen?.some((one) => !this.#unseen.includes(one)) ?? false;
  }

  get #unseen(): Unseen[] {
    const controls = this.#root.querySelector<HTMLElement>("section#control-samples");
    const shown = new Set(this.#panels.open?.shows);
    if (controls && !controls.hidden) shown.add("controls");
    return (["controls", "other-binning"] as const).filter((one) => !shown.has(one));
  }

  /** Index in the scan of the hypothesis that the page speaks of. */
  #hypothesis(): number {
    return readView(this.#root, this.#search).hypothesis;
  }

  #fill(selector: string, table: Table): void {
    fillTable(this.#find<HTMLTableElement>(selector), table);
  }

  #find<Kind extends HTMLElement>(selector: string): Kind {
    const found = this.#root.querySelector<Kind>(selector);
    if (!found) throw new Error(`not on the page: ${selector}`);
    return found;
  }
}
