import type { Hypothesis } from "../sample.js";
import type { EllipseScan } from "../scan.js";

/** A generated mass pair and where it stands: the first mass, and the second as a part of the largest one there. */
export interface SurfaceNode {
  readonly index: number;
  readonly first: number;
  readonly part: number;
}

/**
 * Interpolation over simulated mass pairs: linear in the first mass and, along the lines of both neighbours, in the
 * second as a part of the largest one; constant beyond the outermost. The parts make a rectangle of the triangle.
 */
export class SignalSurface {
  readonly #scan: EllipseScan;
  /** Generated pairs by rising first mass, each line by rising part. */
  readonly #lines: readonly { readonly first: number; readonly nodes: readonly SurfaceNode[] }[];

  constructor(scan: EllipseScan, hypotheses: readonly Hypothesis[]) {
    this.#scan = scan;
    const nodes = hypotheses.map((hypothesis, index) => {
      const first = hypothesis[scan.first.key];
      return { index, first, part: hypothesis[scan.second.key] / scan.largest(first) };
    });
    const firsts = [...new Set(nodes.map(({ first }) => first))].sort((a, b) => a - b);
    this.#lines = firsts.map((first) => ({
      first,
      nodes: nodes.filter((node) => node.first === first).sort((a, b) => a.part - b.part),
    }));
  }

  /** Nodes that a mass pair is interpolated between, with their weights. */
  weights(first: number, second: number): readonly { readonly index: number; readonly weight: number }[] {
    const part = second / this.#scan.largest(first);
    return between(
      this.#lines.map((line) => line.first),
      first,
    ).flatMap(({ index: line, weight }) => {
      const { nodes } = this.#lines[line];
      return between(
        nodes.map((node) => node.part),
        part,
      ).map((one) => ({ index: nodes[one.index].index, weight: weight * one.weight }));
    });
  }

  /** A quantity known at the generated pairs, at any pair. */
  at(values: ArrayLike<number>, first: number, second: number): number {
    return this.weights(first, second).reduce((sum, { index, weight }) => sum + weight * values[index], 0);
  }
}

/** Neighbours of a value among rising ones, with weights that add to 1. */
function between(sorted: readonly number[], value: number): { index: number; weight: number }[] {
  const above = sorted.findIndex((one) => one >= value);
  if (above === 0) return [{ index: 0, weight: 1 }];
  if (above < 0) return [{ index: sorted.length - 1, weight: 1 }];
  const part = (value - sorted[above - 1]) / (sorted[above] - sorted[above - 1]);
  return [
    { index: above - 1, weight: 1 - part },
    { index: above, weight: part },
  ];
}
