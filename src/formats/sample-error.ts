/**
 * What is wrong with a sample that was given, in one line: `what: value`, file, row or column, remedy.
 */
export class SampleError extends Error {
  /** @param what e.g. "missing column" @param value what was found @param where file and place @param remedy what to do */
  constructor(what: string, value: string, where: string, remedy: string) {
    super(`${what}: ${value}, in ${where}; ${remedy}`.replaceAll(/\s+/g, " "));
  }
}
