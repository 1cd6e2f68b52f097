import type { Rows } from "./theme.js";

/** A bin of stacked processes. */
interface StackedBin {
  readonly low: number;
  readonly high: number;
  /** Of every process, the lowest first. */
  readonly yields: readonly number[];
}

/** A process of a stack: what it is called, and its colour. */
interface StackedProcess {
  readonly label: string;
  readonly color: string;
}

/**
 * Rows of a stack: of every process the lower and upper ordinate from each edge on, and once more at the last edge. One
 * outline a process, not a bar a bin: a moved control draws a handful of shapes again, and none has hairs between its bins.
 * @param floor smallest ordinate that is drawn
 */
export function stackRows(bins: readonly StackedBin[], processes: readonly { label: string }[], floor: number): Rows {
  const up = (value: number) => Math.max(value, floor);
  const base = bins.map(() => 0);
  return processes.flatMap(({ label }, k) => {
    const steps = bins.map(({ low, yields }, i) => {
      const from = base[i];
      base[i] += yields[k];
      return { x0: low, y0: up(from), y1: up(base[i]), process: label };
    });
    const last = steps[steps.length - 1];
    return last ? [...steps, { ...last, x0: bins[bins.length - 1].high }] : [];
  });
}

/** The layer that draws a stack. */
export function stackLayer(x: object, y: object, processes: readonly StackedProcess[]) {
  return {
    data: { name: "stack" },
    mark: { type: "area" as const, interpolate: "step-after" as const, opacity: 1, clip: true, invalid: null },
    encoding: {
      x: { ...x, field: "x0" },
      y: { ...y, field: "y0" },
      y2: { field: "y1" },
      color: {
        field: "process",
        type: "nominal" as const,
        title: null,
        scale: { domain: processes.map(({ label }) => label), range: processes.map(({ color }) => color) },
        legend: null,
      },
    },
  };
}

/** Rows of a band over bins: both ends of each that has one, and a gap where there is none. */
export function bandRows(bins: readonly { low: number; high: number; band: readonly [number, number] | null }[]): Rows {
  return bins.flatMap(({ low, high, band }): Rows => {
    const [y0, y1] = band ?? [null, null];
    return (band ? [low, high] : [low]).map((x0) => ({ x0, y0, y1 }));
  });
}
