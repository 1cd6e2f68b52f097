import { readFileSync } from "node:fs";
import { WrongCall } from "./wrong-call.js";

/**
 * Answers a file of requests, or standard input for "-": the answers go to standard output as JSON, whatever each of
 * them says.
 * @throws WrongCall if there is no file, or what it holds is no JSON array
 */
export function answerRequests(
  command: string,
  file: string | undefined,
  rest: readonly string[],
  answer: (requests: unknown) => unknown,
): void {
  if (!file || rest.length > 0)
    throw new WrongCall(`wrong call: npx darkroom ${command} requests.json, or - for standard input`);
  const requests = parse(file, read(file));
  if (!Array.isArray(requests)) throw new WrongCall(`not an array: ${file}; give a JSON array of requests`);
  process.stdout.write(`${JSON.stringify(answer(requests), null, 1)}\n`);
}

function read(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch {
    throw new WrongCall(`not readable: ${file}; name a file, or - for standard input`);
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WrongCall(`not JSON: ${file}; ${(error as Error).message}`);
  }
}
