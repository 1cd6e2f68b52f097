import * as duckdb from "@duckdb/duckdb-wasm";
import { clauseInterval } from "@uwdata/mosaic-core";
import * as vg from "@uwdata/vgplot";
import { range } from "../../src/analysis/cut.js";
import { makeTable } from "../../src/analysis/events.js";
import { findBins } from "../../src/analysis/histogram.js";
import type { Observable } from "../../src/analysis/observable.js";
import { SelectionState } from "../../src/analysis/selection.js";
import { BinTally } from "../../src/analysis/tally.js";

/**
 * One histogram of 100 bins, filtered by a brush on another column, three ways in one page: as Darkroom counts, as a
 * plain loop over typed arrays, and as vgplot does it on DuckDB-WASM. From the moved brush to the changed drawing.
 */

const BINS = 100;
const X = 100_000;
const Y = 65_537;
const WIDTH = 20_000;
const STEP = 311;

/** The same pseudo-random columns as the SQL below makes. */
const xOf = (i: number) => (i * 7919) % X;
const yOf = (i: number) => (i * 104_729) % Y;

const observable = (id: string, end: number): Observable => ({
  id,
  name: id,
  tex: id,
  symbol: id,
  unit: "",
  step: 1,
  domain: [0, end],
});
const x = observable("x", X);
const y = observable("y", Y);
const brush = range(y, { min: 0, max: Y }, { id: "brush", title: "", why: "", origin: "assumption", source: "" });

/** Ends of the brush after some moves. */
const brushAt = (move: number): [number, number] => {
  const low = (move * STEP) % (Y - WIDTH);
  return [low, low + WIDTH];
};

/** A drawing of bars, made once. */
function makeBars(): (counts: ArrayLike<number>) => void {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${BINS * 6} 200`);
  svg.setAttribute("width", "600");
  const bars = Array.from({ length: BINS }, (_, i) => {
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    bar.setAttribute("x", String(6 * i));
    bar.setAttribute("width", "5");
    svg.append(bar);
    return bar;
  });
  document.body.append(svg);
  return (counts) => {
    let most = 1;
    for (let i = 0; i < BINS; i++) most = Math.max(most, counts[i]);
    for (let i = 0; i < BINS; i++) {
      const height = (200 * counts[i]) / most;
      bars[i].setAttribute("height", String(height));
      bars[i].setAttribute("y", String(200 - height));
    }
  };
}

/** Milliseconds of each move after some that warm up. */
async function timed(moves: number, move: (index: number) => void | Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < moves + 5; i++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    await move(i);
    times.push(performance.now() - start);
  }
  return times.slice(5);
}

async function ours(rows: number, moves: number): Promise<{ times: number[]; checksum: number }> {
  const sample = { id: "s", kind: "data" as const, label: "", crossSection: null, trials: 0, weight: 1 };
  const values = {
    x: Float64Array.from({ length: rows }, (_, i) => xOf(i)),
    y: Float64Array.from({ length: rows }, (_, i) => yOf(i)),
  };
  const table = makeTable([x, y], [{ sample, blocks: [{ length: rows, values }] }]);
  const edges = Array.from({ length: BINS + 1 }, (_, i) => (i * X) / BINS);
  const bins = findBins(table, { observable: x, edges });
  const selection = new SelectionState(table, [brush]);
  const tally = new BinTally(selection, table.samples, [bins], BINS);
  const draw = makeBars();
  let checksum = 0;
  const times = await timed(moves, (i) => {
    const [min, max] = brushAt(i);
    selection.apply({ brush: { min, max } });
    const [counts] = tally.counts;
    draw(counts);
    checksum = counts[0];
  });
  return { times, checksum };
}

async function plain(rows: number, moves: number): Promise<{ times: number[]; checksum: number }> {
  const bins = Uint16Array.from({ length: rows }, (_, i) => Math.floor((xOf(i) * BINS) / X));
  const column = Int32Array.from({ length: rows }, (_, i) => yOf(i));
  const draw = makeBars();
  let checksum = 0;
  const times = await timed(moves, (i) => {
    const [min, max] = brushAt(i);
    const counts = new Float64Array(BINS);
    for (let row = 0; row < rows; row++) if (column[row] >= min && column[row] <= max) counts[bins[row]]++;
    draw(counts);
    checksum = counts[0];
  });
  return { times, checksum };
}

async function vgplot(
  rows: number,
  moves: number,
  files: { module: string; worker: string },
): Promise<{ times: number[] }> {
  const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(files.worker));
  await database.instantiate(files.module, null);
  const connection = await database.connect();
  await connection.query(
    `create table events as select ((i * 7919) % ${X})::integer as x, ((i * 104729) % ${Y})::integer as y from range(${rows}) t(i)`,
  );
  vg.coordinator().databaseConnector(vg.wasmConnector({ duckdb: database, connection }));
  const selection = vg.Selection.crossfilter();
  const plot = vg.plot(
    vg.rectY(vg.from("events", { filterBy: selection }), { x: vg.bin("x", { steps: BINS }), y: vg.count() }),
    vg.xDomain([0, X]),
    vg.width(600),
    vg.height(200),
  );
  document.body.append(plot);
  const drawn = () =>
    new Promise<void>((resolve) => {
      const watch = new MutationObserver(() => {
        watch.disconnect();
        resolve();
      });
      watch.observe(plot, { childList: true, subtree: true, attributes: true });
    });
  while (plot.querySelectorAll("rect").length < BINS / 2) await new Promise((resolve) => setTimeout(resolve, 50));
  const source = {};
  const move = async (i: number) => {
    const changed = drawn();
    selection.update(
      clauseInterval("y", brushAt(i), {
        source,
        scale: { type: "linear", domain: [0, Y], range: [0, 600] },
        pixelSize: 1,
      }),
    );
    await changed;
  };
  const times = await timed(moves, move);
  await database.terminate();
  return { times };
}

Object.assign(window, { brushes: { ours, plain, vgplot } });
