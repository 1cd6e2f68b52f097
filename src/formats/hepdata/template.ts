import type { Modifier, Sample, Workspace } from "../../statistics/likelihood/specification.js";
import { SampleError } from "../sample-error.js";
import { abscissaText } from "./curve.js";
import type { Abscissa, DependentVariable, HepdataTable, Measured } from "./table.js";

/** What a column of a spectrum is in a likelihood. */
export type TemplateRole = "data" | "background" | "signal" | "none";

/** How a table becomes a likelihood. */
export interface TemplateChoice {
  /** One a dependent variable. */
  readonly roles: readonly TemplateRole[];
  /** Values are per unit of the abscissa, and bins have to be multiplied by their width. */
  readonly density: boolean;
  /** Labels of uncertainties that are independent from bin to bin; the others shift all bins together. */
  readonly uncorrelated: readonly string[];
}

/** A likelihood of one channel, and what was noticed on the way, one line each. */
export interface ImportedTemplates {
  readonly workspace: Workspace;
  readonly notices: readonly string[];
}

/** Strength of the signal: the parameter of interest. */
const STRENGTH = "mu";
const BOUNDS = [0, 10] as const;

/** Column of a name by what such columns mostly are. */
export function suggestRole(name: string): TemplateRole {
  if (/\b(?:ratio|significance|efficiency|pull)\b|total/i.test(name)) return "none";
  if (/\b(?:pseudo-?)?data\b|observed|\bobs\b/i.test(name)) return "data";
  if (/signal|\bm\s*[=(]/i.test(name)) return "signal";
  return "background";
}

/** Whether uncertainties of a label are independent from bin to bin, as statistical ones are. */
export function isBinByBin(label: string): boolean {
  return /^(?:stat|mc|monte)/i.test(label.trim());
}

/**
 * A binned spectrum as a likelihood of HistFactory: backgrounds and one signal as templates with their uncertainties,
 * data as what was observed. Uncertainties of a label that shift all bins together are one parameter for all columns
 * that have it; each side is kept. Independent ones become one factor a bin, with the mean of both sides.
 * @throws SampleError `no background: …`, `two signals: …`, `two columns of data: …`, `no bins: …`, `not a yield: …`
 */
export function templatesOf(table: HepdataTable, choice: TemplateChoice): ImportedTemplates {
  const place = table.name;
  const of = (role: TemplateRole) => table.dependent.filter((_, k) => choice.roles[k] === role);
  const [signals, backgrounds, data] = [of("signal"), of("background"), of("data")];
  if (backgrounds.length === 0)
    throw new SampleError("no background", "0 columns", place, "say which column is expected without a signal");
  if (signals.length > 1)
    throw new SampleError("two signals", signals.map(({ name }) => name).join(", "), place, "choose one");
  if (data.length > 1)
    throw new SampleError("two columns of data", data.map(({ name }) => name).join(", "), place, "choose one");

  const bins = table.independent[0]?.values ?? [];
  const widths = bins.map((bin) => (choice.density ? widthOf(bin) : 1));
  const used = [...backgrounds, ...signals, ...data];
  const whole = bins
    .map((_, i) => i)
    .filter((i) => Number.isFinite(widths[i]) && used.every(({ values }) => isFiniteNumber(values[i].value)));
  if (whole.length === 0) throw new SampleError("no bins", "none with a value in every column", place, "choose others");
  const notices: string[] = [];
  const left = bins.length - whole.length;
  if (left > 0) notices.push(`${left} of ${bins.length} bins without a finite value in every column, left out`);

  const yields = ({ values }: DependentVariable) => whole.map((i) => Number(values[i].value) * widths[i]);
  const negative = data.flatMap((column) => yields(column)).find((value) => value < 0);
  if (negative !== undefined) throw new SampleError("not a yield", String(negative), place, "data cannot be negative");
  let averaged = false;
  const sampleOf = (column: DependentVariable, name: string, isSignal: boolean): Sample => {
    const nominal = yields(column);
    const labels = [...new Set(whole.flatMap((i) => column.values[i].errors.map(({ label }) => label)))];
    const modifiers = labels.flatMap((label): Modifier[] => {
      const shifts = whole.map((i) => shiftsOf(column.values[i], label, widths[i]));
      const source = label === "" ? "uncertainty" : label;
      if (choice.uncorrelated.includes(label)) {
        if (shifts.some(({ down, up }) => Math.abs(down - up) > 1e-9 * Math.max(down, up))) averaged = true;
        const data = shifts.map(({ down, up }) => (down + up) / 2);
        return data.some((one) => one > 0) ? [{ name: `${source} of ${name}`, type: "shapesys", data }] : [];
      }
      const hi_data = nominal.map((value, k) => value + shifts[k].plus);
      const lo_data = nominal.map((value, k) => value + shifts[k].minus);
      return [{ name: source, type: "histosys", data: { hi_data, lo_data } }];
    });
    if (isSignal) modifiers.unshift({ name: STRENGTH, type: "normfactor", data: null });
    return { name, data: nominal, modifiers };
  };
  const named = [...backgrounds, ...signals];
  const nameOf = (column: DependentVariable) => {
    const same = named.filter(({ name }) => name === column.name);
    return same.length > 1 ? `${column.name} (${named.indexOf(column) + 1})` : column.name;
  };
  const samples = named.map((column) => sampleOf(column, nameOf(column), signals.includes(column)));
  if (averaged) notices.push("uncertainties bin by bin that differ by side: the mean of both is taken");
  if (signals.length === 0) notices.push("no signal: yields alone, nothing to limit");
  const total = whole.map((_, k) =>
    backgrounds.reduce((sum, column) => sum + Math.max(0, Number(column.values[whole[k]].value) * widths[whole[k]]), 0),
  );
  if (data.length === 0) notices.push("no data: the expected background stands in their place");
  const name = `${place}, ${abscissaText(bins[whole[0]])} … ${abscissaText(bins[whole[whole.length - 1]])}`;
  return {
    workspace: {
      channels: [{ name, samples }],
      observations: [{ name, data: data.length === 0 ? total : yields(data[0]) }],
      measurements: [
        {
          name: "templates",
          config:
            signals.length === 0
              ? { poi: "", parameters: [] }
              : { poi: STRENGTH, parameters: [{ name: STRENGTH, inits: [1], bounds: [[...BOUNDS]] }] },
        },
      ],
      version: "1.0.0",
    },
    notices,
  };
}

const isFiniteNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function widthOf(bin: Abscissa): number {
  return "low" in bin ? bin.high - bin.low : Number.NaN;
}

/** Shifts of a value by the sources of a label: signed for both sides, and their sizes; sources of a label in quadrature. */
function shiftsOf({ value, errors }: Measured, label: string, width: number) {
  const scale = typeof value === "number" ? Math.abs(value) / 100 : 0;
  const sources = errors.filter((one) => one.label === label);
  const side = (of: (one: (typeof errors)[number]) => number | null) => {
    const shifts = sources.map((one) => (of(one) ?? 0) * (one.percent ? scale : 1) * width);
    const sign = shifts.reduce((sum, shift) => sum + shift, 0) < 0 ? -1 : 1;
    return sign * Math.hypot(...shifts);
  };
  const [plus, minus] = [side((one) => one.plus), side((one) => one.minus)];
  return { plus, minus, up: Math.abs(plus), down: Math.abs(minus) };
}
