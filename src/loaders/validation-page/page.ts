import { formatNumber } from "../../figures/numbers.js";
import type { Table } from "../../figures/tables.js";
import { tableHtml } from "../figure-html.js";
import { type Html, html } from "../html.js";
import type { BuiltPage } from "../pages.js";
import { Progress } from "../progress.js";
import { resultHashes } from "../results.js";
import { coverageSection } from "../statistics-page/coverage.js";
import { coverageStudy } from "../statistics-page/coverage-study.js";
import { coverageToys } from "../statistics-page/page.js";
import { allChecks, type Check } from "./checks.js";

const VERDICT = (agrees: boolean | null) => (agrees === null ? "–" : agrees ? "✓ agrees" : "✗ differs");

function checksTable(id: string, caption: string, checks: readonly Check[]): Table {
  const rows = checks.map(({ what, reference, source, here, ratio, accepted, agrees, remark }) => [
    what,
    `${reference} (${source})`,
    here,
    ratio === null ? "–" : formatNumber(ratio, 3),
    accepted,
    VERDICT(agrees),
    remark ?? "",
  ]);
  const columns = ["check", "reference", "here", "ratio", "accepted", "verdict", "remark"];
  return { id, caption, columns: columns.map((title) => ({ title, unit: "", prose: true })), rows, values: rows };
}

const GROUPS = { searches: "Searches", simulation: "Simulation", statistics: "Statistics" } as const;

/** "3 of 40 checks disagree". */
export function verdictText(checks: readonly Check[]): string {
  const tested = checks.filter(({ agrees }) => agrees !== null);
  const wrong = tested.filter(({ agrees }) => agrees === false);
  const rest = checks.length - tested.length;
  return `${wrong.length} of ${tested.length} checks disagree${rest > 0 ? `; ${rest} more have nothing to agree with` : ""}.`;
}

function groupHtml(group: Check["group"], checks: readonly Check[]): Html {
  const some = checks.filter((one) => one.group === group);
  return html`<h2>${GROUPS[group]}</h2><p>${verdictText(some)}</p>
${tableHtml(checksTable(`checks-${group}`, `${GROUPS[group]}: every check, disagreements first`, some))}`;
}

/** Every check against something that is not ours, with both numbers. */
export const validationPage: BuiltPage = {
  name: "validation",
  title: "Validation",
  module: "src/loaders/validation-page/page.ts",
  inputs: resultHashes,
  write: async ({ scale }) => {
    const progress = new Progress("validation: checks", 1);
    const checks = allChecks(scale);
    progress.advance();
    const wrong = checks.filter(({ agrees }) => agrees === false);
    const toys = coverageToys(scale);
    const small =
      scale < 1 &&
      html`<p class="note">This build simulates ${formatNumber(100 * scale)} % of the events of a publication: what rests on few of them may disagree by chance.</p>`;
    return html`<article class="validation">
<h1>Validation</h1>
<p>Every number of this site that can be held against one from elsewhere: what publications print, what was read off their figures, what follows exactly. Both numbers, their ratio and a verdict, by the code that the tests run, at every build. ${verdictText(checks)}</p>
${small}
<h2>What disagrees</h2>
${wrong.length === 0 ? html`<p>Nothing.</p>` : tableHtml(checksTable("checks-wrong", "Checks that disagree, and why as far as it is known", wrong))}
${(["searches", "simulation", "statistics"] as const).map((group) => groupHtml(group, checks))}
<h2>Coverage</h2>
${await coverageSection(await coverageStudy(toys), toys)}
</article>`;
  },
};
