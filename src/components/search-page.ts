import type { Evaluation } from "../analysis/result.js";
import type { Search } from "../analysis/search.js";
import type { AnalysisState } from "../analysis/state.js";
import type { PageResult } from "../figures/page-result.js";
import { CutPanel } from "./cut-panel.js";
import type { SearchView } from "./search-view.js";
import type { Session } from "./session.js";

/** A file of the site, as Framework hands it to a page. */
interface Attachment {
  href: string;
  json(): Promise<unknown>;
}

/** What a living page works with: fetched when the reader comes near a control, not before. */
interface Alive {
  readonly search: Search;
  readonly result: PageResult;
  readonly view: SearchView;
  readonly session: Session;
  readonly nominal: AnalysisState;
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
  #state: AnalysisState | undefined;
  #evaluation: Evaluation | undefined;
  #asked = 0;

  constructor(root: HTMLElement, files: { result: Attachment; snapshot: Attachment }) {
    this.#root = root;
    this.#files = files;
  }

  listen(): void {
    const panel = this.#root.querySelector<HTMLElement>(".panel-cuts");
    if (!panel) return;
    const cuts = new CutPanel(panel, {
      approached: () => void this.#wake(cuts),
      changed: (cut, parameter, value) =>
        this.#change(cuts, (_, state) => ({
          ...state,
          cuts: { ...state.cuts, [cut]: { ...state.cuts[cut], [parameter]: value } },
        })),
      resetCut: (cut) =>
        this.#change(cuts, (alive, state) => ({
          ...state,
          cuts: { ...state.cuts, [cut]: alive.nominal.cuts[cut] },
        })),
      resetAll: () => this.#change(cuts, (alive) => alive.nominal),
    });
    // The choices of what is drawn need no counting: result and Vega will do.
    this.#root.addEventListener("input", async ({ target }) => {
      if (!(target instanceof HTMLElement) || !target.dataset.view) return;
      const { view, result } = await this.#wake(cuts);
      await view.show(this.#evaluation ?? result.evaluation);
    });
    for (const control of this.#root.querySelectorAll("[data-view]")) {
      control.addEventListener("focus", () => void this.#wake(cuts), { once: true });
    }
  }

  /** Fetches what a living page needs, once. */
  #wake(cuts: CutPanel): Promise<Alive> {
    this.#alive ??= this.#load(cuts).catch((error: Error) => {
      this.#alive = undefined;
      this.#say(`not available: ${error.message}; the figures of the build stay`);
      throw error;
    });
    return this.#alive;
  }

  async #load(cuts: CutPanel): Promise<Alive> {
    const [{ findSearch }, { withGivenSamples }, { nominalState }, { SearchView }, { Session }, result] =
      await Promise.all([
        import("../catalogue/catalogue.js"),
        import("../analysis/given-samples.js"),
        import("../analysis/state.js"),
        import("./search-view.js"),
        import("./session.js"),
        this.#files.result.json() as Promise<PageResult>,
      ]);
    const search = withGivenSamples(findSearch(result.search), result.samples);
    const nominal = nominalState(search);
    const view = new SearchView(this.#root, search, result);
    this.#state ??= nominal;
    const session = new Session(search.id, new URL(this.#files.snapshot.href, location.href).href, {
      opened: (rows, how) => this.#say(`${rows} events opened, ${how === "ranges" ? "by ranges" : "whole file"}`),
      evaluated: (evaluation, milliseconds, id) => {
        this.#evaluation = evaluation;
        void this.#showEvaluation(evaluation, milliseconds, id);
      },
      failed: (message) => {
        view.busy(false);
        this.#say(message);
      },
    });
    cuts.show(search.selection, this.#state.cuts);
    return { search, result, view, session, nominal };
  }

  async #change(cuts: CutPanel, next: (alive: Alive, state: AnalysisState) => AnalysisState): Promise<void> {
    const alive = await this.#wake(cuts);
    this.#state = next(alive, this.#state ?? alive.nominal);
    cuts.show(alive.search.selection, this.#state.cuts);
    alive.view.busy(true);
    this.#asked = alive.session.evaluate(this.#state);
  }

  async #showEvaluation(evaluation: Evaluation, milliseconds: number, id: number): Promise<void> {
    const { view, result, nominal, search } = await (this.#alive as Promise<Alive>);
    await view.show(evaluation);
    if (id !== this.#asked) return;
    view.busy(false);
    const { isNominal } = await import("../analysis/state.js");
    const { compareEvaluations } = await import("../analysis/agreement.js");
    const differences = isNominal(search, this.#state ?? nominal)
      ? compareEvaluations(result.evaluation, evaluation)
      : null;
    view.mark(differences);
    this.#say(`counted and limits set in ${milliseconds.toFixed(0)} ms`);
  }

  #say(text: string): void {
    const status = this.#root.querySelector("[data-status]");
    if (status) status.textContent = text;
  }
}
