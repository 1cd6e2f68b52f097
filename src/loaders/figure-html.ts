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
<tbody>${table.rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody>
</table></div>`;
}

/** A drawing with its name, and the table behind it. */
export function figureHtml(name: string, drawing: string, label: string, table: Table): Html {
  return html`<figure data-figure="${name}">
<div class="drawing" role="img" aria-label="${label}">${new Html(drawing)}</div>
<details><summary>Table behind the plot</summary>${tableHtml(table)}</details>
</figure>`;
}
