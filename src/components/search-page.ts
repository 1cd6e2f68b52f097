import type { Change } from "../analysis/change.js";
import type { PageView } from "../analysis/link.js";
import type { OwnData } from "../analysis/own/data.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import type { Undo } from "../analysis/undo.js";
import type { PageResult } from "../figures/page-result.js";
import { Address } from "./address.js";
import { Brushes } from "./brush.js";
import { ChoicePanel } from "./choice-panel.js";
import { startChoicePointer } from "./choice-pointer.js";
import { CutPanel } from "./cut-panel.js";
import { sayEarlyMoves } from "./early-moves.js";
import { startLogSteps } from "./log-steps.js";
import { ModelPanel } from "./model-panel.js";
import { startOwnFiles } from "./own-files.js";
import { OwnForm } from "./own-form.js";
import { fetchCode, type PageCode } from "./page-code.js";
import { type PlaneDragStart, startPlaneDrag } from "./plane-drag.js";
import type { SearchView, Shown } from "./search-view.js";
import type { Evaluated, Session } from "./session.js";
import { startTakeAway, type TakeSource } from "./take-away.js";
import { startUndo } from "./undo-keys.js";

/** A file of the site, as Framework hands it to a page. */
interface Attachment {
  href: string;
  json(): Promise<unknown>;
}

/** What a living page works with: fetched when the reader comes near a control, not before. */
interface Alive {
  /** At hand, so that a control shows its state before its next key is heard. */
  readonly code: PageCode;
  readonly search: Search;
  readonly result: PageResult;
  /** The search and its samples as the site was built, where a reader's events stand in for its data. */
  readonly built?: Pick<Alive, "search" | "result">;
  readonly view: SearchView;
  readonly session: Session;
  readonly nominal: AnalysisState;
  /** What the build shows. */
  readonly first: PageView;
}

/**
 * Brings a search's page to life. Until a control is approached nothing is fetched; the figures of the build stand.
 * Then the result, the analysis and DuckDB-WASM are fetched; the snapshot is opened at the first change.
 */
export function mountSearch(root: HTMLElement | null, files: { result: Attachment; snapshot: Attachment }): void {
  if (!root) throw new Error("no search on this page: an element article.search is missing");
  const page = new SearchPage(root, files);
  page.listen();
}

class SearchPage {
  readonly #root: HTMLElement;
  readonly #files: { result: Attachment; snapshot: Attachment };
  #alive: Promise<Alive> | undefined;
  #history: Undo<AnalysisState> | undefined;
  readonly #address = new Address();
  #evaluated: Shown | undefined;
  #view: SearchView | undefined;
  #cuts: CutPanel | undefined;
  #choices: ChoicePanel | undefined;
  #model: ModelPanel | undefined;
  #brushes: Brushes | undefined;
  #own: OwnForm | undefined;
  /** States of the evaluations under way, by the number of each. */
  readonly #asked = new Map<number, AnalysisState>();
  #newest = 0;

  constructor(root: HTMLElement, files: { result: Attachment; snapshot: Attachment }) {
    this.#root = root;
    this.#files = files;
  }

  listen(): void {
    const panel = this.#root.querySelector<HTMLElement>(".panel-cuts");
    if (!panel) return;
    const change = (made: Change) => void this.#change(made);
    this.#cuts = new CutPanel(panel, {
      approached: () => void this.#wake(),
      changed: async (cut, parameter, value) => {
        const from = (await this.#wake()).view.inForce[cut];
        change({ kind: "cut", cut, parameter, value, ...(from ? { from } : {}) });
      },
      resetCut: (cut) => change({ kind: "nominal-cut", cut }),
      resetAll: () => change({ kind: "nominal" }),
    });
    this.#choices = new ChoicePanel(panel, async () => (await this.#wake()).search, change);
    this.#model = new ModelPanel(
      panel,
      async () => (await this.#wake()).search,
      (parameter, value) => change({ kind: "model", parameter, value }),
    );
    const own = this.#root.querySelector<HTMLElement>("[data-own-observable]");
    if (own) this.#own = new OwnForm(own, async () => (await this.#wake()).search, change);
    this.#brushes = new Brushes(this.#root, change, () => void this.#wake());
    // The choices of what is drawn need no counting: result and Vega will do.
    this.#root.addEventListener("input", async ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.dataset.view) return;
      const alive = await this.#wake();
      this.#writeAddress(alive);
      // Cuts that are tuned window by window have other values at another hypothesis.
      this.#showState(alive);
      await this.#draw(alive);
      if (["hypothesis", "choice"].includes(target.dataset.view) && needsEvaluation(alive.view)) this.#ask(alive);
    });
    const plane = this.#root.querySelector<HTMLElement>('[data-figure="plane"] .drawing');
    if (plane) {
      plane.addEventListener("pointerenter", () => void this.#wake(), { once: true });
      startPlaneDrag(plane, () => this.#planeStart(), change);
    }
    startChoicePointer(this.#root);
    startLogSteps(panel);
    // A point of the limit is as good as a control: the pointer over it picks the hypothesis.
    const limit = this.#root.querySelector('[data-figure="limit"] .drawing');
    limit?.addEventListener("pointerenter", () => void this.#wake(), { once: true });
    this.#wakeAtPlanes();
    // A tab that is opened may need what was not computed while it was closed.
    this.#root.addEventListener("tabopen", async () => {
      const hypothesis = this.#root.querySelector<HTMLInputElement>('[data-view="hypothesis"]');
      // The panels of the build speak of its hypothesis.
      if (!this.#evaluated && hypothesis?.value === hypothesis?.defaultValue) return;
      const alive = await this.#wake();
      await this.#draw(alive);
      if (needsEvaluation(alive.view)) this.#ask(alive);
    });
    this.#root.querySelector("[data-stop]")?.addEventListener("click", async () => (await this.#wake()).session.stop());
    for (const control of this.#root.querySelectorAll("[data-view]")) {
      control.addEventListener("focus", () => void this.#wake(), { once: true });
    }
    startUndo(this.#root, {
      undo: () => void this.#go("undone"),
      redo: () => void this.#go("redone"),
    });
    startOwnFiles(
      this.#root,
      async () => (await this.#wake()).search.id,
      (events) => void this.#give(events),
    );
    startTakeAway(
      this.#root,
      (text) => this.#say(text),
      () => this.#takeSource(),
    );
    if (location.search !== "") void this.#open();
    this.#root.toggleAttribute("data-listening", true);
    sayEarlyMoves(this.#root.querySelectorAll<HTMLInputElement>(".panel-cuts :is(input, select), [data-view]"));
  }

  /** A plane of two masses tells its ellipses as soon as it is on the screen, by pointer and keyboard. */
  #wakeAtPlanes(): void {
    const near = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void this.#wake();
    });
    for (const drawing of this.#root.querySelectorAll("svg[data-mass-plane]")) near.observe(drawing);
  }

  /** Puts events of the reader in place of the data, or the data back. */
  async #give(own: OwnData | null): Promise<void> {
    const alive = await this.#wake();
    const built = alive.built ?? { search: alive.search, result: alive.result };
    const { samplesWithOwn, searchWithOwn } = alive.code;
    const samples = own && samplesWithOwn(built.search, built.result.samples, own.source);
    const search = samples ? searchWithOwn(built.search, samples) : built.search;
    const result = samples ? { ...built.result, samples } : built.result;
    const { built: _, ...rest } = alive;
    const next: Alive = { ...rest, search, result, ...(own ? { built } : {}) };
    this.#alive = Promise.resolve(next);
    // What is still counted is of other events.
    this.#asked.clear();
    next.view.use(search, result, own?.source.label);
    next.session.give(own);
    this.#ask(next);
  }

  /** Shows what the link asks for that the page was opened by. */
  async #open(): Promise<void> {
    const alive = await this.#wake();
    await this.#draw(alive);
    if (!alive.code.isNominal(alive.search, this.#state(alive)) || needsEvaluation(alive.view)) this.#ask(alive);
  }

  /** What is taken away: figures and tables as they are shown, with their unrounded numbers. */
  async #takeSource(): Promise<TakeSource> {
    const alive = await this.#wake();
    const { search, result, view, built } = alive;
    if (!this.#evaluated) await view.show(this.#shown(alive));
    const { imprintOf, readView } = alive.code;
    const { evaluation: whole, state } = this.#shown(alive);
    const evaluation = view.shown ?? whole;
    const { samples, provenance } = result;
    return {
      spec: (name) => view.spec(name),
      taken: () => {
        const { hypothesis, quantity } = readView(this.#root, search);
        const own = built && samples.find(({ kind }) => kind === "data")?.label;
        const imprint = imprintOf(search, state, provenance, this.#address.href, own);
        return { search, evaluation, samples, state, hypothesis, quantity, provenance, imprint };
      },
    };
  }

  /** The state in force. */
  #state({ nominal }: Pick<Alive, "nominal">): AnalysisState {
    return this.#history?.present ?? nominal;
  }

  #planeStart(): PlaneDragStart | null {
    return (this.#history && this.#view?.planeStart(this.#history.present)) ?? null;
  }

  /** What is drawn now: an evaluation with its state. */
  #shown({ result, nominal }: Alive): Shown {
    return this.#evaluated ?? { evaluation: result.evaluation, ranking: result.ranking, state: nominal };
  }

  async #draw(alive: Alive): Promise<void> {
    await alive.view.show(this.#shown(alive));
    this.#brushes?.follow();
  }

  /** Fetches what a living page needs, once. */
  #wake(): Promise<Alive> {
    this.#alive ??= this.#load().catch((error: Error) => {
      this.#alive = undefined;
      this.#say(`not available: ${error.message}; the figures of the build stay`);
      throw error;
    });
    return this.#alive;
  }

  async #load(): Promise<Alive> {
    const [code, result] = await Promise.all([fetchCode(), this.#files.result.json() as Promise<PageResult>]);
    const { findSearch, withGivenSamples, nominalState, undoFrom, firstViewOf } = code;
    const { SearchView, Session, missingForComputing } = code;
    const search = { ...withGivenSamples(findSearch(result.search), result.samples), data: result.data };
    const nominal = nominalState(search);
    const view = new SearchView(this.#root, search, result);
    this.#view = view;
    const first = firstViewOf(this.#root, search);
    this.#history ??= undoFrom(this.#linked(code, search, view, first));
    const known = { tuning: result.tuning, toys: result.evaluation.toys };
    const snapshot = new URL(this.#files.snapshot.href, location.href).href;
    const missing = missingForComputing();
    if (missing) this.#notice(missing);
    const allowed = missing === null ? this.#allowed(code, result) : new Promise<void>(() => undefined);
    const session = new Session(search.id, snapshot, known, allowed, {
      opened: (rows, how) => this.#say(`${rows} events opened, ${how === "ranges" ? "by ranges" : "whole file"}`),
      counted: (counts, id) => {
        const state = this.#asked.get(id);
        if (state) void view.showCounts(counts, state);
      },
      evaluated: (evaluated) => void this.#showEvaluation(evaluated),
      progress: (share) => view.progress(share),
      stopped: () => {
        view.busy(false);
        view.markNotComputed("stopped");
        this.#say("stopped: the limits are those before the last change; move a control to compute again");
      },
      failed: (message) => {
        view.busy(false);
        view.markNotComputed("not computed");
        this.#say(message);
        this.#notice(`Nothing can be counted here: ${message}.`);
      },
    });
    this.#showState({ search, nominal, view });
    return { code, search, result, view, session, nominal, first };
  }

  /** When the database may be fetched: at once, or where every megabyte counts when the reader says so. */
  async #allowed({ isCostly, sizeInWords, DATABASE_MODULE }: PageCode, { snapshot }: PageResult): Promise<void> {
    const place = this.#root.querySelector<HTMLElement>("[data-costly]");
    if (!place || !isCostly(navigator as Parameters<typeof isCostly>[0])) return;
    const words = place.querySelector("[data-costly-size]");
    if (words) words.textContent = await sizeInWords(DATABASE_MODULE, snapshot.bytes);
    place.hidden = false;
    await new Promise<void>((resolve) => {
      place.querySelector("button")?.addEventListener("click", () => resolve(), { once: true });
    });
    place.hidden = true;
  }

  /** The state of the link that the page was opened by, its view put into the controls; nominal where it is none. */
  #linked({ readLink, showView }: PageCode, search: Search, { scanned }: SearchView, first: PageView): AnalysisState {
    try {
      const { state, view } = readLink(search, location.search, { first, scanned });
      if (location.search !== "") showView(this.#root, view, scanned(view.line).length);
      return state;
    } catch (error) {
      this.#notice(`This link is not understood (${(error as Error).message}). The page shows what was published.`);
      return readLink(search, "", { first }).state;
    }
  }

  #showState(alive: Pick<Alive, "search" | "nominal" | "view">): void {
    const state = this.#state(alive);
    this.#cuts?.show(alive.search, state, alive.view.inForce);
    this.#model?.show(alive.search, state);
    this.#own?.show(alive.search, state);
    this.#brushes?.show();
    this.#choices?.show(alive.search, state);
    for (const [name, steps] of [
      ["undo", this.#history?.past],
      ["redo", this.#history?.future],
    ] as const) {
      const button = this.#root.querySelector<HTMLButtonElement>(`button.${name}`);
      if (button) button.disabled = !steps?.length;
    }
  }

  #writeAddress(alive: Alive): void {
    const { search, first, view: shown, code } = alive;
    this.#address.write(() => {
      const view = code.readView(this.#root, search);
      return code.writeLink(search, { state: this.#state(alive), view }, { first, scanned: shown.scanned });
    });
  }

  /** Puts the state into force that stands in the history now. */
  #follow(alive: Alive): void {
    this.#showState(alive);
    this.#writeAddress(alive);
    this.#ask(alive);
  }

  async #go(where: "undone" | "redone"): Promise<void> {
    const alive = await this.#wake();
    const before = this.#history;
    this.#history = before && alive.code[where](before);
    if (this.#history?.present !== before?.present) this.#follow(alive);
  }

  async #change(change: Change): Promise<void> {
    const alive = await this.#wake();
    const { changed, record, undoFrom } = alive.code;
    const before = this.#history ?? undoFrom(alive.nominal);
    const state = changed(alive.search, before.present, change);
    // The mass of a signal that is not added yet changes nothing: there is nothing to undo.
    const same = JSON.stringify(state) === JSON.stringify(before.present);
    this.#history = same ? before : record(before, state, topicOf(change), performance.now());
    this.#follow(alive);
  }

  /** Asks for the state in force, with what the open panel needs. */
  #ask(alive: Alive): void {
    const { view, session } = alive;
    const state = this.#state(alive);
    if (typeof WebAssembly === "undefined") {
      view.markNotComputed("not computed");
      return;
    }
    view.busy(true);
    const { wanted, rankedAt } = view.wanted;
    const id = session.evaluate(state, wanted, rankedAt);
    this.#asked.set(id, state);
    this.#newest = id;
  }

  async #showEvaluation({ id, evaluation, ranking, milliseconds }: Evaluated): Promise<void> {
    const alive = await (this.#alive as Promise<Alive>);
    const { view, result, search, built } = alive;
    const state = this.#asked.get(id);
    if (!state) return;
    for (const older of this.#asked.keys()) if (evaluation.fast ? older < id : older <= id) this.#asked.delete(older);
    this.#evaluated = { evaluation, ranking, state };
    await this.#draw(alive);
    this.#brushes?.show();
    if (id !== this.#newest) return;
    if (evaluation.fast) {
      this.#say(`asymptotic limits in ${milliseconds.toFixed(0)} ms; those by toys take some seconds`);
      return;
    }
    view.busy(false);
    const { departures, compareEvaluations } = alive.code;
    const away = departures(search, state);
    const label = built && result.samples.find(({ kind }) => kind === "data")?.label;
    if (label !== undefined) view.mark(null, [`events of ${label}`, ...away]);
    else view.mark(away.length === 0 ? compareEvaluations(result.evaluation, evaluation) : null, away);
    this.#say(`counted and limits set in ${milliseconds.toFixed(0)} ms`);
  }

  /** A word above the stage that stays. */
  #notice(text: string): void {
    const notice = this.#root.querySelector<HTMLElement>("[data-notice]");
    if (!notice) return;
    notice.textContent = text;
    notice.hidden = false;
  }

  #say(text: string): void {
    const status = this.#root.querySelector("[data-status]");
    if (status) status.textContent = text;
  }
}

/** Whether the open panel needs more than every evaluation holds. */
function needsEvaluation({ wanted: { wanted, rankedAt }, lacks }: SearchView): boolean {
  const { line: _line, unseen: _unseen, ...further } = wanted;
  return lacks || rankedAt !== null || Object.keys(further).length > 0;
}

/** What a change touches: moves of one control within a moment are one step of the history. */
function topicOf(change: Change): string {
  if (change.kind === "choose") return Object.keys(change.choices).join(" ");
  const { value: _, scale: __, from: ___, ...topic } = { value: 0, scale: 0, from: {}, ...change };
  return JSON.stringify(topic);
}
