import type { RandomStream } from "../numerics/random.js";
import type { EventBlock } from "../physics/events.js";
import type { Generator } from "../physics/generators/generator.js";
import type { ValueColumns } from "./events.js";

/** What the reconstruction of one block leaves: the near-selected events and the tally of what went before. */
export interface ObservedBlock extends ValueColumns {
  /** Events after each step of the preselection, in the order of `Simulation.steps`. */
  readonly passed: readonly number[];
}

/** How one sample is made. */
export interface SampleSimulation {
  /** Sample of the search that the events belong to. */
  readonly sample: string;
  /** Made where it is run, because a generator is code and surveys its maximum when made. */
  makeGenerator(): Generator;
  /**
   * Events wanted at full size: unweighted events for signals, multiple of the luminosity for backgrounds. Control data
   * taken elsewhere are thrown once, with a luminosity of their own in fb⁻¹.
   */
  readonly size: { readonly events: number } | { readonly luminosities: number } | { readonly luminosity: number };
  /** In place of that of the simulation, where the sample is only part of what its generator makes. */
  readonly observe?: Observe;
}

/** Detector, reconstruction and preselection of one block in the centre-of-mass frame. */
export type Observe = (block: EventBlock, stream: RandomStream) => ObservedBlock;

/** The way from matrix element to near-selected events of a search: pure, shard by shard. */
export interface Simulation {
  readonly search: string;
  readonly samples: readonly SampleSimulation[];
  /** Titles of the preselection steps, first of them what was produced. */
  readonly steps: readonly string[];
  readonly observe: Observe;
}
