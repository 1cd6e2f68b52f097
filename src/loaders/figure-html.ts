import type { Brush } from "../figures/panels/panel.js";
import type { Table } from "../figures/tables.js";
import { Html, html } from "./html.js";

/** A table, the first column as headings of the rows. */
export function tableHtml(table: Table): Html {
  const cell = (text: string, i: number) => {
    if (i === 0) return html`<th scope="row">${text}</th>`;
    return table.columns[i].prose ? html`<td>${text}</td>` : html`<td data-number>${text}</td>`;
  };
  return html`<div class="table" tabindex="0" role="region" aria-label="${table.caption}"><table data-table="${table.id}">
<caption>${table.caption}</caption>
<thead><tr>${table.columns.map((column) => html`<th scope="col">${column.title}${column.unit && ` [${column.unit}]`}</th>`)}</tr></thead>
<tbody>${table.rows.map((row, i) => html`${table.anchors ? html`<tr id="${table.anchors[i]}">` : html`<tr>`}${row.map(cell)}</tr>`)}</tbody>
</table></div>`;
}

/** A menu that the page fills when it is opened: forms of the figure or table that it stands at. */
export const TAKE_MENU = html`<details class="take"><summary>Take away</summary></details>`;

/** What ids of figures begin with: a frame in another page shows the one that its address names. */
const FIGURE_ID = "figure-";

/** Drawings wider than this, px, shrink on a phone, and their letters are then drawn larger. */
const PHONE = 340;

function isWide(drawing: string): boolean {
  const [, width] = /viewBox="0 0 ([\d.]+) /.exec(drawing) ?? [];
  return Number(width) > PHONE;
}

/** What a figure can do besides. */
interface FigureMore {
  readonly brush?: Brush | undefined;
  /** False where it is drawn by no Vega-Lite specification that could be taken away. */
  readonly hasSpec?: boolean;
}

/** A drawing with its name, and the table behind it. */
export function figureHtml(
  name: string,
  drawing: string,
  label: string,
  table: Table,
  { brush, hasSpec = true }: FigureMore = {},
): Html {
  const wide = isWide(drawing) && new Html("data-wide ");
  return html`<figure id="${FIGURE_ID}${name}" data-figure="${name}" ${!hasSpec && new Html("data-no-spec ")}${wide}${brush && html`data-brush="${JSON.stringify(brush)}"`}>
<div class="drawing" role="img" ${wide}aria-label="${label}">${new Html(drawing)}</div>
<div class="figure-more"><details><summary>Table behind the plot</summary>${tableHtml(table)}</details>${TAKE_MENU}</div>
</figure>`;
}

/** A table that stands alone, with what it can be taken away as. */
export function takenTableHtml(table: Table): Html {
  return html`<div class="taken-table">${tableHtml(table)}${TAKE_MENU}</div>`;
}

/** What hatched fills of drawings refer to; once on a page. */
export const HATCH_PATTERN = html`<svg class="hatch" width="0" height="0" aria-hidden="true" focusable="false"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" stroke="currentColor" stroke-width="1"></line></pattern></defs></svg>`;
