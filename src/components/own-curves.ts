import type { OwnCurve } from "../formats/hepdata/plane-curve.js";
import { type ChosenFile, filesOfInput, startDrop } from "./dropped-files.js";
import { make } from "./make.js";
import { TablesOpener } from "./open-tables.js";

/** Where curves stand: each plane's section, and a way to draw it again. */
export interface CurvePlaces {
  /** Plane that is shown now. */
  open(): string;
  /** Places for a reader's curves, each of them taken once. */
  readonly slots: readonly string[];
  /** Told of a curve that came or went. */
  changed(own: OwnCurve): void;
}

/** Curves of HEPData that a reader opens on the page that compares: added to a plane, hidden, and taken away again. */
export class OwnCurves {
  readonly #root: HTMLElement;
  readonly #places: CurvePlaces;
  readonly #opener = new TablesOpener();
  readonly #curves: OwnCurve[] = [];

  constructor(root: HTMLElement, places: CurvePlaces) {
    this.#root = root;
    this.#places = places;
    for (const input of root.querySelectorAll<HTMLInputElement>("[data-import] input")) {
      input.addEventListener("change", () => {
        void this.#open(filesOfInput(input));
        input.value = "";
      });
    }
    startDrop(
      root,
      (files) => void this.#open(files),
      (message) => this.#say(message),
    );
  }

  /** Curves of a plane that a reader opened. */
  of(plane: string): readonly OwnCurve["curve"][] {
    return this.#curves.filter((one) => one.plane.id === plane).map(({ curve }) => curve);
  }

  async #open(files: readonly ChosenFile[]): Promise<void> {
    if (files.length === 0) return;
    const taken = this.#curves.map(({ curve }) => curve.id);
    const slot = this.#places.slots.findIndex((id) => !taken.includes(id));
    if (slot < 0) {
      this.#say(`too many curves: ${this.#places.slots.length} of yours are shown; remove one`);
      return;
    }
    const label = files.length === 1 ? files[0].name : `${files[0].name} and ${files.length - 1} more`;
    this.#say(`opening ${label} …`);
    const answer = await this.#opener.open(files);
    if (answer?.kind === "failed") this.#say(answer.message);
    if (answer?.kind === "likelihood") this.#say(`a likelihood: ${label}; open it on the page Likelihoods`);
    if (answer?.kind !== "tables") return;
    if (answer.submission.tables.length === 0) {
      this.#say(`no tables: ${label}; open a submission that has some`);
      return;
    }
    const [{ TablesDialog }, { curveForm }] = await Promise.all([
      import("./tables-dialog.js"),
      import("./curve-form.js"),
    ]);
    this.#say(`${answer.submission.tables.length} tables in ${label}`);
    const form = curveForm(label, this.#places.open(), slot, (own) => void this.#add(own));
    new TablesDialog(label, answer.submission, form, (taken) => {
      if (!taken) this.#say("cancelled; the planes are as they were");
    });
  }

  async #add(own: OwnCurve): Promise<void> {
    this.#curves.push(own);
    const { tableElement } = await import("./tables-dialog.js");
    const { curve, plane, table } = own;
    const box = make("input", { type: "checkbox", checked: true });
    box.dataset.curve = curve.id;
    box.dataset.plane = plane.id;
    const remove = make("button", { type: "button", className: "button", textContent: "remove" });
    remove.setAttribute("aria-label", `remove ${curve.label}`);
    const item = make(
      "li",
      {},
      make("label", {}, box, keySymbol(curve), make("span", {}, `${curve.label}, opened here`)),
      make("p", { className: "note", textContent: curve.source }),
      make("details", {}, make("summary", {}, "What was read"), tableElement(table)),
      remove,
    );
    item.dataset.own = curve.id;
    remove.addEventListener("click", () => {
      this.#curves.splice(this.#curves.indexOf(own), 1);
      item.remove();
      this.#say(`removed ${curve.label}`);
      this.#places.changed(own);
    });
    this.#root.querySelector(`[data-plane-section="${plane.id}"] .curves`)?.append(item);
    this.#say(`added ${curve.label} to the plane of ${plane.symbol}`);
    this.#places.changed(own);
  }

  #say(text: string): void {
    const status = this.#root.querySelector("[data-import-status]");
    if (status) status.textContent = text;
  }
}

/** The line or marker of a curve, as in the key of the build. */
function keySymbol({ kind, color, dash }: OwnCurve["curve"]): SVGElement {
  const draw = (tag: string, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const svg = draw("svg", { class: "key", width: "30", height: "14", viewBox: "0 0 30 14", "aria-hidden": "true" });
  const ink = { stroke: color, "stroke-width": "2", fill: "none" };
  svg.append(
    kind === "points"
      ? draw("path", { d: "M15 1l5 6-5 6-5-6z", ...ink })
      : draw("line", { x1: "0", x2: "30", y1: "7", y2: "7", "stroke-dasharray": dash.join(" "), ...ink }),
  );
  return svg as SVGElement;
}
