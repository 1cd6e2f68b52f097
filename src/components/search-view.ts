import type { Evaluation, Wanted } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import type { Ranking } from "../analysis/systematics-ranking.js";
import { abscissaOf, figureData, figureParams, headingIn } from "../figures/figures.js";
import type { PageResult } from "../figures/page-result.js";
import { planeCuts } from "../figures/panels/plane.js";
import { readoutAt } from "../figures/readout.js";
import { abscissaScale } from "../figures/spectrum.js";
import { cutFlowTable, limitTable, spectrumTable, type Table } from "../figures/tables.js";
import { ControlSampleView } from "./control-sample-view.js";
import { fillTable } from "./fill-table.js";
import { startHover } from "./hover.js";
import { LiveFigure } from "./live-figure.js";
import { PanelView } from "./panel-view.js";
import type { PlaneDragStart } from "./plane-drag.js";
import { readView } from "./view-controls.js";

/** An evaluation with the state that it is of. */
export interface Shown {
  readonly evaluation: Evaluation;
  readonly ranking: Ranking | null;
  readonly state: AnalysisState;
}

/** What a search's page shows: figures, tables and numbers of one evaluation. */
export class SearchView {
  readonly #root: HTMLElement;
  readonly #search: Search;
  readonly #result: PageResult;
  readonly #spectrum: LiveFigure;
  readonly #limit: LiveFigure;
  readonly #panels: PanelView;
  #evaluation: Evaluation | undefined;
  readonly #controls: ControlSampleView;

  constructor(root: HTMLElement, search: Search, result: PageResult) {
    this.#root = root;
    this.#search = search;
    this.#result = result;
    this.#spectrum = new LiveFigure(this.#find('[data-figure="spectrum"] .drawing'));
    this.#panels = new PanelView(root, result);
    this.#startHover();
    this.#limit = new LiveFigure(this.#find('[data-figure="limit"] .drawing'));
    this.#controls = new ControlSampleView(root, search, result);
  }

  /** Draws an evaluation: both figures, their tables, the cut flow, the line about one hypothesis. */
  async show({ evaluation, ranking, state }: Shown): Promise<void> {
    this.#evaluation = evaluation;
    const { quantity, scale, hypothesis, comparisons } = readView(this.#root, this.#search);
    const [first] = this.#search.interpretations;
    const interpretation = this.#search.interpretations.find(({ id }) => id === quantity) ?? first;
    const point = evaluation.scan[hypothesis];
    const { samples, figures } = this.#result;
    const view = { state, choices: comparisons, hypothesis };
    const spectrum = `spectrum-${scale}`;
    const limit = `limit-${interpretation.id}`;
    const [shown] = this.#search.spectra;
    const counts = evaluation.spectra.find((one) => one.spectrum === shown.id);
    const draw = (figure: LiveFigure, name: string) =>
      figure.show(
        name,
        figures[name],
        figureData(this.#search, name, evaluation, samples, view),
        figureParams(this.#search, name, evaluation, view),
      );
    await Promise.all([
      draw(this.#spectrum, spectrum),
      draw(this.#limit, limit),
      this.#controls.show(evaluation, state),
      this.#panels.show({
        search: this.#search,
        evaluation,
        samples,
        state,
        heading: headingIn(this.#search, state),
        point,
        ranking: ranking ?? undefined,
      }),
    ]);
    this.#find("[data-readout]").textContent = readoutAt(point, interpretation);
    if (counts) this.#fill('[data-figure="spectrum"] table', spectrumTable(shown, counts, samples));
    this.#fill('[data-figure="limit"] table', limitTable(this.#search, interpretation, evaluation.scan));
    this.#fill('table[data-table="cut-flow"]', cutFlowTable(this.#search, evaluation.cutFlow, samples));
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
    const limit = abscissaOf(
      this.#search.scan,
      scan.map(({ hypothesis }) => hypothesis.mass),
    );
    startHover(this.#find('[data-figure="limit"] .drawing'), () => limit, pick);
    // A point of the limit leads to the fit behind it, where there is one.
    const fit = this.#root.querySelector<HTMLAnchorElement>('nav.tabs a[href="#fit"]');
    this.#find('[data-figure="limit"] .drawing').addEventListener("click", () => fit?.click());
    if (spectrum.observable.id !== this.#search.scan.observable.id) return;
    const { domain, type: scale } = abscissaScale(spectrum);
    startHover(this.#find('[data-figure="spectrum"] .drawing'), () => ({ scale, domain }), pick);
  }

  /** Line cut of the plane that is drawn, where it can be dragged. */
  planeStart(state: AnalysisState): PlaneDragStart | null {
    const evaluation = this.#evaluation ?? this.#result.evaluation;
    const cut = this.#search.selection.find(({ id }) => id === this.#search.tuning?.line);
    const cuts = planeCuts({ search: this.#search, state, point: evaluation.scan[this.#hypothesis()] });
    return cut && cuts ? { cut, cuts } : null;
  }

  /** Dims the figures while new ones are computed. */
  busy(on: boolean): void {
    for (const drawing of this.#root.querySelectorAll(".drawing")) drawing.setAttribute("aria-busy", String(on));
    if (!on) this.progress(null);
  }

  /** Shows how much of long work is done (0 … 1), with a way to stop it; null where nothing long is under way. */
  progress(share: number | null): void {
    this.#find("[data-long-work]").hidden = share === null;
    if (share !== null) this.#find<HTMLProgressElement>("[data-long-work] progress").value = share;
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
    const { mass } = this.#search.scan.windows[index].hypothesis;
    return { wanted: panel?.wanted?.(mass) ?? {}, rankedAt: panel?.ranked ? index : null };
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
