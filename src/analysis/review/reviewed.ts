import type { InputNumber } from "../numbers.js";
import type { CutFlowRow } from "../result.js";
import type { ScanPoint } from "../scan-point.js";
import type { AnalysisState } from "../state.js";

/** What two results are compared in, of whichever form they come: of a page, or as `darkroom result` prints it. */
export interface Reviewed {
  readonly search: string;
  readonly data: string;
  readonly scan: readonly ScanPoint[];
  readonly cutFlow: readonly CutFlowRow[];
  /** Values of cuts, method, confidence level …, where the file tells them. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly numbers: readonly InputNumber[];
  readonly commit: string;
  readonly code: string;
  /** Seed and scale of the simulation. */
  readonly size: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly packages: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});
const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields(value)).flatMap(([key, one]) => (typeof one === "string" ? [[key, one]] : [])),
  );
const isLimits = (value: unknown) =>
  isFields(value) && Object.values(value).every((limit) => isFields(limit) && Array.isArray(limit.expected));
const isHypothesis = (value: unknown) => {
  const masses = Object.values(fields(value));
  return masses.length > 0 && masses.every((mass) => typeof mass === "number");
};
const isPoint = (value: unknown) => isFields(value) && isHypothesis(value.hypothesis) && isLimits(value.limits);
const isRow = (value: unknown) => isFields(value) && typeof value.cut === "string" && isFields(value.samples);

/**
 * A result read from a file.
 * @param name of the file, for messages
 * @throws Error `not a result: …` with what is wrong and the remedy
 */
export function readReviewed(value: unknown, name: string): Reviewed {
  const fail = (what: string): never => {
    throw new Error(
      `not a result: ${what}, in ${name}; take what "darkroom result <search>" prints, or the file that a page fetches`,
    );
  };
  if (!isFields(value)) return fail("no object");
  const { search, schema } = value;
  if (typeof search !== "string") return fail("no search named");
  if (schema !== 1) return fail(`schema ${String(schema)} where 1 is known`);
  const found = isFields(value.evaluation) ? value.evaluation : value;
  const { scan, cutFlow } = found;
  if (!Array.isArray(scan) || scan.length === 0 || !scan.every(isPoint)) return fail("no scan of limits");
  if (!Array.isArray(cutFlow) || !cutFlow.every(isRow)) return fail("no cut flow");
  const provenance = fields(value.provenance);
  const { seed, scale } = fields(provenance.parameters);
  return {
    search,
    data: typeof value.data === "string" ? value.data : "not told",
    scan: scan as ScanPoint[],
    cutFlow: cutFlow as CutFlowRow[],
    state: flatState({
      cuts: value.selection,
      method: value.method,
      confidenceLevel: value.confidenceLevel,
      ...fields(value.state),
    }),
    numbers: Array.isArray(provenance.numbers) ? (provenance.numbers.filter(isFields) as unknown as InputNumber[]) : [],
    commit: typeof provenance.commit === "string" ? provenance.commit : "not told",
    code: typeof provenance.code === "string" ? provenance.code : "not told",
    size: { seed, scale },
    inputs: texts(provenance.inputs),
    packages: texts(provenance.packages),
  };
}

/** A state as one level of names: "cuts dimuon-pt min" → 1.5. */
function flatState(state: Partial<AnalysisState> | Fields, before = ""): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, value]): [string, unknown][] => {
      if (value === undefined) return [];
      const name = before ? `${before} ${key}` : key;
      return isFields(value)
        ? Object.entries(flatState(value, name))
        : [[name, Array.isArray(value) ? value.join(", ") : value]];
    }),
  );
}
