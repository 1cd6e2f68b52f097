import { countingHandlers } from "./counting/request.js";
import { answerFit } from "./fits/request.js";
import { answerHistfactory } from "./likelihood/request.js";
import { answerLookElsewhere } from "./look-elsewhere/request.js";
import { answerPunzi } from "./merit/request.js";
import { answerSignificance } from "./significance/request.js";
import type { Status } from "./status.js";
import { Fields, type Handler, InvalidInput, type Outcome } from "./validation.js";

/** Answer to one request: its id, a status, and the fields of its method; `message` says what is wrong. */
export type Answer = { readonly id: unknown; readonly status: Status } & Readonly<Record<string, unknown>>;

const handlers: ReadonlyMap<string, Handler> = new Map([
  ...Object.entries(countingHandlers),
  ["histfactory", answerHistfactory],
  ["significance", answerSignificance],
  ["look-elsewhere", answerLookElsewhere],
  ["punzi", answerPunzi],
  ["fit", answerFit],
]);

/** Names of the methods that `answerLimits` knows. */
export const METHODS: readonly string[] = [...handlers.keys()];

/**
 * Answers an array of requests `{id, method, …}` one by one, in order. Whatever JSON can hold is answered: nonsense with
 * `invalid-input` and a message that names the path of the field; numbers that do not exist are null, never NaN or
 * infinite. Does not throw. Anything but an array is answered as one invalid request.
 */
export function answerLimits(requests: unknown): Answer[] {
  if (!Array.isArray(requests)) {
    const message = new InvalidInput("not an array", "", "give an array of requests {id, method, …}").message;
    return [{ id: null, status: "invalid-input", message }];
  }
  return requests.map((request: unknown) => {
    const id = idOf(request);
    try {
      return { id, ...withoutNonsense(answer(new Fields(request))) };
    } catch (error) {
      if (error instanceof InvalidInput) return { id, status: "invalid-input", message: error.message };
      // A defect of ours, or numbers that no method was made for: still an answer.
      return { id, status: "not-converged", message: error instanceof Error ? error.message : String(error) };
    }
  });
}

function idOf(request: unknown): unknown {
  if (typeof request !== "object" || request === null || Array.isArray(request)) return null;
  return (Object.hasOwn(request, "id") ? (request as { id: unknown }).id : null) ?? null;
}

function answer(fields: Fields): Outcome {
  const handler = handlers.get(fields.choice("method", METHODS));
  if (!handler) throw new InvalidInput("unknown method", "method", `give one of ${METHODS.join(", ")}`);
  return handler(fields);
}

/** Turns what is not a finite number into null and lets the status tell of it. */
function withoutNonsense(outcome: Outcome): Outcome {
  let status = outcome.status;
  const clean = (value: unknown): unknown => {
    if (typeof value === "number") {
      if (Number.isFinite(value)) return value;
      if (status === "ok") status = Number.isNaN(value) ? "not-converged" : "unbounded";
      return null;
    }
    if (Array.isArray(value)) return value.map(clean);
    if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, clean);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, clean(member)]));
    return value;
  };
  const { status: _, ...rest } = outcome;
  const cleaned = clean(rest) as Record<string, unknown>;
  return { status, ...cleaned };
}
