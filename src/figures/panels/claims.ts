import { formatNumber } from "../numbers.js";
import type { Panel } from "./panel.js";

/** Statements of the publication beside what is found here. */
export const claims: Panel = {
  id: "how-close",
  title: "How close",
  about:
    "What the publication states, and what this site finds with the state that the page shows. Where the events are simulated and the pseudo-data thrown, agreement tests the chain from matrix element to limit, not nature; where it fails, the reason stands beside it as far as it is known.",
  shows: ["other-binning", "controls"],
  contents({ search, evaluation }) {
    const { claims: stated = [] } = search;
    if (stated.length === 0) return null;
    const found = stated.map((claim) => ({ ...claim, ...claim.find(evaluation) }));
    const columns = ["statement", "published", "here", "ratio", "accepted", "verdict", "remark"];
    const cells = found.map(({ title, published, source, text, ratio, accepted, agrees, remark }) => [
      title,
      `${published} (${source})`,
      text,
      ratio === null ? "–" : formatNumber(ratio),
      accepted,
      agrees === null ? "–" : agrees ? "✓ agrees" : "✗ differs",
      remark ?? "",
    ]);
    return {
      figures: [],
      tables: [
        {
          id: "how-close",
          caption: "How close to the paper",
          columns: columns.map((title) => ({ title, unit: "", prose: true })),
          rows: cells,
          values: cells,
        },
      ],
      notes: [
        `${found.filter(({ agrees }) => agrees).length} of ${found.filter(({ agrees }) => agrees !== null).length} statements hold here.`,
      ],
    };
  },
};
