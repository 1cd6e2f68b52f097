/**
 * @typedef {{ severity: string, via: (string | { url?: string, title?: string, severity?: string })[] }} Vulnerability
 * @typedef {{ advisory: string, reason: string }} Exception
 */

/** Severities that stop a release where they are in what is shipped. */
const SERIOUS = ["high", "critical"];

/**
 * Applies the policy of SECURITY.md to what `npm audit --omit=dev --json` reports: a known weakness of high or critical
 * severity in a shipped package fails, unless an exception says why it does not reach us.
 * @param {{ vulnerabilities?: Record<string, Vulnerability> }} report
 * @param {Exception[]} exceptions
 * @returns {{ faults: string[], excused: string[], unused: string[] }}
 */
export function judgeAudit(report, exceptions) {
  const known = new Map(exceptions.map(({ advisory, reason }) => [advisory, reason]));
  /** @type {Map<string, { text: string, advisory: string }>} */
  const found = new Map();
  for (const [name, { via }] of Object.entries(report.vulnerabilities ?? {}))
    for (const one of via) {
      if (typeof one === "string" || !SERIOUS.includes(one.severity ?? "")) continue;
      const advisory = one.url ?? one.title ?? "unnamed";
      found.set(`${name} ${advisory}`, {
        advisory,
        text: `${name}: ${one.severity}: ${one.title ?? ""} (${advisory})`,
      });
    }
  const all = [...found.values()];
  return {
    faults: all.filter(({ advisory }) => !known.has(advisory)).map(({ text }) => text),
    excused: all
      .filter(({ advisory }) => known.has(advisory))
      .map(({ text, advisory }) => `${text}: ${known.get(advisory)}`),
    unused: [...known.keys()].filter((advisory) => !all.some((one) => one.advisory === advisory)),
  };
}
