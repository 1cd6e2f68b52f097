import type { Table } from "../figures/tables.js";

/** What tables of the page hold, unrounded. */
const shown = new WeakMap<HTMLTableElement, Table>();

/** What a table was filled with last; undefined while it shows what the build wrote. */
export function shownTable(element: HTMLTableElement): Table | undefined {
  return shown.get(element);
}

/** Puts new numbers into a table of the page; rows are added or removed where their number changed. */
export function fillTable(element: HTMLTableElement, table: Table): void {
  shown.set(element, table);
  const body = element.tBodies[0];
  while (body.rows.length > table.rows.length) body.deleteRow(-1);
  table.rows.forEach((cells, i) => {
    const row = body.rows[i] ?? body.insertRow();
    cells.forEach((text, k) => {
      let cell = row.cells[k];
      if (!cell) {
        cell = document.createElement(k === 0 ? "th" : "td");
        if (k === 0) cell.scope = "row";
        else if (!table.columns[k].prose) cell.dataset.number = "";
        row.append(cell);
      }
      if (cell.textContent !== text) cell.textContent = text;
    });
  });
  const heads = element.tHead?.rows[0]?.cells ?? [];
  table.columns.forEach(({ title, unit }, k) => {
    const text = unit === "" ? title : `${title} [${unit}]`;
    if (heads[k] && heads[k].textContent !== text) heads[k].textContent = text;
  });
  const caption = element.caption;
  if (caption) caption.textContent = table.caption;
}
