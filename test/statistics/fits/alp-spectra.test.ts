import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fitPeak } from "../../../src/statistics/fits/peak-fit.js";
import { legendreColumns } from "../../../src/statistics/shapes/legendre.js";
import { equalBins } from "../../../src/statistics/shapes/shape.js";

/**
 * Ten spectra of the search for ALPs on its own simulation, and what iminuit 2.11.2 makes of each through bench/peers/peaks.py, both
 * nuisances included; written by `ALP_FIXTURE=1 npm run bench -- alp`.
 */
interface Stored {
  readonly counts: number[];
  readonly signal: number[];
  readonly slope: number[];
  readonly scale: number;
  readonly order: number;
  readonly iminuit: {
    readonly values: number[];
    readonly hesse: number[];
    readonly significance: number;
    readonly upper: number;
    readonly valid: boolean;
  };
}

const spectra: Stored[] = JSON.parse(readFileSync(join(import.meta.dirname, "alp-spectra.json"), "utf8"));

describe("fits of ALPs", () => {
  it("are ten, of all orders, and iminuit's are valid", () => {
    expect(spectra).toHaveLength(10);
    expect(new Set(spectra.map(({ order }) => order))).toEqual(new Set([2, 4, 5]));
    expect(spectra.filter(({ iminuit }) => iminuit.valid)).toHaveLength(10);
  });

  it.each(spectra)("agree with iminuit to a thousandth of an error, order $order, scale $scale", (one) => {
    const { counts, signal, slope, scale, order, iminuit } = one;
    const fit = fitPeak({
      counts: Float64Array.from(counts),
      signal: Float64Array.from(signal),
      signalSlope: Float64Array.from(slope),
      scaleUncertainty: scale,
      background: legendreColumns(equalBins(-1, 1, counts.length), order),
    });
    expect(fit.status).toBe("ok");
    const [fitted, efficiency, width, ...coefficients] = iminuit.values;
    const [error, , , ...errors] = iminuit.hesse;
    expect(Math.abs(fit.yield - fitted) / error).toBeLessThan(1e-3);
    expect((fit.error ?? 0) / error).toBeCloseTo(1, 2);
    expect(Math.abs(fit.scalePull - efficiency)).toBeLessThan(1e-3);
    expect(Math.abs(fit.shapePull - width)).toBeLessThan(1e-3);
    coefficients.forEach((value, k) => {
      expect(Math.abs(fit.background[k] - value) / errors[k]).toBeLessThan(1e-3);
    });
    expect(fit.significance).toBeCloseTo(iminuit.significance, 2);
    expect(Math.abs((fit.upper.value ?? 0) / iminuit.upper - 1)).toBeLessThan(1e-3);
  });
});
