import { Failure } from "./project.mjs";

/**
 * @typedef {{ severity: string, via: (string | { url?: string, title?: string, severity?: string })[] }} Vulnerability
 * @typedef {{ advisory: string, reason: string }} Exception
 */

/** @typedef {{ vulnerabilities?: Record<string, Vulnerability>, error?: { summary?: string }, statusCode?: number }} Report */

/**
 * What `npm audit --json` wrote. A registry that does not answer is a failure, not a report without weaknesses.
 * @param {string} output
 * @returns {Report}
 */
export function readReport(output) {
  /** @type {Report} */
  let report = {};
  try {
    report = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1));
  } catch {
    // Told below, as any other answer that is no report.
  }
  if (report.vulnerabilities && !report.error) return report;
  const why = report.error?.summary || (report.statusCode ? `status ${report.statusCode}` : "no report");
  throw new Failure(
    `npm audit: not asked: the registry answered ${why}; nothing is known of weaknesses: set npm_config_registry to one that knows advisories`,
  );
}

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
