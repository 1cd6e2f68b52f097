import type { Cut, CutParameter, CutValues } from "../analysis/cut.js";
import { hypothesisText } from "../analysis/hypothesis-text.js";
import { fitsPeaks, type ModelParameter, parametersOf, takesDataAlone } from "../analysis/measurement.js";
import { nameOfCut, nameOfSystematic } from "../analysis/numbers.js";
import type { Hypothesis } from "../analysis/sample.js";
import type { ScanPoint } from "../analysis/scan-point.js";
import type { Search } from "../analysis/search.js";
import { methodsOf, nominalState } from "../analysis/state.js";
import {
  CONFIDENCE_LEVELS,
  hypothesisWords,
  injectionHypotheses,
  injectionText,
  LARGEST_SCALE,
  LAST_MODEL_STEP,
  levelText,
  luminosityStep,
  luminosityText,
  METHODS,
  methodText,
  modelStep,
  modelText,
  PRIORS,
  systematicsText,
} from "../figures/choices.js";
import { Html, html } from "./html.js";
import { toNumber } from "./where-from.js";

const END_SIGN: Readonly<Record<string, string>> = { min: "≥", max: "≤" };
const END_NAME: Readonly<Record<string, string>> = { min: "lowest", max: "highest" };

/** Coupling and seed that the injection starts with, and factors to the ends of the coupling. */
const INJECTED = { coupling: 0.3, seed: 1, lowest: 1 / 300, highest: 100 / 3 } as const;

/** Step of the numbers of cuts that are tuned window by window, whose values have two digits. */
const TUNED_STEP = 0.01;

/** The attribute of a box that is ticked first. */
const CHECKED = new Html(" checked");

/** The control of one cut: numbers typed or slid, what it is for, a way back. */
function cutControl(search: Search, cut: Cut, tuned: boolean, inForce: CutValues | null | undefined): Html {
  const flag = (one: CutParameter) =>
    html`<label class="parameter flag"><input type="checkbox" data-parameter="${one.id}"${one.nominal === 1 && CHECKED}> ${one.title ?? one.id}</label>`;
  const slider = (one: CutParameter) => {
    const value = inForce?.[one.id] ?? one.nominal;
    const name = `${cut.title}, ${END_NAME[one.id] ?? one.id}`;
    return html`<div class="parameter"><span class="end">${END_SIGN[one.id] ?? one.id}</span>
<input type="range" data-parameter="${one.id}" min="${one.low}" max="${one.high}" step="${one.step}" value="${value}" list="${cut.id}-${one.id}-nominal" aria-label="${name}, slider">
<datalist id="${cut.id}-${one.id}-nominal"><option value="${one.nominal}" label="nominal"></option></datalist>
<input type="number" data-parameter="${one.id}" min="${one.low}" max="${one.high}" step="${tuned ? TUNED_STEP : one.step}" value="${value}" aria-label="${name}${one.unit && `, ${one.unit}`}">
<span class="unit">${one.unit}</span></div>`;
  };
  return html`<fieldset class="cut" data-cut="${cut.id}">
<legend>${cut.title} <details class="help"><summary aria-label="What is the cut on ${cut.title} for?">?</summary>
<p>${cut.why} ${toNumber(search, nameOfCut(cut, cut.parameters[0].id), cut.origin)}: ${cut.source}.${tuned && " Each window has a value of its own until the control is moved; then all share it."}</p></details></legend>
${cut.parameters.map(cut.kind === "any" ? flag : slider)}
${tuned && html`<p class="note" data-tuned="${cut.id}">tuned window by window</p>`}
<button type="button" class="reset" aria-label="Reset ${cut.title} to nominal" title="nominal">↺</button>
</fieldset>`;
}

/** The attribute of the option that is chosen first. */
const SELECTED = new Html(" selected");

interface Option {
  readonly value: string | number;
  readonly text: string;
}

/** A list of values, the published one marked. */
function choice(name: string, label: string, options: readonly Option[], published: string | number): Html {
  return html`<label class="choice">${label} <select data-choice="${name}">${options.map(
    ({ value, text }) =>
      html`<option value="${value}"${value === published && SELECTED}>${text}${value === published && " (published)"}</option>`,
  )}</select></label>`;
}

const entries = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }));

/** A group that opens: its name, and what is chosen in it. */
function group(id: string, title: string, chosen: string, body: Html | readonly Html[]): Html {
  return html`<details class="group" data-group="${id}"><summary>${title} <span class="chosen" data-chosen="${id}">${chosen}</span></summary>
<div class="choices">${body}</div></details>`;
}

function methodGroup(search: Search): Html {
  const nominal = nominalState(search);
  // Fits of peaks have one way to a limit.
  const fitted = fitsPeaks(search.measurement);
  const levels = CONFIDENCE_LEVELS.map((level) => ({ value: level, text: levelText(level) }));
  const both =
    search.measurement.kind !== "on-off" &&
    search.measurement.systematics.some(({ on }) => on === "both" || on === "background");
  return group("method", "Method", methodText(nominal), [
    ...(fitted
      ? []
      : [
          choice(
            "method",
            "method",
            methodsOf(search).map((value) => ({ value, text: METHODS[value] })),
            nominal.method,
          ),
          choice("prior", "prior", entries(PRIORS), nominal.prior),
        ]),
    choice("confidenceLevel", "confidence level", levels, nominal.confidenceLevel),
    ...(both ? [correlation()] : []),
    ...(search.scan.shifted
      ? [
          choice(
            "binning",
            "windows",
            [
              { value: "published", text: "first grid" },
              { value: "shifted", text: "shifted by half" },
            ],
            nominal.binning,
          ),
        ]
      : []),
  ]);
}

function correlation(): Html {
  return html`<label class="choice">correlation of signal and background <input type="range" data-choice="correlation" min="0" max="1" step="0.05" value="0"> <output data-value="correlation">0 %</output></label>`;
}

function signalGroup(search: Search, hypotheses: readonly Hypothesis[]): Html {
  const { symbol } = search.interpretations[0];
  const first = hypotheses.find((one) => Object.values(one)[0] >= 3) ?? hypotheses[0];
  const coupling = search.injectedCoupling ?? INJECTED.coupling;
  const end = (factor: number) => Number((coupling * factor).toPrecision(3));
  return group("signal", "Signal", injectionText(search, nominalState(search)), [
    html`<label class="choice switch"><input type="checkbox" data-choice="injection"> add a signal to the pseudo-data</label>`,
    html`<label class="choice">mass <select data-choice="injection-mass">${hypotheses.map((one) => html`<option value="${hypothesisText(one)}"${one === first && SELECTED}>${hypothesisWords(one)}</option>`)}</select></label>`,
    html`<label class="choice">${symbol} <input type="number" data-choice="injection-coupling" data-log-steps min="${end(INJECTED.lowest)}" max="${end(INJECTED.highest)}" step="any" value="${coupling}"></label>`,
    html`<label class="choice">seed <input type="number" data-choice="injection-seed" min="1" max="999999" step="1" value="${INJECTED.seed}"></label>`,
    html`<p class="actions"><button type="button" data-throw>throw again</button></p>`,
  ]);
}

function luminosityGroup(search: Search, published: number): Html {
  const projections = search.projections ?? [];
  const fitted = search.measurement.kind === "peak-fits";
  const last = Math.max(published * 100, ...projections);
  const name = "luminosity";
  return group(name, "Luminosity", `${luminosityText(published)}, published`, [
    html`<div class="choice"><input type="range" data-choice="luminosity" min="${-luminosityStep(search, published * 10)}" max="${luminosityStep(search, last)}" step="1" value="0" list="luminosity-published" aria-label="luminosity, logarithmic" aria-valuetext="${luminosityText(published)}">
<datalist id="luminosity-published"><option value="0" label="published"></option></datalist> <output data-value="luminosity">${luminosityText(published)}</output></div>`,
    html`<p class="actions"><button type="button" data-luminosity="">published</button>${projections.map((value) => html`<button type="button" data-luminosity="${value}">${luminosityText(value)}</button>`)}</p>`,
    html`<p class="note">${luminosityText(published)} is ${toNumber(search, "luminosity", "published")}. Away from it nothing is observed: the expectation is computed again, not scaled. ${fitted ? "The background that the data fit, scaled, is fitted again with the same polynomials: data that many would need better shapes." : "It is drawn grey where the simulation (fewer than ten effective events, or statistics worse than those of the data) or systematic uncertainties of the background decide it."}</p>`,
  ]);
}

function systematicsGroup(search: Search): Html {
  const { systematics } = search.measurement;
  return group(
    "systematics",
    "Systematics",
    systematicsText(systematics, {}),
    systematics
      .map(
        ({ id, title, relative, on }) =>
          html`<fieldset class="choice systematic" data-systematic="${id}"><legend>${title}, ${toNumber(search, nameOfSystematic({ on, title }), levelText(relative))}</legend>
<label><input type="checkbox" data-on checked> on</label> <input type="range" data-scale min="0" max="${LARGEST_SCALE}" step="0.1" value="1" list="systematics-published" aria-label="factor on the uncertainty of ${title}"> <output>× 1</output></fieldset>`,
      )
      .concat(html`<datalist id="systematics-published"><option value="1" label="published"></option></datalist>`),
  );
}

/** A parameter of a model: slider, number, and buttons to values of note. */
function modelControl(one: ModelParameter): Html {
  return html`<fieldset class="cut"><legend>${one.symbol} <details class="help"><summary aria-label="What is ${one.symbol}?">?</summary>
<p>The ${one.title}. ${one.about}</p></details></legend>
<div class="parameter"><span class="end">=</span>
<input type="range" data-model="${one.id}" min="0" max="${LAST_MODEL_STEP}" step="1" value="${modelStep(one, one.nominal)}" aria-label="${one.title}, slider" aria-valuetext="${one.nominal}">
<input type="number" data-model="${one.id}" data-log-steps min="${one.low}" max="${one.high}" step="any" value="${one.nominal}" aria-label="${one.title}">
<span class="unit"></span></div>
${one.marks && html`<p class="actions">${one.marks.map((mark) => html`<button type="button" data-model="${one.id}" value="${mark}">${mark}</button>`)}</p>`}</fieldset>`;
}

/** The parameters of the model whose signal is shown. */
function signalControls({ measurement }: Search): Html | false {
  if (measurement.kind !== "lifetime") return false;
  return html`<h2>Signal</h2><div class="cuts model">${measurement.parameters.map((one) => modelControl(one))}</div>`;
}

/** Parameters that a coupling depends on, where events do not. */
function modelGroup(search: Search): Html | false {
  if (search.measurement.kind === "lifetime") return false;
  const parameters = parametersOf(search.measurement);
  return (
    parameters.length > 0 &&
    group(
      "model",
      "Model",
      modelText(search, nominalState(search)),
      parameters.map((one) => modelControl(one)),
    )
  );
}

/** Events of the reader's own, in place of the data. */
function ownEventsGroup(): Html {
  return group("own-events", "Your events", "none", [
    html`<label class="choice file">open or drop ROOT, Parquet, Arrow or CSV <input type="file" multiple accept=".root,.parquet,.pq,.arrow,.arrows,.feather,.ipc,.csv,.tsv,.txt"></label>`,
    html`<p class="actions"><button type="button" data-own-remove hidden>remove</button></p>`,
    html`<p class="note">They are read here, in this browser, slice by slice: nothing leaves it. They stand in for the data; what is simulated stays.</p>`,
    html`<p class="note" role="status" data-own-status></p>`,
  ]);
}

/**
 * Everything that a reader moves, in groups: cuts first; what the search does not have is left out.
 * @param inForce values of cuts that are tuned window by window, at the hypothesis that the page begins with
 */
export function controlsHtml(search: Search, inForce: ScanPoint["tuned"]): Html {
  const tuned = search.tuning ? [search.tuning.line, search.tuning.threshold] : [];
  const hypotheses = injectionHypotheses(search);
  const published = takesDataAlone(search.measurement) ? undefined : search.luminosity?.inverseFemtobarn;
  return html`<form class="panel-cuts" aria-label="Controls">
${signalControls(search)}<h2>Cuts <span class="steps"><button type="button" class="undo" aria-label="Undo" title="Undo: Ctrl+Z" disabled>↶</button><button type="button" class="redo" aria-label="Redo" title="Redo: Ctrl+Shift+Z" disabled>↷</button><button type="button" class="reset-all" disabled>↺ nominal</button></span></h2>
<div class="cuts">${search.selection.map((cut) => cutControl(search, cut, tuned.includes(cut.id), inForce[cut.id]))}</div>
<div class="groups">${methodGroup(search)}${modelGroup(search)}${hypotheses.length > 0 && signalGroup(search, hypotheses)}${published && luminosityGroup(search, published)}${search.measurement.systematics.length > 0 && systematicsGroup(search)}${ownEventsGroup()}</div>
</form>`;
}
