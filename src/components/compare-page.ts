import type * as Vega from "vega";
import type { CouplingPlane, ParameterValues } from "../catalogue/planes/plane.js";
import { OWN_STYLES } from "../figures/own-styles.js";
import type { ComparedResults, PlaneCurve } from "../figures/plane-curves.js";
import { fillTable } from "./fill-table.js";
import { LiveFigure } from "./live-figure.js";
import { OwnCurves } from "./own-curves.js";

/** A file of the site, as Framework hands it to a page. */
interface Attachment {
  json(): Promise<unknown>;
}

/** What the page fetches: results of the searches, and a compiled figure for each plane. */
interface ComparedFile {
  readonly results: ComparedResults;
  readonly figures: Readonly<Record<string, Vega.Spec>>;
}

/** Brings the planes to life at the first touch; until then the drawings of the build stand. */
export function mountCompare(root: HTMLElement | null, file: Attachment): void {
  if (!root) throw new Error("no planes on this page: an element article.compare is missing");
  let fetched: Promise<ComparedFile> | undefined;
  const fetchOnce = () => {
    fetched ??= (file.json() as Promise<ComparedFile>).catch((error: Error) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
  const sections = new Map<string, PlaneSection>();
  const own = new OwnCurves(root, {
    slots: OWN_STYLES.map(({ id }) => id),
    open: () => root.querySelector<HTMLElement>("[data-plane-section]:not([hidden])")?.dataset.planeSection ?? "",
    changed: ({ plane }) => {
      root.querySelector<HTMLAnchorElement>(`nav.tabs a[href="#${plane.id}"]`)?.click();
      sections.get(plane.id)?.show();
    },
  });
  for (const element of root.querySelectorAll<HTMLElement>("[data-plane-section]")) {
    const id = element.dataset.planeSection ?? "";
    const section = new PlaneSection(element, fetchOnce, () => own.of(id));
    sections.set(id, section);
    section.listen();
  }
}

class PlaneSection {
  readonly #section: HTMLElement;
  readonly #file: () => Promise<ComparedFile>;
  /** Curves that the reader opened. */
  readonly #own: () => readonly PlaneCurve[];
  readonly #figure: LiveFigure;
  #queue: Promise<void> = Promise.resolve();

  constructor(section: HTMLElement, file: () => Promise<ComparedFile>, own: () => readonly PlaneCurve[]) {
    this.#section = section;
    this.#file = file;
    this.#own = own;
    this.#figure = new LiveFigure(this.#find(".drawing"));
  }

  listen(): void {
    const form = this.#find("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.show());
    form.addEventListener("pointerenter", () => void this.#file().catch(() => undefined), { once: true });
  }

  /** Drawings stand in line: begun side by side, an older one might end last. */
  show(): void {
    this.#queue = this.#queue
      .then(() => this.#draw())
      .catch((error: Error) => this.#say(`not available: ${error.message}`));
  }

  async #draw(): Promise<void> {
    const [{ findPlane }, { curvesOf }, { planeData, planeParams, planeTable }, { results, figures }] =
      await Promise.all([
        import("../catalogue/planes/planes.js"),
        import("../figures/plane-curves.js"),
        import("../figures/coupling-plane.js"),
        this.#file(),
      ]);
    const plane = findPlane(this.#section.dataset.planeSection ?? "");
    const parameters = await this.#parameters(plane);
    const chosen = new Set(
      Array.from(this.#section.querySelectorAll<HTMLInputElement>("[data-curve]:checked"), (box) => box.dataset.curve),
    );
    const curves = [...curvesOf(plane, results, parameters), ...this.#own()].filter(({ id }) => chosen.has(id));
    await this.#figure.show(plane.id, figures[plane.id], planeData(curves), planeParams(curves));
    fillTable(this.#find<HTMLTableElement>(`table[data-table="plane-${plane.id}"]`), planeTable(plane, curves));
    this.#say("curves as chosen here, results from the build");
  }

  /** Values of the plane's parameters, said beside their controls. */
  async #parameters(plane: CouplingPlane): Promise<ParameterValues> {
    const { formatNumber } = await import("../figures/numbers.js");
    const values = plane.parameters.map(({ id, scale, unit }) => {
      const input = this.#find<HTMLInputElement>(`[data-parameter="${id}"]`);
      const value = scale === "log" ? 10 ** Number(input.value) : Number(input.value);
      this.#find(`output[for="${input.id}"]`).textContent = [formatNumber(value, 3), unit].filter(Boolean).join(" ");
      return [id, value] as const;
    });
    return Object.fromEntries(values);
  }

  #say(text: string): void {
    this.#find("[data-mark]").textContent = text;
  }

  #find<E extends HTMLElement>(selector: string): E {
    const element = this.#section.querySelector<E>(selector);
    if (!element) throw new Error(`missing element: ${selector}, in a plane of the page that compares`);
    return element;
  }
}
